import { SELF } from '../../bytecode/code.js';
import { INSTRUCTIONS, NAMES, opcode } from '../../bytecode/instructions/index.js';
import { type Decoded, flowOf } from '../../bytecode/layout.js';
import { liveAfter, reads, writes } from '../../bytecode/liveness.js';
import { Fn, NativeFn } from '../../data/functions.js';
import { Double } from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import { type ArrayAccess, arrayAccess, calledOnArray } from './arrays.js';
import { BIT_OPERATIONS } from './bits.js';
import { type Facts, operandKey, resultKey } from './facts.js';
import { ANY, BOXED, constant, either, type Kind, LONG, long, MOST, RAW, SLOTS, sameKind, widened } from './kinds.js';
import { isArithmetic, type NumericForm, type NumericOperand, numericForm, type Operation, operationOf, refined } from './numeric.js';
import { type Frame, isDistrusted, isDiverted, jumpTargets, type Plan, restRegister, type Step } from './plan.js';

/** What is known of all registers of all frames. */
export type State = readonly Kind[];

/** How a step is done on what is known before it, and what is known after it. */
export interface Effect {
  readonly how:
    | { readonly do: 'numeric'; readonly form: NumericForm }
    /** Counts, compares and goes back. */
    | { readonly do: 'count'; readonly counter: NumericOperand; readonly limit: NumericOperand; readonly above: boolean }
    /** Copies registers, from first to second; a copied double that stays where it was is boxed first, so that both share the box. */
    | {
        readonly do: 'move';
        readonly moves: readonly (readonly [from: number, to: number])[];
        /** Where a frame is entered: the registers of which the rest of its arguments is made. */
        readonly rest?: readonly number[];
      }
    | { readonly do: 'constant'; readonly value: Value }
    /** A branch of which it is known where it goes. */
    | { readonly do: 'branch'; readonly jumps: boolean }
    /** Makes a double of a number. */
    | { readonly do: 'double'; readonly from: number; readonly to: number; readonly guarded: boolean }
    | { readonly do: 'array'; readonly access: ArrayAccess }
    /** As the interpreter does, on boxes. */
    | { readonly do: 'generic' };
  /** Registers, among those of all frames, whose raw doubles must be boxed first. */
  readonly boxes: readonly number[];
  /** What is known where the next step follows, and where it jumps. */
  readonly next: State;
  readonly jump: State;
}

export interface Flow {
  /** What is known before each step. */
  readonly before: readonly (State | null)[];
  effect(step: Step, before: State): Effect;
  /** Where a step jumps to, by index; -1 for what is not part of the plan. */
  jumps(index: number): readonly number[];
  /** Which registers of all frames may be read at a step, or by those who wait. */
  liveAt(index: number): Uint8Array;
}

/** The frame in which a step is done: that of the caller for the entry of an inlined one. */
export const placeOf = (step: Step): Frame => (step.kind === 'enter' && step.frame.parent !== null ? step.frame.parent : step.frame);

/** Instructions that are done otherwise where an operand is a constant. */
const DECIDED = new Set(['FIELD', 'CALL', 'TAIL_CALL', 'GET', 'CALL_VAR', 'TAIL_CALL_VAR', 'EQ', 'JEQ', 'NEW']);

/** Branches on one value. */
const BRANCHES = new Set(['JT', 'JF', 'JNOT', 'JNIL', 'JSOME']);

/** What a value is. */
function kindOfValue(x: Value): Kind {
  if (typeof x === 'number') return long(x, x);
  return x instanceof Double && x.constructor === Double ? BOXED : constant(x);
}

/** The name of the native that a call with so many arguments calls, where its var is trusted. */
export function nativeName(frame: Frame, d: Decoded, trusted: ReadonlySet<Var>, argc: number): string {
  const v = frame.code.constants[d.c] as Var;
  return d.b === argc && trusted.has(v) && v.root instanceof NativeFn ? v.root.name : '';
}

