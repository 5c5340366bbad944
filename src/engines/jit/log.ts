import type { Code } from '../../bytecode/code.js';
import type { Compiled } from './compile.js';

/** The part of a code that is one compiled function: the clause for so many arguments, or the loop whose head is at `pc`. */
export type Part = { readonly argc: number } | { readonly pc: number };

/** Why compiled code was left for the interpreter: its next step is one that only that takes, or as the words say. */
export type Departure = 'on' | 'parked' | 'sliced' | 'struck' | 'value' | 'failed';

/**
 * Hears of what is compiled, and of every way between compiled code and the interpreter. All of it is told where something rare
 * happens anyway, so that an engine without a log runs the same code.
 */
export interface CompilationLog {
  compiled(code: Code, part: Part, text: string, more: Pick<Compiled, 'constants' | 'places'>): void;
  /** It cannot be compiled. */
  refused(code: Code, reason: string): void;
  /** What was compiled of it no longer holds: a var has changed. */
  dropped(code: Code): void;
  /** The interpreter went over to compiled code at the head of a loop. */
  enteredLoop(code: Code, pc: number): void;
  /** Compiled code was left in the frame of `code` before the word at `pc`, and so were those that called it. */
  left(code: Code, pc: number, why: Departure): void;
}
