import { defineClass, registerClass } from '../../../data/classes.js';
import { SetLike } from '../../../data/collection.js';
import { equiv } from '../../../data/equality.js';
import { Throwable } from '../../../data/errors.js';
import { GUEST } from '../../../data/guest.js';
import { hasheq } from '../../../data/hash.js';
import * as op from '../../../data/operations/index.js';
import type { Value } from '../../../data/value.js';
import type { ClassMembers, Member } from '../define.js';

const guest = () => GUEST;

function contains(coll: Value, x: Value): Value {
  if (coll instanceof SetLike) return coll.has(x);
  const items = op.toArray(coll);
  if (items === GUEST) return GUEST;
  for (const item of items) {
    const same = equiv(item, x);
    if (same !== false) return same;
  }
  return false;
}

const NO_SUCH_ELEMENT = defineClass('java.util.NoSuchElementException', ['java.lang.RuntimeException']);

/** An iterator in Java's manner over elements that are there. */
export class ArrayIterator {
  #at = 0;
  constructor(readonly items: Value[]) {}
  /** What it has yet to give. */
  get left(): readonly Value[] {
    return this.items.slice(this.#at);
  }
  hasNext(): boolean {
    return this.#at < this.items.length;
  }
  next(): Value {
    if (!this.hasNext()) throw new Throwable(NO_SUCH_ELEMENT, null);
    return this.items[this.#at++];
  }
}
registerClass(ArrayIterator, 'java.util.Iterator');

/** What all collections and seqs do. */
const collections: Readonly<Record<string, Member>> = {
  size: { 1: op.count, twin: 'count' },
  count: { 1: op.count, twin: 'count' },
  isEmpty: { 1: guest, twin: 'empty?' },
  contains: { 2: contains, twin: '-holds?' },
  containsAll: { 2: guest, twin: '-holds-all?' },
  toArray: { 1: op.toArray, twin: 'to-array' },
  seq: { 1: op.seq, twin: 'seq' },
  cons: { 2: (x, y) => op.conj(x, y), twin: 'conj' },
  empty: { 1: op.empty, twin: 'empty' },
  peek: { 1: op.peek, twin: 'peek' },
  pop: { 1: op.pop, twin: 'pop' },
  meta: { 1: op.meta, twin: 'meta' },
  withMeta: { 2: op.withMeta, twin: 'with-meta' },
  equiv: { 2: equiv, twin: '=' },
  iterator: { 1: guest, twin: '-seq-iterator' },
  // `reduce` takes the function first, the method after the collection.
  reduce: { 2: guest, 3: guest, twin: '-reduce-with' },
};

const lists: Readonly<Record<string, Member>> = {
  get: { 2: guest, twin: '-list-get' },
  indexOf: { 2: guest, twin: '-index-of' },
  lastIndexOf: { 2: guest, twin: '-last-index-of' },
};

const seqs: Readonly<Record<string, Member>> = {
  first: { 1: op.first, twin: 'first' },
  next: { 1: op.next, twin: 'next' },
  more: { 1: op.rest, twin: 'rest' },
};

const lookup: Readonly<Record<string, Member>> = {
  valAt: { 2: (x, k) => op.get(x, k, null), 3: op.get, twin: 'get' },
};

const maps: Readonly<Record<string, Member>> = {
  get: { 2: (m, k) => op.get(m, k, null), twin: 'get' },
  containsValue: { 2: (m, x) => contains(op.vals(m), x) },
  getOrDefault: { 3: op.get, twin: 'get' },
  keySet: { 1: (m) => op.set(op.keys(m)) },
  values: { 1: op.vals },
  entrySet: { 1: (m) => op.set(op.seq(m)) },
  without: { 2: op.dissoc, twin: 'dissoc' },
  kvreduce: { 3: guest, twin: '-kv-reduce-with' },
};

const entries: Readonly<Record<string, Member>> = {
  getKey: { 1: op.key, twin: 'key' },
  getValue: { 1: op.val, twin: 'val' },
  key: { 1: op.key, twin: 'key' },
  val: { 1: op.val, twin: 'val' },
};

/** Methods of Clojure's collections, by the interface that has them. */
export const collectionMethods: ClassMembers['methods'] = {
  'java.util.List': lists,
  'java.util.Map$Entry': entries,
  'java.util.Iterator': { hasNext: { 1: (i) => (i as ArrayIterator).hasNext() }, next: { 1: (i) => (i as ArrayIterator).next() } },
  'clojure.lang.IPersistentMap': maps,
  'clojure.lang.IPersistentSet': {
    get: { 2: (x, k) => op.get(x, k, null), twin: 'get' },
    disjoin: { 2: op.disj, twin: 'disj' },
  },
  'clojure.lang.IPersistentVector': { subList: { 3: op.subvec } },
  'clojure.lang.Associative': {
    assoc: { 3: op.assoc, twin: 'assoc' },
    containsKey: { 2: op.contains, twin: 'contains?' },
    entryAt: { 2: op.find, twin: 'find' },
  },
  'clojure.lang.ILookup': lookup,
  'clojure.lang.Indexed': { nth: { 2: op.nth, 3: op.nthOr, twin: 'nth' } },
  'clojure.lang.Reversible': { rseq: { 1: op.rseq, twin: 'rseq' } },
  'clojure.lang.IHashEq': { hasheq: { 1: hasheq, twin: 'hash' } },
  'clojure.lang.ISeq': seqs,
  'clojure.lang.Seqable': collections,
};
