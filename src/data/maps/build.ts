import { illegalArgument, type Throwable } from '../errors.js';
import { Keyword } from '../keyword.js';
import type { Value } from '../value.js';
import { type ArrayMap, indexOfKey } from './array-map.js';
import { HashMap, isSimpleKey, keyHash } from './hash-map.js';
import { keyText } from './key-text.js';
import { ABSENT, type PersistentMap } from './persistent-map.js';
import { MAX_ORDERED, MAX_SHAPE, shapeOf } from './shape.js';
import { EMPTY_MAP, ShapeMap } from './shape-map.js';
import { emptySortedMap, type SortedMap } from './sorted-map.js';
import { indexOfHeld, orderedMap } from './transient-map.js';
import { EMPTY_NODE, grew, trieAssoc } from './trie.js';

/** IllegalArgumentException of a literal that has a key twice. */
export function duplicateKey(key: Value): Throwable {
  return illegalArgument(`Duplicate key: ${keyText(key)}`);
}

/** The first key of a few that another equals, as Clojure tells it of array maps: not the one that comes again. */
function firstRepeated(pairs: readonly Value[]): Value {
  let i = 0;
  while (indexOfKey(pairs.slice(i + 2), pairs.length - i - 2, pairs[i]) < 0) i += 2;
  return pairs[i];
}

/** The same pairs without the earlier values of keys that come again: each key stays where it stood first. */
function distinctPairs(pairs: readonly Value[], reject: boolean): Value[] {
  const out: Value[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i];
    const j = reject ? indexOfHeld(out, key) : indexOfKey(out, out.length, key);
    if (j < 0) out.push(key === undefined ? null : key, pairs[i + 1]);
    else if (reject) throw duplicateKey(firstRepeated(pairs));
    else out[j + 1] = pairs[i + 1];
  }
  return out;
}

/** The first key that equals one before it; ABSENT where all differ. */
function repeatedKey(pairs: readonly Value[]): Value {
  const owner = {};
  let root = EMPTY_NODE;
  let nil = false;
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i];
    if (key === null || key === undefined) {
      if (nil) return null;
      nil = true;
      continue;
    }
    root = trieAssoc(root, owner, keyHash(key), key, true, isSimpleKey(key));
    if (!grew) return key;
  }
  return ABSENT;
}

/** A hash map of more than eight pairs, with a shape where all keys are keywords and few. */
function largeMap(pairs: readonly Value[]): PersistentMap {
  if (pairs.length <= 2 * MAX_SHAPE) {
    const keys: Keyword[] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      const key = pairs[i];
      if (!(key instanceof Keyword)) break;
      keys.push(key);
    }
    const shape = 2 * keys.length === pairs.length ? shapeOf(keys) : null;
    if (shape !== null) {
      const slots = new Array<Value>(keys.length);
      keys.forEach((k, i) => {
        slots[shape.indexOf(k)] = pairs[2 * i + 1];
      });
      return new ShapeMap(shape, slots, null);
    }
  }
  return HashMap.of(pairs, null);
}

/**
 * The map of keys and values by turns, as a literal makes it: in order up to eight pairs, a hash map beyond. The last
 * of equal keys has its way.
 */
export function mapFromArray(pairs: readonly Value[]): PersistentMap {
  if (pairs.length === 0) return EMPTY_MAP;
  return pairs.length <= 2 * MAX_ORDERED ? orderedMap(distinctPairs(pairs, false)) : largeMap(pairs);
}

/** The map of a literal's keys and values by turns; IllegalArgumentException "Duplicate key: …" where two keys are equal. */
export function mapFromLiteral(pairs: readonly Value[]): PersistentMap {
  if (pairs.length === 0) return EMPTY_MAP;
  if (pairs.length <= 2 * MAX_ORDERED) return orderedMap(distinctPairs(pairs, true));
  const m = largeMap(pairs);
  if (2 * m.size !== pairs.length) throw duplicateKey(repeatedKey(pairs));
  return m;
}

/** `(hash-map k v …)`: a hash map however few the pairs. The last of equal keys has its way. */
export function hashMapFromArray(pairs: readonly Value[]): PersistentMap {
  if (pairs.length === 0) return EMPTY_MAP;
  return pairs.length > 2 * MAX_ORDERED ? largeMap(pairs) : HashMap.of(pairs, null);
}

/** `(array-map k v …)`: in the order of insertion however many the pairs. The last of equal keys has its way. */
export function arrayMapFromArray(pairs: readonly Value[]): ShapeMap | ArrayMap {
  return orderedMap(distinctPairs(pairs, false));
}

/** `(sorted-map k v …)`, or `(sorted-map-by comparator k v …)`; the comparator is null for the former. */
export function sortedMapFromArray(comparator: Value, pairs: readonly Value[]): SortedMap {
  let m = emptySortedMap(comparator);
  for (let i = 0; i < pairs.length; i += 2) m = m.assoc(pairs[i], pairs[i + 1]);
  return m;
}
