import type { Code, TrustedSite } from '../../bytecode/code.js';
import { RETURN_TO_CALLER, RETURN_TO_COMPILED, RETURN_TO_CONTINUATION, RETURN_TO_HOST } from '../../bytecode/instructions/calls.js';
import type { Fiber as FiberState } from '../../bytecode/instructions/define.js';
import { INSTRUCTIONS, opcode } from '../../bytecode/instructions/index.js';
import { decodeWord, instructionAt } from '../../bytecode/layout.js';
import { LimitError, Strike } from '../../data/budget.js';
import { MultiFn, ProtocolFn } from '../../data/dispatch.js';
import { classCast, nullPointer, type Place, type TraceFrame } from '../../data/errors.js';
import { Fn, NativeFn } from '../../data/functions.js';
import { GUEST, PARKED, takePendingCall } from '../../data/guest.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import { arityError, callNative, callOther } from '../callable.js';
import { attachTrace, fieldTarget, MAX_TRACE, QUESTION, stackOverflow, throwable } from '../errors.js';
import type { Meter } from '../meter.js';
import type { Answers, Continuation, FramesState } from '../run-state.js';
import { type Services, SLICED, STRUCK, type Wake } from '../services.js';
import { type CompiledRuns, ENTERS, FAILED, INTERPRETED, type Natives, type Outcome } from './compiled.js';
import { emptyDead } from './forget.js';
import { runLoop, runTraced } from './loop.gen.js';

/** Thrown by a collection's question; caught by the loop, never seen by anybody else. */
class Ask {
  constructor(
    readonly question: string,
    readonly args: readonly Value[],
  ) {}
}

const RETURN = opcode('RETURN');

/** How many registers a fiber starts with. */
const INITIAL_REGISTERS = 16;
/** As long as it has fewer, it gets few at a time: of fibers that wait there may be very many. */
const FEW_REGISTERS = 128;
/** So many turns apart, what nobody reads any more is looked for. */
const TURNS_TO_FORGET = 4;
/** How many registers a fiber may keep while nothing runs on it. */
const KEPT_REGISTERS = 1 << 16;
/** How many empty registers in a row say that those above them are empty too. */
const LONGEST_GAP = 512;
/** The most registers that a fiber may have: some two million frames. */
const MAX_REGISTERS = 1 << 24;

/** Where a fiber stands while the host calls a function in it. */
export interface Standing {
  readonly base: number;
  readonly pc: number;
  readonly passed: number;
  readonly running: boolean;
  readonly answers: Answers | null;
  readonly waiting: number;
}

/** Where it stands while nothing runs on it. */
export const IDLE: Standing = { base: 0, pc: 0, passed: 0, running: false, answers: null, waiting: 0 };

/** The state of one run of guest code: registers, frames in them, and what is too rare for the loop. */
export class Fiber implements FiberState {
  readonly regs: Value[] = new Array(INITIAL_REGISTERS).fill(null);
  base = 0;
  pc = 0;
  /** Where frames may begin that are called from inside compiled code; 0 where none runs. */
  ceiling = 0;
  /** The exception of a run that FAILED, or that is to be thrown in the innermost frame. */
  error: Value = null;
  passed = 0;
  waiting = 0;
  /** The value of a run that ended in an instruction that was done aside. */
  left: Value = null;
  callee: Fn;
  args: Value[] = NO_ARGS;
  readonly continuations: Continuation[] = [];
  private answers: Answers | null = null;
  /** The frames of the host calls that are under way: where guest code stood when it called the host. */
  private readonly outer: Standing[] = [];
  /** How many calls of the host are under way, one inside the other. */
  hostCalls = 0;
  private running = false;
  /** The turns that have ended in the interpreter. */
  private turns = 0;

  constructor(
    readonly services: Services,
    private readonly natives: Natives,
    fn: Fn,
    readonly meter: Meter,
    /** Runs what is compiled; null on the engine that compiles nothing. */
    readonly compiled: CompiledRuns | null,
  ) {
    this.callee = fn;
  }

