import { ByValue } from './by-value.js';
import { Char } from './char.js';
import { Collection, MapLike, type OrGuest, SetLike } from './collection.js';
import { GUEST } from './guest.js';
import { hasheq } from './hash.js';
import { Keyword } from './keyword.js';
import { hashCombine, stringHash } from './murmur3.js';
import { BigDecimal, Double, Float, Ratio, WideLong } from './numbers/index.js';
import { Sym } from './symbol.js';
import type { Value } from './value.js';

function longHash(n: bigint): number {
  return Number(BigInt.asIntN(32, n ^ (n >> 32n)));
}

/** Java's `BigInteger.hashCode`: over the 32-bit words of the magnitude, highest first. */
function bigHash(n: bigint): number {
  let h = 0;
  const words: number[] = [];
  for (let m = n < 0n ? -n : n; m > 0n; m >>= 32n) words.push(Number(BigInt.asIntN(32, m)));
  for (const w of words.reverse()) h = (Math.imul(31, h) + w) | 0;
  return n < 0n ? -h | 0 : h;
}

function numberHash(x: number | bigint | WideLong | Double | Ratio | BigDecimal): number {
  if (typeof x === 'number') return (x | 0) ^ Math.floor(x / 2 ** 32);
  if (x instanceof WideLong) return longHash(x.value);
  // A BigInt within the range of a long holds a long.
  if (typeof x === 'bigint') return BigInt.asIntN(64, x) === x ? longHash(x) : bigHash(x);
  if (x instanceof Ratio) return bigHash(x.numerator) ^ bigHash(x.denominator);
  if (x instanceof BigDecimal) return (Math.imul(31, bigHash(x.unscaled)) + x.scale) | 0;
  const view = new DataView(new ArrayBuffer(8));
  if (x instanceof Float) {
    view.setFloat32(0, x.value);
    return view.getInt32(0);
  }
  view.setFloat64(0, x.value);
  return view.getInt32(0) ^ view.getInt32(4);
}

function nameHash(ns: string | null, name: string): number {
  return hashCombine(stringHash(name), ns === null ? 0 : stringHash(ns));
}

/**
 * Java's `hashCode` of a value, an int32: what shows in the text of a lazy seq or record. GUEST where guest code is
 * needed. It recurses as deep as collections are nested.
 */
export function javaHash(x: Value): OrGuest<number> {
  if (x === null || x === undefined) return 0;
  if (typeof x === 'string') return stringHash(x);
  if (typeof x === 'boolean') return x ? 1231 : 1237;
  if (typeof x === 'number' || typeof x === 'bigint') return numberHash(x);
  if (x instanceof WideLong || x instanceof Double || x instanceof Ratio || x instanceof BigDecimal) return numberHash(x);
  if (x instanceof Char) return x.code;
  if (x instanceof Keyword) return (nameHash(x.ns, x.name) + 0x9e3779b9) | 0;
  if (x instanceof Sym) return nameHash(x.ns, x.name);
  if (!(x instanceof Collection) || x instanceof ByValue) return hasheq(x);
  if (x instanceof MapLike || x instanceof SetLike) return unorderedHash(x);
  let h = 1;
  for (let s = x.seq(); s !== null; s = s.next()) {
    if (s === GUEST) return GUEST;
    const e = javaHash(s.first());
    if (e === GUEST) return GUEST;
    h = (Math.imul(31, h) + e) | 0;
  }
  return h;
}

function unorderedHash(x: MapLike | SetLike): OrGuest<number> {
  let h = 0;
  const add = (k: Value, v: Value): true | undefined => {
    const a = javaHash(k);
    const b = javaHash(v);
    if (a === GUEST || b === GUEST) return true;
    h = (h + (a ^ b)) | 0;
    return undefined;
  };
  // nil hashes as 0, so that an element alone is its own hash.
  const addElement = (e: Value): true | undefined => add(e, null);
  const stopped = x instanceof MapLike ? x.forEach(add) : x.forEach(addElement);
  return stopped === true ? GUEST : h;
}
