import { keysEqual } from '../equality.js';
import { hashOfKey } from '../hash.js';
import type { Value } from '../value.js';

/**
 * The hash trie under hash maps and hash sets: Bagwell's hash array mapped trie, 5 bits of the hash a level, lowest
 * bits first. Entries stand between the sub-nodes in the order of their digits, and keys of one hash in order of
 * insertion, so a walk meets them in the very order in which Clojure's PersistentHashMap does.
 *
 * All nodes are of one class, so that every load in the look-up loop sees one hidden class. A compact node holds keys
 * and values by turns; a null key marks a sub-node in the value's place (the map keeps the key nil outside the trie).
 * A wide node holds its 32 sub-nodes, null where there is none.
 */
export class TrieNode {
  constructor(
    /** The transient that may change this node in place; null for none. */
    public owner: object | null,
    readonly kind: number,
    /** The bitmap of a compact node, the number of sub-nodes of a wide one, the full hash of a collision. */
    public bits: number,
    public items: Value[],
  ) {}
}

/** Only the pairs that exist, found by counting the bits below. */
const COMPACT = 0;
/** Sub-nodes only, found by the digit itself: copying one costs half of what thirty-two pairs would. */
const WIDE = 1;
/** Different keys of one hash, as pairs. */
const COLLISION = 2;

/** A compact node of so many pairs grows into a wide one; a wide one that is to have fewer than this shrinks back. */
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
    const items = node.items;
    if (node.kind === COMPACT) {
      const bit = 1 << (digits & 31);
      const bits = node.bits;
      if ((bits & bit) === 0) return notFound;
      const i = bitCount(bits & (bit - 1)) << 1;
      const k = items[i];
      if (k === key) return items[i + 1];
      if (k !== null) return !simple && keysEqual(key, k) ? items[i + 1] : notFound;
      node = items[i + 1] as TrieNode;
    } else if (node.kind === WIDE) {
      const child = items[digits & 31] as TrieNode | null;
      if (child === null) return notFound;
      node = child;
    } else {
      const i = collisionIndex(node, key, simple);
      return i < 0 ? notFound : items[i + 1];
    }
    digits >>>= 5;
  }
}

/** The key of the trie that equals `key`, or `notFound`; `simple` as for `trieGet`. */
export function trieKey(root: TrieNode, hash: number, key: Value, simple: boolean, notFound: Value): Value {
  let node = root;
  let digits = hash;
  for (;;) {
    const items = node.items;
    if (node.kind === COMPACT) {
      const bit = 1 << (digits & 31);
      const bits = node.bits;
      if ((bits & bit) === 0) return notFound;
      const i = bitCount(bits & (bit - 1)) << 1;
      const k = items[i];
      if (k === key) return k;
      if (k !== null) return !simple && keysEqual(key, k) ? k : notFound;
      node = items[i + 1] as TrieNode;
    } else if (node.kind === WIDE) {
      const child = items[digits & 31] as TrieNode | null;
      if (child === null) return notFound;
      node = child;
    } else {
      const i = collisionIndex(node, key, simple);
      return i < 0 ? notFound : items[i];
    }
    digits >>>= 5;
  }
}

function collisionIndex(node: TrieNode, key: Value, simple: boolean): number {
  const pairs = node.items;
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === key || (!simple && keysEqual(key, pairs[i]))) return i;
  return -1;
}

/** The node with one item changed: the node itself where `owner` may change it, else a copy of the owner's. */
function withItem(node: TrieNode, owner: object | null, i: number, item: Value): TrieNode {
  if (owner !== null && node.owner === owner) {
    node.items[i] = item;
    return node;
  }
  const items = node.items.slice();
  items[i] = item;
  return new TrieNode(owner, node.kind, node.bits, items);
}

