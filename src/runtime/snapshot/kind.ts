import type { Value } from '../../data/value.js';
import type { Runtime } from '../runtime.js';

/** Takes the parts of an object, one after the other: bytes, or a list to compare with another. */
export interface PartSink {
  /** A whole number from 0 to 2^53 - 1. */
  uint(n: number): void;
  /** A safe integer. */
  int(n: number): void;
  float(n: number): void;
  string(s: string): void;
  /** Any value or object: a part that others may share. */
  ref(x: unknown): void;
  bytes(bytes: Uint8Array): void;
}

/** Gives the parts of an object back in the same order. Throws a SnapshotError where they make no sense. */
export interface PartSource {
  /** What the objects are restored into. */
  readonly world: Runtime;
  uint(): number;
  int(): number;
  float(): number;
  string(): string;
  /** How many parts follow, each of which takes one byte at the least. */
  count(): number;
  /** Any object, those that no program can hold among them. It may not be filled in yet. */
  ref(): unknown;
  /** A value that a program can hold. */
  value(): Value;
  bytes(length: number): Uint8Array;
  /** Has `check` run once all objects are filled in. */
  later(check: () => void): void;
  /** Has `put` run once all those checks have been. */
  last(put: () => void): void;
  /** The error of bytes that make no sense. */
  broken(what?: string): Error;
}

/** How the objects of one class are taken apart, and put together again. */
export interface Kind<T extends object = object> {
  readonly name: string;
  /** The prototypes of its objects. */
  readonly prototypes: readonly object[];
  /** Whether no program can hold such an object: it is part of others. */
  readonly internal?: boolean;
  /**
   * Whether such an object is known by its place alone, since what it holds may change. All others are the same where they hold
   * the same.
   */
  readonly changes?: boolean;
  /** The parts that must be known when the object is made: texts, numbers, and objects of kinds without a body. */
  head?(x: T, out: PartSink): void;
  /** An object that is to be filled in, or is complete where the kind has no body. */
  make(from: PartSource): T;
  /** All other parts; absent where there are none. */
  body?(x: T, out: PartSink): void;
  fill?(x: T, from: PartSource): void;
}

/** A kind for the table of all kinds, which knows objects only. */
export const kind = <T extends object>(k: Kind<T>): Kind => k as unknown as Kind;

/** How one field of an object is written and read. */
export interface FieldType {
  write(value: unknown, out: PartSink): void;
  read(from: PartSource): unknown;
}

export const VALUE: FieldType = { write: (x, out) => out.ref(x), read: (from) => from.value() };
/** Any object, also one that no program can hold. */
export const ANY: FieldType = { write: (x, out) => out.ref(x), read: (from) => from.ref() };
export const UINT: FieldType = { write: (x, out) => out.uint(x as number), read: (from) => from.uint() };
export const INT: FieldType = { write: (x, out) => out.int(x as number), read: (from) => from.int() };
export const TEXT: FieldType = { write: (x, out) => out.string(x as string), read: (from) => from.string() };
export const BOOL: FieldType = { write: (x, out) => out.uint(x === true ? 1 : 0), read: (from) => from.uint() === 1 };
/** Text or null. */
export const NAME: FieldType = {
  write: (x, out) => out.ref(x),
  read(from) {
    const x = from.value();
    if (x === null || typeof x === 'string') return x;
    throw from.broken();
  },
};

type Class = { readonly prototype: object; readonly name: string };

/** An object of one of these classes; null too where `optional`. */
function objectOf(classes: readonly Class[], optional: boolean): FieldType {
  return {
    write: (x, out) => out.ref(x),
    read(from) {
      const x = from.ref();
      if (x === null && optional) return x;
      for (const c of classes) if (typeof x === 'object' && x !== null && Object.prototype.isPrototypeOf.call(c.prototype, x)) return x;
      throw from.broken();
    },
  };
}

export const object = (...classes: Class[]): FieldType => objectOf(classes, false);
export const optional = (...classes: Class[]): FieldType => objectOf(classes, true);
export const ARRAY = object(Array);

/** A kind whose objects are their fields and nothing else, apart from what they cache. `make` gives one with any fields. */
export function fields<T extends object>(
  type: Class,
  make: () => T,
  types: { readonly [field: string]: FieldType },
  more: { readonly internal?: boolean; readonly changes?: boolean; readonly check?: (x: T, from: PartSource) => void } = {},
): Kind {
  const all = Object.entries(types);
  const { check } = more;
  return {
    name: type.name,
    prototypes: [type.prototype],
    internal: more.internal,
    changes: more.changes,
    make,
    body(x, out) {
      const own = x as { readonly [field: string]: unknown };
      for (const [field, type] of all) type.write(own[field], out);
    },
    fill(x, from) {
      const own = x as { [field: string]: unknown };
      for (const [field, type] of all) own[field] = type.read(from);
      if (check !== undefined) from.later(() => check(x as T, from));
    },
  };
}
