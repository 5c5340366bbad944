import { defineClass } from '../../../data/classes.js';
import { equiv } from '../../../data/equality.js';
import { ExceptionClass, illegalArgument, nullPointer, Throwable } from '../../../data/errors.js';
import { isTypedArray, type TypedArray } from '../../../data/host.js';
import { javaHash } from '../../../data/java-hash.js';
import * as n from '../../../data/numbers/index.js';
import { vectorFromArray } from '../../../data/seqs/index.js';
import { strOf } from '../../../data/str.js';
import type { Value } from '../../../data/value.js';
import type { Arities } from '../define.js';
import { textOf } from '../string-namespace.js';

defineClass('java.util.Objects');

function hostArray(x: Value): Value[] | TypedArray {
  if (Array.isArray(x) || isTypedArray(x)) return x as Value[] | TypedArray;
  if (x === null) throw nullPointer();
  throw new Throwable(defineClass('java.lang.ArrayStoreException'), `arraycopy: source type ${String(x)} is not an array`);
}

/** Copies elements from one array to another, which may be the same. */
function copyElements(args: Value[]): null {
  const [from, to] = [hostArray(args[0]), hostArray(args[2])];
  const [start, target, count] = [n.toInt(args[1]), n.toInt(args[3]), n.toInt(args[4])];
  const check = (at: number, length: number, which: string): void => {
    const outside = (what: string) => new Throwable(ExceptionClass.arrayIndexOutOfBounds, `arraycopy: ${what}[${length}]`);
    if (at < 0) throw outside(`${which} index ${at} out of bounds for object array`);
    if (at + count > length) throw outside(`last ${which} index ${at + count} out of bounds for object array`);
  };
  check(start, from.length, 'source');
  check(target, to.length, 'destination');
  const moved = (from as Value[]).slice(start, start + count);
  for (let i = 0; i < moved.length; i++) (to as Value[])[target + i] = moved[i];
  return null;
}

function required(x: Value, message: string | null): Value {
  if (x === null) throw nullPointer(message);
  return x;
}

/** Static methods of `Objects` and `System` that reach nothing outside. */
export const utilityStatics: Readonly<Record<string, Arities>> = {
  'Objects/equals': { 2: equiv },
  'Objects/hashCode': { 1: (x) => (x === null ? 0 : javaHash(x)) },
  'Objects/toString': {
    1: (x: Value): Value => (x === null ? 'null' : strOf(x)),
    2: (x: Value, fallback: Value): Value => (x === null ? fallback : strOf(x)),
  },
  'Objects/hash': {
    rest(args) {
      const items = args.length === 1 && Array.isArray(args[0]) ? (args[0] as Value[]) : args;
      return javaHash(vectorFromArray(items.slice()));
    },
    restFrom: 0,
  },
  'Objects/isNull': { 1: (x) => x === null },
  'Objects/nonNull': { 1: (x) => x !== null },
  'Objects/requireNonNull': { 1: (x) => required(x, null), 2: (x, message) => required(x, textOf(message)) },
  'System/arraycopy': {
    rest(args) {
      if (args.length !== 5)
        throw illegalArgument(`No matching method arraycopy found taking ${args.length} args for class java.lang.System`);
      return copyElements(args);
    },
    restFrom: 0,
  },
  'System/lineSeparator': { 0: () => '\n' },
  'System/gc': { 0: () => null },
  'Thread/interrupted': { 0: () => false },
};
