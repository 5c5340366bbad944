import { checkEntries } from '../bounds.js';
import { registerClass } from '../classes.js';
import { type Collection, type OrGuest, Seq, Sequential, Vec } from '../collection.js';
import { equiv } from '../equality.js';
import { illegalState } from '../errors.js';
import { GUEST } from '../guest.js';
import { hasheq, mixCollHash } from '../hash.js';
import type { Value } from '../value.js';
import { EMPTY_LIST_SUPERS, LIST_SUPERS, SEQ_SUPERS } from './supers.js';

/** How many elements a native loop makes at most of a seq that takes no memory, a range for instance. */
export const LONGEST_WALK = 2 ** 22;

/** What seqs have in common: the parts of a `Seq` that follow from `first` and `next`. */
export abstract class BaseSeq extends Seq {
  /**
   * Whether walking to the end could take for ever, or nearly so. What walks a seq in a native loop gives up with GUEST
   * when it meets one: the twin written in Clojure then walks, and that walk can be metered and stopped.
   */
  isEndless(): boolean {
    return false;
  }
  override seq(): OrGuest<Seq | null> {
    return this;
  }
  override rest(): OrGuest<Seq> {
    const s = this.next();
    return s === null ? EMPTY_LIST : s;
  }
  override conj(x: Value): OrGuest<Collection> {
    return new Cons(x, this, null);
  }
  override empty(): Value {
    return EMPTY_LIST;
  }
  override count(): OrGuest<number> {
    let n = 0;
    let s: OrGuest<Seq | null> = this.seq();
    for (;;) {
      if (s === GUEST || endless(s)) return GUEST;
      if (s === null) return n;
      n++;
      s = s.next();
    }
  }
  override hasheq(): OrGuest<number> {
    return hashOfSeq(this.seq());
  }
  override equiv(other: Value): OrGuest<boolean> {
    if (!(other instanceof Sequential)) return false;
    return equivSeqs(this.seq(), other.seq());
  }
}

/** A seq that never ends, or whose end is too far to be counted. */
export abstract class UnboundedSeq extends BaseSeq {
  override isEndless(): boolean {
    return true;
  }
  override count(): OrGuest<number> {
    return GUEST;
  }
}

/** Whether a native loop must not walk this seq to its end. */
export function endless(s: Seq | null): boolean {
  return s instanceof BaseSeq && s.isEndless();
}

/** The ordered hash of the elements of a seq. */
export function hashOfSeq(start: OrGuest<Seq | null>): OrGuest<number> {
  let s = start;
  let h = 1;
  let n = 0;
  for (;;) {
    if (s === GUEST || endless(s)) return GUEST;
    if (s === null) return mixCollHash(h, n);
    const e = hasheq(s.first());
    if (e === GUEST) return GUEST;
    h = (Math.imul(31, h) + e) | 0;
    n++;
    s = s.next();
  }
}

/** Whether two seqs have equal elements, one by one. */
export function equivSeqs(left: OrGuest<Seq | null>, right: OrGuest<Seq | null>): OrGuest<boolean> {
  let a = left;
  let b = right;
  for (;;) {
    if (a === GUEST || b === GUEST) return GUEST;
    if (a === null || b === null) return a === b;
    if (endless(a) && endless(b)) return GUEST;
    const same = equiv(a.first(), b.first());
    if (same !== true) return same;
    a = a.next();
    b = b.next();
  }
}

/** Clojure's `PersistentList`: counted, `peek` and `pop` at the head. */
export class List extends BaseSeq {
  /** The cached hash; 0 while it is not known. */
  protected hash: number;
  constructor(
    readonly head: Value,
    /** The list without its head; null where nothing follows. */
    readonly tail: List | null,
    readonly length: number,
    readonly meta: Value,
  ) {
    super();
    this.hash = 0;
  }
  override first(): Value {
    return this.head;
  }
  override next(): Seq | null {
    return this.length > 1 ? this.tail : null;
  }
  override rest(): Seq {
    return this.length > 1 ? (this.tail as List) : EMPTY_LIST;
  }
  override count(): number {
    return this.length;
  }
  override conj(x: Value): List {
    checkEntries(this.length + 1);
    return new List(x, this, this.length + 1, this.meta);
  }
  override empty(): Value {
    return this.meta === null ? EMPTY_LIST : new EmptyList(this.meta);
  }
  override withMeta(meta: Value): List {
    return new List(this.head, this.tail, this.length, meta);
  }
  /** Without the head. */
  pop(): List {
    return this.length > 1 ? (this.tail as List) : (this.empty() as List);
  }
  override hasheq(): OrGuest<number> {
    if (this.hash !== 0) return this.hash;
    const h = hashOfSeq(this.seq());
    if (h !== GUEST) this.hash = h;
    return h;
  }
  override equiv(other: Value): OrGuest<boolean> {
    if (other instanceof List || other instanceof Vec) {
      if (other.length !== this.length) return false;
    } else if (!(other instanceof Sequential)) return false;
    return equivSeqs(this.seq(), (other as Sequential).seq());
  }
}
registerClass(List, 'clojure.lang.PersistentList', LIST_SUPERS);

/** `()`: a seq? and a list?, whose `seq` is nil. */
export class EmptyList extends List {
  constructor(meta: Value) {
    super(null, null, 0, meta);
  }
  override seq(): null {
    return null;
  }
  override rest(): Seq {
    return this;
  }
  override conj(x: Value): List {
    return new List(x, null, 1, this.meta);
  }
  override empty(): Value {
    return this;
  }
  override withMeta(meta: Value): List {
    return new EmptyList(meta);
  }
  override pop(): List {
    throw illegalState("Can't pop empty list");
  }
}
registerClass(EmptyList, 'clojure.lang.PersistentList$EmptyList', EMPTY_LIST_SUPERS);

export const EMPTY_LIST: List = new EmptyList(null);

/** The list of these values. */
export function list(...items: Value[]): List {
  return listFromArray(items);
}

/** The list of the elements of `items` from index `from` on. */
export function listFromArray(items: readonly Value[], from = 0): List {
  let l = EMPTY_LIST;
  for (let i = items.length - 1; i >= from; i--) l = l.conj(items[i]);
  return l;
}

/** `(cons x s)`: an element before a seq whose length nobody need know. */
export class Cons extends BaseSeq {
  constructor(
    readonly head: Value,
    readonly tail: Seq | null,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.head;
  }
  override next(): OrGuest<Seq | null> {
    return this.tail === null ? null : this.tail.seq();
  }
  override rest(): Seq {
    return this.tail === null ? EMPTY_LIST : this.tail;
  }
  override withMeta(meta: Value): Cons {
    return new Cons(this.head, this.tail, meta);
  }
}
registerClass(Cons, 'clojure.lang.Cons', SEQ_SUPERS);
