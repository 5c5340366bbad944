import { castTo, illegalArgument } from '../../../data/errors.js';
import { Keyword } from '../../../data/keyword.js';
import { isNumber, toLong } from '../../../data/numbers/index.js';
import type { Value } from '../../../data/value.js';
import { failure, IncomingBytes, OutgoingBytes } from '../../../runtime/async-streams.js';
import type { Fibers } from '../../../runtime/fibers.js';

export const incoming = castTo(IncomingBytes, 'clove.stream.Incoming');
export const outgoing = castTo(OutgoingBytes, 'clove.stream.Outgoing');

/** Has the fiber wait for what the host promises; failures are the program's own exceptions. */
export function waitFor<T>(fibers: Fibers, promise: Promise<T>, made: (x: T) => Value): Value {
  return fibers.waitForHost(
    promise.then(made, (e: unknown) => {
      throw failure(e);
    }),
  );
}

/** An array of bytes of the guest over the same memory. */
export const guestBytes = (bytes: Uint8Array): Int8Array => new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);

/** The bytes of an array of bytes of the guest, in place. */
export function hostBytes(x: Value): Uint8Array {
  if (x instanceof Int8Array) return new Uint8Array(x.buffer, x.byteOffset, x.length);
  if (x instanceof Uint8Array) return x;
  throw illegalArgument('Bytes are wanted here: an array of bytes');
}

/** A whole number, or null for nil. */
export function countOrNull(x: Value): number | null {
  if (x === null) return null;
  if (!isNumber(x)) throw illegalArgument('A whole number is wanted here');
  const n = Number(toLong(x));
  if (!(n >= 0)) throw illegalArgument(`${n} is less than nothing`);
  return n;
}

/** The name of a keyword, or the text that it is. */
export const nameOf = (x: Value): string => (x instanceof Keyword ? x.name : String(x));
