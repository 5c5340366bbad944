import { Double, longFromBigInt } from './numbers/index.js';
import type { Value } from './value.js';

/**
 * The host's value as Clove sees it: a safe integer is a long, any other number a double, `undefined` is nil.
 * Values that Clove made itself come back unchanged.
 */
export function fromHost(x: unknown): Value {
  if (typeof x === 'number') return Number.isSafeInteger(x) ? x + 0 : new Double(x);
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
