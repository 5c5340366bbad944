import { checkEntries } from '../bounds.js';
import { CLASS, type ClassRef, registerClass } from '../classes.js';
import type { MapLike, OrGuest } from '../collection.js';
import { heldKeyEquals } from '../equality.js';
import { classCast } from '../errors.js';
import { Keyword } from '../keyword.js';
import { MapEntry, transientSealed } from '../seqs/index.js';
import type { Value } from '../value.js';
import { ArrayMap } from './array-map.js';
import { HashMap, isSimpleKey, keyHash } from './hash-map.js';
import { ABSENT, conjMap, type PersistentMap } from './persistent-map.js';
import { MAX_ORDERED, shapeOf } from './shape.js';
import { EMPTY_MAP, ShapeMap } from './shape-map.js';
import { TRANSIENT_MAP_SUPERS } from './supers.js';
import { EMPTY_NODE, grew, type TrieNode, trieAssoc, trieDissoc, trieGet, trieKey } from './trie.js';

/** Small transient maps and large ones are one class here, two in Clojure. */
const SMALL_CLASS = registerClass({ prototype: {} }, 'clojure.lang.PersistentArrayMap$TransientArrayMap', TRANSIENT_MAP_SUPERS);
const LARGE_CLASS = registerClass({ prototype: {} }, 'clojure.lang.PersistentHashMap$TransientHashMap', TRANSIENT_MAP_SUPERS);

/** The index of `key` among the keys and values by turns of a map under construction; -1 where it is not there. */
export function indexOfHeld(pairs: readonly Value[], key: Value): number {
  const k = key === undefined ? null : key;
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === k) return i;
  if (k === null || typeof k === 'string' || k instanceof Keyword) return -1;
  for (let i = 0; i < pairs.length; i += 2) if (heldKeyEquals(pairs[i], k)) return i;
  return -1;
}

/**
 * A map that changes in place until `persistent()` seals it: an array of pairs while it is small and began as an
 * array map, a trie from then on. After sealing every method throws IllegalAccessError.
 */
export class TransientMap {
  /** What the nodes that this transient made carry; null once it is sealed. */
  private owner: object | null = {};
  /** Keys and values by turns; null once the map is a trie. */
  private pairs: Value[] | null;
  /** How many elements `pairs` may have before the map becomes a trie. */
  private readonly room: number;
  private entries: number;
  private root: TrieNode = EMPTY_NODE;
  private nilValue: Value = ABSENT;

  constructor(m: ShapeMap | ArrayMap | HashMap) {
    this.entries = m.size;
    this.pairs = null;
    this.room = 2 * Math.max(MAX_ORDERED, m.size);
    if (m instanceof ShapeMap && !m.shape.hashed) this.pairs = m.pairs();
    else if (m instanceof ArrayMap) this.pairs = m.pairs.slice();
    else {
      const h = m instanceof HashMap ? m : (m.unshaped() as HashMap);
      this.root = h.root;
      if (h.hasNil) this.nilValue = h.nilValue;
    }
  }
  private ensureEditable(): object {
    if (this.owner === null) throw transientSealed();
    return this.owner;
  }
  get [CLASS](): ClassRef {
    return this.pairs === null ? LARGE_CLASS : SMALL_CLASS;
  }

  get size(): number {
    this.ensureEditable();
    return this.entries;
  }
  get(key: Value, notFound: Value): Value {
    this.ensureEditable();
    if (this.pairs !== null) {
      const i = indexOfHeld(this.pairs, key);
      return i < 0 ? notFound : this.pairs[i + 1];
    }
    if (key === null || key === undefined) return this.nilValue === ABSENT ? notFound : this.nilValue;
    if (this.root === EMPTY_NODE) return notFound;
    return trieGet(this.root, keyHash(key), key, isSimpleKey(key), notFound);
  }
  has(key: Value): boolean {
    return this.get(key, ABSENT) !== ABSENT;
  }
  /** The map's own key that equals `key`, or `notFound`. */
  keyOf(key: Value, notFound: Value): Value {
    this.ensureEditable();
    if (this.pairs !== null) {
      const i = indexOfHeld(this.pairs, key);
      return i < 0 ? notFound : this.pairs[i];
    }
    if (key === null || key === undefined) return this.nilValue === ABSENT ? notFound : null;
    if (this.root === EMPTY_NODE) return notFound;
    return trieKey(this.root, keyHash(key), key, isSimpleKey(key), notFound);
  }
  /** The entry as the map holds it, or null. */
  entry(key: Value): Value {
    const own = this.keyOf(key, ABSENT);
    return own === ABSENT ? null : new MapEntry(own, this.get(own, null));
  }

