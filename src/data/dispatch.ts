import { ClassRef, classOf, OBJECT, registerClass } from './classes.js';
import { Collection, MapLike, type OrGuest, Seq, type Vec } from './collection.js';
import { abstractMethod, illegalArgument } from './errors.js';
import { Fn, FUNCTION } from './functions.js';
import { GUEST } from './guest.js';
import { identityHash } from './hash.js';
import { Keyword, keyword } from './keyword.js';
import { mapFromArray } from './maps/index.js';
import type { Part } from './maps/map-seq.js';
import { EntryMap, emptyMap } from './maps/persistent-map.js';
import { symbol } from './symbol.js';
import { type Instance, Record } from './types.js';
import type { Value } from './value.js';
import { Var } from './var.js';

/** A method of an instance made by `reify`: the closure is in the instance itself, at this index. */
export class SlotMethod {
  constructor(readonly index: number) {}
}

/** A method that a type gave inline: a function, or the place of one in the instance. */
export type Method = Value | SlotMethod;

/** What stands in a protocol beside the classes that it was extended to. */
export interface ProtocolParts {
  readonly ns: string;
  readonly name: string;
  /** The interface that types implement which give the methods inline. */
  readonly onInterface: ClassRef;
  /** The protocol as `defprotocol` made it: `:sigs`, `:var` and their like. */
  readonly description: MapLike;
  /** Whether values may carry implementations in their metadata, under the qualified name of the method. */
  readonly viaMetadata: boolean;
}

const SIGS = keyword(null, 'sigs');
const ARGLISTS = keyword(null, 'arglists');
const IMPLS = keyword(null, 'impls');

/**
 * A protocol: a map that describes it, as in Clojure, and for each class that it was extended to the methods by keyword.
 * Extending it changes the protocol itself.
 */
export class Protocol extends EntryMap {
  /** By class; the methods for nil are under null. */
  readonly implementations = new Map<ClassRef | null, MapLike>();
  /** Changes whenever the protocol is extended, so that what was looked up before is looked up again. */
  version = 0;
  constructor(
    readonly parts: ProtocolParts,
    readonly meta: Value = null,
  ) {
    super();
  }
  override toString(): string {
    return `${this.parts.ns}/${this.parts.name}`;
  }

  /** Gives a class its methods, in the place of those that it had. */
  extend(type: ClassRef | null, methods: MapLike): void {
    this.implementations.set(type, methods);
    this.version++;
  }

  /** Takes the methods of a class away. */
  withdraw(type: ClassRef | null): void {
    this.implementations.delete(type);
    this.version++;
  }

  /** Whether the class gives the methods itself. */
  isInline(type: ClassRef | null): boolean {
    return type?.ancestors.has(this.parts.onInterface) ?? false;
  }

  /**
   * The methods that a class was given: its own, or those of the nearest class above it, or of an interface that no other
   * one is below, or of Object.
   */
  methodsFor(type: ClassRef | null): MapLike | undefined {
    const { implementations } = this;
    const own = implementations.get(type);
    if (own !== undefined || type === null) return own;
    for (let c = superclass(type); c !== undefined && c !== OBJECT; c = superclass(c)) {
      const found = implementations.get(c);
      if (found !== undefined) return found;
    }
    let nearest: ClassRef = OBJECT;
    for (const c of type.ancestors)
      if (c !== OBJECT && implementations.has(c) && (nearest === OBJECT || c.ancestors.has(nearest))) nearest = c;
    return implementations.get(nearest);
  }

  /** What the protocol is as a plain map. */
  private asMap(): MapLike {
    const { description } = this.parts;
    if (this.implementations.size === 0) return description;
    return description.assoc(IMPLS, mapFromArray([...this.implementations].flat()));
  }
  get size(): number {
    return this.asMap().size;
  }
  override get(key: Value, notFound: Value): Value {
    return this.asMap().get(key, notFound);
  }
  override has(key: Value): boolean {
    return this.asMap().has(key);
  }
  override entry(key: Value): Value {
    return this.asMap().entry(key);
  }
  override assoc(key: Value, value: Value): MapLike {
    return this.asMap().assoc(key, value);
  }
  override dissoc(key: Value): MapLike {
    return this.asMap().dissoc(key);
  }
  override forEach<T>(visit: (key: Value, value: Value) => T | undefined): T | undefined {
    return this.asMap().forEach(visit);
  }
  override seqOf(part: Part): Seq | null {
    return (this.asMap() as EntryMap).seqOf(part);
  }
  override empty(): Value {
    return emptyMap(this.meta);
  }
  override withMeta(meta: Value): MapLike {
    return this.asMap().withMeta(meta) as MapLike;
  }
  override equiv(other: Value): OrGuest<boolean> {
    return this === other || (!(other instanceof Protocol) && this.asMap().equiv(other));
  }
  override hasheq(): OrGuest<number> {
    return identityHash(this);
  }
}
registerClass(Protocol, 'clojure.lang.PersistentArrayMap');

const superclass = (c: ClassRef): ClassRef | undefined => c.supers.find((above) => above.kind === 'class');

/** One function of a protocol: a call goes to the method of the class of its first argument. */
export class ProtocolFn {
  private readonly cache = new Map<ClassRef | null, Method>();
  private version = -1;
  /** The class that was looked up last and its method, since most calls see one class. */
  private lastType: ClassRef | null | undefined = undefined;
  private lastMethod: Method = null;
  private readonly key: Keyword;
  constructor(
    readonly protocol: Protocol,
    readonly method: string,
    readonly meta: Value = null,
  ) {
    this.key = keyword(null, method);
  }

