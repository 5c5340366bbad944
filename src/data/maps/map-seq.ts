import { CLASS, type ClassRef, defineClass } from '../classes.js';
import type { Seq } from '../collection.js';
import { classCast, nullPointer } from '../errors.js';
import { MapEntry } from '../seqs/index.js';
import { BaseSeq } from '../seqs/list.js';
import { COUNTED_SEQ_SUPERS, SEQ_SUPERS } from '../seqs/supers.js';
import type { Value } from '../value.js';
import { type TreeNode, type TreePath, treeNextPath } from './tree.js';
import { type TrieNode, type TriePath, trieStep } from './trie.js';

/** Which part of each entry the seq of a map gives: `seq`, `keys` or `vals`. */
export type Part = 0 | 1 | 2;
export const ENTRIES = 0;
export const KEYS = 1;
export const VALUES = 2;

const KEY_SEQ = defineClass('clojure.lang.APersistentMap$KeySeq', SEQ_SUPERS);
const VALUE_SEQ = defineClass('clojure.lang.APersistentMap$ValSeq', SEQ_SUPERS);
const PAIR_SEQ = defineClass('clojure.lang.PersistentArrayMap$Seq', COUNTED_SEQ_SUPERS);
const TRIE_SEQ = defineClass('clojure.lang.PersistentHashMap$NodeSeq', SEQ_SUPERS);
const TREE_SEQ = defineClass('clojure.lang.PersistentTreeMap$Seq', SEQ_SUPERS);

/** A seq over a map, always realised: each cell knows where it stands in the map, and nothing is copied. */
abstract class MapSeq extends BaseSeq {
  abstract readonly part: Part;
  protected abstract readonly kind: ClassRef;
  abstract override next(): Seq | null;
  /** What `first` gives of an entry. */
  protected pick(key: Value, value: Value): Value {
    return this.part === ENTRIES ? new MapEntry(key, value) : this.part === KEYS ? key : value;
  }
  get [CLASS](): ClassRef {
    return this.part === ENTRIES ? this.kind : this.part === KEYS ? KEY_SEQ : VALUE_SEQ;
  }
}

/** Over keys and values by turns in an array, and then over another seq. */
export class PairSeq extends MapSeq {
  constructor(
    readonly pairs: readonly Value[],
    readonly index: number,
    readonly after: Seq | null,
    readonly part: Part,
    readonly meta: Value = null,
  ) {
    super();
  }
  protected get kind(): ClassRef {
    return PAIR_SEQ;
  }
  override first(): Value {
    return this.pick(this.pairs[this.index], this.pairs[this.index + 1]);
  }
  override next(): Seq | null {
    const i = this.index + 2;
    return i < this.pairs.length ? new PairSeq(this.pairs, i, this.after, this.part) : this.after;
  }
  override withMeta(meta: Value): PairSeq {
    return new PairSeq(this.pairs, this.index, this.after, this.part, meta);
  }
}

/** Over keys in one array and their values in another, as shaped maps and records hold them; and then over another seq. */
export class SlotSeq extends MapSeq {
  constructor(
    readonly keys: readonly Value[],
    readonly slots: readonly Value[],
    readonly index: number,
    readonly after: Seq | null,
    readonly part: Part,
    readonly meta: Value = null,
  ) {
    super();
  }
  protected get kind(): ClassRef {
    return PAIR_SEQ;
  }
  override first(): Value {
    return this.pick(this.keys[this.index], this.slots[this.index]);
  }
  override next(): Seq | null {
    const i = this.index + 1;
    return i < this.slots.length ? new SlotSeq(this.keys, this.slots, i, this.after, this.part) : this.after;
  }
  override withMeta(meta: Value): SlotSeq {
    return new SlotSeq(this.keys, this.slots, this.index, this.after, this.part, meta);
  }
}

/** Over the pairs of a hash trie. */
export class TrieSeq extends MapSeq {
  private constructor(
    private readonly at: TriePath,
    readonly part: Part,
    readonly meta: Value,
  ) {
    super();
  }
  static over(root: TrieNode, part: Part): TrieSeq | null {
    const at = trieStep(root, 0, null);
    return at === null ? null : new TrieSeq(at, part, null);
  }
  protected get kind(): ClassRef {
    return TRIE_SEQ;
  }
  override first(): Value {
    const { node, index } = this.at;
    return this.pick(node.items[index], node.items[index + 1]);
  }
  override next(): TrieSeq | null {
    const at = trieStep(this.at.node, this.at.index + 2, this.at.up);
    return at === null ? null : new TrieSeq(at, this.part, null);
  }
  override withMeta(meta: Value): TrieSeq {
    return new TrieSeq(this.at, this.part, meta);
  }
}

/** Over the entries of a sorted map, in its order or against it. */
export class TreeSeq extends MapSeq {
  constructor(
    private readonly at: TreePath,
    private readonly ascending: boolean,
    readonly part: Part,
    readonly meta: Value = null,
  ) {
    super();
  }
  protected get kind(): ClassRef {
    return TREE_SEQ;
  }
  override first(): Value {
    const node: TreeNode = this.at.node;
    return this.pick(node.key, node.value);
  }
  override next(): TreeSeq | null {
    const at = treeNextPath(this.at, this.ascending);
    return at === null ? null : new TreeSeq(at, this.ascending, this.part);
  }
  override withMeta(meta: Value): TreeSeq {
    return new TreeSeq(this.at, this.ascending, this.part, meta);
  }
}

/** The keys or values of entries in an array. What is no entry fails when it is its turn. */
export class EntrySeq extends MapSeq {
  constructor(
    private readonly entries: readonly Value[],
    private readonly index: number,
    readonly part: Part,
    readonly meta: Value = null,
  ) {
    super();
  }
  protected get kind(): ClassRef {
    return PAIR_SEQ;
  }
  override first(): Value {
    const e = this.entries[this.index];
    if (e instanceof MapEntry) return this.pick(e.key, e.val);
    throw e === null ? nullPointer() : classCast(e, 'java.util.Map$Entry');
  }
  override next(): Seq | null {
    const i = this.index + 1;
    return i < this.entries.length ? new EntrySeq(this.entries, i, this.part) : null;
  }
  override withMeta(meta: Value): EntrySeq {
    return new EntrySeq(this.entries, this.index, this.part, meta);
  }
}