  assoc(key: Value, value: Value): this {
    const owner = this.ensureEditable();
    if (this.pairs !== null) {
      const i = indexOfHeld(this.pairs, key);
      if (i >= 0) {
        this.pairs[i + 1] = value;
        return this;
      }
      if (this.pairs.length < this.room) {
        this.pairs.push(key === undefined ? null : key, value);
        this.entries++;
        return this;
      }
      this.becomeTrie(this.pairs, owner);
    }
    if (key === null || key === undefined) {
      if (this.nilValue === ABSENT) this.entries++;
      this.nilValue = value;
      return this;
    }
    this.root = trieAssoc(this.root, owner, keyHash(key), key, value, isSimpleKey(key));
    if (grew) checkEntries(++this.entries);
    return this;
  }
  private becomeTrie(pairs: readonly Value[], owner: object): void {
    let root = EMPTY_NODE;
    let nilValue: Value = ABSENT;
    for (let i = 0; i < pairs.length; i += 2) {
      const key = pairs[i];
      if (key === null) nilValue = pairs[i + 1];
      else root = trieAssoc(root, owner, keyHash(key), key, pairs[i + 1], isSimpleKey(key));
    }
    this.root = root;
    this.nilValue = nilValue;
    this.pairs = null;
  }

  dissoc(key: Value): this {
    const owner = this.ensureEditable();
    const pairs = this.pairs;
    if (pairs !== null) {
      const i = indexOfHeld(pairs, key);
      if (i < 0) return this;
      // The last pair fills the gap, as in Clojure.
      const value = pairs.pop();
      const last = pairs.pop();
      if (i < pairs.length) {
        pairs[i] = last;
        pairs[i + 1] = value;
      }
      this.entries--;
      return this;
    }
    if (key === null || key === undefined) {
      if (this.nilValue !== ABSENT) this.entries--;
      this.nilValue = ABSENT;
      return this;
    }
    const before = trieKey(this.root, keyHash(key), key, isSimpleKey(key), ABSENT);
    if (before === ABSENT) return this;
    this.root = trieDissoc(this.root, owner, keyHash(key), before, isSimpleKey(key)) ?? EMPTY_NODE;
    this.entries--;
    return this;
  }
  /** Adds an entry, a vector of two, or the entries of a map or seq, as `conj` does. */
  conj(x: Value): OrGuest<this> {
    this.ensureEditable();
    return conjMap(this, x);
  }

  /** The map as it is now, which later changes do not touch. */
  snapshot(): PersistentMap {
    const { pairs } = this;
    const map = this.persistent();
    this.owner = {};
    this.pairs = pairs === null ? null : pairs.slice();
    return map;
  }

  /** The map, which nothing changes any more. */
  persistent(): PersistentMap {
    this.ensureEditable();
    this.owner = null;
    const { pairs } = this;
    if (pairs === null) {
      const hasNil = this.nilValue !== ABSENT;
      return new HashMap(this.entries, this.root, hasNil, hasNil ? this.nilValue : null, null);
    }
    return orderedMap(pairs);
  }
}

/** The map of these keys and values by turns, no key twice, in their order: with a shape where all keys are keywords. */
export function orderedMap(pairs: Value[]): ShapeMap | ArrayMap {
  if (pairs.length === 0) return EMPTY_MAP;
  if (pairs.length <= 2 * MAX_ORDERED) {
    const keys: Keyword[] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      const key = pairs[i];
      if (!(key instanceof Keyword)) return new ArrayMap(pairs, null);
      keys.push(key);
    }
    const shape = shapeOf(keys);
    if (shape !== null)
      return new ShapeMap(
        shape,
        pairs.filter((_, i) => (i & 1) === 1),
        null,
      );
  }
  return new ArrayMap(pairs, null);
}

/** `(transient m)`: ClassCastException where `m` is no map that has a transient form. */
export function transientMap(m: MapLike): TransientMap {
  if (m instanceof ShapeMap || m instanceof ArrayMap || m instanceof HashMap) return new TransientMap(m);
  throw classCast(m, 'clojure.lang.IEditableCollection');
}
