import type { Code } from '../bytecode/code.js';
import { type Place, Throwable } from '../data/errors.js';
import { EMPTY_VECTOR, listFromArray, vectorFromArray } from '../data/seqs/index.js';
import { symbol } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import { placeAt } from '../engines/vm/fiber.js';
import { createReader } from '../reader/reader.js';
import { Source } from '../reader/source.js';
import { deadlock, type Fiber } from '../runtime/fibers.js';
import { copyOfLines, createLineTracer, type Goal, type LinesOfFibers, type LineTracer } from '../runtime/line-tracer.js';
import { beginProgram, type ProgramRun, textProgram } from '../runtime/program.js';
import type { Runtime as World } from '../runtime/runtime.js';
import { type FrameView, viewFrames } from '../runtime/snapshot/frames.js';
import { type Moment, takeMoment } from '../runtime/snapshot/index.js';

/** A call that is under way where a program stands still. */
export interface Frame {
  readonly name: string;
  readonly place: Place | null;
  /** The locals whose values somebody may still read, innermost last. */
  readonly locals: ReadonlyMap<string, Value>;
}

/** A program that is run line by line, forward and back, on the engine vm. */
export interface Debugger {
  /** `paused`: it stands before a line; else it has ended. */
  readonly state: 'paused' | 'done' | 'failed';
  /** The value of the last form, once it is done; nil else. */
  readonly value: Value;
  /** What it failed with; nil else. */
  readonly error: Value;
  /** The line that is next; null where it has ended. */
  readonly place: Place | null;
  /** How many lines have begun: the same line of the same run has the same number. */
  readonly moment: number;
  /** Goes on to the next line, also of a function that this one calls. */
  stepIn(): void;
  /** Goes on to the next line of this function, or of one around it. */
  stepOver(): void;
  /** Goes on to a line outside of this function. */
  stepOut(): void;
  /** Goes on to a breakpoint, or to the end. */
  run(): void;
  /** Goes back to the line before. What the program printed is not taken back, and is not printed again. */
  back(): void;
  /** Goes to a moment, forward or back. */
  goTo(moment: number): void;
  /** Has the program stop before that line, where the condition, which sees its locals, holds. */
  breakAt(file: string, line: number, condition?: string): void;
  clear(file: string, line: number): void;
  /** Has a text evaluated wherever the program stops: see `watches`. With `breaks`, `run` stops after a line that has changed its value. */
  watch(text: string, breaks?: boolean): void;
  unwatch(text: string): void;
  /** The values, as they are printed, of what is watched; null where something in it is not known here, or it throws. */
  watches(): Watched[];
  /** The watched text whose change has stopped the program; null where something else has. */
  readonly changed: string | null;
  /** The calls that are under way, the innermost first. */
  frames(): Frame[];
  /** The value of a text in which the locals of a frame are known. Throws what it throws. */
  evaluate(text: string, frame?: number): Value;
  print(value: Value): string;
  describeError(error: unknown): string;
}

/** What is watched, where the program stands. */
export interface Watched {
  readonly text: string;
  readonly value: string | null;
  /** What it was before the change that stopped the program. */
  readonly before: string | null;
}

/** What a debugger needs to make the runtime of the program, and to make it anew as it was. */
export interface DebuggedWorlds {
  create(stdout: (text: string) => void): World;
  restore(moment: Moment, stdout: (text: string) => void): World;
  readonly stdout: (text: string) => void;
  describeError(error: unknown, world: World): string;
}

/** After so many lines the program is kept as it is, to go back to. */
const EVERY = 2000;
/** When there are so many such moments, every other one is given up. */
const MOST_KEPT = 64;

