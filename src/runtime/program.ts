import { LimitError } from '../data/budget.js';
import type { Fn } from '../data/functions.js';
import { PARKED } from '../data/guest.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { RunState } from '../engines/run-state.js';
import { PAUSED, type Run, SLICED, STRUCK } from '../engines/services.js';
import { EOF } from '../reader/context.js';
import { createReader, type Reader } from '../reader/reader.js';
import type { Source, Span } from '../reader/source.js';
import { type Fiber, FiberGroup } from './fibers.js';
import type { Runtime } from './runtime.js';
import { sessionBindings } from './session.js';

/** A form that is yet to be run, and where it stands if that is known. */
export interface PendingForm {
  readonly form: Value;
  readonly place: Span | null;
}

/**
 * What a fiber does for the host: it evaluates a text form by form, or calls one function. Nothing of it stands on JavaScript's
 * stack between two steps, so that it can be left and taken up there.
 */
export class Program {
  state: 'running' | 'done' | 'failed' | 'dropped' = 'running';
  /** The value of the last form that was run; what was thrown, where it failed. */
  value: Value = null;
  /** Where the forms begin that have not been read. */
  offset = 0;
  /** Forms that were read, or came from a `do`, and have not been run: the next one last. */
  readonly pending: PendingForm[] = [];
  /** What runs the current form; null between two forms. */
  run: Run | null = null;
  /** Null before it has begun. */
  fiber: Fiber | null = null;
  /** All fibers that it begins. */
  group = new FiberGroup();
  constructor(
    /** Null where it is one call. */
    readonly source: Source | null,
    /** Hears the value of each form of the text. */
    readonly onForm: (value: Value) => void = () => {},
  ) {}
}

/** The evaluation of a text, which is yet to begin; `onForm` hears the value of each of its forms. */
export function textProgram(runtime: Runtime, source: Source, onForm?: (value: Value) => void): Program {
  runtime.sources.set(source.file, source);
  return new Program(source, onForm);
}

/** The call of a function without arguments, which is yet to begin. */
export function callProgram(runtime: Runtime, fn: Fn): Program {
  const program = new Program(null);
  program.run = runtime.engine.start(fn);
  return program;
}

/**
 * Begins: it goes on when fibers have their turns. What it changes by `set!` holds for the runtime, or, where it is `apart`, for
 * itself.
 */
export function beginProgram(runtime: Runtime, program: Program, apart: boolean): void {
  const { bindings, fibers, namespaces } = runtime;
  let own: Map<Var, Value> | null = null;
  if (apart) {
    own = sessionBindings(namespaces.core, bindings);
    if (program.source !== null) own.set(runtime.coreVar('*file*'), program.source.file);
  }
  program.fiber = fibers.launch(programRun(runtime, program), program.group, own);
  runtime.programs.push(program);
}

/** Takes a program out of those of its runtime; ends what is still running of it, without running any of its code. */
export function dropProgram(runtime: Runtime, program: Program): void {
  const at = runtime.programs.indexOf(program);
  if (at >= 0) runtime.programs.splice(at, 1);
  if (program.state !== 'running') return;
  program.state = 'dropped';
  runtime.fibers.abandon(program.group);
}

/** What a fiber runs for a program: one form after the other, with a turn for each. */
export function programRun(runtime: Runtime, program: Program): ProgramRun {
  const { engine } = runtime;
  const { source } = program;
  let reader: Reader | null = null;

  function nextForm(): PendingForm | null {
    const known = program.pending.pop();
    if (known !== undefined || source === null) return known ?? null;
    reader ??= createReader(source, runtime.readerContext, program.offset);
    const reading = reader;
    const form = runtime.finishRead(
      () => reading.read(),
      (value) => reading.resume(value),
    );
    program.offset = reading.offset;
    // One thing in the text can be several forms.
    for (const more of reading.takeReady().reverse()) program.pending.push({ form: more, place: null });
    return form === EOF ? null : { form, place: null };
  }

  /** Begins the next form; false where there is none. */
  function begin(): boolean {
    if (program.group.cancelled !== null) throw program.group.cancelled;
    for (;;) {
      const next = nextForm();
      if (next === null) return false;
      const top = runtime.topForm(next.form, next.place);
      if ('lowered' in top) {
        program.run = engine.start(engine.load(top.lowered));
        return true;
      }
      if (top.forms.length === 0) took(null);
      for (const form of [...top.forms].reverse()) program.pending.push({ form, place: top.place });
    }
  }

  /** The value of a form, which may be one of several in a `do` of the text. */
  function took(value: Value): void {
    program.value = value;
    if (program.pending.length === 0) program.onForm(value);
  }

  function ended(state: 'done' | 'failed'): null {
    program.state = state;
    program.run = null;
    return null;
  }

  return {
    program,
    registers: () => program.run?.registers() ?? [],
    step(wake) {
      try {
        if (program.run === null && !begin()) return ended('done');
        const value = (program.run as Run).step(wake);
        if (value === PARKED || value === SLICED || value === STRUCK || value === PAUSED) return value;
        if (source === null) {
          program.value = value;
          return ended('done');
        }
        program.run = null;
        took(value);
        return SLICED;
      } catch (e) {
        program.value = e;
        ended('failed');
        if (e instanceof LimitError) throw e;
        return null;
      }
    },
    get state(): RunState {
      if (program.run === null) throw new Error('Internal error: a program between two forms has no frames');
      return program.run.state;
    },
  };
}

/** A run that belongs to a program. */
export interface ProgramRun extends Run {
  readonly program: Program;
}