/** The node with other contents, in the same way. */
function replaced(node: TrieNode, owner: object | null, bits: number, items: Value[]): TrieNode {
  if (owner !== null && node.owner === owner) {
    node.bits = bits;
    node.items = items;
    return node;
  }
  return new TrieNode(owner, node.kind, bits, items);
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

/** A sub-node of one pair. */
function single(owner: object | null, shift: number, hash: number, key: Value, value: Value): TrieNode {
  return new TrieNode(owner, COMPACT, 1 << ((hash >>> shift) & 31), [key, value]);
}

/** A full compact node and one new pair as a wide node. */
function widened(node: TrieNode, owner: object | null, shift: number, hash: number, key: Value, value: Value): TrieNode {
  const items: Value[] = new Array<Value>(32).fill(null);
  let from = 0;
  for (let d = 0; d < 32; d++) {
    if (((node.bits >>> d) & 1) === 0) continue;
    const k = node.items[from];
    const v = node.items[from + 1];
    items[d] = k === null ? v : single(owner, shift + 5, hashOfKey(k), k, v);
    from += 2;
  }
  items[(hash >>> shift) & 31] = single(owner, shift + 5, hash, key, value);
  return new TrieNode(owner, WIDE, WIDEN_AT + 1, items);
}

/** The wide node without the sub-node at `gone`, as a compact node. */
function shrunk(node: TrieNode, owner: object | null, gone: number): TrieNode {
  const pairs: Value[] = [];
  let bits = 0;
  for (let d = 0; d < 32; d++) {
    if (d === gone || node.items[d] === null) continue;
    pairs.push(null, node.items[d]);
    bits |= 1 << d;
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

/** A trie with the keys of one whose values are indexes, and in their places the values that they stand for. */
export function trieFilled(node: TrieNode, values: readonly Value[]): TrieNode {
  const items = node.items.slice();
  if (node.kind === WIDE) {
    for (let i = 0; i < items.length; i++) if (items[i] !== null) items[i] = trieFilled(items[i] as TrieNode, values);
  } else {
    for (let i = 0; i < items.length; i += 2) {
      const at = items[i + 1];
      items[i + 1] = items[i] === null ? trieFilled(at as TrieNode, values) : values[at as number];
    }
  }
  return new TrieNode(null, node.kind, node.bits, items);
}

function assoc(node: TrieNode, owner: object | null, shift: number, hash: number, key: Value, value: Value, simple: boolean): TrieNode {
  const { items } = node;
  const digit = (hash >>> shift) & 31;
  if (node.kind === WIDE) {
    const child = items[digit] as TrieNode | null;
    if (child !== null) {
      const next = assoc(child, owner, shift + 5, hash, key, value, simple);
      return next === child ? node : withItem(node, owner, digit, next);
    }
    grew = true;
    const next = withItem(node, owner, digit, single(owner, shift + 5, hash, key, value));
    next.bits++;
    return next;
  }
  if (node.kind === COLLISION) return collisionAssoc(node, owner, shift, hash, key, value, simple);
  const bit = 1 << digit;
  const i = bitCount(node.bits & (bit - 1)) << 1;
  if ((node.bits & bit) === 0) {
    const next =
      items.length === 2 * WIDEN_AT
        ? widened(node, owner, shift, hash, key, value)
        : replaced(node, owner, node.bits | bit, insertPair(items, i, key, value));
    grew = true;
    return next;
  }
  const k = items[i];
  const v = items[i + 1];
  if (k === null) {
    const child = assoc(v as TrieNode, owner, shift + 5, hash, key, value, simple);
    return child === v ? node : withItem(node, owner, i + 1, child);
  }
  if (k === key || (!simple && keysEqual(key, k))) return v === value ? node : withItem(node, owner, i + 1, value);
  const below = joined(owner, shift + 5, hashOfKey(k), k, v, hash, key, value);
  grew = true;
  const next = withItem(node, owner, i, null);
  next.items[i + 1] = below;
  return next;
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
  if (i >= 0) return node.items[i + 1] === value ? node : withItem(node, owner, i + 1, value);
  grew = true;
  return replaced(node, owner, hash, insertPair(node.items, node.items.length, key, value));
}

/** The trie without `key`: `node` itself where the key is not there, null where nothing is left. */
export function trieDissoc(node: TrieNode, owner: object | null, hash: number, key: Value, simple: boolean): TrieNode | null {
  return dissoc(node, owner, 0, hash, key, simple);
}

function dissoc(node: TrieNode, owner: object | null, shift: number, hash: number, key: Value, simple: boolean): TrieNode | null {
  const { items } = node;
  const digit = (hash >>> shift) & 31;
  if (node.kind === WIDE) {
    const child = items[digit] as TrieNode | null;
    if (child === null) return node;
    const next = dissoc(child, owner, shift + 5, hash, key, simple);
    if (next === child) return node;
    if (next !== null) return withItem(node, owner, digit, next);
    if (node.bits <= SHRINK_AT) return shrunk(node, owner, digit);
    const without = withItem(node, owner, digit, null);
    without.bits--;
    return without;
  }
  if (node.kind === COLLISION) return collisionDissoc(node, owner, key, simple);
  const bit = 1 << digit;
  if ((node.bits & bit) === 0) return node;
  const i = bitCount(node.bits & (bit - 1)) << 1;
  const k = items[i];
  if (k === null) {
    const child = items[i + 1] as TrieNode;
    const next = dissoc(child, owner, shift + 5, hash, key, simple);
    if (next === child) return node;
    if (next !== null) return withItem(node, owner, i + 1, next);
  } else if (k !== key && (simple || !keysEqual(key, k))) return node;
  return items.length === 2 ? null : replaced(node, owner, node.bits & ~bit, removePair(items, i));
}

function collisionDissoc(node: TrieNode, owner: object | null, key: Value, simple: boolean): TrieNode | null {
  const i = collisionIndex(node, key, simple);
  if (i < 0) return node;
  const pairs = node.items;
  if (pairs.length === 2) return null;
  const rest = removePair(pairs, i);
  // Clojure's transients fill the gap with the last pair, its persistent maps close it up.
  if (owner !== null && i < rest.length) {
    const last = rest.splice(-2);
    rest.splice(i, 0, ...last);
  }
  return replaced(node, owner, node.bits, rest);
}

/** Visits the pairs in order until `visit` answers something other than undefined; returns that. */
export function trieForEach<T>(node: TrieNode, visit: (key: Value, value: Value) => T | undefined): T | undefined {
  const { items } = node;
  const step = node.kind === WIDE ? 1 : 2;
  for (let i = 0; i < items.length; i += step) {
    const k = step === 1 ? null : items[i];
    let answer: T | undefined;
    if (k !== null) answer = visit(k, items[i + 1]);
    else {
      const child = items[step === 1 ? i : i + 1] as TrieNode | null;
      if (child === null) continue;
      answer = trieForEach(child, visit);
    }
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** A place in a walk: an index in a node's items, and the places above where the walk goes on. */
export interface TriePath {
  readonly node: TrieNode;
  readonly index: number;
  readonly up: TriePath | null;
}

/** The place of the first pair at or after `index` of `node`; null at the walk's end. */
export function trieStep(node: TrieNode, index: number, up: TriePath | null): TriePath | null {
  let here = node;
  let i = index;
  let above = up;
  for (;;) {
    const { items } = here;
    if (i >= items.length) {
      if (above === null) return null;
      here = above.node;
      i = above.index;
      above = above.up;
      continue;
    }
    let child: TrieNode | null;
    if (here.kind === WIDE) {
      child = items[i] as TrieNode | null;
      i++;
      if (child === null) continue;
    } else {
      if (items[i] !== null) return { node: here, index: i, up: above };
      child = items[i + 1] as TrieNode;
      i += 2;
    }
    if (i < items.length) above = { node: here, index: i, up: above };
    here = child;
    i = 0;
  }
}
