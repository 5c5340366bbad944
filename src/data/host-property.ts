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

/** A property that an object has itself or inherits, and the object that holds it. */
export interface FoundProperty {
  readonly holder: object;
  readonly property: PropertyDescriptor;
}

/** Looks for a property along the chain of prototypes, as JavaScript does, but runs no getter. */
export function findProperty(x: object, key: PropertyKey): FoundProperty | undefined {
  for (let holder: object | null = x; holder !== null; holder = Object.getPrototypeOf(holder) as object | null) {
    const property = Object.getOwnPropertyDescriptor(holder, key);
    if (property !== undefined) return { holder, property };
  }
  return undefined;
}

/** The value of a property, its own or inherited, where that is data; undefined for a getter's. */
export const dataProperty = (x: object, key: PropertyKey): unknown => findProperty(x, key)?.property.value;

const typedArrayPrototype: object = Object.getPrototypeOf(Uint8Array.prototype);

/**
 * The getters of JavaScript's own classes that only tell of their object. `buffer` is none of them: the bytes of a small
 * `Buffer` of Node are a window on memory that it shares with others.
 */
const HARMLESS_GETTERS: ReadonlySet<unknown> = new Set(
  (
    [
      [Map.prototype, 'size'],
      [Set.prototype, 'size'],
      [typedArrayPrototype, 'length', 'byteLength', 'byteOffset'],
      [ArrayBuffer.prototype, 'byteLength'],
      [DataView.prototype, 'byteLength', 'byteOffset'],
      [RegExp.prototype, 'flags', 'source', 'global', 'ignoreCase', 'multiline', 'dotAll', 'unicode', 'sticky', 'hasIndices'],
      [Symbol.prototype, 'description'],
      [globalThis.DOMException?.prototype, 'name', 'message', 'code'],
      [globalThis.URL?.prototype, 'href', 'origin', 'protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'],
    ] as const
  ).flatMap(([holder, ...names]) =>
    holder === undefined ? [] : names.flatMap((name) => Object.getOwnPropertyDescriptor(holder, name)?.get ?? []),
  ),
);

/** Whether a getter is one of JavaScript's own that only tells of its object. */
export const isHarmless = (getter: unknown): boolean => HARMLESS_GETTERS.has(getter);

/** A text that an error of the host has under that name; null where that is not text, or is worked out by code of the host's. */
function errorText(x: Error, name: 'message' | 'name'): string | null {
  const found = findProperty(x, name);
  const text: unknown = isHarmless(found?.property.get) ? x[name] : found?.property.value;
  return typeof text === 'string' ? text : null;
}

/** The message of an error of the host. */
export const errorMessage = (x: Error): string | null => errorText(x, 'message');

/** The error that caused an error of the host; null where that is none. */
export function errorCause(x: Error): Error | null {
  const cause: unknown = Object.getOwnPropertyDescriptor(x, 'cause')?.value;
  return cause instanceof Error ? cause : null;
}

/** The size of a Map or a Set, whatever its class makes of `size`; undefined for anything else. */
export function sizeOf(x: object): number | undefined {
  if (x instanceof Map) return Reflect.get(Map.prototype, 'size', x) as number;
  return x instanceof Set ? (Reflect.get(Set.prototype, 'size', x) as number) : undefined;
}
