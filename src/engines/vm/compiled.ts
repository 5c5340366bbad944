import type { Code } from '../../bytecode/code.js';
import type { Fn, NativeFn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { Fiber } from './fiber.js';

/** The natives whose twins do what instructions leave to guest code, by opcode; null where an instruction has none. */
export type Natives = readonly (NativeFn | null)[];

/** What a run answers that ended in an exception which no frame above compiled code handles: it is in `error`. */
export const FAILED: unique symbol = Symbol('an exception leaves the frames of this run');

/**
 * What a run of the interpreter answers whose frame goes on as compiled code at the head of its loop: whoever began the run enters that
 * code, so that no variable of the interpreter's own keeps what was looked at last, which may be the head of a long seq.
 */
export const ENTERS: unique symbol = Symbol('goes on as a compiled loop');

/** How a call that went to compiled code ended, for the interpreter: it goes on where the fiber says, its run ends with `left`, or `error` is thrown. */
export type Outcome = 'on' | 'leave' | 'throw';

/** What `callForHost` answers where the interpreter is to run the function. */
export const INTERPRETED: unique symbol = Symbol('the function is not compiled');

/** What runs compiled code for the interpreter. */
export interface CompiledRuns {
  /** Hears of code that is there to be called. */
  prepare(code: Code): void;
  /** Compiles no function that `body` calls: what a library runs when it is loaded runs once. */
  interpreting<T>(body: () => T): T;
  /** Whether a call with so many arguments, which lie from register `at` on, can go to compiled code now. */
  ready(fiber: Fiber, code: Code, argc: number, at: number): boolean;
  /**
   * Calls compiled code with the arguments from `at` on, for register `a` of the frame that runs, or in place of that frame
   * where `tail`.
   */
  call(fiber: Fiber, a: number, callee: Fn, at: number, argc: number, tail: boolean): Outcome;
  /** Calls a function for the host where it is compiled, or worth being compiled: its value; INTERPRETED where it is not. */
  callForHost(fiber: Fiber, callee: Fn, args: readonly Value[]): Value;
  /** A turn ended in the frame that runs: notes that its code is hot, and whether compiled code is to be entered at the head of its loop. */
  sample(fiber: Fiber): boolean;
  /**
   * Enters the compiled loop at whose head the frame that runs stands; null where there is none. `isLowest`: no frames of compiled code are
   * below, so that a loop which runs long can be left, and entered again, here.
   */
  enterLoop(fiber: Fiber, isLowest: boolean): Outcome | null;
}
