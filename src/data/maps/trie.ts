import { keysEqual } from '../equality.js';
import { hashOfKey } from '../hash.js';
import type { Value } from '../value.js';

/**
 * The hash trie under hash maps and hash sets: Bagwell's hash array mapped trie, 5 bits of the hash a level, lowest
 * bits first. Entries stand between the sub-nodes in the order of their digits, and keys of one hash in order of
 * insertion, so a walk meets them in the very order in which Clojure's PersistentHashMap does.
 *
 * All nodes are of one class, so that every load in the look-up loop sees one hidden class. `pairs` holds keys and
 * values by turns; a null key marks a sub-node in the value's place (the map keeps the key nil outside the trie).
 */
export class TrieNode {
  constructor(
    /** The transient that may change this node in place; null for none. */
    public owner: object | null,
    readonly kind: number,
    /** The bitmap of a compact node, the number of pairs of a wide one, the full hash of a collision. */
    public bits: number,
    public pairs: Value[],
  ) {}
}

/** Only the pairs that exist, found by counting the bits below. */
const COMPACT = 0;
/** All 32 places; an empty one is a pair of nulls. */
const WIDE = 1;
/** Different keys of one hash. */
const COLLISION = 2;

/** A compact node of so many pairs grows into a wide one; a wide one with so few shrinks back. */
const WIDEN_AT = 16;
const SHRINK_AT = 8;

export const EMPTY_NODE = new TrieNode(null, COMPACT, 0, []);

/** Whether the last `trieAssoc` added a key, so that the map's count must follow. */
export let grew = false;