  /** Calls anything from the host, on top of the frames that there are; its frame returns as `returnTo` says. A call takes a unit of fuel. */
  call(fn: Value, args: Value[], returnTo: number = RETURN_TO_CALLER): Value {
    if (!(fn instanceof Fn)) {
      const settled = this.settleForHost(fn, args);
      if (settled !== GUEST) return settled;
      return this.call(this.callee, this.takeArgs(), returnTo);
    }
    if (this.compiled !== null && returnTo === RETURN_TO_CALLER) {
      const value = this.compiled.callForHost(this, fn, args);
      if (typeof value !== 'symbol' || value !== INTERPRETED) return value;
    }
    const at = this.free();
    return this.hosting(() => {
      this.push(fn, args, at, returnTo, 0);
      return --this.meter.fuel < 0 ? this.turnEnds() : 'on';
    });
  }

  /** Where a frame may begin that the host has called. Where only compiled code runs, no frame of the interpreter is there. */
  free(): number {
    return Math.max(this.base > 0 ? this.base + this.codeAt(this.base).registers : 0, this.ceiling) + 3;
  }

  /** Where it stands: kept while the host calls a function in it. */
  get standing(): Standing {
    const { base, pc, passed, running, answers, waiting } = this;
    return { base, pc, passed, running, answers, waiting };
  }
  set standing(standing: Standing) {
    Object.assign(this, standing);
  }

  /** Runs frames that the host waits for, to their end, from where `begin` leaves them; they lie above those of where it stood. */
  hosting(begin: () => Outcome, standing: Standing = this.standing): Value {
    this.outer.push(standing);
    this.hostCalls++;
    try {
      const outcome = begin();
      this.running = true;
      let value = this.runOn(outcome);
      while (value === PARKED || value === SLICED || value === STRUCK) {
        if (value === PARKED) this.wake(this.services.fibers.waitHere());
        else if (value === SLICED) this.services.fibers.letOthersRun();
        else this.services.limits.strike(false);
        value = this.run();
      }
      return value;
    } finally {
      this.outer.pop();
      this.hostCalls--;
      this.standing = standing;
      if (!this.isRunning) this.rest();
    }
  }

  /** A question can be answered between instructions only: where a native asks one, guest code makes the call once more. */
  private settleForHost(fn: Value, args: Value[]): Value {
    try {
      return this.settle(fn, args);
    } catch (e) {
      if (!(e instanceof Ask)) throw e;
      return this.settle(this.services.core('-call-with').root, [fn, args]);
    }
  }

  /** Begins the call of the function that the fiber was made with, or goes on with it, as `Run` says. */
  step(wake: Wake | null): Value {
    if (!this.running) {
      this.running = true;
      this.push(this.callee, [], 3, RETURN_TO_HOST, 0);
    }
    if (wake !== null) this.wake(wake);
    const { tracer } = this.services.tracing;
    if (tracer !== null) return runTraced(this, this.natives, tracer);
    // What ran when its turn ended may be worth being compiled, as where others had no turn in between.
    const isTurn = this.left === SLICED && wake === null;
    if (isTurn) this.left = null;
    return this.run(isTurn && this.compiled?.sample(this) === true);
  }

  /** Runs the frames that there are until their value is there, or the run ends otherwise; `enters`: at the head of a compiled loop. */
  private run(enters = false): Value {
    for (;;) {
      const value = enters ? ENTERS : runLoop(this, this.natives);
      enters = false;
      if (value !== ENTERS) return value;
      if (!this.goesOn(this.compiled?.enterLoop(this, true) ?? 'on')) return this.left;
    }
  }

  /** Goes on after compiled code, or a turn, has ended that way. */
  private runOn(outcome: Outcome): Value {
    if (this.goesOn(outcome)) return this.run();
    return this.left === ENTERS ? this.run(true) : this.left;
  }

  /** Whether the run goes on after what compiled code ended with; where it does not, its value is in `left`. */
  goesOn(outcome: Outcome): boolean {
    if (outcome !== 'throw') return outcome === 'on';
    const { error } = this;
    this.error = null;
    const left = this.caught(error, this.base, this.pc);
    if (left !== null) this.left = left;
    return left === null;
  }

  /** Whether guest code has begun on it and has not ended. */
  get isRunning(): boolean {
    return this.running || this.hostCalls > 0;
  }

