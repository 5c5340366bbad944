import { ByValue } from './by-value.js';
import { Char } from './char.js';
import { ClassRef } from './classes.js';
import { Collection, type OrGuest } from './collection.js';
import { ask, GUEST } from './guest.js';
import { identityNumber } from './identity.js';
import { Keyword } from './keyword.js';
import { hashInt, hashLong, stringHash } from './murmur3.js';
import { isNumber, numHash } from './numbers/index.js';
import { Sym } from './symbol.js';
import type { Value } from './value.js';

export {
  hashCombine,
  hashHalves,
  hashInt,
  hashLong,
  hashOrdered,
  hashUnencoded,
  hashUnordered,
  mixCollHash,
  stringHash,
} from './murmur3.js';

/** The hash of a thing that is equal to itself only: its number, spread over 32 bits. */
export function identityHash(x: object): number {
  return hashInt(identityNumber(x));
}

/** Java's `Date.hashCode`, which is what `hash` gives for an `#inst`. NaN (an invalid date) hashes as 0. */
function dateHash(d: Date): number {
  const t = d.getTime();
  return (t | 0) ^ (Math.floor(t / 4294967296) | 0);
}

const symbolHashes = new Map<symbol, number>();

/** Clojure's `hash`: an int32, equal to the JVM's for all data; GUEST where guest code must help to find it. */
export function hasheq(x: Value): OrGuest<number> {
  switch (typeof x) {
    case 'string':
      return hashInt(stringHash(x));
    case 'number':
      return hashLong(x);
    case 'boolean':
      return x ? 1231 : 1237;
    case 'bigint':
      return numHash(x);
    case 'undefined':
      return 0;
    case 'object':
      if (x === null) return 0;
      if (x instanceof Keyword) return x.hash;
      if (x instanceof Collection) return x.hasheq();
      if (x instanceof Sym) return x.hash;
      if (x instanceof Char) return x.code;
      if (isNumber(x)) return numHash(x);
      if (x instanceof ByValue) return x.hasheq();
      if (x instanceof Date) return dateHash(x);
      // A class is identical wherever it is named, so its name tells it apart and keeps the order of sets the same.
      if (x instanceof ClassRef) return hashInt(stringHash(x.name));
      return identityHash(x);
    case 'symbol': {
      let h = symbolHashes.get(x);
      if (h === undefined) {
        h = hashInt(symbolHashes.size + 1);
        symbolHashes.set(x, h);
      }
      return h;
    }
    default:
      return identityHash(x as object);
  }
}

/** The hash of a key of a map or element of a set; puts the question to guest code where that must answer. */
export function hashOfKey(x: Value): number {
  const h = hasheq(x);
  return h === GUEST ? (ask('hash', x) as number) | 0 : h;
}
