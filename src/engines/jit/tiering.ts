/** When code is compiled, and how much of it is kept. All of it changes how fast a program runs, never what it does. */
export interface Tiering {
  /** In how many turns (of 16,384 calls and turns of loops) a function is seen running before it is compiled; 0: at its first call. */
  readonly hotTurns: number;
  /** How many calls from compiled code make a function be compiled too. */
  readonly warmCalls: number;
  /** How many characters of JavaScript may be kept; what was compiled first goes first, and is compiled again where it is hot. */
  readonly codeCache: number;
  /** Compiled code is left at each turn's end, though nobody asks for it: for tests of the ways between compiled code and the interpreter. */
  readonly restless: boolean;
}

/** What the engine `auto` does unless told otherwise. */
export const AUTO: Tiering = { hotTurns: 2, warmCalls: 8, codeCache: 8_000_000, restless: false };

/** What the engine `jit` does unless told otherwise: everything is compiled at its first call. */
export const EAGER: Tiering = { ...AUTO, hotTurns: 0, warmCalls: 0 };