/** The natives that do what an arithmetic instruction does, by name and number of arguments. */
const INSTRUCTION_OF: ReadonlyMap<string, string> = new Map(
  ['ADD', 'SUB', 'MUL', 'INC', 'DEC', 'LT', 'LE', 'GT', 'GE', 'ZERO', 'POS', 'NEGATIVE', 'EVEN', 'ODD'].flatMap((name) => {
    const instruction = INSTRUCTIONS[opcode(name)];
    const intrinsic = instruction.kind === 'value' ? instruction.intrinsic : null;
    return intrinsic === null ? [] : [[`clojure.core/${intrinsic.fn} ${intrinsic.arity}`, name] as const];
  }),
);

/** The arithmetic that a call of a native in a register does; null where it does none. */
function nativeOperation(native: NativeFn, d: Decoded): Operation | null {
  const name = INSTRUCTION_OF.get(`${native.name} ${d.b}`);
  return name === undefined ? null : { name, operands: Array.from({ length: d.b }, (_, i) => ({ register: d.a + 3 + i })) };
}

/** What a call of a trusted native does, where that is an operation on the bits of longs or their order; else null. */
export function calledOperation(frame: Frame, d: Decoded, trusted: ReadonlySet<Var>): Operation | null {
  if (NAMES[d.op] !== 'CALL_VAR') return null;
  const name = nativeName(frame, d, trusted, d.b);
  if (BIT_OPERATIONS.get(name) !== d.b) return null;
  return { name, operands: Array.from({ length: d.b }, (_, i) => ({ register: d.a + 3 + i })) };
}

/**
 * Forward data flow of kinds over the steps of a plan, to the fixed point; bounds that grow in a loop are widened (Cousot and Cousot,
 * "Abstract interpretation", 1977).
 */
