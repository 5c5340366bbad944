/*
 * Murmur3 (Austin Appleby's x86_32 variant, seed 0) as Clojure uses it, and Java's hash of strings. All answers
 * are int32, equal to those of the JVM bit for bit.
 */

function mixK(k: number): number {
  k = Math.imul(k, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  return Math.imul(k, 0x1b873593);
}

function mixH(h: number, k: number): number {
  h ^= k;
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

function finish(h: number, length: number): number {
  h ^= length;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Murmur3 of one int32; 0 stays 0. */
export function hashInt(n: number): number {
  return n === 0 ? 0 : finish(mixH(0, mixK(n)), 4);
}

/** Murmur3 of the two halves of an int64; 0 stays 0. */
export function hashHalves(low: number, high: number): number {
  return (low | high) === 0 ? 0 : finish(mixH(mixH(0, mixK(low)), mixK(high)), 8);
}

/** Murmur3 of a long that is a number within ±(2^53-1). */
export function hashLong(n: number): number {
  const low = n | 0;
  return hashHalves(low, low === n ? low >> 31 : Math.floor(n / 4294967296) | 0);
}

/** Murmur3 of the UTF-16 units of a string, as symbols hash their names. */
export function hashUnencoded(s: string): number {
  const n = s.length;
  let h = 0;
  for (let i = 1; i < n; i += 2) h = mixH(h, mixK(s.charCodeAt(i - 1) | (s.charCodeAt(i) << 16)));
  if ((n & 1) === 1) h ^= mixK(s.charCodeAt(n - 1));
  return finish(h, 2 * n);
}

/** Java's `String.hashCode`. */
export function stringHash(s: string): number {
  let h = 0;
  for (let i = 0; i < s.length; i++) h = (Math.imul(h, 31) + s.charCodeAt(i)) | 0;
  return h;
}

/** Joins two hashes, as `clojure.lang.Util/hashCombine` does. */
export function hashCombine(seed: number, hash: number): number {
  return seed ^ ((hash + 0x9e3779b9 + (seed << 6) + (seed >> 2)) | 0);
}

/** The last step of the hash of a collection of `count` elements: Clojure's `mix-collection-hash`. */
export function mixCollHash(hash: number, count: number): number {
  return finish(mixH(0, mixK(hash)), count);
}

/** The hash of an ordered collection whose elements have these hashes. */
export function hashOrdered(hashes: Iterable<number>): number {
  let h = 1;
  let n = 0;
  for (const e of hashes) {
    h = (Math.imul(31, h) + e) | 0;
    n++;
  }
  return mixCollHash(h, n);
}

/** The hash of an unordered collection whose elements have these hashes. */
export function hashUnordered(hashes: Iterable<number>): number {
  let h = 0;
  let n = 0;
  for (const e of hashes) {
    h = (h + e) | 0;
    n++;
  }
  return mixCollHash(h, n);
}
