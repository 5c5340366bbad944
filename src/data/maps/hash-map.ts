import { checkEntries } from '../bounds.js';
import { registerClass } from '../classes.js';
import { MapLike, type OrGuest, type Seq } from '../collection.js';
import { hashOfKey } from '../hash.js';
import { Keyword } from '../keyword.js';
import { MapEntry } from '../seqs/index.js';
import type { Value } from '../value.js';
import { PairSeq, type Part, TrieSeq } from './map-seq.js';
import { ABSENT, PersistentMap } from './persistent-map.js';
import { MAP_SUPERS } from './supers.js';
import { EMPTY_NODE, grew, type TrieNode, trieAssoc, trieDissoc, trieFilled, trieForEach, trieGet, trieKey } from './trie.js';

/** The hash of a key that is not nil; the quick way for keywords, which are most keys. */
export function keyHash(key: Value): number {
  return key instanceof Keyword ? key.hash : hashOfKey(key);
}

/** Whether nothing but the identical value equals `key`, so that `===` is enough. */
export function isSimpleKey(key: Value): boolean {
  return typeof key === 'string' || key instanceof Keyword;
}

/** Clojure's `PersistentHashMap`: a hash trie, and apart from it the value of the key nil, which comes first. */
export class HashMap extends PersistentMap {
  protected hash = 0;
  constructor(
    readonly size: number,
    readonly root: TrieNode,
    readonly hasNil: boolean,
    /** The value of the key nil; null where `hasNil` is false. */
    readonly nilValue: Value,
    readonly meta: Value,
  ) {
    super();
  }
  /** The map of keys and values by turns, in which the last of equal keys has its way. */
  static of(pairs: readonly Value[], meta: Value): HashMap {
    const owner = {};
    let root = EMPTY_NODE;
    let size = 0;
    let nilValue: Value = ABSENT;
    for (let i = 0; i < pairs.length; i += 2) {
      const key = pairs[i];
      if (key === null || key === undefined) {
        if (nilValue === ABSENT) size++;
        nilValue = pairs[i + 1];
        continue;
      }
      root = trieAssoc(root, owner, keyHash(key), key, pairs[i + 1], isSimpleKey(key));
      if (grew) size++;
    }
    return new HashMap(size, root, nilValue !== ABSENT, nilValue === ABSENT ? null : nilValue, meta);
  }

  /** The map with the keys of this one, whose values are indexes, and the values that these stand for. It has no key nil. */
  filled(values: readonly Value[]): HashMap {
    return new HashMap(this.size, trieFilled(this.root, values), false, null, null);
  }

  override get(key: Value, notFound: Value): Value {
    if (key instanceof Keyword) return trieGet(this.root, key.hash, key, true, notFound);
    if (key === null || key === undefined) return this.hasNil ? this.nilValue : notFound;
    // An empty map does not ask for the hash, which could be a question for guest code.
    return this.root === EMPTY_NODE ? notFound : trieGet(this.root, hashOfKey(key), key, typeof key === 'string', notFound);
  }
  override has(key: Value): boolean {
    return this.get(key, ABSENT) !== ABSENT;
  }
  /** The map's own key that equals `key`, or `notFound`. */
  keyOf(key: Value, notFound: Value): Value {
    if (key === null || key === undefined) return this.hasNil ? null : notFound;
    if (this.root === EMPTY_NODE) return notFound;
    return trieKey(this.root, keyHash(key), key, isSimpleKey(key), notFound);
  }
  override entry(key: Value): Value {
    const own = this.keyOf(key, ABSENT);
    return own === ABSENT ? null : new MapEntry(own, this.get(own, null));
  }
  override assoc(key: Value, value: Value): HashMap {
    if (key === null || key === undefined) {
      if (this.hasNil && this.nilValue === value) return this;
      return new HashMap(this.hasNil ? this.size : this.size + 1, this.root, true, value, this.meta);
    }
    const root = trieAssoc(this.root, null, keyHash(key), key, value, isSimpleKey(key));
    if (root === this.root) return this;
    if (grew) checkEntries(this.size + 1);
    return new HashMap(grew ? this.size + 1 : this.size, root, this.hasNil, this.nilValue, this.meta);
  }
  override dissoc(key: Value): HashMap {
    if (key === null || key === undefined) return this.hasNil ? new HashMap(this.size - 1, this.root, false, null, this.meta) : this;
    if (this.root === EMPTY_NODE) return this;
    const root = trieDissoc(this.root, null, keyHash(key), key, isSimpleKey(key));
    if (root === this.root) return this;
    return new HashMap(this.size - 1, root ?? EMPTY_NODE, this.hasNil, this.nilValue, this.meta);
  }
  override conj(x: Value): OrGuest<MapLike> {
    if (!(x instanceof MapLike) || x.size < 4) return super.conj(x);
    const owner = {};
    let { root, size, hasNil, nilValue } = this;
    x.forEach((key, value) => {
      if (key === null) {
        if (!hasNil) size++;
        hasNil = true;
        nilValue = value;
        return undefined;
      }
      root = trieAssoc(root, owner, keyHash(key), key, value, isSimpleKey(key));
      if (grew) size++;
      return undefined;
    });
    return new HashMap(size, root, hasNil, nilValue, this.meta);
  }

  override empty(): HashMap {
    return EMPTY_HASH_MAP.withMeta(this.meta);
  }
  override withMeta(meta: Value): HashMap {
    return meta === this.meta ? this : new HashMap(this.size, this.root, this.hasNil, this.nilValue, meta);
  }
  override seqOf(part: Part): Seq | null {
    const s = TrieSeq.over(this.root, part);
    return this.hasNil ? new PairSeq([null, this.nilValue], 0, s, part) : s;
  }
  override forEach<T>(visit: (key: Value, value: Value) => T | undefined): T | undefined {
    if (this.hasNil) {
      const answer = visit(null, this.nilValue);
      if (answer !== undefined) return answer;
    }
    return trieForEach(this.root, visit);
  }
}
export const HASH_MAP_CLASS = registerClass(HashMap, 'clojure.lang.PersistentHashMap', MAP_SUPERS);

export const EMPTY_HASH_MAP: HashMap = new HashMap(0, EMPTY_NODE, false, null, null);
