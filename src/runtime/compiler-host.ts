import type { CompilerHost, Resolved } from '../compiler/host.js';
import { isMutableField } from '../compiler/lower/types.js';
import { ClassRef, defineClass, findClass } from '../data/classes.js';
import { illegalState, runtimeError } from '../data/errors.js';
import { keyword } from '../data/keyword.js';
import { RECORD_SUPERS } from '../data/maps/supers.js';
import { munge } from '../data/munge.js';
import { nearest } from '../data/nearest.js';
import { type Sym, symbol } from '../data/symbol.js';
import { TypeDef } from '../data/types.js';
import type { Value } from '../data/value.js';
import { Var } from '../data/var.js';
import type { Interop } from './interop.js';
import type { Namespace, Namespaces } from './namespace.js';

interface World {
  readonly namespaces: Namespaces;
  readonly interop: Interop;
  currentNs(): Namespace;
  readVar(v: Var): Value;
  warn(message: string): void;
  call(fn: Value, args: readonly Value[]): Value;
  /** Whether codes know the names of their locals. */
  readonly namesLocals: boolean;
}

/** Namespaces that are there from the beginning in Clojure: here each is loaded where a program first names it. */
const LOADED_BY_CLOJURE: ReadonlySet<string> = new Set(
  ['core.protocols', 'core.specs.alpha', 'edn', 'instant', 'java.io', 'main', 'spec.alpha', 'spec.gen.alpha', 'string', 'uuid', 'walk'].map(
    (name) => `clojure.${name}`,
  ),
);

const SUPERS = {
  type: ['java.lang.Object', 'clojure.lang.IType'],
  record: RECORD_SUPERS,
  reify: ['java.lang.Object', 'clojure.lang.IObj'],
} as const;

/** What the compiler asks, answered from the namespaces of a runtime. */
export function createCompilerHost(world: World): CompilerHost {
  const { namespaces, interop } = world;
  function namespaceOf(alias: string): Namespace | undefined {
    const ns = world.currentNs();
    return namespaces.find(ns.aliases.get(alias) ?? alias);
  }

  function fromMapping(found: Var | ClassRef): Resolved {
    return found instanceof Var ? { kind: 'var', var: found } : { kind: 'class', type: found };
  }

  const asked = new Set<string>();

  /** Loads a namespace that a program expects to be there. Answers whether that was still to be done. */
  function loadExpected(name: string): boolean {
    const require = namespaces.core.own('require');
    if (!LOADED_BY_CLOJURE.has(name) || asked.has(name) || require === undefined) return false;
    asked.add(name);
    world.call(require.root, [symbol(null, name)]);
    return true;
  }

  function resolve(sym: Sym): Resolved | undefined {
    if (sym.ns === null) {
      // As in Clojure these two mean themselves even where the namespace has not referred to the core library yet: in a file that
      // another namespace requires before it refers to anything.
      const opening = sym.name === 'ns' || sym.name === 'in-ns' ? namespaces.core.own(sym.name) : undefined;
      if (opening !== undefined) return fromMapping(opening);
      const found = world.currentNs().find(sym.name);
      if (found !== undefined) return fromMapping(found);
      const type = findClass(sym.name) ?? interop.guestClass(sym.name);
      return type === undefined ? undefined : { kind: 'class', type };
    }
    if (sym.ns === 'js') return { kind: 'jsGlobal', name: sym.name };
    const ns = namespaceOf(sym.ns);
    if (ns !== undefined) {
      const v = ns.name === world.currentNs().name ? ns.find(sym.name) : ns.mapping(sym.name);
      if (v !== undefined && (!(v instanceof Var) || v.ns === ns.name || ns === world.currentNs())) return fromMapping(v);
      return loadExpected(ns.name) ? resolve(sym) : undefined;
    }
    if (loadExpected(sym.ns)) return resolve(sym);
    const value = interop.static(sym.ns, sym.name);
    return value === undefined ? undefined : { kind: 'static', value };
  }

  return {
    currentNs: () => world.currentNs().name,
    namesLocals: world.namesLocals,
    uncheckedMath() {
      const v = namespaces.core.own('*unchecked-math*');
      const value = v === undefined ? null : world.readVar(v);
      return value !== null && value !== undefined && value !== false;
    },
    resolve,
    intern(sym) {
      const ns = world.currentNs();
      if (sym.ns !== null && namespaceOf(sym.ns) !== ns) {
        const there = namespaceOf(sym.ns)?.own(sym.name);
        if (there === undefined) throw runtimeError("Can't refer to qualified var that doesn't exist");
        throw runtimeError("Can't create defs outside of current ns");
      }
      return ns.intern(sym.name, world.warn);
    },
    core(name) {
      const v = namespaces.core.own(name);
      if (v === undefined) throw illegalState(`The core library has no ${name}: it is needed here, and has not been loaded`);
      return v;
    },
    callMacro: (macro, form, env, args) => world.call(macro.root, [form, env, ...args]),
    declareType(kind, name, fields) {
      const ns = world.currentNs();
      const full = `${munge(ns.name)}${kind === 'reify' ? '$' : '.'}${name}`;
      const supers = SUPERS[kind];
      const ref = new ClassRef(
        full,
        supers.map((name) => defineClass(name, [], 'interface')),
      );
      const type = new TypeDef(
        ref,
        full,
        fields.map((f) => keyword(null, f.name)),
        fields.map(isMutableField),
        kind,
      );
      if (kind === 'reify') return type;
      interop.registerType(type);
      ns.map(name, ref);
      return type;
    },
    similarNames(sym, locals) {
      const ns = sym.ns === null ? world.currentNs() : namespaceOf(sym.ns);
      const known: string[] = [...locals];
      if (ns !== undefined)
        for (const v of sym.ns === null ? [...ns.mappings.values(), ...ns.coreVars()] : ns.interned())
          if (v instanceof Var && !v.name.startsWith('-')) known.push(v.name);
      const best = nearest(sym.name, known);
      if (best === null) return [];
      return [sym.ns === null ? best : `${sym.ns}/${best}`];
    },
    hasGuestMethods: (type) => interop.typeOf(type) !== undefined,
    hasNamespace: (name) => namespaceOf(name) !== undefined,
    nextId: () => ++world.currentNs().ids,
  };
}
