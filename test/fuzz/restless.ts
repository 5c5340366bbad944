import { createSubject, type Subject } from '../support/engines.js';

/** The lengths of turns: at their ends compiled code is left, and loops are entered. */
const SLICES = [1, 3, 17];
/** Characters of compiled code that are kept: some ten functions. */
const SMALL_CACHE = 20_000;

/**
 * The interpreter, and engines that compile everything at its first call and go between compiled code and the interpreter as often as they
 * can: at the end of each turn, which comes after a few safepoints. One has no room for what it compiles.
 */
export const restlessSubjects = (): [string, Subject][] => [
  ['vm', createSubject('vm')],
  ...SLICES.map((slice): [string, Subject] => [`jit, left each ${slice}`, createSubject('jit', { slice, tiering: { restless: true } })]),
  ['auto, from loops', createSubject('auto', { slice: 5, tiering: { hotTurns: 1, warmCalls: 2 } })],
  ['jit, small cache', createSubject('jit', { tiering: { codeCache: SMALL_CACHE } })],
];
