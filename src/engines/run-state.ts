import type { Fn } from '../data/functions.js';
import type { Value } from '../data/value.js';

/** Where the value of a guest function goes that was entered for an instruction in the middle. */
export type Continuation =
  /** To a register; then on at `pc`. */
  | { readonly kind: 0; readonly base: number; readonly pc: number; readonly register: number }
  /** It decides a branch whose target stands at `pc`. */
  | { readonly kind: 1; readonly base: number; readonly pc: number; readonly target: number }
  /** It answers a question of a collection; the instruction at `pc` starts again. */
  | {
      readonly kind: 2;
      readonly base: number;
      readonly pc: number;
      readonly at: number;
      readonly question: string;
      readonly args: readonly Value[];
      readonly before: Answers | null;
    };

/** The answers that guest code has given to the questions of one instruction, which is started again after each. */
export interface Answers {
  readonly base: number;
  readonly pc: number;
  /** The safepoints left when the instruction was started again: as long as they are the same, this is the same instruction. */
  safepoints: number;
  readonly known: { readonly question: string; readonly args: readonly Value[]; readonly value: Value }[];
}

/** A fiber between two steps, when nothing of it is on JavaScript's stack. */
export interface RunState {
  /** The function that the fiber was made to call. */
  readonly fn: Fn;
  /** The safepoints left of a turn that a limit cut short; null where the next step begins a turn. */
  readonly turn: number | null;
  /** Its frames; null before the first step. */
  readonly frames: FramesState | null;
}

/** Frames of the interpreter: see docs/architecture.md, "The machine". */
export interface FramesState {
  /** The registers of all frames; what stands above those of the innermost means nothing. */
  readonly regs: readonly Value[];
  /** Where the registers of the innermost frame begin. */
  readonly base: number;
  /** The instruction that is next. */
  readonly pc: number;
  /** How many arguments the innermost frame was called with. */
  readonly passed: number;
  /** The register of the innermost frame that waits for what the fiber is woken with; -1 where the fiber does not wait. */
  readonly waiting: number;
  /** Outermost first. */
  readonly continuations: readonly Continuation[];
}
