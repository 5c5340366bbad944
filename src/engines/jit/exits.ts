import type { Code } from '../../bytecode/code.js';
import type { Fn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { Check } from './facts.js';

/** What compiled code answers that has left its frames to the interpreter: each caller adds its own and answers it too. */
export const EXIT: unique symbol = Symbol('goes on in the interpreter');

/**
 * Where compiled code can go over to the interpreter, and how the frame goes on there:
 * - `here`: at the instruction at `pc`;
 * - `call`: with the value of the frame above, which goes to `register`; that frame stands in the window there;
 * - `value`: the same, but that frame stands above all registers;
 * - `branch`: at `pc` + 1 or the target that stands at `pc`, as the value of the frame above decides.
 */
export interface ExitSite {
  readonly kind: 'here' | 'call' | 'value' | 'branch';
  readonly code: Code;
  readonly pc: number;
  readonly register: number;
  /** The registers whose values are given, in their order. */
  readonly live: readonly number[];
  /** Which of these values are doubles without their boxes. */
  readonly raw: readonly boolean[];
  /** The closure, where it is not the one that was called: that of a call whose callee's instructions stand in its place. */
  readonly fn: Fn | null;
  /** The code that was compiled: the one whose clause this is a part of. */
  readonly root: Code;
  /** What may have failed here, where nothing but an expectation has. */
  readonly checks: readonly Check[];
  /** What is learnt where none of the checks failed: by `resultKey`. */
  readonly result: string | null;
}

/** Where something can be thrown: the frames that stand there, innermost first, each with which of the values that are given are its own. */
export interface ThrowSite {
  /** Whether it stands in a loop that keeps its own count of safepoints. */
  readonly isCounted: boolean;
  readonly frames: readonly { readonly site: ExitSite; readonly picks: readonly number[] }[];
}

/** A frame of compiled code on its way to the interpreter. */
export interface LeftFrame {
  readonly site: ExitSite;
  readonly self: Fn;
  readonly values: readonly Value[];
}

/** Frames that an interpreter above compiled code has left as they are. */
export interface LeftSegment {
  /** The base of the outermost of them. */
  readonly bottom: number;
  /** How many continuations there were below theirs. */
  readonly continuations: number;
}
