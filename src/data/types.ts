import { spend } from './budget.js';
import { GuestInstance } from './by-value.js';
import { CLASS, ClassRef, registerClass } from './classes.js';
import { Collection, type MapLike, type OrGuest, type Seq } from './collection.js';
import { equiv } from './equality.js';
import { unsupported } from './errors.js';
import { GUEST } from './guest.js';
import { identityHash } from './hash.js';
import { Keyword } from './keyword.js';
import { type Part, SlotSeq } from './maps/map-seq.js';
import { ABSENT, EntryMap, mapHash, sameEntries } from './maps/persistent-map.js';
import { EMPTY_MAP } from './maps/shape-map.js';
import { MapEntry } from './seqs/index.js';
import { symbol } from './symbol.js';
import type { Value } from './value.js';

/** What made a type. Instances of `reify` carry metadata without any method for it. */
export const TYPE_KINDS = ['type', 'record', 'reify'] as const;
export type TypeKind = (typeof TYPE_KINDS)[number];

/** A type that `deftype` or `defrecord` made, or that a `reify` form stands for. */
export class TypeDef {
  /**
   * The functions of the type's own methods by name, of Java's and Clojure's interfaces as of protocols: `toString`,
   * `invoke`, `hasheq`. The definition fills it in.
   */
  readonly methods: Map<string, Value>;
  /** What Clojure mixes into the hash of each record of the type. */
  readonly hash: number;
  private readonly indices: ReadonlyMap<Keyword, number>;
  constructor(
    readonly ref: ClassRef,
    /** The full name: `user.Point`. */
    readonly name: string,
    readonly fields: readonly Keyword[],
    /** Which fields may be `set!`, by index. */
    readonly mutable: readonly boolean[],
    readonly kind: TypeKind,
    methods: ReadonlyMap<string, Value> = new Map(),
  ) {
    this.methods = new Map(methods);
    this.hash = symbol(null, name).hash;
    this.indices = new Map(fields.map((k, i) => [k, i]));
  }
  /** The slot of a field; -1 where the type has no such field. */
  indexOf(field: Keyword): number {
    const i = this.indices.get(field);
    return i === undefined ? -1 : i;
  }
  toString(): string {
    return this.name;
  }
}
registerClass(TypeDef, 'java.lang.Class$Type');

const typesOfClasses = new WeakMap<ClassRef, TypeDef>();

/** Notes that instances of a class are made by its type alone. */
export function noteType(type: TypeDef): void {
  typesOfClasses.set(type.ref, type);
}

/** The type whose class a value is; null where it is none that was noted. */
export function typeOfClass(x: Value): TypeDef | null {
  return x instanceof ClassRef ? (typesOfClasses.get(x) ?? null) : null;
}

/** An instance of a `deftype`, or of a `reify`: equal to itself only, unless the type brings methods of its own. */
export class Instance extends GuestInstance {
  constructor(
    /** Its type, under the name that records have it under too. */
    readonly shape: TypeDef,
    /** The values of the fields in the type's order. Changed by `set!` only. */
    readonly slots: Value[],
    readonly meta: Value = null,
  ) {
    super();
  }
  get type(): TypeDef {
    return this.shape;
  }
  get [CLASS](): ClassRef {
    return this.type.ref;
  }
  withMeta(meta: Value): Instance {
    return new Instance(this.type, this.slots, meta);
  }
  override hasheq(): OrGuest<number> {
    const { methods } = this.type;
    return methods.has('hasheq') || methods.has('hashCode') ? GUEST : identityHash(this);
  }
  override equiv(other: Value): OrGuest<boolean> {
    if (this === other) return true;
    const { methods } = this.type;
    if (methods.has('equiv') || methods.has('equals')) return GUEST;
    // Clojure asks the left side only, unless the right one is a collection.
    return other instanceof Collection || (other instanceof Instance && other.type.methods.has('equiv')) ? GUEST : false;
  }
  override compareTo(_other: Value): OrGuest<number | null> {
    return this.type.methods.has('compareTo') ? GUEST : null;
  }
}

/** The record of a type with the values of a map; keys that are no fields are kept. */
export function recordFromMap(type: TypeDef, given: MapLike): Record {
  let ext: MapLike = EMPTY_MAP;
  given.forEach((k, v) => {
    if (!(k instanceof Keyword) || type.indexOf(k) < 0) ext = ext.assoc(k, v);
  });
  const slots = type.fields.map((f) => given.get(f, null));
  return new Record(type, slots, ext.size === 0 ? null : ext, null);
}