function bitCount(n: number): number {
  const a = n - ((n >>> 1) & 0x55555555);
  const b = (a & 0x33333333) + ((a >>> 2) & 0x33333333);
  return Math.imul((b + (b >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * The value of `key`, or `notFound`. `simple` says that only the identical value equals the key, as with strings
 * and keywords; for all others equality is asked of `keysEqual`. `key` is not nil.
 */
export function trieGet(root: TrieNode, hash: number, key: Value, simple: boolean, notFound: Value): Value {
  let node = root;
  let digits = hash;
  for (;;) {
    let i: number;
    if (node.kind === COMPACT) {
      const bit = 1 << (digits & 31);
      const bits = node.bits;
      if ((bits & bit) === 0) return notFound;
      i = bitCount(bits & (bit - 1)) << 1;
    } else if (node.kind === WIDE) i = (digits & 31) << 1;
    else {
      i = collisionIndex(node, key, simple);
      return i < 0 ? notFound : node.pairs[i + 1];
    }
    const pairs = node.pairs;
    const k = pairs[i];
    if (k === key) return pairs[i + 1];
    if (k !== null) return !simple && keysEqual(key, k) ? pairs[i + 1] : notFound;
    const child = pairs[i + 1] as TrieNode | null;
    if (child === null) return notFound;
    node = child;
    digits >>>= 5;
  }
}

/** The key of the trie that equals `key`, or `notFound`; `simple` as for `trieGet`. */
export function trieKey(root: TrieNode, hash: number, key: Value, simple: boolean, notFound: Value): Value {
  let node = root;
  let digits = hash;
  for (;;) {
    let i: number;
    if (node.kind === COMPACT) {
      const bit = 1 << (digits & 31);
      if ((node.bits & bit) === 0) return notFound;
      i = bitCount(node.bits & (bit - 1)) << 1;
    } else if (node.kind === WIDE) i = (digits & 31) << 1;
    else {
      i = collisionIndex(node, key, simple);
      return i < 0 ? notFound : node.pairs[i];
    }
    const k = node.pairs[i];
    if (k === key) return k;
    if (k !== null) return !simple && keysEqual(key, k) ? k : notFound;
    const child = node.pairs[i + 1] as TrieNode | null;
    if (child === null) return notFound;
    node = child;
    digits >>>= 5;
  }
}

function collisionIndex(node: TrieNode, key: Value, simple: boolean): number {
  const pairs = node.pairs;
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === key || (!simple && keysEqual(key, pairs[i]))) return i;
  return -1;
}

/** The node itself where `owner` may change it, else a copy that it may change. */
function editable(node: TrieNode, owner: object | null): TrieNode {
  if (owner !== null && node.owner === owner) return node;
  return new TrieNode(owner, node.kind, node.bits, node.pairs.slice());
}

function withPair(node: TrieNode, owner: object | null, i: number, key: Value, value: Value): TrieNode {
  const next = editable(node, owner);
  next.pairs[i] = key;
  next.pairs[i + 1] = value;
  return next;
}

/** A copy of `pairs` with a pair put in at index `i`. */
function insertPair(pairs: Value[], i: number, key: Value, value: Value): Value[] {
  const n = pairs.length;
  const next = new Array<Value>(n + 2);
  for (let j = 0; j < i; j++) next[j] = pairs[j];
  next[i] = key;
  next[i + 1] = value;
  for (let j = i; j < n; j++) next[j + 2] = pairs[j];
  return next;
}

/** A copy of `pairs` without the pair at index `i`. */
function removePair(pairs: Value[], i: number): Value[] {
  const n = pairs.length - 2;
  const next = new Array<Value>(n);
  for (let j = 0; j < i; j++) next[j] = pairs[j];
  for (let j = i; j < n; j++) next[j] = pairs[j + 2];
  return next;
}

function replaced(node: TrieNode, owner: object | null, bits: number, pairs: Value[]): TrieNode {
  if (owner !== null && node.owner === owner) {
    node.bits = bits;
    node.pairs = pairs;
    return node;
  }
  return new TrieNode(owner, node.kind, bits, pairs);
}

/** A compact node of sixteen pairs and the new one, as a wide node. */
function widened(node: TrieNode, owner: object | null, digit: number, key: Value, value: Value): TrieNode {
  const pairs: Value[] = new Array<Value>(64).fill(null);
  let from = 0;
  for (let d = 0; d < 32; d++) {
    if (((node.bits >>> d) & 1) === 0) continue;
    pairs[2 * d] = node.pairs[from];
    pairs[2 * d + 1] = node.pairs[from + 1];
    from += 2;
  }
  pairs[2 * digit] = key;
  pairs[2 * digit + 1] = value;
  return new TrieNode(owner, WIDE, WIDEN_AT + 1, pairs);
}

/** The wide node without the pair at index `gone`, as a compact node. */
function shrunk(node: TrieNode, owner: object | null, gone: number): TrieNode {
  const pairs: Value[] = [];
  let bits = 0;
  for (let i = 0; i < 64; i += 2) {
    if (i === gone || (node.pairs[i] === null && node.pairs[i + 1] === null)) continue;
    pairs.push(node.pairs[i], node.pairs[i + 1]);
    bits |= 1 << (i >> 1);
  }
  return new TrieNode(owner, COMPACT, bits, pairs);
}

/** A node for two keys that met in one place, the elder first where their hashes are equal. */
function joined(owner: object | null, shift: number, h1: number, k1: Value, v1: Value, h2: number, k2: Value, v2: Value): TrieNode {
  if (h1 === h2) return new TrieNode(owner, COLLISION, h1, [k1, v1, k2, v2]);
  const d1 = (h1 >>> shift) & 31;
  const d2 = (h2 >>> shift) & 31;
  if (d1 === d2) return new TrieNode(owner, COMPACT, 1 << d1, [null, joined(owner, shift + 5, h1, k1, v1, h2, k2, v2)]);
  const pairs = d1 < d2 ? [k1, v1, k2, v2] : [k2, v2, k1, v1];
  return new TrieNode(owner, COMPACT, (1 << d1) | (1 << d2), pairs);
}

/**
 * The trie with `key` bound to `value`: `node` itself where nothing changes. A key that is there already stays the
 * object it was. Nodes of `owner` change in place, once every question to guest code is answered. `grew` tells
 * whether the key is new.
 */
export function trieAssoc(node: TrieNode, owner: object | null, hash: number, key: Value, value: Value, simple: boolean): TrieNode {
  grew = false;
  return assoc(node, owner, 0, hash, key, value, simple);
}

function assoc(node: TrieNode, owner: object | null, shift: number, hash: number, key: Value, value: Value, simple: boolean): TrieNode {
  if (node.kind === COLLISION) return collisionAssoc(node, owner, shift, hash, key, value, simple);
  const digit = (hash >>> shift) & 31;
  const pairs = node.pairs;
  let i: number;
  if (node.kind === COMPACT) {
    const bit = 1 << digit;
    i = bitCount(node.bits & (bit - 1)) << 1;
    if ((node.bits & bit) === 0) {
      grew = true;
      if (pairs.length === 2 * WIDEN_AT) return widened(node, owner, digit, key, value);
      return replaced(node, owner, node.bits | bit, insertPair(pairs, i, key, value));
    }
  } else i = digit << 1;
  const k = pairs[i];
  const v = pairs[i + 1];
  if (k === null) {
    if (v === null) {
      grew = true;
      const next = withPair(node, owner, i, key, value);
      next.bits++;
      return next;
    }
    const child = assoc(v as TrieNode, owner, shift + 5, hash, key, value, simple);
    return child === v ? node : withPair(node, owner, i, null, child);
  }
  if (k === key || (!simple && keysEqual(key, k))) return v === value ? node : withPair(node, owner, i, k, value);
  const below = joined(owner, shift + 5, hashOfKey(k), k, v, hash, key, value);
  grew = true;
  return withPair(node, owner, i, null, below);
}

function collisionAssoc(
  node: TrieNode,
  owner: object | null,
  shift: number,
  hash: number,
  key: Value,
  value: Value,
  simple: boolean,
): TrieNode {
  if (hash !== node.bits) {
    const above = new TrieNode(owner, COMPACT, 1 << ((node.bits >>> shift) & 31), [null, node]);
    return assoc(above, owner, shift, hash, key, value, simple);
  }
  const i = collisionIndex(node, key, simple);
  if (i >= 0) return node.pairs[i + 1] === value ? node : withPair(node, owner, i, node.pairs[i], value);
  grew = true;
  return replaced(node, owner, hash, insertPair(node.pairs, node.pairs.length, key, value));
}

/** The trie without `key`: `node` itself where the key is not there, null where nothing is left. */
export function trieDissoc(node: TrieNode, owner: object | null, hash: number, key: Value, simple: boolean): TrieNode | null {
  return dissoc(node, owner, 0, hash, key, simple);
}

function dissoc(node: TrieNode, owner: object | null, shift: number, hash: number, key: Value, simple: boolean): TrieNode | null {
  const pairs = node.pairs;
  if (node.kind === COLLISION) {
    const at = collisionIndex(node, key, simple);
    if (at < 0) return node;
    if (pairs.length === 2) return null;
    // Clojure's transients fill the gap with the last pair, its persistent maps close it up.
    if (owner === null) return replaced(node, owner, node.bits, removePair(pairs, at));
    const rest = pairs.slice(0, -2);
    if (at < rest.length) {
      rest[at] = pairs[pairs.length - 2];
      rest[at + 1] = pairs[pairs.length - 1];
    }
    return replaced(node, owner, node.bits, rest);
  }
  const digit = (hash >>> shift) & 31;
  let i = digit << 1;
  if (node.kind === COMPACT) {
    const bit = 1 << digit;
    if ((node.bits & bit) === 0) return node;
    i = bitCount(node.bits & (bit - 1)) << 1;
  }
  const k = pairs[i];
  const v = pairs[i + 1];
  if (k === null) {
    if (v === null) return node;
    const child = dissoc(v as TrieNode, owner, shift + 5, hash, key, simple);
    if (child === v) return node;
    if (child !== null) return withPair(node, owner, i, null, child);
  } else if (k !== key && (simple || !keysEqual(key, k))) return node;
  if (node.kind === COMPACT) {
    if (pairs.length === 2) return null;
    return replaced(node, owner, node.bits & ~(1 << digit), removePair(pairs, i));
  }
  if (node.bits <= SHRINK_AT) return shrunk(node, owner, i);
  const next = withPair(node, owner, i, null, null);
  next.bits--;
  return next;
}

/** Visits the pairs in order until `visit` answers something other than undefined; returns that. */
export function trieForEach<T>(node: TrieNode, visit: (key: Value, value: Value) => T | undefined): T | undefined {
  const pairs = node.pairs;
  for (let i = 0; i < pairs.length; i += 2) {
    const k = pairs[i];
    const v = pairs[i + 1];
    let answer: T | undefined;
    if (k !== null) answer = visit(k, v);
    else if (v !== null) answer = trieForEach(v as TrieNode, visit);
    else continue;
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** The way back up from a node: its parent, and where to go on there. */
export interface TriePath {
  readonly pairs: readonly Value[];
  readonly index: number;
  readonly up: TriePath | null;
}

/** Finds the pair at or after `index` in order; null where there is none. Its `pairs[index]` is a key. */
export function trieStep(pairs: readonly Value[], index: number, up: TriePath | null): TriePath | null {
  let here = pairs;
  let i = index;
  let above = up;
  for (;;) {
    if (i >= here.length) {
      if (above === null) return null;
      here = above.pairs;
      i = above.index;
      above = above.up;
      continue;
    }
    if (here[i] !== null) return { pairs: here, index: i, up: above };
    const child = here[i + 1] as TrieNode | null;
    if (child === null) {
      i += 2;
      continue;
    }
    if (i + 2 < here.length) above = { pairs: here, index: i + 2, up: above };
    here = child.pairs;
    i = 0;
  }
}
