import { CLASS, type ClassRef, defineClass, registerClass } from './classes.js';
import type { Value } from './value.js';

defineClass('clojure.lang.AReference', ['java.lang.Object', 'clojure.lang.IReference']);
defineClass('clojure.lang.ARef', ['clojure.lang.AReference', 'clojure.lang.IRef']);
/** What is above references with watches and a validator. */
const SHARED = ['clojure.lang.ARef'];
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
registerClass(Atom, 'clojure.lang.Atom', [...SHARED, 'clojure.lang.IAtom2']);

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

const AWAITED = ['java.lang.Object', 'clojure.lang.IObj', 'clojure.lang.IBlockingDeref', 'clojure.lang.IDeref', 'clojure.lang.IPending'];
const KINDS: Readonly<Record<string, ClassRef>> = {
  ref: defineClass('clojure.lang.Ref', [...SHARED, 'clojure.lang.IFn', 'java.lang.Comparable']),
  agent: defineClass('clojure.lang.Agent', SHARED),
  promise: defineClass('clojure.core$promise$reify', [...AWAITED, 'clojure.lang.IFn']),
  future: defineClass('clojure.core$future_call$reify', [...AWAITED, 'java.util.concurrent.Future']),
};

let made = 0;

/** Gives a reference that was restored its number back; those made later have greater ones. */
export function renumber(r: Reference, number: number): void {
  (r as { number: number }).number = number;
  made = Math.max(made, number);
}

/** A reference whose rules are Clojure code of the library: a ref, an agent, a promise or a future. */
export class Reference {
  /** The order in which they were made, which is the order of refs. */
  readonly number = ++made;
  watches: Value = null;
  validator: Value = null;
  meta: Value = null;
  /** Whether it has been given a value: what `realized?` says of promises and futures. */
  realized = false;
  /** What the code of that kind keeps beside the value. */
  state: Value = null;
  /** What is to be woken when it gets a value. */
  readonly waiters: Value[] = [];
  /** What runs for a future. */
  fiber: Value = null;
  /** What transactions keep of a ref. */
  history: History | null = null;
  readonly [CLASS]: ClassRef;
  constructor(
    readonly kind: string,
    public value: Value,
  ) {
    this[CLASS] = KINDS[kind];
  }
}

/** The values that a ref had before, for transactions that began when it had them. */
export interface History {
  /** The number of the commit that gave the ref its value. */
  point: number;
  /** The oldest first. */
  readonly older: { readonly value: Value; readonly point: number }[];
  /** How many older values are kept in any case, and at most. */
  min: number;
  max: number;
  /** How many transactions have looked for a value in vain since the last one was added. */
  faults: number;
}
