import { NativeFn, type NativeResult } from '../data/functions.js';
import type { Value } from '../data/value.js';

/** How one native function of the library is declared: a JavaScript function for each arity that it has. */
export interface NativeSpec {
  readonly doc: string;
  /** The argument lists as Clojure text: `([x] [x & more])`. */
  readonly arglists: string;
  readonly 0?: () => NativeResult;
  readonly 1?: (a: Value) => NativeResult;
  readonly 2?: (a: Value, b: Value) => NativeResult;
  readonly 3?: (a: Value, b: Value, c: Value) => NativeResult;
  readonly 4?: (a: Value, b: Value, c: Value, d: Value) => NativeResult;
  /** Takes all arguments, for every count from `restFrom` that has no function of its own. */
  readonly rest?: (args: Value[]) => NativeResult;
  readonly restFrom?: number;
  /** Not for users: the var is private. */
  readonly internal?: boolean;
  readonly dynamic?: boolean;
}

/** The natives of one namespace, by name. */
export interface NativeTable {
  readonly ns: string;
  readonly specs: Readonly<Record<string, NativeSpec>>;
}

export function defineNatives(ns: string, specs: Readonly<Record<string, NativeSpec>>): NativeTable {
  return { ns, specs };
}

/** The functions alone, where documentation has no place: methods and statics of classes. */
export type Arities = Pick<NativeSpec, 0 | 1 | 2 | 3 | 4 | 'rest' | 'restFrom'>;

/** A member of a class. */
export interface Member extends Arities {
  /** The function of clojure.core, private ones included, that does the work for the same arguments where an arity answers GUEST. */
  readonly twin?: string;
}

/** The function value of a declared native. */
export function nativeFn(ns: string, name: string, spec: Arities): NativeFn {
  return new NativeFn(
    `${ns}/${name}`,
    spec[0] ?? null,
    spec[1] ?? null,
    spec[2] ?? null,
    spec[3] ?? null,
    spec[4] ?? null,
    spec.rest ?? null,
    spec.restFrom ?? 0,
  );
}

/** What the library gives the runtime beside natives: the members of classes that portable code names. */
export interface ClassMembers {
  /** Static methods by `Class/name`: `Math/sqrt`. */
  readonly statics: Readonly<Record<string, Member>>;
  /** Static fields by `Class/NAME`. */
  readonly fields: Readonly<Record<string, Value>>;
  /** Methods by the full name of the class, then by name; the first argument is the object. */
  readonly methods: Readonly<Record<string, Readonly<Record<string, Member>>>>;
  /** Constructors by the full name of the class. */
  readonly constructors: Readonly<Record<string, Member>>;
}

/** All members that a runtime knows. */
export interface LibraryMembers {
  /** The static method of that key of `ClassMembers`; null where there is none. */
  static(key: string): Member | null;
  /** The static field of that key; undefined where there is none. */
  field(key: string): Value | undefined;
  /** The methods of the class of that full name. */
  methods(type: string): Readonly<Record<string, Member>> | null;
  /** The constructor of the class of that full name. */
  maker(type: string): Member | null;
  /** Whether the class of that simple name has static members. */
  hasStatics(type: string): boolean;
  /**
   * Static methods and constructors that a namespace of the library gives in Clojure: its name, by `Class/method` and
   * `new full.Class`. It is loaded when one of them is first called.
   */
  readonly inClojure: ReadonlyMap<string, string>;
}
