import { CLASS, ClassRef, defineClass } from './classes.js';
import { ExceptionClass, Throwable } from './errors.js';
import type { Guest } from './guest.js';
import { functionClassName } from './munge.js';
import type { Value } from './value.js';

/** Clojure's functions count no further: they are called with twenty arguments and an array of all others. */
const MOST_COUNTED = 21;

/** What is said of a call with a number of arguments that the function of that name does not take. */
export function wrongArity(count: number, name: string): string {
  return `Wrong number of args (${Math.min(count, MOST_COUNTED)}) passed to: ${name}`;
}

/** The class above that of each function. */
export const FUNCTION = defineClass('clojure.lang.AFunction', [
  'clojure.lang.AFn',
  'java.lang.Object',
  'clojure.lang.IFn',
  'clojure.lang.IObj',
  'java.util.Comparator',
  'clojure.lang.Fn',
  'java.io.Serializable',
]);

const classes = new WeakMap<object, ClassRef>();

/** The class of what `key` stands for, a function of that name: `user$f` of `user/f`. */
function functionClass(key: object, name: string): ClassRef {
  let found = classes.get(key);
  if (found === undefined) {
    found = new ClassRef(functionClassName(name), [FUNCTION]);
    classes.set(key, found);
  }
  return found;
}

/** What every closure of one `fn` form shares. Engines extend it with what they run. */
export interface FnTemplate {
  /** The name for messages and stack traces: `user/f`, `user/f/g`, or `user/fn` where the form has none. */
  readonly name: string;
  /** The numbers of fixed parameters, ascending; a variadic clause is not among them. */
  readonly arities: readonly number[];
  /** The number of fixed parameters of the variadic clause; -1 where there is none. */
  readonly restArity: number;
}

/** A guest function: the template that its `fn` form compiled to, and the values that this closure captured. */
export class Fn {
  constructor(
    readonly template: FnTemplate,
    /** Captured values in the template's order. Filled in later only for `letfn` and self-reference. */
    readonly captured: Value[],
    readonly meta: Value = null,
  ) {}
  get [CLASS](): ClassRef {
    return functionClass(this.template, this.template.name);
  }
}

/** A native's answer: its result, or GUEST where its Clojure twin must do the work. */
export type NativeResult = Value | Guest;

/**
 * A function of the library that is written in TypeScript. One JavaScript function for each arity, called with
 * the registers themselves; `rest` takes all arguments as an array, `restFrom` of them at the least.
 * An arity that is null does not exist, and calling it is an arity error.
 */
export class NativeFn {
  /** The Clojure function that takes over when an arity answers GUEST; the library sets it. */
  twin: Value = null;
  constructor(
    readonly name: string,
    readonly f0: (() => NativeResult) | null,
    readonly f1: ((a: Value) => NativeResult) | null,
    readonly f2: ((a: Value, b: Value) => NativeResult) | null,
    readonly f3: ((a: Value, b: Value, c: Value) => NativeResult) | null,
    readonly f4: ((a: Value, b: Value, c: Value, d: Value) => NativeResult) | null,
    readonly rest: ((args: Value[]) => NativeResult) | null,
    readonly restFrom: number,
    readonly meta: Value = null,
  ) {}

  get [CLASS](): ClassRef {
    return functionClass(this, this.name);
  }

  /** Throws the error of a call with a number of arguments that it does not take. */
  wrongArity(count: number): never {
    throw new Throwable(ExceptionClass.arity, wrongArity(count, this.name));
  }
}
