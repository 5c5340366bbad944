import { checkEntries } from '../bounds.js';
import { defineClass, isInstance, registerClass } from '../classes.js';
import type { Seq } from '../collection.js';
import { compare } from '../compare.js';
import { classCast, ExceptionClass, nullPointer, Throwable } from '../errors.js';
import { Fn, NativeFn } from '../functions.js';
import { ask, GUEST, takePendingCall } from '../guest.js';
import { isNumber, toDouble, WideLong } from '../numbers/index.js';
import { MapEntry } from '../seqs/index.js';
import type { Value } from '../value.js';
import { keyText } from './key-text.js';
import { ENTRIES, type Part, TreeSeq } from './map-seq.js';
import { PersistentMap } from './persistent-map.js';
import { SORTED_MAP_SUPERS } from './supers.js';
import { type Order, type Tree, treeAssoc, treeDissoc, treeFind, treeFirstPath, treeForEach, treePathFrom } from './tree.js';

const COMPARABLE = defineClass('java.lang.Comparable', [], 'interface');
const COMPARATOR = defineClass('java.util.Comparator', [], 'interface');

/** Calls a comparator: a native at once, any other function through the engine. */
function callComparator(f: Value, a: Value, b: Value): Value {
  if (f instanceof NativeFn && f.f2 !== null) {
    const answer = f.f2(a, b);
    if (answer !== GUEST) return answer;
    takePendingCall();
  }
  return ask('compare', f, a, b);
}

/** A number as Java's `intValue` cuts it. */
function intValue(n: Value): number {
  if (typeof n === 'number') return n | 0;
  if (typeof n === 'bigint' || n instanceof WideLong) return Number(BigInt.asIntN(32, typeof n === 'bigint' ? n : n.value));
  const d = Math.trunc(toDouble(n));
  return Number.isNaN(d) ? 0 : Math.max(-2147483648, Math.min(2147483647, d));
}

/** The answer of a comparator that is no boolean, as the number that Java makes of it. */
export function orderNumber(answer: Value): number {
  if (typeof answer === 'number') return answer | 0;
  if (answer === null || answer === undefined) throw nullPointer('Cannot invoke "java.lang.Number.intValue()" because "n" is null');
  if (!isNumber(answer)) throw classCast(answer, 'java.lang.Number');
  return intValue(answer);
}

/** ClassCastException for what is no comparator: only functions are, of all that can be called. */
export function checkComparator(f: Value): void {
  if (f instanceof Fn || f instanceof NativeFn || typeof f === 'function') return;
  if (!isInstance(COMPARATOR, f)) throw classCast(f, 'java.util.Comparator');
}

/**
 * The order of a comparator: Clojure's own for null, else a function that answers a number, or true where its first
 * argument comes before its second.
 */
export function orderOf(comparator: Value): Order {
  if (comparator === null) return compare;
  checkComparator(comparator);
  return (a, b) => {
    const answer = callComparator(comparator, a, b);
    if (typeof answer === 'number') return answer | 0;
    if (answer === true) return -1;
    if (answer === false) {
      const swapped = callComparator(comparator, b, a);
      return swapped === false || swapped === null || swapped === undefined ? 0 : 1;
    }
    return orderNumber(answer);
  };
}

/** The first key is compared with nothing, and nil comes before everything, so one that has no order at all is refused by its class. */
function refuseUnordered(key: Value): void {
  if (key === null || isNumber(key) || key instanceof Date || isInstance(COMPARABLE, key)) return;
  throw new Throwable(ExceptionClass.classCast, `Default comparator requires nil, Number, or Comparable: ${keyText(key)}`);
}

/** Clojure's `PersistentTreeMap`: a map in the order of its keys. */
export class SortedMap extends PersistentMap {
  protected hash = 0;
  constructor(
    readonly tree: Tree,
    /** The function given to `sorted-map-by`; null for the order of `compare`. */
    readonly comparator: Value,
    readonly order: Order,
    readonly meta: Value,
  ) {
    super();
  }
  get size(): number {
    return this.tree === null ? 0 : this.tree.size;
  }

  override get(key: Value, notFound: Value): Value {
    const node = treeFind(this.tree, this.order, key);
    return node === null ? notFound : node.value;
  }
  override has(key: Value): boolean {
    return treeFind(this.tree, this.order, key) !== null;
  }
  override entry(key: Value): Value {
    const node = treeFind(this.tree, this.order, key);
    return node === null ? null : new MapEntry(node.key, node.value);
  }
  override assoc(key: Value, value: Value): SortedMap {
    const k = key === undefined ? null : key;
    if (this.comparator === null && (this.tree === null || (this.tree.size === 1 && this.tree.key === null))) refuseUnordered(k);
    const tree = treeAssoc(this.tree, this.order, k, value);
    checkEntries(tree.size);
    return tree === this.tree ? this : new SortedMap(tree, this.comparator, this.order, this.meta);
  }
  override dissoc(key: Value): SortedMap {
    const tree = treeDissoc(this.tree, this.order, key);
    return tree === this.tree ? this : new SortedMap(tree, this.comparator, this.order, this.meta);
  }

  override empty(): SortedMap {
    return new SortedMap(null, this.comparator, this.order, this.meta);
  }
  override withMeta(meta: Value): SortedMap {
    return new SortedMap(this.tree, this.comparator, this.order, meta);
  }
  override seqOf(part: Part): Seq | null {
    return this.seqDirected(true, part);
  }
  override forEach<T>(visit: (key: Value, value: Value) => T | undefined): T | undefined {
    return treeForEach(this.tree, visit);
  }

  /** The seq in the map's order or against it; `rseq` is the latter. null where the map is empty. */
  seqDirected(ascending: boolean, part: Part = ENTRIES): Seq | null {
    const at = treeFirstPath(this.tree, ascending);
    return at === null ? null : new TreeSeq(at, ascending, part);
  }
  /** The seq from `key`, or from the first entry beyond it in that direction, on; null where there is none. */
  seqFrom(key: Value, ascending: boolean, part: Part = ENTRIES): Seq | null {
    const at = treePathFrom(this.tree, this.order, key, ascending);
    return at === null ? null : new TreeSeq(at, ascending, part);
  }
}
registerClass(SortedMap, 'clojure.lang.PersistentTreeMap', SORTED_MAP_SUPERS);

export const EMPTY_SORTED_MAP: SortedMap = new SortedMap(null, null, orderOf(null), null);

/** The empty sorted map with this comparator; null for the order of `compare`. */
export function emptySortedMap(comparator: Value): SortedMap {
  return comparator === null ? EMPTY_SORTED_MAP : new SortedMap(null, comparator, orderOf(comparator), null);
}
