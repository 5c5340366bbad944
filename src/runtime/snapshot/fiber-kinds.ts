import { Fn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import { Var } from '../../data/var.js';
import type { FramesState, RunState } from '../../engines/run-state.js';
import { SLICE } from '../../engines/services.js';
import { Source } from '../../reader/source.js';
import { placedForms, setSpan } from '../../reader/spans.js';
import { BindingFrame } from '../bindings.js';
import { Fiber, FiberGroup, Waiter } from '../fibers.js';
import { type PendingForm, Program, type ProgramRun, programRun } from '../program.js';
import type { Runtime } from '../runtime.js';
import { SnapshotError } from './bytes.js';
import { readFrames, writeFrames } from './frames.js';
import { type Kind, kind, object, optional, type PartSink, type PartSource } from './kind.js';

const NONE = 0;
const FUNCTION = 1;
const PROGRAM = 2;

function writeRunState({ fn, turn, frames }: RunState, out: PartSink): void {
  out.ref(fn);
  out.uint(turn === null ? 0 : turn + 2);
  out.uint(frames === null ? 0 : 1);
  if (frames !== null) writeFrames(frames, out);
}

/** Reads what a run left, and gives it to `done` once all functions are there. */
function readRunState(from: PartSource, done: (state: RunState) => void): void {
  const fn = object(Fn).read(from) as Fn;
  const turn = from.uint();
  const read: (() => FramesState) | null = from.uint() === 0 ? null : readFrames(from);
  from.last(() => done({ fn, turn: turn === 0 ? null : Math.min(turn - 2, SLICE), frames: read === null ? null : read() }));
}

const resumed = (world: Runtime, state: RunState) => {
  const { resume } = world.engine;
  if (resume === null) throw new Error('Internal error: this engine cannot take up what another one left');
  return resume(state);
};

export const fiberKinds: readonly Kind[] = [
  kind<Fiber>({
    name: 'Fiber',
    prototypes: [Fiber.prototype],
    changes: true,
    head: (f, out) => out.uint(f.id),
    make: (from) => new Fiber(from.uint()),
    body(f, out) {
      if (f.waitsFor?.ofHost === true && !f.waitsFor.settled)
        throw new SnapshotError('A snapshot cannot be taken while a fiber waits for a promise of the host: let that be settled first');
      for (const x of [f.bindings, f.waitsFor, f.interruption, f.cancellation, f.group]) out.ref(x);
      out.uint((f.ended ? 1 : 0) | (f.daemon ? 2 : 0) | (f.toldCancelled ? 4 : 0) | (f.holdsTurn ? 8 : 0) | (f.begun ? 16 : 0));
      out.uint(f.locals === null ? 0 : f.locals.size + 1);
      for (const [name, x] of f.locals ?? []) {
        out.ref(name);
        out.ref(x);
      }
      const program = (f.run as Partial<ProgramRun> | null)?.program;
      out.uint(f.run === null ? NONE : program !== undefined ? PROGRAM : FUNCTION);
      if (program !== undefined) out.ref(program);
      else if (f.run !== null) writeRunState(f.run.state, out);
    },
    fill(f, from) {
      f.bindings = optional(BindingFrame).read(from) as BindingFrame | null;
      f.waitsFor = optional(Waiter).read(from) as Waiter | null;
      f.interruption = from.value();
      f.cancellation = from.value();
      f.group = optional(FiberGroup).read(from) as FiberGroup | null;
      const flags = from.uint();
      f.ended = (flags & 1) !== 0;
      f.daemon = (flags & 2) !== 0;
      f.toldCancelled = (flags & 4) !== 0;
      f.holdsTurn = (flags & 8) !== 0;
      f.begun = (flags & 16) !== 0;
      if (!f.ended) f.group?.fibers.add(f);
      const locals = from.count();
      f.locals = locals === 0 ? null : new Map(Array.from({ length: locals - 1 }, () => [from.value(), from.value()]));
      const { world } = from;
      switch (from.uint()) {
        case NONE:
          break;
        case PROGRAM:
          f.run = programRun(world, object(Program).read(from) as Program);
          break;
        default:
          readRunState(from, (state) => {
            f.run = resumed(world, state);
          });
      }
      from.later(() => {
        // A fiber of the host's stands on the bindings of the runtime, which are in force anyway.
        if (!f.ended && f !== world.fibers.main) world.bindings.count(f.bindings, f.id === 0 ? world.bindings.capture() : null);
      });
    },
  }),
  kind<FiberGroup>({
    name: 'FiberGroup',
    prototypes: [FiberGroup.prototype],
    internal: true,
    changes: true,
    make: () => new FiberGroup(),
    // Its fibers know that they belong to it.
    body: (group, out) => out.ref(group.cancelled),
    fill(group, from) {
      group.cancelled = from.value();
    },
  }),
  kind<BindingFrame>({
    name: 'BindingFrame',
    prototypes: [BindingFrame.prototype],
    internal: true,
    changes: true,
    make: () => new BindingFrame([], [], null, 0),
    body(b, out) {
      out.ref(b.outer);
      out.uint(b.fiber);
      out.uint(b.vars.length);
      b.vars.forEach((v, i) => {
        out.ref(v);
        out.ref(b.values[i]);
      });
    },
    fill(b, from) {
      const own = b as { outer: BindingFrame | null; fiber: number };
      own.outer = optional(BindingFrame).read(from) as BindingFrame | null;
      own.fiber = from.uint();
      b.vars.length = 0;
      b.values.length = 0;
      for (let left = from.count(); left > 0; left--) {
        b.vars.push(object(Var).read(from) as Var);
        b.values.push(from.value());
      }
    },
  }),
  kind<Source>({
    name: 'Source',
    prototypes: [Source.prototype],
    internal: true,
    head(s, out) {
      out.string(s.file);
      out.string(s.text);
      out.uint(s.firstLine);
    },
    make: (from) => new Source(from.string(), from.string(), from.uint()),
  }),
  kind<Program>({
    name: 'Program',
    prototypes: [Program.prototype],
    internal: true,
    changes: true,
    make: () => new Program(null),
    body(p, out) {
      out.ref(p.source);
      out.uint(STATES.indexOf(p.state));
      out.ref(p.value);
      out.uint(p.offset);
      out.ref(p.fiber);
      out.ref(p.group);
      out.uint(p.run === null ? 0 : 1);
      if (p.run !== null) writeRunState(p.run.state, out);
      out.uint(p.pending.length);
      for (const form of p.pending) writePending(form, out);
    },
    fill(p, from) {
      const source = optional(Source).read(from) as Source | null;
      (p as { source: Source | null }).source = source;
      const state = STATES[from.uint()];
      if (state === undefined) throw from.broken();
      p.state = state;
      p.value = from.value();
      p.offset = from.uint();
      p.fiber = optional(Fiber).read(from) as Fiber | null;
      p.group = object(FiberGroup).read(from) as FiberGroup;
      const { world } = from;
      if (from.uint() === 1)
        readRunState(from, (left) => {
          p.run = resumed(world, left);
        });
      for (let left = from.count(); left > 0; left--) p.pending.push(readPending(source, from));
    },
  }),
];
const STATES = ['running', 'done', 'failed', 'dropped'] as const;

/** A form with the places of all forms inside it, which errors tell of. */
function writePending({ form, place }: PendingForm, out: PartSink): void {
  out.ref(form);
  out.uint(place === null ? 0 : 1);
  if (place !== null) for (const n of [place.start, place.end]) out.uint(n);
  const placed = placedForms(form);
  out.uint(placed.length);
  for (const [inner, { start, end, children }] of placed) {
    out.ref(inner);
    out.uint(start);
    out.uint(end);
    out.uint(children === null ? 0 : children.length + 1);
    for (const n of children ?? []) out.uint(n);
  }
}

function readPending(source: Source | null, from: PartSource): PendingForm {
  if (source === null) throw from.broken();
  const form: Value = from.value();
  const place = from.uint() === 0 ? null : { source, start: from.uint(), end: from.uint() };
  for (let left = from.count(); left > 0; left--) {
    const inner = from.value();
    const [start, end] = [from.uint(), from.uint()];
    const count = from.count();
    setSpan(inner, source, start, end, count === 0 ? null : Array.from({ length: count - 1 }, () => from.uint()));
  }
  return { form, place };
}
