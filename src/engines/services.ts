import type { MachineServices } from '../bytecode/instructions/define.js';
import type { FnIr } from '../compiler/ir.js';
import type { TraceFrame } from '../data/errors.js';
import type { Fn } from '../data/functions.js';
import type { Identities } from '../data/identity.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';

/** What a run answers whose budget of safepoints is used up while other fibers are ready to go on. */
export const SLICED: unique symbol = Symbol('other fibers have their turn');

/** How many safepoints, calls and turns of loops, a fiber passes before others that are ready have their turn. */
export const SLICE = 1 << 14;

/** What wakes a fiber: a value, or an error that is thrown where it waited. */
export interface Wake {
  readonly value: Value;
  readonly failed: boolean;
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
   * with, PARKED where it waits, SLICED where others must have their turn; throws what the fiber's function threw.
   */
  step(wake: Wake | null): Value;
}

/** What an engine needs of the runtime that it runs for, beside what instructions ask of it. */
export interface Services extends MachineServices {
  readonly fibers: FiberServices;
  /** What tells objects of this runtime apart. */
  readonly identities: Identities;
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
  /** Calls any callable value from the host, in the fiber that runs. */
  call(fn: Value, args: readonly Value[]): Value;
  /** A fiber that will call `fn` without arguments. */
  start(fn: Fn): Run;
}
