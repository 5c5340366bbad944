import { registerClass } from '../classes.js';
import { type OrGuest, type Seq, Sequential } from '../collection.js';
import { GUEST } from '../guest.js';
import { seq } from '../operations/seq.js';
import type { Value } from '../value.js';
import { BaseSeq, Cons, EMPTY_LIST, equivSeqs } from './list.js';
import { OTHER_SEQ_SUPERS } from './supers.js';

/**
 * `(lazy-seq …)`. Guest code runs the thunk and stores what it gave; from then on the seq is known without it. The
 * value may be another lazy seq, so that "realised" can take several thunks: `pendingLazySeq` says whose is next.
 */
export class LazySeq extends BaseSeq {
  /** The value that the thunk gave, until it has been turned to a seq. */
  sv: Value;
  /** The seq, once it is known. */
  s: Seq | null;
  constructor(
    /** The guest function that gives the seq; null once it has run. */
    public thunk: Value,
    readonly meta: Value,
  ) {
    super();
    this.sv = null;
    this.s = null;
  }
  /** Whether the thunk has run: `realized?`. */
  isRealized(): boolean {
    return this.thunk === null;
  }
  override seq(): OrGuest<Seq | null> {
    if (this.thunk !== null) return GUEST;
    if (this.sv !== null) {
      let v: Value = this.sv;
      while (v instanceof LazySeq) {
        if (v.thunk !== null) {
          // The chain behind is walked already: the next question starts here.
          this.sv = v;
          return GUEST;
        }
        v = v.sv ?? v.s;
      }
      // What is no seq says so once, and leaves an empty seq, as in Clojure.
      this.sv = null;
      const s = seq(v);
      if (s === GUEST) {
        this.sv = v;
        return GUEST;
      }
      this.s = s;
    }
    return this.s;
  }
  override first(): Value {
    const s = this.seq();
    return s === null || s === GUEST ? s : s.first();
  }
  override next(): OrGuest<Seq | null> {
    const s = this.seq();
    return s === null || s === GUEST ? s : s.next();
  }
  override rest(): OrGuest<Seq> {
    const s = this.seq();
    if (s === GUEST) return GUEST;
    return s === null ? EMPTY_LIST : s.rest();
  }
  /** What `conj` adds to is the seq, so that it must be known; `cons` adds to the lazy seq as it is. */
  override conj(x: Value): OrGuest<Seq> {
    const s = this.seq();
    if (s === GUEST) return GUEST;
    return s === null ? EMPTY_LIST.conj(x) : new Cons(x, s, null);
  }
  override withMeta(meta: Value): LazySeq {
    const copy = new LazySeq(null, meta);
    copy.sv = this;
    return copy;
  }
  override equiv(other: Value): OrGuest<boolean> {
    // What it is compared with is looked at second, as in Clojure.
    const s = this.seq();
    if (s === GUEST) return GUEST;
    return other instanceof Sequential ? equivSeqs(s, other.seq()) : false;
  }
  /** Clojure realises a lazy seq before it looks at what it is compared with. */
  override equivOther(): OrGuest<false> {
    return this.seq() === GUEST ? GUEST : false;
  }
}
registerClass(LazySeq, 'clojure.lang.LazySeq', [...OTHER_SEQ_SUPERS, 'clojure.lang.IPending']);

/** The lazy seq whose thunk must run next so that `ls` becomes a seq; null where none must. */
export function pendingLazySeq(ls: LazySeq): LazySeq | null {
  let v: Value = ls;
  while (v instanceof LazySeq) {
    if (v.thunk !== null) return v;
    v = v.sv ?? v.s;
  }
  return null;
}

/** Stores what the thunk of `ls` gave, and lets go of the thunk. */
export function lazySetValue(ls: LazySeq, value: Value): void {
  ls.sv = value ?? null;
  ls.s = null;
  ls.thunk = null;
}

/** A lazy seq whose value is known. */
export function realised(value: Value): LazySeq {
  const made = new LazySeq(null, null);
  lazySetValue(made, value);
  return made;
}
