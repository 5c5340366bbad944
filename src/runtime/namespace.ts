import { type ClassRef, registerClass } from '../data/classes.js';
import { illegalState } from '../data/errors.js';
import type { Value } from '../data/value.js';
import { Var } from '../data/var.js';

/** Vars of a namespace that are made when somebody first names them. */
export interface VarSource {
  /** Their names, in the order in which they would have been interned. */
  readonly names: ReadonlyMap<string, unknown>;
  /** Gives a var of one of these names, just made, what it holds. */
  fill(v: Var): void;
}

/** A namespace: names to vars and classes, and short names of other namespaces. */
export class Namespace {
  meta: Value = null;
  /** Those of `mappings` that were made. */
  private readonly made = new Map<string, Var | ClassRef>();
  /** Where others come from; a var may be given something by each, in this order. Null where there is none left to be made. */
  private sources: VarSource[] | null = null;
  /** The names that were there before the first source. */
  private early: readonly string[] = [];
  readonly aliases = new Map<string, string>();
  /** The sections of the library that were loaded into it. */
  readonly sections = new Set<object>();
  /** Names of the core library that this namespace does not see; null while it sees none of it. */
  hiddenCore: Set<string> | null = null;
  /** The number of the last nameless function or type that was compiled here. */
  ids = 0;
  constructor(
    readonly name: string,
    private readonly core: Namespace | null,
  ) {}

  toString(): string {
    return this.name;
  }

  /** Vars interned here and vars and classes referred to, by name: makes all. The core library is not among them. */
  get mappings(): Map<string, Var | ClassRef> {
    const { made } = this;
    if (this.sources === null) return made;
    const names = this.names();
    for (const name of names) if (!made.has(name)) this.make(name);
    this.sources = null;
    const all = new Map(made);
    made.clear();
    for (const name of names) made.set(name, all.get(name) as Var | ClassRef);
    return made;
  }

  /** The names of `mappings`, in their order: makes none. */
  names(): Set<string> {
    const names = new Set(this.early);
    for (const source of this.sources ?? []) for (const name of source.names.keys()) names.add(name);
    for (const name of this.made.keys()) names.add(name);
    return names;
  }

  /** What was made of `mappings`. */
  madeMappings(): ReadonlyMap<string, Var | ClassRef> {
    return this.made;
  }

  /** What `mappings` has under that name. */
  mapping(name: string): Var | ClassRef | undefined {
    return this.made.get(name) ?? (this.sources === null ? undefined : this.make(name));
  }

  /** Has the name mean that here. */
  map(name: string, x: Var | ClassRef): void {
    this.made.set(name, x);
  }

  /** Has the vars of a source be there from now on. Vars of these names that are there are filled at once. */
  addSource(source: VarSource): void {
    if (this.sources === null) {
      this.early = [...this.made.keys()];
      this.sources = [];
    }
    this.sources.push(source);
    for (const v of this.made.values()) if (v instanceof Var && v.ns === this.name && source.names.has(v.name)) source.fill(v);
  }

  /** The vars interned here that were made. */
  madeVars(): Var[] {
    return [...this.made.values()].filter((v): v is Var => v instanceof Var && v.ns === this.name);
  }

  /** How many others there are. */
  get unmade(): number {
    return this.sources === null ? 0 : this.names().size - this.made.size;
  }

  private make(name: string): Var | undefined {
    let v: Var | undefined;
    for (const source of this.sources ?? []) {
      if (!source.names.has(name)) continue;
      if (v === undefined) {
        v = new Var(this.name, name);
        this.made.set(name, v);
      }
      source.fill(v);
    }
    return v;
  }

  /** What an unqualified name means here. */
  find(name: string): Var | ClassRef | undefined {
    const own = this.mapping(name);
    if (own !== undefined || this.core === null || this.hiddenCore === null || this.hiddenCore.has(name)) return own;
    const v = this.core.mapping(name);
    return v instanceof Var && !v.isPrivate ? v : undefined;
  }

  /** The var interned here under that name; undefined where there is none, even if the name refers to another's. */
  own(name: string): Var | undefined {
    const v = this.mapping(name);
    return v instanceof Var && v.ns === this.name ? v : undefined;
  }

  /** The vars interned here. */
  interned(): Var[] {
    return [...this.mappings.values()].filter((v): v is Var => v instanceof Var && v.ns === this.name);
  }

  /** The vars of the core library that are seen here. */
  coreVars(): Var[] {
    if (this.core === null || this.hiddenCore === null) return [];
    const hidden = this.hiddenCore;
    return this.core.interned().filter((v) => !v.isPrivate && !hidden.has(v.name) && !this.mappings.has(v.name));
  }

  /** Finds or makes the var `name` of this namespace. `warn` hears of a name of the core library that it replaces. */
  intern(name: string, warn: (message: string) => void): Var {
    const there = this.find(name);
    if (there instanceof Var && there.ns === this.name) return there;
    if (there instanceof Var) {
      if (there.ns !== 'clojure.core') throw illegalState(`${name} already refers to: ${there} in namespace: ${this.name}`);
      if (this.name !== 'clojure.core')
        warn(`WARNING: ${name} already refers to: ${there} in namespace: ${this.name}, being replaced by: #'${this.name}/${name}\n`);
    }
    const v = new Var(this.name, name);
    this.made.set(name, v);
    return v;
  }

  /** Makes `name` mean the var of another namespace. */
  refer(name: string, v: Var, warn: (message: string) => void): void {
    const there = this.find(name);
    if (there === v) return;
    if (there instanceof Var && there.ns !== this.name && v.ns !== 'clojure.core') {
      if (there.ns !== 'clojure.core') throw illegalState(`${name} already refers to: ${there} in namespace: ${this.name}`);
      warn(`WARNING: ${name} already refers to: ${there} in namespace: ${this.name}, being replaced by: ${v}\n`);
    }
    this.made.set(name, v);
  }
}
registerClass(Namespace, 'clojure.lang.Namespace', ['java.lang.Object', 'clojure.lang.IMeta']);

/** The namespaces of one runtime. */
export interface Namespaces {
  readonly core: Namespace;
  find(name: string): Namespace | undefined;
  /** The namespace of that name, made where it is new: it then sees nothing but classes, as after `create-ns`. */
  create(name: string): Namespace;
  remove(name: string): void;
  all(): Namespace[];
  /** These are the namespaces from now on. */
  replaceAll(all: readonly Namespace[]): void;
}

export function createNamespaces(): Namespaces {
  const core = new Namespace('clojure.core', null);
  const byName = new Map<string, Namespace>([[core.name, core]]);
  return {
    core,
    find: (name) => byName.get(name),
    create(name) {
      let ns = byName.get(name);
      if (ns === undefined) {
        ns = new Namespace(name, core);
        byName.set(name, ns);
      }
      return ns;
    },
    remove: (name) => void byName.delete(name),
    all: () => [...byName.values()],
    replaceAll(all) {
      byName.clear();
      for (const ns of all) byName.set(ns.name, ns);
    },
  };
}
