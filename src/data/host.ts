import { CLASS } from './classes.js';
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

/** Properties that lead from any object to its class, from there to `Function`, and so to everything. */
export const CLIMBING: ReadonlySet<string> = new Set([
  'constructor',
  'prototype',
  '__proto__',
  'caller',
  'callee',
  'arguments',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);

/**
 * What `get` and keywords find in an object of the host: the value of a Map, or a property that the object has itself and
 * that leads nowhere else; undefined where there is none. Names are strings, keywords and symbols.
 */
export function hostLookup(x: object, key: Value): Value | undefined {
  if (x instanceof Map) return x.has(key) ? fromHost(x.get(key)) : undefined;
  const name = typeof key === 'string' ? key : key instanceof Keyword || key instanceof Sym ? key.name : undefined;
  if (name === undefined || CLIMBING.has(name) || CLASS in x || !Object.hasOwn(x, name)) return undefined;
  return fromHost((x as { [name: string]: unknown })[name]);
}

/** Decides, by throwing where it refuses, whether a host object may be iterated. */
export type IterationGate = (x: object) => void;

let gate: IterationGate = () => {};

/** Installs the gate that guards iteration over host objects; returns the one before. */
export function installIterationGate(next: IterationGate): IterationGate {
  const before = gate;
  gate = next;
  return before;
}

/** An iterator over a host object that is iterable, once the gate agrees; null where it is not iterable. */
export function hostIterator(x: object): Iterator<unknown> | null {
  gate(x);
  const method = (x as Partial<Iterable<unknown>>)[Symbol.iterator];
  return typeof method === 'function' ? (method.call(x) as Iterator<unknown>) : null;
}
