/**
 * The hashes of names, apart from hash.ts because keywords are made while modules still load: this module imports
 * nothing, so no cycle of imports can reach it unready. The algorithms are Murmur3 (A. Appleby) as Clojure uses it
 * for characters, and Java's `String.hashCode`.
 */
const C1 = 0xcc9e2d51 | 0;
const C2 = 0x1b873593;

function mixK(k: number): number {
  const a = Math.imul(k, C1);
  return Math.imul((a << 15) | (a >>> 17), C2);
}

/** Murmur3 of the UTF-16 units of `s`, seed 0: Clojure's `Murmur3.hashUnencodedChars`. An int32. */
function hashUnits(s: string): number {
  let h = 0;
  const length = s.length;
  for (let i = 1; i < length; i += 2) {
    h ^= mixK(s.charCodeAt(i - 1) | (s.charCodeAt(i) << 16));
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  if ((length & 1) === 1) h ^= mixK(s.charCodeAt(length - 1));
  h ^= 2 * length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function javaHashCode(s: string): number {
  let h = 0;
  for (let i = 0; i < s.length; i++) h = (Math.imul(h, 31) + s.charCodeAt(i)) | 0;
  return h;
}

/** Clojure's `hash` of the symbol `ns/name`: an int32. */
export function symbolHash(ns: string | null, name: string): number {
  const seed = hashUnits(name);
  const other = ns === null ? 0 : javaHashCode(ns);
  return seed ^ ((other + 0x9e3779b9 + (seed << 6) + (seed >> 2)) | 0);
}

/** Clojure's `hash` of the keyword `:ns/name`: an int32. */
export function keywordHash(ns: string | null, name: string): number {
  return (symbolHash(ns, name) + 0x9e3779b9) | 0;
}