  /**
   * The function to call for `target`; null where there is none. What its own type gives inline comes first, then what
   * its metadata gives, if the protocol allows that, then what its class was extended with.
   */
  find(target: Value): Value {
    const type = target instanceof Record ? target.type.ref : classOf(target);
    const { protocol } = this;
    if (protocol.parts.viaMetadata && !protocol.isInline(type)) {
      const found = this.inMetadata(target);
      if (found !== null) return found;
    }
    if (type !== this.lastType || this.version !== protocol.version) this.look(type, target);
    const method = this.lastMethod;
    return method instanceof SlotMethod ? (target as Instance).slots[method.index] : method;
  }

  /** What `find` answers, where it is the same for every instance of the target's type as long as the protocol keeps its version; else null. */
  shared(target: Instance | Record): Fn | null {
    const { protocol } = this;
    if (protocol.parts.viaMetadata && !protocol.isInline(target.type.ref)) return null;
    this.find(target);
    return this.lastMethod instanceof Fn ? this.lastMethod : null;
  }

  /** Whether the protocol declares the function with that number of arguments. */
  takes(count: number): boolean {
    const sigs = this.protocol.parts.description.get(SIGS, null);
    const sig = sigs instanceof MapLike ? sigs.get(this.key, null) : null;
    const arglists = sig instanceof MapLike ? sig.get(ARGLISTS, null) : null;
    for (let s = arglists instanceof Collection ? arglists.seq() : null; s instanceof Seq; s = s.next())
      if ((s.first() as Vec).length === count) return true;
    return false;
  }

  private look(type: ClassRef | null, target: Value): void {
    const { protocol } = this;
    if (this.version !== protocol.version) {
      this.cache.clear();
      this.version = protocol.version;
    }
    let method = this.cache.get(type);
    if (method === undefined) {
      method = protocol.isInline(type)
        ? ((target as Instance | Record).type.methods.get(this.method) ?? null)
        : (protocol.methodsFor(type)?.get(this.key, null) ?? null);
      this.cache.set(type, method);
    }
    this.lastType = type;
    this.lastMethod = method;
  }

  private inMetadata(target: Value): Value {
    const meta = (target as { meta?: Value } | null)?.meta;
    return meta instanceof MapLike ? meta.get(symbol(this.protocol.parts.ns, this.method), null) : null;
  }

  /** The error of a call with `count` arguments whose target has no such method. */
  missing(target: Value, count: number): Value {
    const type = classOf(target);
    if (type !== null && this.protocol.isInline(type))
      return abstractMethod(type.name, this.method, count - 1, this.protocol.parts.onInterface.name);
    const what = `class: ${type?.name ?? 'nil'}`;
    return illegalArgument(`No implementation of method: :${this.method} of protocol: #'${this.protocol} found for ${what}`);
  }
}
registerClass(ProtocolFn, 'clojure.lang.AFunction$Protocol', [FUNCTION.name]);

/** So many dispatch values are remembered by identity at most: a program may make strings and numbers without end. */
const MOST_KNOWN = 1024;

/** A multimethod. The choice of the method is Clojure code of the core library; this holds its state. */
export class MultiFn {
  /** Dispatch value → function, a persistent map. */
  table: MapLike;
  /** Dispatch value → set of dispatch values that it is preferred to. */
  prefers: Value;
  /** What was chosen for a dispatch value since the tables last changed. */
  private cache: MapLike;
  /** The same, of dispatch values whose equality is identity. */
  private readonly known = new Map<Value, Value>();
  /** The hierarchy that both were filled under. */
  private cachedHierarchy: Value = null;
  /** Changes whenever choices that were made may no longer hold. */
  version = 0;
  constructor(
    readonly ns: string,
    readonly name: string,
    readonly dispatch: Value,
    readonly defaultValue: Value,
    /** The var (or other reference) of its hierarchy. */
    readonly hierarchy: Value,
    private readonly emptyMap: MapLike,
  ) {
    this.table = emptyMap;
    this.prefers = emptyMap;
    this.cache = emptyMap;
  }

  /** Has each choice be made anew, since the tables have changed. */
  forget(): void {
    this.cache = this.emptyMap;
    this.known.clear();
    this.version++;
  }

  /** The function that was chosen for a dispatch value under this hierarchy; null where none was. */
  chosen(value: Value, hierarchy: Value): Value {
    return this.cachedHierarchy === hierarchy ? this.cache.get(value, null) : null;
  }

  /** Remembers what was chosen for a dispatch value under a hierarchy. */
  choose(value: Value, hierarchy: Value, f: Value): void {
    if (this.cachedHierarchy !== hierarchy) {
      this.cachedHierarchy = hierarchy;
      this.forget();
    }
    this.cache = this.cache.assoc(value, f) as MapLike;
    if (!(value instanceof Keyword || value instanceof ClassRef || typeof value === 'string')) return;
    if (this.known.size === MOST_KNOWN) {
      this.known.clear();
      this.version++;
    }
    this.known.set(value, f);
  }

  /** What `chosen` answers, where that takes no more than a look; else null. */
  knownFor(value: Value): Value {
    return this.isCurrent() ? (this.known.get(value) ?? null) : null;
  }

  /** Whether the hierarchy is the one that choices were made under. */
  isCurrent(): boolean {
    const { hierarchy } = this;
    return hierarchy instanceof Var && hierarchy.bound === 0 && hierarchy.root === this.cachedHierarchy;
  }

  /** The function to call for a single argument, where a keyword dispatches and the choice is known; else null. */
  find(target: Value): Value {
    const { dispatch } = this;
    if (!(dispatch instanceof Keyword && target instanceof MapLike)) return null;
    const value = target.get(dispatch, null);
    return value === GUEST ? null : this.knownFor(value);
  }
}
registerClass(MultiFn, 'clojure.lang.MultiFn', ['java.lang.Object', 'clojure.lang.IFn']);
