import { Double } from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';

/** What an operand is expected to be: a guard looks, and leaves to the interpreter where it is not. `any`: nothing is expected. */
export type Expectation = 'long' | 'double' | ArrayKind | 'any';

/** An array of the host: of anything, of doubles (`Float64Array`) or of integers of 32 bits (`Int32Array`). */
export type ArrayKind = 'array' | 'doubles' | 'ints';

export const isArrayKind = (x: Expectation): x is ArrayKind => x === 'array' || x === 'doubles' || x === 'ints';

/** What has been learnt of a code by the expectations that failed: by `operandKey`, `resultKey`, `entryKey`. */
export type Facts = Map<string, Expectation>;

/** The operand with that number (0, 1) of the instruction at `pc`. */
export const operandKey = (pc: number, index: number): string => `${pc}.${index}`;
/** The result of the instruction at `pc`: a long, unless known otherwise. */
export const resultKey = (pc: number): string => `${pc}`;
/** What register `r` holds where code is entered at `pc`. */
export const entryKey = (pc: number, r: number): string => `${pc}@${r}`;

/** Facts that say of everything that nothing is expected of it. */
class NoExpectations extends Map<string, Expectation> {
  override get(_key: string): Expectation {
    return 'any';
  }
  override has(_key: string): boolean {
    return true;
  }
}
const NO_EXPECTATIONS: Facts = new NoExpectations();

/** What a clause is compiled with where nothing is expected of any value. */
export const nothingExpected = {
  factsOf: (): Facts => NO_EXPECTATIONS,
  example: (): Expectation => 'any',
  isInstance: (): boolean => false,
  specialise: (): null => null,
};

/** A guard that may have failed. */
export interface Check {
  readonly key: string;
  readonly register: number;
  readonly expected: Expectation;
}

/** What a value is as far as guards can tell. */
export function expectationOf(x: Value): Expectation {
  if (typeof x === 'number') return 'long';
  // A Float prints otherwise, so that its box cannot be made again from its value.
  if (x instanceof Double && x.constructor === Double) return 'double';
  if (x instanceof Float64Array) return 'doubles';
  if (x instanceof Int32Array) return 'ints';
  return Array.isArray(x) ? 'array' : 'any';
}

/** Learns from a failure: of one of the checks, by the values that their registers held, or else of the result. */
export function learn(facts: Facts, checks: readonly Check[], result: string | null, held: (register: number) => Value): void {
  let failed = false;
  for (const { key, register, expected } of checks) {
    const found = expectationOf(held(register));
    if (found === expected) continue;
    failed = true;
    const isFirst = !facts.has(key) && found !== 'any';
    facts.set(key, isFirst && expected !== 'double' && isArrayKind(found) === isArrayKind(expected) ? found : 'any');
  }
  if (!failed && result !== null) facts.set(result, 'any');
}
