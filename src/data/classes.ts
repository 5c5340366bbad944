import { INTERFACES } from './interfaces.js';
import type { Value } from './value.js';

/**
 * The class of a value as portable Clojure code names it: `(class 1)` is `java.lang.Long` here too, so that
 * `instance?`, `extend-protocol String`, `catch ArithmeticException` and printed class names mean what they mean
 * in Clojure. Nothing of Java stands behind it.
 */
export class ClassRef {
  /** Every class above this one, itself included. */
  readonly ancestors: ReadonlySet<ClassRef>;
  constructor(
    readonly name: string,
    /** The classes and interfaces directly above. */
    readonly supers: ClassRef[],
    readonly kind: 'class' | 'interface' = 'class',
  ) {
    const all = new Set<ClassRef>([this]);
    for (const s of supers) for (const a of s.ancestors) all.add(a);
    this.ancestors = all;
  }
  /** Adds an interface that a type turned out to implement after its class was made. */
  include(type: ClassRef): void {
    if (this.ancestors.has(type)) return;
    this.supers.push(type);
    for (const a of type.ancestors) (this.ancestors as Set<ClassRef>).add(a);
  }
  /** The name without its package: `Long` of `java.lang.Long`. */
  get simpleName(): string {
    return this.name.slice(this.name.lastIndexOf('.') + 1);
  }
  toString(): string {
    return this.name;
  }
}

/** The property under which the instances of a data class carry their `ClassRef`. */
export const CLASS: unique symbol = Symbol('clove.class');

const byName = new Map<string, ClassRef>();

/** Makes (or finds) the class called `name`; `supers` are names of classes made before it. */
export function defineClass(
  name: string,
  supers: readonly string[] = ['java.lang.Object'],
  kind: 'class' | 'interface' = 'class',
): ClassRef {
  const known = byName.get(name);
  if (known !== undefined) return known;
  const refs = supers.map((s) => {
    const r = byName.get(s);
    if (r === undefined) throw new Error(`Internal error: class ${name} names ${s}, which is not defined yet`);
    return r;
  });
  const made = new ClassRef(name, refs, kind);
  byName.set(name, made);
  return made;
}

/** Says which class the instances of a JavaScript class have; its supers are made as interfaces where new. */
export function registerClass(type: { prototype: object }, name: string, supers: readonly string[] = ['java.lang.Object']): ClassRef {
  for (const s of supers) if (!byName.has(s)) defineClass(s, [], 'interface');
  const ref = defineClass(name, supers);
  Object.defineProperty(type.prototype, CLASS, { value: ref });
  return ref;
}

/** Classes beside those of `java.lang` that every namespace knows by their simple names, as in Clojure. */
const IMPORTED: ReadonlyMap<string, string> = new Map([
  ['BigDecimal', 'java.math.BigDecimal'],
  ['BigInteger', 'java.math.BigInteger'],
  ['Callable', 'java.util.concurrent.Callable'],
  ['Compiler', 'clojure.lang.Compiler'],
]);

/** The class with that full name, or with a simple name that every namespace knows; undefined if none. */
export function findClass(name: string): ClassRef | undefined {
  return byName.get(name) ?? byName.get(IMPORTED.get(name) ?? `java.lang.${name}`);
}

/** The classes that every namespace knows by their simple names. */
export function importedClasses(): ClassRef[] {
  const prefix = 'java.lang.';
  const full = [...byName.keys()].filter((name) => name.startsWith(prefix) && !name.includes('.', prefix.length) && !name.includes('$'));
  return [...full, ...IMPORTED.values()].flatMap((name) => byName.get(name) ?? []);
}

for (const [name, ...above] of INTERFACES) defineClass(name, above, 'interface');
export const OBJECT = defineClass('java.lang.Object', []);
/**
 * The abstract classes above Clojure's own collections and functions, to which libraries extend protocols. The interfaces that
 * they implement are listed with the classes below them, in the order in which a protocol looks for them.
 */
for (const [name, above] of [
  ['AFn', 'java.lang.Object'],
  ['APersistentMap', 'clojure.lang.AFn'],
  ['APersistentSet', 'clojure.lang.AFn'],
  ['APersistentVector', 'clojure.lang.AFn'],
  ['AMapEntry', 'clojure.lang.APersistentVector'],
  ['Obj', 'java.lang.Object'],
  ['ASeq', 'clojure.lang.Obj'],
])
  defineClass(`clojure.lang.${name}`, [above]);
