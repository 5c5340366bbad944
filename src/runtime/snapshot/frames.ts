import { Code } from '../../bytecode/code.js';
import { RETURN_TO_CONTINUATION, RETURN_TO_HOST } from '../../bytecode/instructions/calls.js';
import { INSTRUCTIONS } from '../../bytecode/instructions/index.js';
import { Fn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { Continuation, FramesState } from '../../engines/run-state.js';
import { collectsRest, knowledge, liveRegisters } from '../../engines/vm/live-registers.js';
import { object, type PartSink, type PartSource } from './kind.js';

/** How a frame gives its value to the one below it. */
const TO_WINDOW = 0;
const TO_CONTINUATION = 1;

/** One frame, innermost last. */
interface Frame {
  readonly base: number;
  readonly self: Fn;
  /** The next instruction, once the frame above has given its value. */
  readonly pc: number;
  /** Whether a call is under way before `pc`, so that what is live there is what is live after it. */
  readonly inCall: boolean;
  /** The registers from here on belong to the frame above. */
  readonly end: number;
  /** A register that the value goes to that the frame waits for; -1 where there is none. */
  readonly awaited: number;
  readonly linked: typeof TO_WINDOW | typeof TO_CONTINUATION;
}

/** The frames of a fiber, outermost first. */
function framesOf(state: FramesState): Frame[] {
  const { regs } = state;
  const frames: Frame[] = [];
  let continuation = state.continuations.length;
  let at = { base: state.base, pc: state.pc, inCall: state.waiting >= 0, end: -1, awaited: state.waiting };
  for (;;) {
    const { base } = at;
    const returnTo = regs[base - 3] as number;
    const self = regs[base - 1] as Fn;
    const linked = returnTo === RETURN_TO_CONTINUATION ? TO_CONTINUATION : TO_WINDOW;
    frames.push({ ...at, end: at.end < 0 ? Number.POSITIVE_INFINITY : at.end, self, linked });
    if (returnTo === RETURN_TO_HOST) return frames.reverse();
    const below = regs[base - 2] as number;
    if (linked === TO_WINDOW) at = { base: below, pc: returnTo, inCall: true, end: base - 3 - below, awaited: -1 };
    else {
      const c = state.continuations[--continuation];
      at = { base: below, pc: c.pc, inCall: c.kind !== 2, end: -1, awaited: c.kind === 0 ? c.register : -1 };
    }
  }
}

/** Which registers of a frame somebody may still read. */
function liveIn(frame: Frame, passed: number): Uint8Array {
  const code = frame.self.template as Code;
  const { names } = code;
  const live = liveRegisters(code, frame.pc, frame.inCall, passed);
  if (names === null) return live;
  // A debugger shows locals that nobody reads any more, too.
  const shown = live.slice();
  const pc = frame.inCall ? frame.pc - 1 : frame.pc;
  for (const { register, from, to } of names.registers) if (from <= pc && pc < to) shown[register] = 1;
  return shown;
}

/** A frame as a debugger sees it. */
export interface FrameView {
  readonly self: Fn;
  /** The instruction that is under way, or is next. */
  readonly pc: number;
  /** The values that somebody may still read, or that have names, by register. */
  readonly registers: ReadonlyMap<number, Value>;
}

/** The frames of a fiber that stands still, innermost first. */
export function viewFrames(state: FramesState): FrameView[] {
  return framesOf(state)
    .map((frame) => {
      const registers = new Map<number, Value>();
      liveIn(frame, state.passed).forEach((live, r) => {
        if (live === 1 && r < frame.end && r !== frame.awaited) registers.set(r, state.regs[frame.base + r]);
      });
      return { self: frame.self, pc: frame.inCall ? frame.pc - 1 : frame.pc, registers };
    })
    .reverse();
}

/** Writes frames: of each the registers that are still of use. */
export function writeFrames(state: FramesState, out: PartSink): void {
  const frames = framesOf(state);
  out.uint(frames.length);
  for (const frame of frames) {
    const { base, self, pc } = frame;
    out.ref(self);
    out.uint(pc);
    out.uint(frame.linked);
    const live = liveIn(frame, state.passed);
    let count = Math.min(live.length, frame.end);
    while (count > 0 && (live[count - 1] === 0 || count - 1 === frame.awaited)) count--;
    out.uint(count);
    for (let r = 0; r < count; r++) out.ref(live[r] === 0 || r === frame.awaited ? null : state.regs[base + r]);
  }
  out.uint(state.passed);
  out.int(state.waiting);
  out.uint(state.continuations.length);
  for (const c of state.continuations) writeContinuation(c, out);
}

function writeContinuation(c: Continuation, out: PartSink): void {
  out.uint(c.kind);
  out.uint(c.pc);
  if (c.kind === 0) out.uint(c.register);
  else if (c.kind === 2) {
    out.uint(c.at);
    out.string(c.question);
    out.uint(c.args.length);
    for (const x of c.args) out.ref(x);
    const answers = c.before?.known ?? [];
    out.uint(answers.length);
    for (const { question, args, value } of answers) {
      out.string(question);
      out.uint(args.length);
      for (const x of args) out.ref(x);
      out.ref(value);
    }
  }
}

/** What was read of one frame. */
interface ReadFrame {
  readonly self: Fn;
  readonly pc: number;
  readonly linked: number;
  readonly values: readonly Value[];
}

/** Reads frames. They can be put together only once all functions are there: that is what is answered. */
export function readFrames(from: PartSource): () => FramesState {
  const frames: ReadFrame[] = [];
  for (let left = from.count(); left > 0; left--) {
    const self = object(Fn).read(from) as Fn;
    const pc = from.uint();
    const linked = from.uint();
    const values = Array.from({ length: from.count() }, () => from.value());
    frames.push({ self, pc, linked, values });
  }
  const passed = from.uint();
  const waiting = from.int();
  const continuations = Array.from({ length: from.count() }, () => readContinuation(from));
  return () => put(frames, passed, waiting, continuations, from);
}

function readContinuation(from: PartSource): Continuation {
  const [kind, pc] = [from.uint(), from.uint()];
  // Its base, and the target, which stands in the code, are found later.
  const base = 0;
  if (kind === 0) return { kind, base, pc, register: from.uint() };
  if (kind === 1) return { kind, base, pc, target: 0 };
  if (kind !== 2) throw from.broken();
  const at = from.uint();
  const question = from.string();
  const values = (): Value[] => Array.from({ length: from.count() }, () => from.value());
  const args = values();
  const known = Array.from({ length: from.count() }, () => ({ question: from.string(), args: values(), value: from.value() }));
  return { kind, base, pc, at, question, args, before: known.length === 0 ? null : { base, pc, safepoints: Number.NaN, known } };
}

/** The most registers that a restored fiber may have. */
const MOST_REGISTERS = 1 << 25;

function put(frames: readonly ReadFrame[], passed: number, waiting: number, read: readonly Continuation[], from: PartSource): FramesState {
  const innermost = frames[frames.length - 1];
  if (innermost === undefined) throw from.broken();
  const codeOf = (frame: ReadFrame): Code => {
    const code = frame.self.template;
    if (code instanceof Code) return code;
    throw from.broken();
  };
  const top = knowledge(codeOf(innermost));
  const most = collectsRest(top.steps.get(innermost.pc)) ? passed : 0;
  if (waiting < 0 && !top.steps.has(innermost.pc)) throw from.broken();
  if (waiting >= 0 && (waiting >= codeOf(innermost).registers || !top.at.has(innermost.pc - 1))) throw from.broken();
  // Each frame stands where its call has its window, or above all registers of the frame below.
  const continuations: Continuation[] = [];
  const bases: number[] = [];
  let size = 0;
  frames.forEach((frame, i) => {
    const below = frames[i - 1];
    let base = 3;
    if (below !== undefined) {
      const code = codeOf(below);
      if (frame.linked === TO_WINDOW) {
        const call = knowledge(code).at.get(below.pc - 1);
        if (call === undefined || call.next !== below.pc || INSTRUCTIONS[call.op].a !== 'window') throw from.broken();
        base = bases[i - 1] + call.a + 3;
      } else {
        const c = read[continuations.length];
        if (c === undefined || c.pc !== below.pc) throw from.broken();
        continuations.push(checked(c, bases[i - 1], code, from));
        base = bases[i - 1] + code.registers + 3;
      }
    }
    bases.push(base);
    size = Math.max(size, base + codeOf(frame).registers);
    if (size > MOST_REGISTERS) throw from.broken();
  });
  const innermostBase = bases[bases.length - 1];
  size = Math.max(size, innermostBase + most);
  if (size > MOST_REGISTERS) throw from.broken();
  const regs: Value[] = [];
  for (let i = 0; i < size; i++) regs.push(null);
  frames.forEach(({ self, linked, values }, i) => {
    const base = bases[i];
    if (base + values.length > size) throw from.broken();
    values.forEach((x, r) => {
      regs[base + r] = x;
    });
    regs[base - 1] = self;
    regs[base - 2] = i === 0 ? 0 : bases[i - 1];
    regs[base - 3] = i === 0 ? RETURN_TO_HOST : linked === TO_WINDOW ? frames[i - 1].pc : RETURN_TO_CONTINUATION;
  });
  if (continuations.length !== read.length) throw from.broken();
  return { regs, base: innermostBase, pc: innermost.pc, passed, waiting, continuations };
}

/** A continuation of a frame of that code, if its instruction is one that can wait for a value. */
function checked(c: Continuation, base: number, code: Code, from: PartSource): Continuation {
  const { steps } = knowledge(code);
  switch (c.kind) {
    case 0:
      if (!steps.has(c.pc) || c.register >= code.registers) throw from.broken();
      return { ...c, base };
    case 1: {
      const target = code.words[c.pc];
      if (!steps.has(c.pc + 1) || !steps.has(target)) throw from.broken();
      return { ...c, base, target };
    }
    case 2:
      if (!steps.has(c.pc) || c.at >= code.words.length) throw from.broken();
      return { ...c, base, before: c.before === null ? null : { ...c.before, base } };
  }
}
