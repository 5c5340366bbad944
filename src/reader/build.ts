import { type Collection, MapLike, SetLike } from '../data/collection.js';
import { keysEqual } from '../data/equality.js';
import { Throwable } from '../data/errors.js';
import { Keyword, keyword } from '../data/keyword.js';
import { mapFromArray } from '../data/maps/index.js';
import { setFromArray } from '../data/sets/index.js';
import { Sym, symbol } from '../data/symbol.js';
import type { Value } from '../data/value.js';

/** A literal that cannot be built: which of its items is at fault, by index, and why in Clojure's words. */
export class BadItem {
  constructor(
    readonly index: number,
    /** The index of the item that the key repeats. */
    readonly first: number,
  ) {}
}

/** The first item that equals an earlier one, looking at every `step`th. */
function findDuplicate(items: readonly Value[], step: number): BadItem | null {
  for (let j = step; j < items.length; j += step) {
    for (let i = 0; i < j; i += step) if (keysEqual(items[i], items[j])) return new BadItem(j, i);
  }
  return null;
}

/** The map of keys and values in turn, or the key that comes twice. `items` has an even length. */
export function buildMap(items: Value[]): MapLike | BadItem {
  return build(items, 2, () => mapFromArray(items.slice()));
}

/** The set of these elements, or the one that comes twice. */
export function buildSet(items: Value[]): SetLike | BadItem {
  return build(items, 1, () => setFromArray(items.slice()));
}

function build<T extends MapLike | SetLike>(items: readonly Value[], step: number, make: () => T): T | BadItem {
  try {
    const made = make();
    if (made.size * step === items.length) return made;
  } catch (e) {
    const found = e instanceof Throwable ? findDuplicate(items, step) : null;
    if (found === null) throw e;
    return found;
  }
  return findDuplicate(items, step) as BadItem;
}

/**
 * The offsets of a map's or set's children in the order in which a walk over it meets them, made from their offsets
 * in the order of the text.
 */
export function offsetsInOrder(made: Collection, items: readonly Value[], offsets: readonly number[]): readonly number[] {
  const step = made instanceof MapLike ? 2 : 1;
  if (step === 2 && items.length <= 16) return offsets;
  const indexes = new Map<Value, number>();
  for (let i = 0; i < items.length; i += step) indexes.set(items[i], i);
  const out: number[] = [];
  const take = (key: Value): void => {
    const i = indexes.get(key) ?? 0;
    for (let j = 2 * i; j < 2 * (i + step); j++) out.push(offsets[j]);
  };
  if (made instanceof MapLike || made instanceof SetLike) (made as MapLike).forEach(take);
  return out;
}

/** Puts the keys, every second item, into the namespace of a `#:ns{…}` literal; `_` as namespace means none. */
export function qualifyKeys(items: readonly Value[], ns: string): Value[] {
  return items.map((item, i) => {
    if (i % 2 === 1) return item;
    if (item instanceof Keyword) return item.ns === null ? keyword(ns, item.name) : item.ns === '_' ? keyword(null, item.name) : item;
    if (item instanceof Sym) return item.ns === null ? symbol(ns, item.name) : item.ns === '_' ? symbol(null, item.name) : item;
    return item;
  });
}
