import { CLASS } from './classes.js';
import { GUEST } from './guest.js';
import { CLIMBING, dataProperty } from './host-property.js';
import { Keyword } from './keyword.js';
import { Double, longFromBigInt } from './numbers/index.js';
import { Sym } from './symbol.js';
import type { Value } from './value.js';

/** The guest function that a function of the host stands for, where the guest handed it out. */
const guestFunctions = new WeakMap<object, Value>();

/** Notes that the host's function is what the host sees of a guest function. */
export function standsFor(host: object, guest: Value): void {
  guestFunctions.set(host, guest);
}

/**
 * The host's value as Clove sees it: a safe integer is a long, any other number a double, `undefined` is nil. Values
 * that Clove made itself come back unchanged, functions among them.
 */
export function fromHost(x: unknown): Value {
  if (typeof x === 'number') return Number.isSafeInteger(x) ? x + 0 : new Double(x);
  if (typeof x === 'function') return guestFunctions.get(x) ?? x;
  return x === undefined ? null : x;
}

/** A typed array that a program may read element by element. */
export type TypedArray = Exclude<
  | InstanceType<typeof Float64Array>
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | BigInt64Array
  | BigUint64Array,
  never
>;

/** Whether `x` is a typed array. */
export function isTypedArray(x: Value): x is TypedArray {
  return ArrayBuffer.isView(x) && !(x instanceof DataView);
}

/** Element `i`, within bounds, of a host array; elements of float arrays are doubles, of all other typed arrays longs. */
export function hostElement(array: readonly unknown[] | TypedArray, i: number): Value {
  if (array instanceof Float64Array || array instanceof Float32Array) return new Double(array[i]);
  const x = array[i];
  return typeof x === 'bigint' && !Array.isArray(array) ? longFromBigInt(x) : fromHost(x);
}

/** Whether what stands in a property of its own may be read without asking anyone: of errors, only what is no object. */
const isOpen = (x: object, value: unknown): boolean =>
  !(x instanceof Error) || value === null || (typeof value !== 'object' && typeof value !== 'function');

/**
 * What `get` and keywords find in an object of the host: the value of a Map, or a property that the object has itself and
 * that leads nowhere else; undefined where there is none, GUEST where the gate of the runtime must be asked. Names are strings,
 * keywords and symbols.
 */
export function hostLookup(x: object, key: Value): Value | undefined {
  if (x instanceof Map) return Map.prototype.has.call(x, key) ? fromHost(Map.prototype.get.call(x, key)) : undefined;
  const name = propertyName(key);
  if (name === undefined || CLIMBING.has(name) || CLASS in x) return undefined;
  const own = Object.getOwnPropertyDescriptor(x, name);
  if (own === undefined) return undefined;
  return own.enumerable === true && 'value' in own && x !== globalThis && isOpen(x, own.value) ? fromHost(own.value) : GUEST;
}

/** The name of a property that a key of `get` stands for: that of a string, keyword or symbol. */
export function propertyName(key: Value): string | undefined {
  if (typeof key === 'string') return key;
  return key instanceof Keyword || key instanceof Sym ? key.name : undefined;
}

/** An iterator over a host object that is iterable; null where it is not. */
export function hostIterator(x: object): Iterator<unknown> | null {
  const method = dataProperty(x, Symbol.iterator);
  return typeof method === 'function' ? (Reflect.apply(method, x, []) as Iterator<unknown>) : null;
}
