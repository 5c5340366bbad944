import { surroundings } from './surroundings.js';

/**
 * The numbers by which a runtime tells apart what is equal to itself only: `hash` of a function, the `0x1` of a printed
 * object. Each runtime counts for itself, in the order of asking, so that a program gives the same text wherever and
 * whenever it runs.
 */
export interface Identities {
  readonly numbers: WeakMap<object, number>;
  last: number;
}

export const createIdentities = (): Identities => ({ numbers: new WeakMap(), last: 0 });

/** The number of an object in the runtime that runs: 1, 2, … */
export function identityNumber(x: object): number {
  const current = surroundings.identities;
  let n = current.numbers.get(x);
  if (n === undefined) {
    n = ++current.last;
    current.numbers.set(x, n);
  }
  return n;
}
