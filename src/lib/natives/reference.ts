import { CLASS, type ClassRef, defineClass } from '../../data/classes.js';
import type { Value } from '../../data/value.js';

for (const name of ['clojure.lang.IDeref', 'clojure.lang.IRef', 'clojure.lang.IPending']) defineClass(name, [], 'interface');
const SUPERS = ['java.lang.Object', 'clojure.lang.IDeref', 'clojure.lang.IRef', 'clojure.lang.IPending'];
const KINDS: Readonly<Record<string, ClassRef>> = {
  ref: defineClass('clojure.lang.Ref', SUPERS),
  agent: defineClass('clojure.lang.Agent', SUPERS),
  promise: defineClass('clojure.core$promise', SUPERS),
  future: defineClass('clojure.core$future', SUPERS),
};

/** A reference whose rules are Clojure code of the library: a ref, an agent, a promise or a future. */
export class Reference {
  watches: Value = null;
  validator: Value = null;
  meta: Value = null;
  /** Whether it has been given a value: what `realized?` says of promises and futures. */
  realized = false;
  /** What the code of that kind keeps beside the value. */
  state: Value = null;
  readonly [CLASS]: ClassRef;
  constructor(
    readonly kind: string,
    public value: Value,
  ) {
    this[CLASS] = KINDS[kind];
  }
}
