import { type ClassRef, registerClass } from '../data/classes.js';
import { illegalState } from '../data/errors.js';
import type { Value } from '../data/value.js';
import { Var } from '../data/var.js';

/** A namespace: names to vars and classes, and short names of other namespaces. */
export class Namespace {
  meta: Value = null;
  /** Vars interned here and vars and classes referred to, by name. The core library is not among them. */
  readonly mappings = new Map<string, Var | ClassRef>();
  readonly aliases = new Map<string, string>();
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

  /** What an unqualified name means here. */
  find(name: string): Var | ClassRef | undefined {
    const own = this.mappings.get(name);
    if (own !== undefined || this.core === null || this.hiddenCore === null || this.hiddenCore.has(name)) return own;
    const v = this.core.mappings.get(name);
    return v instanceof Var && !v.isPrivate ? v : undefined;
  }

  /** The var interned here under that name; undefined where there is none, even if the name refers to another's. */
  own(name: string): Var | undefined {
    const v = this.mappings.get(name);
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
    this.mappings.set(name, v);
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
    this.mappings.set(name, v);
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