export function createDebugger(worlds: DebuggedWorlds, source: Source): Debugger {
  const breakpoints = new Map<string, string | null>();
  const keyOf = (file: string, line: number): string => `${file}:${line}`;
  /** The latest moment that the program has been in: what it prints up to there has been printed. */
  let latest = 0;
  let every = EVERY;
  let kept: { readonly moment: number; readonly saved: Moment; readonly lines: LinesOfFibers }[] = [];
  let keepNext = EVERY;

  const stdout = (text: string): void => {
    if (tracer.moment >= latest) worlds.stdout(text);
  };

  function trace(world: World, moment: number): LineTracer {
    const made = createLineTracer(
      world,
      (file, line) => breakpoints.has(keyOf(file, line)),
      () => keepNext,
    );
    made.moment = moment;
    world.tracing.tracer = made;
    return made;
  }

  /** What is watched: its value when it was last known, and before that. */
  const watched = new Map<string, { readonly breaks: boolean; value: string | null; before: string | null }>();
  let changed: string | null = null;

  /** The value of a text as it is printed; null where the program's own code has no value for it here. */
  function peek(text: string): string | null {
    try {
      return session.print(session.evaluate(text));
    } catch (e) {
      if (e instanceof Throwable) return null;
      throw e;
    }
  }

  /** Looks at what is watched; the first text that breaks and has another value than before. */
  function lookAtWatched(): string | null {
    let found: string | null = null;
    for (const [text, watch] of watched) {
      const value = peek(text);
      // Where a local is not known it has not changed.
      if (value === null || value === watch.value) continue;
      if (watch.breaks && watch.value !== null) found ??= text;
      watch.before = watch.value;
      watch.value = value;
    }
    return found;
  }

  /** Runs line by line, to a breakpoint or to a change of what is watched. */
  function runWatching(): void {
    do {
      go({ kind: 'in' });
      if (program.state !== 'running') return;
      changed = lookAtWatched();
    } while (changed === null && !tracer.atBreakpoint);
  }

  let world = worlds.create(stdout);
  let tracer = trace(world, 0);
  let program = textProgram(world, source);

  /** Keeps the program as it is. */
  function keep(): void {
    kept.push({ moment: tracer.moment, saved: takeMoment(world), lines: copyOfLines(tracer.lines) });
    if (kept.length > MOST_KEPT) {
      kept = kept.filter((_, i) => i % 2 === 0);
      every *= 2;
    }
    keepNext = tracer.moment + every;
  }

  /** Runs to the goal; breakpoints whose conditions do not hold, and moments to be kept, are passed. */
  function go(goal: Goal): void {
    if (program.state !== 'running') return;
    for (;;) {
      tracer.goal = goal;
      tracer.resumes = tracer.stopped;
      tracer.stopped = false;
      const waiting = world.fibers.run(() => tracer.stopped || program.state !== 'running', 'sleep', Number.POSITIVE_INFINITY);
      latest = Math.max(latest, tracer.moment);
      if (program.state !== 'running') return;
      if (waiting !== 'done') {
        const waiter = program.fiber?.waitsFor ?? null;
        if (waiter === null) throw new Error('Internal error: a program waits for nothing');
        world.fibers.wake(waiter, deadlock(), true);
        continue;
      }
      if (tracer.moment >= keepNext) keep();
      if (tracer.atBreakpoint ? holds() : reached(goal)) return;
    }
  }

  function reached(goal: Goal): boolean {
    const fiber = world.fibers.state().ready[0];
    switch (goal.kind) {
      case 'in':
        return true;
      case 'run':
        return false;
      case 'moment':
        return tracer.moment >= goal.moment;
      case 'over':
        return goal.fiber === fiber && tracer.base <= goal.base;
      case 'out':
        return goal.fiber === fiber && tracer.base < goal.base;
    }
  }

  /** Whether the condition of the breakpoint where the program stands holds. */
  function holds(): boolean {
    const { place } = session;
    const condition = place === null ? null : (breakpoints.get(keyOf(place.file, place.line)) ?? null);
    if (condition === null) return true;
    const value = session.evaluate(condition);
    return value !== null && value !== false;
  }

  /** The fiber that stands still: it is the next to have its turn. */
  const stopped = (): Fiber | null => (program.state === 'running' ? (world.fibers.state().ready[0] ?? null) : null);

  function views(): FrameView[] {
    const run = stopped()?.run ?? null;
    if (run === null) return [];
    const { frames } = (run as ProgramRun).state;
    return frames === null ? [] : viewFrames(frames);
  }

  function localsOf({ self, pc, registers }: FrameView): Map<string, Value> {
    const found = new Map<string, Value>();
    const { names } = self.template as Code;
    if (names === null) return found;
    names.captured.forEach((name, i) => {
      if (isOwn(name)) found.set(name, self.captured[i]);
    });
    const places = new Map<number, string>();
    for (const { name, register, from, to } of names.registers) if (from <= pc && pc < to) places.set(register, name);
    for (const [register, name] of places)
      if (isOwn(name)) {
        found.delete(name);
        found.set(name, registers.get(register));
      }
    return found;
  }

  function step(goal: Goal): void {
    changed = null;
    go(goal);
    if (program.state === 'running') lookAtWatched();
  }

  function baseOf(): { fiber: Fiber; base: number } {
    return { fiber: stopped() as Fiber, base: tracer.base };
  }

  const session: Debugger = {
    get state() {
      return program.state === 'running' ? 'paused' : program.state === 'done' ? 'done' : 'failed';
    },
    get value() {
      return program.state === 'done' ? program.value : null;
    },
    get error() {
      return program.state === 'failed' ? program.value : null;
    },
    get place() {
      const [view] = views();
      return view === undefined ? null : placeAt(view.self.template as Code, view.pc);
    },
    get moment() {
      return tracer.moment;
    },
    stepIn: () => step({ kind: 'in' }),
    stepOver: () => step({ kind: 'over', ...baseOf() }),
    stepOut: () => step({ kind: 'out', ...baseOf() }),
    run() {
      changed = null;
      if ([...watched.values()].some(({ breaks }) => breaks)) runWatching();
      else step({ kind: 'run' });
    },
    watch(text, breaks = false) {
      watched.set(text, { breaks, value: program.state === 'running' ? peek(text) : null, before: null });
    },
    unwatch(text) {
      watched.delete(text);
    },
    watches: () => [...watched].map(([text, { before }]) => ({ text, value: program.state === 'running' ? peek(text) : null, before })),
    get changed() {
      return changed;
    },
    back() {
      const { moment } = tracer;
      session.goTo(program.state === 'running' ? moment - 1 : moment);
    },
    goTo(moment) {
      if (moment < tracer.moment || (moment === tracer.moment && program.state !== 'running')) {
        const wanted = Math.max(1, moment);
        kept = kept.filter((k) => k.moment <= wanted || k.moment === 0);
        const from = kept.filter((k) => k.moment < wanted).pop() ?? kept[0];
        world = worlds.restore(from.saved, stdout);
        tracer = trace(world, from.moment);
        tracer.lines = copyOfLines(from.lines);
        keepNext = from.moment + every;
        program = world.programs[0];
        tracer.stopped = from.moment > 0;
        go({ kind: 'moment', moment: wanted });
      } else if (moment > tracer.moment) go({ kind: 'moment', moment });
    },
    breakAt(file, line, condition) {
      breakpoints.set(keyOf(file, line), condition ?? null);
    },
    clear(file, line) {
      breakpoints.delete(keyOf(file, line));
    },
    frames: () =>
      views().map((view) => {
        const code = view.self.template as Code;
        return { name: code.name, place: placeAt(code, view.pc), locals: localsOf(view) };
      }),
    evaluate(text, frame = 0) {
      const view = views()[frame];
      const locals = view === undefined ? new Map<string, Value>() : localsOf(view);
      const { tracing, bindings } = world;
      const fiber = stopped();
      tracing.tracer = null;
      const before = bindings.capture();
      if (fiber !== null) bindings.switchTo(fiber.bindings, fiber.id);
      try {
        const form = createReader(new Source('DEBUGGER', text), world.readerContext).read();
        const params = locals.size === 0 ? EMPTY_VECTOR : vectorFromArray([...locals.keys()].map((name) => symbol(null, name)));
        const fn = world.evalForm(listFromArray([symbol(null, 'fn*'), params, form]));
        return world.call(world.coreVar('apply').root, [fn, vectorFromArray([...locals.values()])]);
      } finally {
        if (fiber !== null) bindings.switchTo(before, world.fibers.main.id);
        tracing.tracer = tracer;
      }
    },
    print: (value) => world.call(world.coreVar('pr-str').root, [value]) as string,
    describeError: (error) => worlds.describeError(error, world),
  };

  beginProgram(world, program, true);
  keep();
  go({ kind: 'in' });
  return session;
}

/** Whether a local has its name from the program, and not from a macro or a destructuring. */
const isOwn = (name: string): boolean => !name.includes('__');
