import { registerClass } from './classes.js';
import type { Value } from './value.js';

/** The root of a var that nothing has given a value: reading it is no error in Clojure, calling it is. */
export class Unbound {
  constructor(readonly of: Var) {}
  toString(): string {
    return `Unbound: ${this.of}`;
  }
}
registerClass(Unbound, 'clojure.lang.Var$Unbound', ['java.lang.Object', 'clojure.lang.IFn']);

/**
 * A var: a named cell of a namespace. Compiled code holds the var itself in its constant pool, so that reading
 * a global is one load of `root`; `bound` tells, in the same object, that a dynamic binding may shadow it.
 */
export class Var {
  root: Value = new Unbound(this);
  /** How many dynamic bindings of this var are in force in any fiber; 0 is the fast case. */
  bound = 0;
  dynamic = false;
  macro = false;
  isPrivate = false;
  private metadata: Value = null;
  /** Makes the metadata when it is first asked for: most of a library's is never. */
  private describer: Describer | null = null;
  private described = 0;
  watches: Value = null;
  validator: Value = null;
  /** Code that was compiled on the belief that this var keeps its value; told when it changes. */
  trusting: Set<WeakRef<TrustingCode>> | null = null;
  /** How many there may be before those that are gone are looked for. */
  trustingLimit = FIRST_LIMIT;
  constructor(
    /** The name of its namespace. */
    readonly ns: string,
    readonly name: string,
  ) {}
  get meta(): Value {
    if (this.describer !== null) this.meta = this.describer.describe(this.described);
    return this.metadata;
  }
  set meta(value: Value) {
    this.metadata = value;
    this.describer = null;
  }
  /** Whether there is metadata, or known to be none: nobody has to make it first. */
  get metaIsMade(): boolean {
    return this.describer === null;
  }
  /** Has `describer` make the metadata when it is first asked for. */
  describeWith(describer: Describer, place: number): void {
    this.describer = describer;
    this.described = place;
  }
  toString(): string {
    return this.ns === '' ? `#<Var: ${this.name}>` : `#'${this.ns}/${this.name}`;
  }
}
registerClass(Var, 'clojure.lang.Var', [
  'java.lang.Object',
  'clojure.lang.IReference',
  'clojure.lang.IRef',
  'clojure.lang.IFn',
  'clojure.lang.Settable',
  'java.io.Serializable',
]);

const FIRST_LIMIT = 64;

/** Where metadata is until it is asked for. */
export interface Describer {
  /** The metadata at that place. */
  describe(place: number): Value;
}

/** Compiled code that trusted the value of some vars. */
export interface TrustingCode {
  /** A weak reference to the code, the same one each time: a var does not keep code alive that nobody can run. */
  readonly weak: WeakRef<TrustingCode>;
  /** `v` no longer holds what the code was compiled for: the next call must see the new value. */
  distrust(v: Var): void;
}

/** Notes that the code trusts the value of the var, and must hear when it changes. */
export function trustRoot(v: Var, code: TrustingCode): void {
  v.trusting ??= new Set();
  v.trusting.add(code.weak);
  if (v.trusting.size < v.trustingLimit) return;
  for (const ref of v.trusting) if (ref.deref() === undefined) v.trusting.delete(ref);
  v.trustingLimit = Math.max(FIRST_LIMIT, v.trusting.size * 2);
}

/** Gives the var a new root, and tells all code that trusted the old one. */
export function setRoot(v: Var, value: Value): void {
  v.root = value;
  if (v.trusting !== null) {
    const told = v.trusting;
    v.trusting = null;
    for (const ref of told) ref.deref()?.distrust(v);
  }
}