export function createFlow(plan: Plan, initial: State, factsOf: (frame: Frame) => Facts): Flow {
  const { steps } = plan;
  const liveSets: (Uint8Array | undefined)[] = [];

  function liveAt(index: number): Uint8Array {
    let known = liveSets[index];
    if (known !== undefined) return known;
    known = new Uint8Array(plan.registers);
    const step = steps[index];
    const frame = placeOf(step);
    const out = known;
    frame.live.get(step.d.start)?.forEach((x, r) => {
      out[frame.offset + r] |= x;
    });
    for (let w = frame.waiting; w !== null; w = w.frame.waiting) for (const r of w.live) out[w.frame.offset + r] = 1;
    liveSets[index] = out;
    return out;
  }

  function jumps(index: number): readonly number[] {
    const { kind, frame, d } = steps[index];
    if (kind === 'again') return [frame.head + 1];
    if (kind === 'enter') return [];
    if (NAMES[d.op] === 'RETURN' || NAMES[d.op].startsWith('TAIL_CALL')) return frame.waiting === null ? [] : [frame.waiting.end];
    return jumpTargets(frame.code, d).map((pc) => plan.indexOf(frame, pc) ?? -1);
  }

  const goesOn = ({ kind, frame, d }: Step): boolean =>
    kind === 'enter' ||
    (kind === 'instruction' && !NAMES[d.op].startsWith('TAIL_CALL') && flowOf(d.op) === 'next' && !isDiverted(frame.code, d));

  function effect(step: Step, before: State): Effect {
    const { frame, d } = step;
    const name = NAMES[d.op];
    const { offset } = frame;
    if (step.kind === 'enter') {
      if (frame.parent === null) return { how: { do: 'move', moves: [] }, boxes: [], next: before, jump: before };
      return entered(frame, frame.parent.offset + d.a + 3, before);
    }
    if (step.kind === 'again')
      return moved(
        before,
        Array.from({ length: d.b }, (_, i) => [offset + d.a + 3 + i, offset + i] as const),
      );
    if (isDistrusted(frame.code, d)) return generic(step, before);
    if (BRANCHES.has(name)) return branch(step, before) ?? generic(step, before);
    switch (name) {
      case 'MOVE':
        return copied(step, before);
      case 'TAKE':
        return moved(before, [[offset + d.b, offset + d.a]]);
      case 'RETURN':
        if (frame.waiting === null) return generic(step, before);
        return moved(before, [[offset + d.a, frame.waiting.frame.offset + frame.waiting.call.a]]);
      case 'COLLECT_REST':
        // It was done when the frame was entered.
        return moved(before, []);
      case 'LOADK':
      case 'GET_VAR': {
        const operand = frame.code.constants[d.b];
        if (name === 'GET_VAR' && !plan.trusted.has(operand as Var)) return generic(step, before);
        const value = name === 'GET_VAR' ? (operand as Var).root : operand;
        const next = changed(before, offset + d.a, kindOfValue(value));
        return { how: { do: 'constant', value }, boxes: [], next, jump: next };
      }
      case 'CALLEE': {
        const { only } = before[offset + d.b];
        return only instanceof Fn || only instanceof NativeFn ? copied(step, before) : generic(step, before);
      }
      case 'FIELD': {
        const done = generic(step, before);
        const next = [...done.next];
        if (d.a !== d.b) next[offset + d.b] = SLOTS;
        return { ...done, next, jump: next };
      }
      case 'ASDOUBLE':
        return before[offset + d.b].is === 'double' ? copied(step, before) : toDouble(step, before, offset + d.b);
      case 'CALL_VAR': {
        const decided = comparison(step, before);
        if (decided !== null) return decided;
        const operation = calledOperation(frame, d, plan.trusted);
        if (operation !== null) return numeric(step, operation, before) ?? generic(step, before);
        const does = calledOnArray(frame, d, plan.trusted);
        if (does !== null) return onArray(step, does, before) ?? generic(step, before);
        const from = offset + d.a + 3;
        if (before[from].is !== 'long') return generic(step, before);
        const native = nativeName(frame, d, plan.trusted, 1);
        if (native === 'clojure.core/double') return toDouble(step, before, from);
        return native === 'clojure.core/long' ? moved(before, [[from, offset + d.a]]) : generic(step, before);
      }
      case 'CALL': {
        const { only } = before[offset + d.a + 2];
        const operation = only instanceof NativeFn ? nativeOperation(only, d) : null;
        return (operation === null ? null : numeric(step, operation, before)) ?? generic(step, before);
      }
      case 'LOOP_LT':
        return counted(step, before);
      default:
        return numeric(step, operationOf(d), before) ?? generic(step, before);
    }
  }

  /** A branch on what is known. */
  function branch({ frame, d }: Step, before: State): Effect | null {
    const { is, only } = before[frame.offset + d.a];
    const instruction = INSTRUCTIONS[d.op];
    if ((is === 'any' && only === undefined) || instruction.kind !== 'branch') return null;
    const holds = (instruction.body as (x: Value) => boolean)(is === 'any' ? (only as Value) : 0);
    return { how: { do: 'branch', jumps: !holds }, boxes: [], next: before, jump: before };
  }

  /** The test before a pipeline, which compares what vars hold (compiler/pipelines.ts): all of them are trusted, or it is made. */
  function comparison({ frame, d }: Step, before: State): Effect | null {
    if (nativeName(frame, d, plan.trusted, d.b) !== 'clojure.core/-same?') return null;
    const values = Array.from({ length: d.b }, (_, i) => before[frame.offset + d.a + 3 + i].only);
    if (values.includes(undefined)) return null;
    const value = values.every((x, i) => i % 2 === 1 || x === values[i + 1]);
    const next = changed(before, frame.offset + d.a, constant(value));
    return { how: { do: 'constant', value }, boxes: [], next, jump: next };
  }

  function numeric(step: Step, operation: Operation, before: State): Effect | null {
    const { frame, d } = step;
    const { offset } = frame;
    const form = numericForm(operation, d.pc, (r) => before[offset + r], factsOf(frame));
    if (form === null) return null;
    const next = guarded(before, offset, form.operands);
    if (INSTRUCTIONS[d.op].kind !== 'branch') {
      next[offset + d.a] = form.result ?? ANY;
      return { how: { do: 'numeric', form }, boxes: [], next, jump: next };
    }
    const jump = [...next];
    if (form.on === 'long') {
      const [x, y] = form.operands;
      for (const [state, holds] of [
        [next, true],
        [jump, false],
      ] as const) {
        const [p, q] = refined(NAMES[d.op], holds, x.kind, y.kind);
        if (x.register >= 0) state[offset + x.register] = p;
        if (y.register >= 0) state[offset + y.register] = q;
      }
    }
    return { how: { do: 'numeric', form }, boxes: [], next, jump };
  }

  function counted(step: Step, before: State): Effect {
    const { frame, d } = step;
    const { offset } = frame;
    const facts = factsOf(frame);
    const operands: NumericOperand[] = [];
    for (const [i, register] of [d.a, d.b].entries()) {
      const kind = before[offset + register];
      const key = operandKey(d.pc, i);
      if (kind.is === 'double' || (kind.is === 'any' && (facts.get(key) ?? 'long') !== 'long')) return generic(step, before);
      operands.push({ register, kind: kind.is === 'any' ? LONG : kind, guard: kind.is === 'any' ? 'long' : null, key });
    }
    if (facts.get(resultKey(d.pc)) === 'any') return generic(step, before);
    const [counter, limit] = operands;
    const above = counter.kind.high + 1 > MOST;
    const after = long(counter.kind.low + 1, counter.kind.high + 1);
    const next = guarded(before, offset, operands);
    const jump = [...next];
    [jump[offset + d.a], jump[offset + d.b]] = refined('LT', true, after, limit.kind);
    [next[offset + d.a], next[offset + d.b]] = refined('LT', false, after, limit.kind);
    return { how: { do: 'count', counter, limit, above }, boxes: [], next, jump };
  }

  function onArray(step: Step, does: ArrayAccess['does'], before: State): Effect | null {
    const { frame, d } = step;
    const { offset } = frame;
    const access = arrayAccess(does, d, (r) => before[offset + r], factsOf(frame));
    if (access === null) return null;
    const { array, index, value } = access;
    const stored = value === null ? null : before[offset + value.register];
    // What an array of anything takes is a box.
    const boxes = value !== null && access.of === 'array' && stored?.is === 'double' && !stored.boxed ? [offset + value.register] : [];
    const next = [...boxed(before, boxes)];
    for (const o of [array, index, value]) if (o?.check) next[offset + o.register] = o.check.expected === 'double' ? BOXED : o.kind;
    next[offset + d.a] = value === null ? access.result : next[offset + value.register];
    return { how: { do: 'array', access }, boxes, next, jump: next };
  }

  /** Enters an inlined frame, whose arguments lie from a register on. */
  function entered(frame: Frame, from: number, before: State): Effect {
    const { argc, offset } = frame;
    const rest = restRegister(frame);
    const fixed = rest < 0 ? argc : rest;
    const collected = Array.from({ length: argc - fixed }, (_, i) => from + fixed + i);
    const boxes = collected.filter((r) => before[r].is === 'double' && !before[r].boxed);
    const moves = Array.from({ length: fixed }, (_, i) => [from + i, offset + i] as const);
    const { next } = moved(boxed(before, boxes), moves);
    const state = rest < 0 ? next : changed(next, offset + rest, argc > rest ? ANY : constant(null));
    return { how: { do: 'move', moves, rest: collected }, boxes, next: state, jump: state };
  }

  /** Copies a register whose value may be read again. */
  function copied({ frame, d }: Step, before: State): Effect {
    const from = frame.offset + d.b;
    const isRaw = before[from].is === 'double' && !before[from].boxed;
    const boxes = isRaw && d.a !== d.b && liveAfter(frame.code, d, frame.live)[d.b] === 1 ? [from] : [];
    return moved(boxed(before, boxes), [[from, frame.offset + d.a]], boxes);
  }

  function toDouble(step: Step, before: State, from: number): Effect {
    const to = step.frame.offset + step.d.a;
    const isAny = before[from].is === 'any';
    if (isAny && factsOf(step.frame).get(operandKey(step.d.pc, 0)) === 'any') return generic(step, before);
    const next = changed(before, to, RAW);
    return { how: { do: 'double', from, to, guarded: isAny }, boxes: [], next, jump: next };
  }

  /** What an instruction does on boxes. */
  function generic({ frame, d }: Step, before: State): Effect {
    const { offset } = frame;
    const boxes = readsOf(d, frame)
      .map((r) => offset + r)
      .filter((r) => before[r].is === 'double' && !before[r].boxed);
    const next = [...boxed(before, boxes)];
    const written = writes(d);
    if (written >= 0) next[offset + written] = ANY;
    if (NAMES[d.op] === 'LOOP_LT') next[offset + d.a] = ANY;
    const { waiting } = frame;
    const jump = NAMES[d.op].startsWith('TAIL_CALL') && waiting !== null ? changed(next, waiting.frame.offset + waiting.call.a, ANY) : next;
    return { how: { do: 'generic' }, boxes, next, jump };
  }

  const before: (State | null)[] = steps.map(() => null);
  const visits = new Uint16Array(steps.length);
  const waiting: number[] = [];
  let isWidened = false;

  function flowTo(index: number, state: State): void {
    if (index < 0) return;
    const live = liveAt(index);
    const known = before[index];
    const joined = state.map((k, r) => {
      if (live[r] === 0) return ANY;
      if (known === null) return k;
      const both = either(known[r], k);
      if (visits[index] <= 2) return both;
      isWidened = true;
      return widened(known[r], both);
    });
    if (known?.every((k, r) => sameKind(k, joined[r]))) return;
    visits[index]++;
    before[index] = joined;
    if (!waiting.includes(index)) waiting.push(index);
  }

  // Where there is neither arithmetic nor what a constant decides, nothing is gained by knowing what is what.
  const gains = ({ frame, d }: Step): boolean =>
    isArithmetic(NAMES[d.op]) || DECIDED.has(NAMES[d.op]) || calledOperation(frame, d, plan.trusted) !== null;
  if (!steps.some(gains)) {
    const nothing = initial.map(() => ANY);
    return { before: steps.map(() => nothing), effect, jumps, liveAt };
  }
  /** Takes what is known to where a step leads. */
  function pass(index: number, state: State): void {
    const { how, next, jump } = effect(steps[index], state);
    const known = how.do === 'branch' ? how.jumps : null;
    if (known !== false) for (const to of jumps(index)) flowTo(to, jump);
    if (known !== true && goesOn(steps[index])) flowTo(index + 1, next);
  }

  flowTo(0, initial);
  for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) pass(index, before[index] as State);
  // What was widened too far is narrowed: each pass over what holds gives something that holds.
  for (let round = 0; isWidened && round < 2; round++) {
    const found = before.slice();
    before.fill(null);
    visits.fill(0);
    flowTo(0, initial);
    found.forEach((state, index) => {
      if (state === null) return;
      pass(index, state);
      visits.fill(0);
    });
    waiting.length = 0;
  }
  return { before, effect, jumps, liveAt };
}

/** The registers that an instruction reads, the captured ones of a closure included. */
function readsOf(d: Decoded, frame: Frame): number[] {
  return reads(frame.code, d).filter((r) => r !== SELF);
}

function changed(state: State, register: number, kind: Kind): Kind[] {
  const next = [...state];
  next[register] = kind;
  return next;
}

function boxed(state: State, registers: readonly number[]): State {
  if (registers.length === 0) return state;
  const next = [...state];
  for (const r of registers) next[r] = BOXED;
  return next;
}

function moved(state: State, moves: readonly (readonly [number, number])[], boxes: readonly number[] = []): Effect {
  const next = [...state];
  for (const [from, to] of moves) next[to] = state[from];
  return { how: { do: 'move', moves }, boxes, next, jump: next };
}

/** What is known once the guards of the operands have passed. */
function guarded(state: State, offset: number, operands: readonly NumericOperand[]): Kind[] {
  const next = [...state];
  for (const { register, guard } of operands) if (guard !== null) next[offset + register] = guard === 'long' ? LONG : BOXED;
  return next;
}
