import type { Code } from '../bytecode/code.js';
import type { MachineServices } from '../bytecode/instructions/define.js';
import type { FnIr } from '../compiler/ir.js';
import type { LimitName } from '../data/budget.js';
import type { TraceFrame } from '../data/errors.js';
import type { Fn } from '../data/functions.js';
import type { Surroundings } from '../data/surroundings.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { Meter } from './meter.js';
import type { RunState } from './run-state.js';

/** What a run answers whose budget of safepoints is used up while other fibers are ready to go on. */
export const SLICED: unique symbol = Symbol('other fibers have their turn');

/** What a run answers that stands still because a limit was reached: it can go on from there. */
export const STRUCK: unique symbol = Symbol('a limit was reached');

/** What a run answers that a tracer has stopped: it can go on from there. */
export const PAUSED: unique symbol = Symbol('a tracer has stopped the run');

/** Sees every instruction of the interpreter before it is run, and may stop the run there. */
export interface Tracer {
  /** Whether the run stops before the instruction at `pc` of the frame whose registers begin at `base`. It is asked again when the run goes on. */
  stopsAt(code: Code, pc: number, base: number): boolean;
}

/** How many safepoints, calls and turns of loops, a fiber passes before others that are ready have their turn. */
export const SLICE = 1 << 14;

/** The limits of a runtime, as its engine asks for them. Fuel is counted in units: safepoints, and elements that natives handle. */
export interface LimitServices {
  /** The count of the engine beyond which `isDue` is to be asked: fuel ends there, or data is to be measured. */
  askAt(): number;
  /** The most registers that the frames of one fiber may take. */
  depth(): number;
  /** Whether there is a limit of fuel or of time. */
  isBounded(): boolean;
  /** Some turns of a fiber have passed: whether the run must stand still, for `strike` to look. */
  isDue(used: number): boolean;
  /** Why so many units more cannot be had at once, for what takes so many bytes, or null. */
  refuse(used: number, units: number, bytes: number): LimitName | null;
  /** Milliseconds until the time of the program is over. */
  timeLeft(): number;
  /** A native was refused: what runs is about to stand still. */
  struckBy(limit: LimitName): void;
  /** What ran stands still. Throws a LimitError where it may not go on; `resumable`: that it could. */
  strike(resumable: boolean): void;
}

/** What wakes a fiber: a value, or an error that is thrown where it waited. */
export interface Wake {
  readonly value: Value;
  readonly failed: boolean;
  /** It did not wait: what failed is thrown before the instruction that comes next, not in the one before. */
  readonly interrupts: boolean;
}

/** What an engine needs of those who let fibers take turns. */
export interface FiberServices {
  /** The turn of the fiber that runs is over: whether others must have theirs. */
  turnEnds(): boolean;
  /** Lets others run while the fiber that runs stays where it is, on JavaScript's stack: until it is woken. */
  waitHere(): Wake;
  /** Lets each fiber that is ready run for a slice, while the one that runs stays where it is. */
  letOthersRun(): void;
}

/** One fiber as its engine keeps it. */
export interface Run {
  /**
   * Begins, or goes on with what the fiber was woken with (null after a slice). Answers the value that the fiber ended
   * with, PARKED where it waits, SLICED where others must have their turn, STRUCK where a limit was reached, PAUSED where a tracer stopped it; throws what the
   * fiber's function threw.
   */
  step(wake: Wake | null): Value;
  /** The values that its frames hold; some of frames that have ended may be among them. */
  registers(): readonly Value[];
  /** What the last step left, for `resume`. Throws where the engine keeps it where nobody else can take it up. */
  readonly state: RunState;
}

/** What an engine needs of the runtime that it runs for, beside what instructions ask of it. */
export interface Services extends MachineServices {
  readonly fibers: FiberServices;
  readonly limits: LimitServices;
  /** Who sees what fibers do, on the engine vm; null where nobody does. */
  readonly tracing: { readonly tracer: Tracer | null };
  /** What natives of this runtime find around them. */
  readonly surroundings: Surroundings;
  /** Calls a function of the host with guest values. */
  invokeHost(fn: Value, args: Value[]): Value;
  /** The var of the core library of that name. */
  core(name: string): Var;
  /** Keeps the trace of an error of the host, which has no place of its own for it. */
  noteTrace(error: Value, trace: readonly TraceFrame[]): void;
}

/** One way to run what the compiler made. */
export interface Engine {
  readonly name: 'tree' | 'vm' | 'jit' | 'auto';
  /** Evaluates a top-level form that was lowered to a function without parameters. */
  run(fn: FnIr): Value;
  /** The function of a top-level form that was lowered, to be called without arguments. */
  load(fn: FnIr): Fn;
  /** Calls any callable value from the host, in the fiber that runs. The array is the callee's from then on. */
  call(fn: Value, args: Value[]): Value;
  /** A fiber that will call `fn` without arguments. */
  start(fn: Fn): Run;
  /** The values that the frames of the host's own calls hold, as `Run.registers`. */
  registers(): readonly Value[];
  /** Counts fuel; null on the engine that counts none. */
  readonly meter: Meter | null;
  /** A fiber that goes on where another one was left; null where the engine cannot. */
  readonly resume: ((state: RunState) => Run) | null;
  /** Whether guest code runs that the host has called. */
  isRunning(): boolean;
  /** Hears of code that was neither compiled nor called here. */
  adopt(code: Code): void;
}
