import { type Code, FIRST_OF_MANY, MOST_ARGUMENTS } from '../../bytecode/code.js';
import type { Fn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import type { Kind } from './kinds.js';
import type { Frame, Step } from './plan.js';
import type { Specialised } from './specialised.js';

/** How many arguments a clause with a rest is compiled for beyond its parameters, or in all. */
const MOST_OF_REST = 2;
const MOST_WITH_REST = 4;

/** With how many arguments at most a function is compiled; with more it is interpreted. */
export const mostArguments = ({ restArity, arities }: Code): number =>
  restArity < 0 ? Math.max(0, ...arities) : Math.min(MOST_ARGUMENTS, Math.max(MOST_WITH_REST, restArity + MOST_OF_REST));

/** The JavaScript of the compiled clause for so many arguments of the code that `code` names. */
export const clauseText = (code: string, argc: number): string =>
  argc < FIRST_OF_MANY ? `${code}.j${argc}` : `${code}.jn[${argc - FIRST_OF_MANY}]`;

/** What the texts of instructions are made with. */
export interface Emitting {
  readonly index: number;
  readonly step: Step;
  /** The variable of a register of the frame. */
  register(r: number): string;
  /** What is known of a register of the frame before the step. */
  kindOf(r: number): Kind;
  /** Whether the clause is compiled for all arguments. */
  readonly isForAll: boolean;
  /** The clause of a function for arguments of which some are known; null where there is none. */
  specialised(fn: Fn, given: readonly Value[]): Specialised | null;
  /** Whether the register holds an instance of a type, as far as that can be guessed: for the order of tests. */
  hasInstance(r: number): boolean;
  /** Ends the text of a step that jumps. */
  jump(pc: number): string;
  /** The constant of the frame's code with that number, by name or as it is written. */
  pooled(i: number): string;
  constant(i: number): string;
  named(name: string, value: unknown): string;
  /** Says where the text that follows stands, since it may throw; where it `asks` guest code a question, it is started again. */
  at(asks: boolean): string;
  /** Leaves to the interpreter, which starts the step again. */
  exitHere(): string;
  /** Leaves to the interpreter, which goes on at `pc` of the frame with nothing more to do. */
  exitAt(pc: number): string;
  /** Puts a value that is in `r` in a register, unless the frame must be left. */
  deliver(kind: 'call' | 'value', register: number): string;
  /** Goes on by the value in `r`, unless the frame must be left. */
  decide(): string;
  /** Returns a value from the frame. */
  answer(text: string): string;
  /** Counts a safepoint; `pc` is where the interpreter goes on if the turn has ended. */
  safepoint(pc: number): string;
  readonly self: string;
  readonly trusted: ReadonlySet<Var>;
  /** The code that is compiled, and how many arguments its clause takes: it calls itself by its own name. */
  readonly root: Frame;
}