  /** What a step left, for another fiber to take up; null before the first step. */
  get state(): FramesState | null {
    const { regs, base, pc, passed, waiting, continuations } = this;
    return this.running ? { regs, base, pc, passed, waiting, continuations } : null;
  }

  /** Takes up what another fiber left. */
  takeUp({ regs, base, pc, passed, waiting, continuations }: FramesState): void {
    this.grow(regs.length);
    for (let i = 0; i < regs.length; i++) this.regs[i] = regs[i];
    this.continuations.push(...continuations);
    Object.assign(this, { base, pc, passed, waiting, running: true });
  }

  /** Gives what the fiber waited for to where it waited. */
  private wake({ value, failed, interrupts }: Wake): void {
    if (failed) this.caught(value, this.base, interrupts ? this.pc + 1 : this.pc);
    else this.regs[this.base + this.waiting] = value;
  }

  /** After the outermost call: what a deep recursion took is given back. */
  private rest(): void {
    this.continuations.length = 0;
    if (this.regs.length > KEPT_REGISTERS) this.regs.length = INITIAL_REGISTERS;
  }

  private codeAt(base: number): Code {
    return (this.regs[base - 1] as Fn).template as Code;
  }

  /** Makes a frame at `at` the one that runs: at `pc`, or at the start of the clause for the arguments. */
  push(callee: Fn, args: readonly Value[], at: number, returnTo: number, callerBase: number, pc = -1): void {
    const code = callee.template as Code;
    const argc = args.length;
    const entry = pc >= 0 ? pc : this.interpretedEntry(callee, argc);
    const top = at + code.registers + argc;
    if (top > this.regs.length) this.grow(top);
    this.regs[at - 3] = returnTo;
    this.regs[at - 2] = callerBase;
    this.regs[at - 1] = callee;
    for (let i = 0; i < argc; i++) this.regs[at + i] = args[i];
    this.base = at;
    this.pc = entry;
    this.passed = argc;
  }

  /** The arguments of the call that was settled, kept no longer: one may be the head of a long seq. */
  takeArgs(): Value[] {
    const { args } = this;
    this.args = NO_ARGS;
    return args;
  }

  /** Enters `callee` above the frame that runs, for the innermost continuation. */
  private enter(): void {
    this.push(this.callee, this.takeArgs(), this.base + this.codeAt(this.base).registers + 3, RETURN_TO_CONTINUATION, this.base);
    this.meter.fuel--;
  }

  /** Puts a value in a register of the frame that runs; for GUEST enters the callee, whose value goes there. */
  give(register: number, value: Value): void {
    if (value !== GUEST) {
      this.regs[this.base + register] = value;
      return;
    }
    const { words, handlers } = this.codeAt(this.base);
    const at = this.pc - 1;
    const returnTo = this.regs[this.base - 3] as number;
    const isTail = words[this.pc] === (RETURN | (register << 8)) && returnTo !== RETURN_TO_HOST;
    if (isTail && !handlers.some((h) => h.start <= at && at < h.end)) {
      // What is returned at once is a tail call, unless a handler waits for what it may throw. The frame that the host
      // entered stays: for a form at the top it says where in the file an error came from.
      this.push(this.callee, this.takeArgs(), this.base, returnTo, this.regs[this.base - 2] as number);
      this.meter.fuel--;
      return;
    }
    this.continuations.push({ kind: 0, base: this.base, pc: this.pc, register });
    // The operand may stand there, and may be the head of a long seq that the callee walks.
    this.regs[this.base + register] = null;
    this.enter();
  }

  /** Takes a branch whose target stands at `pc` by a value; for GUEST enters the callee, whose value decides. */
  branch(value: Value, words: Int32Array): void {
    if (value !== GUEST) {
      this.pc = isTrue(value) ? this.pc + 1 : words[this.pc];
      return;
    }
    this.continuations.push({ kind: 1, base: this.base, pc: this.pc, target: words[this.pc] });
    this.enter();
  }

