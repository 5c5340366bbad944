import { GuestInstance } from '../by-value.js';
import { charOf } from '../char.js';
import { CLASS, className } from '../classes.js';
import { Collection, MapLike, type OrGuest, type Seq, Vec } from '../collection.js';
import { equiv } from '../equality.js';
import { classCast, illegalArgument } from '../errors.js';
import { GUEST, type Guest } from '../guest.js';
import { hasheq, mixCollHash } from '../hash.js';
import { MapEntry } from '../seqs/index.js';
import type { Value } from '../value.js';
import { ENTRIES, KEYS, type Part, VALUES } from './map-seq.js';

/** What a look-up answers where the key is not there, for callers that must tell that from every value. */
export const ABSENT: unique symbol = Symbol('absent');

/** A map whose seq can give keys or values alone: every map, records included. */
export abstract class EntryMap extends MapLike {
  /** The seq of entries, keys or values; null where the map is empty. */
  abstract seqOf(part: Part): Seq | null;
  override seq(): Seq | null {
    return this.seqOf(ENTRIES);
  }
  override count(): number {
    return this.size;
  }
  override conj(x: Value): OrGuest<MapLike> {
    return conjMap<MapLike>(this, x);
  }
}

/** A map that equals every other such map with equal entries, whatever their kinds: every map but records. */
export abstract class PersistentMap extends EntryMap {
  /** The cached hash; 0 while it is not known. */
  protected abstract hash: number;
  override equiv(other: Value): OrGuest<boolean> {
    if (this === other) return true;
    if (!(other instanceof PersistentMap) || other.size !== this.size) return false;
    return sameEntries(this, other);
  }
  override hasheq(): OrGuest<number> {
    if (this.hash !== 0) return this.hash;
    const h = mapHash(this);
    if (h !== GUEST) this.hash = h;
    return h;
  }
}

/** Whether every entry of `a` has an equal one in `b`. */
export function sameEntries(a: MapLike, b: MapLike): OrGuest<boolean> {
  const answer = a.forEach<false | Guest>((key, value) => {
    const found = b.get(key, ABSENT);
    if (found === ABSENT) return false;
    const same = equiv(value, found);
    return same === true ? undefined : same;
  });
  return answer === undefined ? true : answer;
}

/** Clojure's hash of a map, records apart: the unordered hash of its entries, each hashed as a vector of two. */
export function mapHash(m: MapLike): OrGuest<number> {
  let sum = 0;
  const stopped = m.forEach<Guest>((key, value) => {
    const k = hasheq(key);
    if (k === GUEST) return GUEST;
    const v = hasheq(value);
    if (v === GUEST) return GUEST;
    sum = (sum + mixCollHash((Math.imul(31, (31 + k) | 0) + v) | 0, 2)) | 0;
    return undefined;
  });
  return stopped === undefined ? mixCollHash(sum, m.size) : stopped;
}

/** What `conj` may add entries to: maps, and transient maps. */
interface Growing<M> {
  assoc(key: Value, value: Value): M;
}

/**
 * `(conj m x)` for maps and transient maps: `x` is an entry, a vector of two, nil, a map, or a seqable of entries.
 * GUEST where only guest code can walk `x`. IllegalArgumentException and ClassCastException as in Clojure.
 */
export function conjMap<M extends Growing<M>>(m: M, x: Value): OrGuest<M> {
  if (x instanceof MapEntry) return m.assoc(x.at(0), x.at(1));
  if (x instanceof Vec) {
    if (x.length !== 2) throw illegalArgument('Vector arg to map conj must be a pair');
    return m.assoc(x.at(0), x.at(1));
  }
  if (x === null || x === undefined || x === '') return m;
  let grown = m;
  if (x instanceof MapLike) {
    x.forEach((key, value) => {
      grown = grown.assoc(key, value);
      return undefined;
    });
    return grown;
  }
  if (typeof x === 'string') throw classCast(charOf(x.charCodeAt(0)), 'java.util.Map$Entry');
  if (!(x instanceof Collection)) {
    // Of the objects that are no collections, those of guest types may have a seq, and those of the host.
    if (typeof x === 'object' && (x instanceof GuestInstance || !(CLASS in x))) return GUEST;
    throw illegalArgument(`Don't know how to create ISeq from: ${className(x)}`);
  }
  const entries: MapEntry[] = [];
  let s = x.seq();
  for (;;) {
    if (s === GUEST) return GUEST;
    if (s === null) break;
    const e = s.first();
    if (!(e instanceof MapEntry)) throw classCast(e, 'java.util.Map$Entry');
    entries.push(e);
    s = s.next();
  }
  for (const e of entries) grown = grown.assoc(e.at(0), e.at(1));
  return grown;
}

/** `(keys m)`. */
export const keySeq = (m: EntryMap): Seq | null => m.seqOf(KEYS);
/** `(vals m)`. */
export const valueSeq = (m: EntryMap): Seq | null => m.seqOf(VALUES);

let theEmptyMap: PersistentMap | null = null;

/** The empty map is a ShapeMap, which is built on this file: it is put here when that is loaded. */
export function installEmptyMap(map: PersistentMap): void {
  theEmptyMap = map;
}

/** The empty map with that metadata. */
export function emptyMap(meta: Value): PersistentMap {
  if (theEmptyMap === null) throw new Error('Internal error: the empty map is not there yet');
  return meta === null ? theEmptyMap : (theEmptyMap.withMeta(meta) as PersistentMap);
}
