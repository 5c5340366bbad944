import { type Sym, symbol } from '../../data/symbol.js';

let last = 0;

/** A number that no earlier call has given: for names that no reader text can hold already. */
export function freshNumber(): number {
  last += 1;
  return last;
}

/** The last number that was given; what is set makes sure that it is not given again. */
export const lastNumber = {
  get: (): number => last,
  atLeast(n: number): void {
    last = Math.max(last, n);
  },
};

/** Runs `body`, and gives the numbers that it took again: for the loading of the library, which keeps none of the names. */
export function withOwnNumbers<T>(body: () => T): T {
  const before = last;
  // Always the same ones, whatever was being loaded when this namespace was asked for.
  last = 0;
  try {
    return body();
  } finally {
    last = before;
  }
}

/** A new symbol whose name is `prefix` and a fresh number. */
export function freshSymbol(prefix: string): Sym {
  return symbol(null, prefix + freshNumber());
}