  /** Gives the value of the frame that runs to the innermost continuation. */
  resume(value: Value): void {
    this.base = this.regs[this.base - 2] as number;
    const waiting = this.takeContinuation();
    this.pc = waiting.pc;
    if (waiting.kind === 0) this.regs[this.base + waiting.register] = value;
    else if (waiting.kind === 1) this.pc = isTrue(value) ? waiting.pc + 1 : waiting.target;
    else this.answer(waiting, value);
  }

  /** Puts the value of a distrusted instruction where that instruction would have put it. */
  giveDistrusted(site: TrustedSite, value: Value, words: Int32Array): void {
    if (INSTRUCTIONS[site.original & 255].kind === 'branch') this.branch(value, words);
    else this.give(this.originalOf(site).a, value);
  }

  settleAt(at: number, argc: number): Value {
    const { regs } = this;
    const callee = regs[at - 1];
    if ((callee instanceof ProtocolFn && argc > 0) || (callee instanceof MultiFn && argc === 1)) {
      const method = callee.find(regs[at]);
      if (method instanceof Fn) {
        this.callee = method;
        this.passed = argc;
        regs[at - 1] = method;
        return GUEST;
      }
    }
    const args = regs.slice(at, at + argc);
    const value = callee instanceof NativeFn ? this.settlePending(callee.twin, args) : this.settle(callee, args);
    if (value !== GUEST) return value;
    const next = this.callee;
    const given = this.takeArgs();
    this.passed = given.length;
    if (at + given.length > regs.length) this.grow(at + given.length);
    regs[at - 1] = next;
    for (let i = 0; i < given.length; i++) regs[at + i] = given[i];
    return GUEST;
  }

  settle(callee: Value, args: Value[]): Value {
    for (;;) {
      if (callee instanceof Fn) {
        this.callee = callee;
        this.args = args;
        return GUEST;
      }
      const result = callee instanceof NativeFn ? callNative(callee, args) : callOther(callee, args, this.services);
      if (result !== GUEST) return result;
      const next = takePendingCall();
      if (next !== null) {
        callee = next.fn;
        args = next.args;
      } else callee = twin(callee);
    }
  }

  settlePending(twinFn: Value, args: Value[]): Value {
    const next = takePendingCall();
    return next === null ? this.settle(twinFn, args) : this.settle(next.fn, next.args);
  }

  settleDistrusted(code: Code, pc: number, m: { readonly regs: Value[]; readonly base: number; readonly k: readonly Value[] }): Value {
    const site = code.siteAt(pc);
    const d = this.originalOf(site);
    const instruction = INSTRUCTIONS[d.op];
    const args: Value[] = [];
    [d.a, d.b, d.c].forEach((x, i) => {
      const kind = [instruction.a, instruction.b, instruction.c][i];
      if (kind === 'src') args.push(m.regs[m.base + x]);
      else if (kind === 'imm') args.push((x << 24) >> 24);
      else if (kind === 'const') args.push(m.k[x]);
    });
    const v = site.var;
    return this.settle(v.bound === 0 ? v.root : this.readVar(v), args);
  }

  private originalOf(site: TrustedSite): ReturnType<typeof decodeWord> {
    return decodeWord(NO_WORDS, site.pc, site.pc, site.original, site.wide);
  }

  grow(size: number): void {
    if (size > MAX_REGISTERS) throw stackOverflow();
    if (size > this.services.limits.depth()) throw new LimitError('depth', 'Calls are nested deeper than the limit of this runtime', false);
    // One by one, so that the array keeps the kind that the loop was compiled for.
    const { length } = this.regs;
    const wanted = Math.min(MAX_REGISTERS, Math.max(size, length < FEW_REGISTERS ? length + INITIAL_REGISTERS : length * 2));
    for (let i = this.regs.length; i < wanted; i++) this.regs.push(null);
  }

  /** The budget of safepoints is used up in the interpreter. */
  turnEnds(): Outcome {
    this.forget();
    if (++this.turns % TURNS_TO_FORGET === 0) emptyDead(this);
    const stop = this.sliceEnds();
    if (stop !== null) {
      this.left = stop;
      return 'leave';
    }
    if (this.compiled === null || !this.compiled.sample(this)) return 'on';
    this.left = ENTERS;
    return 'leave';
  }