registerClass(ClassRef, 'java.lang.Class');
defineClass('java.lang.Number');
export const LONG = defineClass('java.lang.Long', ['java.lang.Number', 'java.lang.Comparable']);
export const BOOLEAN = defineClass('java.lang.Boolean', ['java.lang.Object', 'java.lang.Comparable']);
export const STRING = defineClass('java.lang.String', ['java.lang.Object', 'java.lang.CharSequence', 'java.lang.Comparable']);
export const BIGINT = defineClass('clojure.lang.BigInt', ['java.lang.Number']);
/** The host's own `Date` is what `#inst` reads to. */
const DATE = defineClass('java.util.Date', ['java.lang.Object', 'java.lang.Comparable']);
const HOST_OBJECT = defineClass('js.Object');
const HOST_FUNCTION = defineClass('js.Function');
const HOST_ARRAY = defineClass('js.Array');
defineClass('java.lang.Throwable');
defineClass('java.lang.Exception', ['java.lang.Throwable']);
/** An error of the host is an exception, so that portable code catches it. */
const HOST_ERROR = defineClass('js.Error', ['java.lang.Exception', 'js.Object']);

/** The class of a host object by its prototype. */
const byPrototype = new WeakMap<object, ClassRef>([
  [Object.prototype, HOST_OBJECT],
  [Function.prototype, HOST_FUNCTION],
  [Array.prototype, HOST_ARRAY],
  [Date.prototype, DATE],
  [Error.prototype, HOST_ERROR],
  [String.prototype, STRING],
  [Boolean.prototype, BOOLEAN],
  [Number.prototype, defineClass('java.lang.Number')],
  [BigInt.prototype, BIGINT],
]);

/** The name of the constructor that a prototype tells of, read without running any getter. */
function constructorName(prototype: object): string {
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  const name: unknown = typeof made === 'function' ? Object.getOwnPropertyDescriptor(made, 'name')?.value : undefined;
  return typeof name === 'string' && name !== '' ? name : 'Object';
}

/** The class of the host objects that have this prototype: `js.Map` for that of `Map`, below the class of its own prototype. */
function classOfPrototype(prototype: object | null): ClassRef {
  if (prototype === null) return HOST_OBJECT;
  const known = byPrototype.get(prototype);
  if (known !== undefined) return known;
  const name = constructorName(prototype);
  const above: object | null = Object.getPrototypeOf(prototype);
  // Objects and errors of another window or context are what their names say.
  const made =
    above === null && name === 'Object'
      ? HOST_OBJECT
      : name === 'Error'
        ? HOST_ERROR
        : new ClassRef(`js.${name}`, [classOfPrototype(above)]);
  byPrototype.set(prototype, made);
  return made;
}

/** The class of what a constructor of the host makes; null where the function is no constructor. */
export function classOfConstructor(fn: (...args: never[]) => unknown): ClassRef | null {
  const prototype: unknown = Object.getOwnPropertyDescriptor(fn, 'prototype')?.value;
  return (typeof prototype === 'object' && prototype !== null) || typeof prototype === 'function'
    ? ((prototype as { [CLASS]?: ClassRef })[CLASS] ?? classOfPrototype(prototype))
    : null;
}

/** The class of a value; null for nil. A host object has the class of its prototype: `js.Object`, `js.Map`. */
export function classOf(x: Value): ClassRef | null {
  switch (typeof x) {
    case 'number':
      return LONG;
    case 'string':
      return STRING;
    case 'boolean':
      return BOOLEAN;
    case 'bigint':
      return BIGINT;
    case 'undefined':
      return null;
    case 'function':
      return HOST_FUNCTION;
    case 'object': {
      if (x === null) return null;
      const own = (x as { [CLASS]?: ClassRef })[CLASS];
      // A Proxy may answer anything.
      if (typeof own === 'object') return own;
      if (Array.isArray(x)) return HOST_ARRAY;
      return classOfPrototype(Object.getPrototypeOf(x));
    }
    default:
      return HOST_OBJECT;
  }
}

/** The name of the class of a value for messages: `java.lang.Long`, or `nil`. */
export function className(x: Value): string {
  return classOf(x)?.name ?? 'nil';
}

/** Whether `x` is an instance of `c`. nil is an instance of nothing. */
export function isInstance(c: ClassRef, x: Value): boolean {
  return classOf(x)?.ancestors.has(c) ?? false;
}