/** Clojure's `=` of a record and something else, as `equiv` has it. */
export function recordEquals(record: Record, other: Value): OrGuest<boolean> {
  if (record === other) return true;
  if (other instanceof GuestInstance) return GUEST;
  spend(1);
  return record.equiv(other);
}

/** A record: a map with the fields of its type, and perhaps further keys. Equal to records of its own type only. */
export class Record extends EntryMap {
  /** The cached hash; 0 while it is not known. */
  private hash = 0;
  constructor(
    /** Its type, under the name that the shape of a map has: whoever remembers where a keyword's value is asks both in one way. */
    readonly shape: TypeDef,
    /** The values of the fields in the type's order. */
    readonly slots: readonly Value[],
    /** The further keys; null where there are none. */
    readonly ext: MapLike | null,
    readonly meta: Value,
  ) {
    super();
  }
  get type(): TypeDef {
    return this.shape;
  }
  get [CLASS](): ClassRef {
    return this.type.ref;
  }
  get size(): number {
    return this.slots.length + (this.ext === null ? 0 : this.ext.size);
  }
  private indexOf(key: Value): number {
    return key instanceof Keyword ? this.type.indexOf(key) : -1;
  }
  override get(key: Value, notFound: Value): Value {
    const i = this.indexOf(key);
    if (i >= 0) return this.slots[i];
    return this.ext === null ? notFound : this.ext.get(key, notFound);
  }
  override has(key: Value): boolean {
    return this.get(key, ABSENT) !== ABSENT;
  }
  override entry(key: Value): Value {
    const i = this.indexOf(key);
    if (i >= 0) return new MapEntry(key, this.slots[i]);
    return this.ext === null ? null : this.ext.entry(key);
  }
  override assoc(key: Value, value: Value): Record {
    const i = this.indexOf(key);
    if (i >= 0) return this.slots[i] === value ? this : this.withSlot(i, value);
    return new Record(this.type, this.slots, (this.ext ?? EMPTY_MAP).assoc(key, value), this.meta);
  }
  /** The record with another value in slot `i`. */
  withSlot(i: number, value: Value): Record {
    const slots = this.slots.slice();
    slots[i] = value;
    return new Record(this.type, slots, this.ext, this.meta);
  }
  /** Without a field it is a plain map; without a further key it stays a record. */
  override dissoc(key: Value): MapLike {
    if (this.indexOf(key) >= 0) return this.plain().dissoc(key);
    if (this.ext === null) return this;
    const ext = this.ext.dissoc(key);
    if (ext === this.ext) return this;
    return new Record(this.type, this.slots, ext.size === 0 ? null : ext, this.meta);
  }
  /** The entries as a plain map, with the record's metadata. */
  plain(): MapLike {
    let m: MapLike = EMPTY_MAP;
    this.forEach((key, value) => {
      m = m.assoc(key, value);
      return undefined;
    });
    return m.withMeta(this.meta) as MapLike;
  }
  override empty(): never {
    throw unsupported(`Can't create empty: ${this.type.name}`);
  }
  override withMeta(meta: Value): Record {
    return new Record(this.type, this.slots, this.ext, meta);
  }
  override seqOf(part: Part): Seq | null {
    const after = this.ext instanceof EntryMap ? this.ext.seqOf(part) : null;
    return this.slots.length === 0 ? after : new SlotSeq(this.type.fields, this.slots, 0, after, part);
  }
  override forEach<T>(visit: (key: Value, value: Value) => T | undefined): T | undefined {
    const { fields } = this.type;
    for (let i = 0; i < this.slots.length; i++) {
      const answer = visit(fields[i], this.slots[i]);
      if (answer !== undefined) return answer;
    }
    return this.ext === null ? undefined : this.ext.forEach(visit);
  }
  override equiv(other: Value): OrGuest<boolean> {
    if (this === other) return true;
    if (!(other instanceof Record) || other.type !== this.type) return false;
    for (let i = 0; i < this.slots.length; i++) {
      const same = equiv(this.slots[i], other.slots[i]);
      if (same !== true) return same;
    }
    if (this.ext === null || other.ext === null) return this.ext === other.ext;
    return this.ext.size === other.ext.size && sameEntries(this.ext, other.ext);
  }
  override hasheq(): OrGuest<number> {
    if (this.hash !== 0) return this.hash;
    const h = mapHash(this);
    if (h === GUEST) return GUEST;
    this.hash = h ^ this.type.hash;
    return this.hash;
  }
}
