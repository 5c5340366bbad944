import { registerClass } from './classes.js';
import type { Value } from './value.js';

const REFERENCE_SUPERS = ['java.lang.Object', 'clojure.lang.IDeref'] as const;

/** `(atom x)`. Natives set `value` once validators have agreed and before watches are told, both in Clojure. */
export class Atom {
  /** A map of key → watch function, or nil. */
  watches: Value = null;
  /** A guest function, or nil. */
  validator: Value = null;
  constructor(
    public value: Value,
    public meta: Value = null,
  ) {}
}
registerClass(Atom, 'clojure.lang.Atom', [
  ...REFERENCE_SUPERS,
  'clojure.lang.IAtom',
  'clojure.lang.IAtom2',
  'clojure.lang.IRef',
  'clojure.lang.IMeta',
  'clojure.lang.IReference',
]);

/** `(volatile! x)`. */
export class Volatile {
  constructor(public value: Value) {}
}
registerClass(Volatile, 'clojure.lang.Volatile', REFERENCE_SUPERS);

/** `(delay …)`. Guest code runs the thunk once, and settles the delay with what it gave or threw. */
export class Delay {
  /** The value, once settled without an error. */
  value: Value = null;
  /** What the thunk threw; every later `deref` throws it again. */
  error: Value = null;
  constructor(
    /** The guest function; null once the delay is settled. */
    public thunk: Value,
  ) {}
  /** Whether the thunk has run: `realized?`. */
  isRealized(): boolean {
    return this.thunk === null;
  }
  /** Settles it with a value, or with an error where `failed`. */
  settle(result: Value, failed: boolean): void {
    this.thunk = null;
    if (failed) this.error = result;
    else this.value = result;
  }
}
registerClass(Delay, 'clojure.lang.Delay', [...REFERENCE_SUPERS, 'clojure.lang.IPending']);

/** `(reduced x)`: the result that ends a reduction. */
export class Reduced {
  constructor(readonly value: Value) {}
}
registerClass(Reduced, 'clojure.lang.Reduced', REFERENCE_SUPERS);