  /** Lets go of what nobody reads any more, before compiled code runs for long. */
  letGo(): void {
    this.forget();
    emptyDead(this);
  }

  /** Empties what frames that have ended left in their registers: it may be the head of a long seq. */
  private forget(): void {
    const { regs } = this;
    // Above a run of empty registers longer than a frame commonly is, there is nothing that an earlier turn did not empty.
    let empty = 0;
    for (let i = this.base + Math.max(this.codeAt(this.base).registers, this.passed); i < regs.length && empty < LONGEST_GAP; i++) {
      if (regs[i] === null) empty++;
      else {
        regs[i] = null;
        empty = 0;
      }
    }
  }

  /** Returns a value from the frame that runs. */
  returnFrom(value: Value): Outcome {
    const { regs, base } = this;
    const returnTo = regs[base - 3] as number;
    if (returnTo >= 0) {
      regs[base - 3] = value;
      this.base = regs[base - 2] as number;
      this.pc = returnTo;
      return 'on';
    }
    if (returnTo === RETURN_TO_CONTINUATION) {
      this.resume(value);
      return 'on';
    }
    this.left = value;
    return 'leave';
  }

  sliceEnds(): typeof SLICED | typeof STRUCK | null {
    const { turn, struck } = this.meter.ends();
    // Where a call of the host stands in the way, it ends before others have their turn.
    const others = turn && this.hostCalls <= 1 && (this.services.fibers.turnEnds() || struck);
    return others ? SLICED : struck ? STRUCK : null;
  }

  coldEntry(callee: Fn, argc: number, at: number): number {
    const code = callee.template as Code;
    code.unpack();
    this.compiled?.prepare(code);
    return code.starts !== null && this.compiled?.ready(this, code, argc, at) ? -1 : this.interpretedEntry(callee, argc);
  }

  /** Where the interpreter starts in a function; throws where it takes no such number of arguments. */
  private interpretedEntry(callee: Fn, argc: number): number {
    const code = callee.template as Code;
    code.unpack();
    const starts = code.starts ?? code.entries;
    const entry = starts[Math.min(argc, starts.length - 1)];
    if (entry < 0) throw arityError(argc, code.name);
    return entry;
  }

  thrown(x: Value): Value {
    if (x instanceof Error) return x;
    return x === null ? nullPointer() : classCast(x, 'java.lang.Throwable');
  }

  noInstance(x: Value): Value {
    return fieldTarget(x);
  }

  twinOf(name: string): Value {
    return twin(this.services.core(name).root);
  }

  readVar(v: Var): Value {
    return this.services.readBound(v);
  }

  private takeContinuation(): Continuation {
    const c = this.continuations.pop();
    if (c === undefined) throw new Error('Internal error: a guest function returned to a continuation that is not there');
    return c;
  }

  /** Keeps the answer to a question, before the instruction that asked is started again. */
  private answer(c: Extract<Continuation, { kind: 2 }>, value: Value): void {
    const known = c.before === null ? [] : c.before.known;
    known.push({ question: c.question, args: c.args, value });
    this.answers = { base: c.base, pc: c.pc, safepoints: this.meter.safepoints, known };
  }

  /** Asked while this fiber runs: an answer that is known, or a signal to the loop. */
  ask(question: string, args: readonly Value[]): Value {
    const known = this.answers?.known.find((a) => a.question === question && a.args.every((x, i) => x === args[i]));
    if (known !== undefined) return known.value;
    throw new Ask(question, args);
  }

