import { GuestInstance } from './by-value.js';
import { type ClassRef, classOf, OBJECT, registerClass } from './classes.js';
import { MapLike } from './collection.js';
import { illegalArgument } from './errors.js';
import { symbol } from './symbol.js';
import type { Value } from './value.js';

/** A method of an instance made by `reify`: the closure is in the instance itself, at this index. */
export class SlotMethod {
  constructor(readonly index: number) {}
}

/** A method of a protocol for one class: a function, or the place of one in the instance. */
export type Method = Value | SlotMethod;

/** A protocol: its functions, and for each class that it was extended to the methods by name. */
export class Protocol {
  /** By class; the methods for nil are under null. */
  readonly implementations = new Map<ClassRef | null, Map<string, Method>>();
  /** Changes whenever the protocol is extended, so that what was looked up before is looked up again. */
  version = 0;
  constructor(
    readonly ns: string,
    readonly name: string,
    readonly methods: Value,
    /** Whether values may carry implementations in their metadata, under the qualified name of the method. */
    readonly viaMetadata: boolean,
  ) {}
  toString(): string {
    return `${this.ns}/${this.name}`;
  }

  extend(type: ClassRef | null, name: string, method: Method): void {
    let own = this.implementations.get(type);
    if (own === undefined) {
      own = new Map();
      this.implementations.set(type, own);
    }
    own.set(name, method);
    this.version++;
  }

  /** Notes that the class has this protocol, be it without a method so far. */
  include(type: ClassRef | null): void {
    if (!this.implementations.has(type)) this.implementations.set(type, new Map());
    this.version++;
  }

  /** The methods that a class has of this protocol: its own, or those of the nearest class above it. */
  methodsFor(type: ClassRef | null): Map<string, Method> | undefined {
    const own = this.implementations.get(type);
    if (own !== undefined || type === null) return own;
    let level: readonly ClassRef[] = type.supers;
    while (level.length > 0) {
      for (const c of level) {
        const found = c === OBJECT ? undefined : this.implementations.get(c);
        if (found !== undefined) return found;
      }
      level = level.flatMap((c) => c.supers);
    }
    return this.implementations.get(OBJECT);
  }
}
registerClass(Protocol, 'clojure.lang.Protocol');

/** One function of a protocol: a call goes to the method of the class of its first argument. */
export class ProtocolFn {
  private readonly cache = new Map<ClassRef | null, Method>();
  private version = -1;
  /** The class that was looked up last and its method, since most calls see one class. */
  private lastType: ClassRef | null | undefined = undefined;
  private lastMethod: Method = null;
  constructor(
    readonly protocol: Protocol,
    readonly method: string,
  ) {}

  /**
   * The function to call for `target`; null where there is none. What its own type gives inline comes first, then what
   * its metadata gives, if the protocol allows that, then what its class was extended with.
   */
  find(target: Value): Value {
    const type = classOf(target);
    if (this.protocol.viaMetadata && !(target instanceof GuestInstance && this.protocol.implementations.get(type)?.has(this.method))) {
      const found = this.inMetadata(target);
      if (found !== null) return found;
    }
    if (type !== this.lastType || this.version !== this.protocol.version) this.look(type);
    const method = this.lastMethod;
    return method instanceof SlotMethod ? (target as { slots: Value[] }).slots[method.index] : method;
  }

  private look(type: ClassRef | null): void {
    if (this.version !== this.protocol.version) {
      this.cache.clear();
      this.version = this.protocol.version;
    }
    let method = this.cache.get(type);
    if (method === undefined) {
      method = this.protocol.methodsFor(type)?.get(this.method) ?? null;
      this.cache.set(type, method);
    }
    this.lastType = type;
    this.lastMethod = method;
  }

  private inMetadata(target: Value): Value {
    const meta = (target as { meta?: Value } | null)?.meta;
    return meta instanceof MapLike ? meta.get(symbol(this.protocol.ns, this.method), null) : null;
  }

  missing(target: Value): Value {
    const what = `class: ${classOf(target)?.name ?? 'nil'}`;
    return illegalArgument(`No implementation of method: :${this.method} of protocol: #'${this.protocol} found for ${what}`);
  }
}
registerClass(ProtocolFn, 'clojure.lang.AFunction$Protocol', ['java.lang.Object', 'clojure.lang.IFn', 'clojure.lang.Fn']);

/** A multimethod. The choice of the method is Clojure code of the core library; this holds its state. */
export class MultiFn {
  /** Dispatch value → function, a persistent map. */
  table: Value;
  /** Dispatch value → set of dispatch values that it is preferred to. */
  prefers: Value;
  /** What was chosen for a dispatch value since the tables last changed, a persistent map. */
  cache: Value;
  /** The hierarchy that the cache was filled under. */
  cachedHierarchy: Value = null;
  constructor(
    readonly ns: string,
    readonly name: string,
    readonly dispatch: Value,
    readonly defaultValue: Value,
    /** The var (or other reference) of its hierarchy. */
    readonly hierarchy: Value,
    emptyMap: Value,
  ) {
    this.table = emptyMap;
    this.prefers = emptyMap;
    this.cache = emptyMap;
  }
}
registerClass(MultiFn, 'clojure.lang.MultiFn', ['java.lang.Object', 'clojure.lang.IFn']);