  /**
   * Something was thrown while the instruction before `pc` ran: finds the handler, leaves `base` and `pc` there, and answers null.
   * Throws it on where the host must have it. FAILED where compiled code is below: its frames must be here first, for the trace and for
   * its handlers. STRUCK where a native was refused, which is to be called again.
   */
  caught(e: unknown, base: number, pc: number): typeof FAILED | typeof STRUCK | null {
    this.dropContinuations(base);
    if (e instanceof Ask) {
      this.askGuest(e, base, pc);
      return null;
    }
    if (e instanceof Strike) {
      this.services.limits.struckBy(e.limit);
      this.base = base;
      this.pc = instructionAt(this.codeAt(base), pc - 1).start;
      return STRUCK;
    }
    this.answers = null;
    if (this.ceiling !== 0 && this.isAboveCompiled(base)) {
      this.base = base;
      this.pc = pc;
      this.error = e;
      return FAILED;
    }
    if (e instanceof LimitError) throw e;
    const thrown = throwable(e);
    attachTrace(thrown, this.services, () => this.trace(base, pc - 1));
    for (let frame = base, at = pc - 1; ; ) {
      const handler = this.codeAt(frame).handlers.find((h) => h.start <= at && at < h.end);
      if (handler !== undefined) {
        this.regs[frame + handler.register] = thrown;
        this.base = frame;
        this.pc = handler.handler;
        return null;
      }
      const returnTo = this.regs[frame - 3] as number;
      if (returnTo === RETURN_TO_HOST || returnTo === RETURN_TO_CALLER) throw thrown;
      frame = this.regs[frame - 2] as number;
      at = returnTo === RETURN_TO_CONTINUATION ? pcOf(this.takeContinuation()) : returnTo - 1;
    }
  }

  /** Whether the frames from the one at `base` outwards end at compiled code, which has frames of its own. */
  private isAboveCompiled(base: number): boolean {
    for (let frame = base; ; frame = this.regs[frame - 2] as number) {
      const returnTo = this.regs[frame - 3] as number;
      if (returnTo === RETURN_TO_COMPILED) return true;
      if (returnTo === RETURN_TO_HOST || returnTo === RETURN_TO_CALLER) return false;
    }
  }

  /** No frame at `base` or above waits any more. */
  private dropContinuations(base: number): void {
    const { continuations } = this;
    while (continuations.length > 0 && continuations[continuations.length - 1].base >= base) continuations.pop();
  }

  private askGuest({ question, args }: Ask, base: number, pc: number): void {
    const { start } = instructionAt(this.codeAt(base), pc - 1);
    const { answers } = this;
    const before =
      answers !== null && answers.base === base && answers.pc === start && answers.safepoints === this.meter.safepoints ? answers : null;
    this.continuations.push({ kind: 2, base, pc: start, at: pc - 1, question, args, before });
    this.answers = null;
    const fn = this.services.core(QUESTION[question as keyof typeof QUESTION]).root as Fn;
    this.push(fn, args, base + this.codeAt(base).registers + 3, RETURN_TO_CONTINUATION, base);
  }

  /** The guest frames from the one at `base`, which stands at `at`, outwards. */
  private trace(base: number, at: number): TraceFrame[] {
    const frames: TraceFrame[] = [];
    let waiting = this.continuations.length;
    let host = this.outer.length;
    for (let frame = base; frames.length < MAX_TRACE; ) {
      const code = this.codeAt(frame);
      frames.push({ name: code.name, place: placeAt(code, at) });
      const returnTo = this.regs[frame - 3] as number;
      if (returnTo === RETURN_TO_HOST || returnTo === RETURN_TO_CALLER) {
        const from = this.outer[--host];
        if (host <= 0 || from === undefined) break;
        frame = from.base;
        at = from.pc - 1;
      } else {
        frame = this.regs[frame - 2] as number;
        at = returnTo === RETURN_TO_CONTINUATION ? pcOf(this.continuations[--waiting]) : returnTo - 1;
      }
    }
    return frames;
  }
}

const NO_WORDS = new Int32Array(2);
const NO_ARGS: Value[] = [];

const isTrue = (x: Value): boolean => x !== null && x !== false && x !== undefined;

/** The Clojure twin of a native. */
function twin(native: Value): Value {
  return (native as NativeFn).twin;
}

/** The instruction that a continuation's frame stands at. */
function pcOf(c: Continuation): number {
  return c.kind === 2 ? c.at : c.pc - 1;
}

/** The place of the instruction at `pc`; null where the code was made from forms without places. */
export function placeAt(code: Code, pc: number): Place | null {
  const { lines } = code;
  let low = 0;
  let high = lines.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle * 3] <= pc) low = middle + 1;
    else high = middle;
  }
  const row = (low - 1) * 3;
  return row < 0 || lines[row + 1] === 0 ? null : { file: code.file, line: lines[row + 1], column: lines[row + 2] };
}
