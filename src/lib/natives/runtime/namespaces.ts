import { ClassRef, defineClass, findClass, importedClasses } from '../../../data/classes.js';
import type { MapLike } from '../../../data/collection.js';
import { castTo, ExceptionClass, illegalArgument, Throwable } from '../../../data/errors.js';
import { GUEST } from '../../../data/guest.js';
import { EMPTY_HASH_MAP, EMPTY_MAP } from '../../../data/maps/index.js';
import { listFromArray } from '../../../data/seqs/index.js';
import { Sym, symbol } from '../../../data/symbol.js';
import type { Value } from '../../../data/value.js';
import { Var } from '../../../data/var.js';
import { Namespace } from '../../../runtime/namespace.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';

const symbolArgument = castTo(Sym, 'clojure.lang.Symbol');

const CLASS_NOT_FOUND = defineClass('java.lang.ClassNotFoundException', ['java.lang.Exception']);

const importedEverywhere = (): [string, Value][] => importedClasses().map((type) => [type.simpleName, type]);

/** Natives over namespaces. */
export function namespaceNatives(runtime: Runtime): NativeTable {
  const { namespaces } = runtime;
  const warn = (message: string): void => runtime.stderr.write(message);

  function theNs(x: Value): Namespace {
    if (x instanceof Namespace) return x;
    const ns = namespaces.find(symbolArgument(x).name);
    if (ns === undefined) throw new Throwable(ExceptionClass.exception, `No namespace: ${x} found`);
    return ns;
  }

  /** A map by symbol in the order of a hash map, whatever its size: tests run in the order of their namespace's map. */
  function toMap(entries: Iterable<[string, Value]>): MapLike {
    let hashed: MapLike = EMPTY_HASH_MAP;
    for (const [name, value] of entries) hashed = hashed.assoc(symbol(null, name), value);
    let map = EMPTY_MAP as MapLike;
    hashed.forEach((name, value) => {
      map = map.assoc(name, value);
    });
    return map;
  }

  function resolveIn(ns: Namespace, sym: Sym): Value {
    // A binding of its own: a fiber that was given that of another one may not change it.
    runtime.bindings.push([runtime.coreVar('*ns*')], [ns]);
    try {
      const found = runtime.compiler.resolve(sym);
      return found?.kind === 'var' ? found.var : found?.kind === 'class' ? found.type : null;
    } finally {
      runtime.bindings.pop();
    }
  }

  return defineNatives('clojure.core', {
    'in-ns': {
      doc: 'Makes the namespace that the symbol names the current one, making it first where there is none.',
      arglists: '([name])',
      1(name) {
        const ns = namespaces.create(symbolArgument(name).name);
        runtime.setCurrentNs(ns);
        return ns;
      },
    },
    'create-ns': {
      doc: 'The namespace that the symbol names, made where there is none.',
      arglists: '([sym])',
      1: (sym) => namespaces.create(symbolArgument(sym).name),
    },
    'find-ns': {
      doc: 'The namespace that the symbol names, or nil.',
      arglists: '([sym])',
      1: (sym) => namespaces.find(symbolArgument(sym).name) ?? null,
    },
    'the-ns': { doc: 'The namespace itself, or the one that the symbol names; throws where there is none.', arglists: '([x])', 1: theNs },
    'remove-ns': {
      doc: 'Removes the namespace that the symbol names.',
      arglists: '([sym])',
      1(sym) {
        const { name } = symbolArgument(sym);
        const ns = namespaces.find(name) ?? null;
        if (name === 'clojure.core') throw illegalArgument('Cannot remove clojure namespace');
        namespaces.remove(name);
        return ns;
      },
    },
    'all-ns': { doc: 'All namespaces.', arglists: '([])', 0: () => listFromArray(namespaces.all()) },
    'ns-name': { doc: 'The name of a namespace, a symbol.', arglists: '([ns])', 1: (ns) => symbol(null, theNs(ns).name) },
    'ns-map': {
      doc: 'All that names mean in a namespace, as a map from symbol to var or class.',
      arglists: '([ns])',
      1(x) {
        const ns = theNs(x);
        return toMap([...importedEverywhere(), ...ns.coreVars().map((v): [string, Value] => [v.name, v]), ...ns.mappings]);
      },
    },
    'ns-interns': {
      doc: 'The vars interned in a namespace, by symbol.',
      arglists: '([ns])',
      1: (ns) =>
        toMap(
          theNs(ns)
            .interned()
            .map((v) => [v.name, v]),
        ),
    },
    'ns-publics': {
      doc: 'The public vars interned in a namespace, by symbol.',
      arglists: '([ns])',
      1: (ns) =>
        toMap(
          theNs(ns)
            .interned()
            .filter((v) => !v.isPrivate)
            .map((v) => [v.name, v]),
        ),
    },
    'ns-refers': {
      doc: 'The vars of other namespaces that a namespace refers to, by symbol.',
      arglists: '([ns])',
      1(x) {
        const ns = theNs(x);
        const own = [...ns.mappings].filter(([, v]) => v instanceof Var && v.ns !== ns.name);
        return toMap([...ns.coreVars().map((v): [string, Value] => [v.name, v]), ...own]);
      },
    },
    'ns-imports': {
      doc: 'The classes that a namespace names, by symbol.',
      arglists: '([ns])',
      1: (ns) => toMap([...importedEverywhere(), ...[...theNs(ns).mappings].filter(([, v]) => v instanceof ClassRef)]),
    },
    'ns-aliases': {
      doc: 'The aliases of a namespace, as a map from symbol to namespace.',
      arglists: '([ns])',
      1: (ns) => toMap([...theNs(ns).aliases].map(([alias, name]) => [alias, namespaces.find(name) ?? null])),
    },
    'ns-unmap': {
      doc: 'Removes what the symbol means in the namespace.',
      arglists: '([ns sym])',
      2(x, sym) {
        const ns = theNs(x);
        const { name } = symbolArgument(sym);
        ns.mappings.delete(name);
        ns.hiddenCore?.add(name);
        return null;
      },
    },
    'ns-unalias': {
      doc: 'Removes an alias from the namespace.',
      arglists: '([ns sym])',
      2(ns, sym) {
        theNs(ns).aliases.delete(symbolArgument(sym).name);
        return null;
      },
    },
    'ns-resolve': {
      doc: 'The var or class that a symbol means in a namespace, or nil. Names in env mean nothing.',
      arglists: '([ns sym] [ns env sym])',
      2: (ns, sym) => resolveIn(theNs(ns), symbolArgument(sym)),
      3: (ns, env, sym) => ((env as MapLike | null)?.has(sym) ? null : resolveIn(theNs(ns), symbolArgument(sym))),
    },
    resolve: {
      doc: 'The var or class that a symbol means in the current namespace, or nil.',
      arglists: '([sym] [env sym])',
      1: (sym) => resolveIn(runtime.currentNs(), symbolArgument(sym)),
      2: (env, sym) => ((env as MapLike | null)?.has(sym) ? null : resolveIn(runtime.currentNs(), symbolArgument(sym))),
    },
    alias: {
      doc: 'Makes the symbol a short name, in the current namespace, of the namespace that the other names.',
      arglists: '([alias namespace-sym])',
      2(alias, ns) {
        const { aliases } = runtime.currentNs();
        const { name } = symbolArgument(alias);
        const full = theNs(ns).name;
        const before = aliases.get(name);
        if (before !== undefined && before !== full)
          throw new Throwable(
            ExceptionClass.illegalState,
            `Alias ${name} already exists in namespace ${runtime.currentNs().name}, aliasing ${before}`,
          );
        aliases.set(name, full);
        return null;
      },
    },
    intern: {
      doc: 'Finds or makes the var that the symbol names in the namespace, and gives it the value where there is one.',
      arglists: '([ns name] [ns name val])',
      2: (ns, name) => internVar(theNs(ns), symbolArgument(name)),
      3(ns, name, value) {
        const sym = symbolArgument(name);
        const v = internVar(theNs(ns), sym);
        if (sym.meta !== null) runtime.defineMeta(v, sym.meta);
        if (v.watches !== null || v.validator !== null) return GUEST;
        return runtime.defineVar(v, value);
      },
    },
    '-refer-core': {
      doc: 'Makes the current namespace see the core library, apart from the names in the array.',
      arglists: '([hidden])',
      internal: true,
      1(hidden) {
        runtime.currentNs().hiddenCore = new Set((hidden as Value[]).map((s) => symbolArgument(s).name));
        return null;
      },
    },
    '-refer': {
      doc: 'Makes the symbol mean the var in the current namespace.',
      arglists: '([sym v])',
      internal: true,
      2(sym, v) {
        runtime.currentNs().refer(symbolArgument(sym).name, v as Var, warn);
        return null;
      },
    },
    '-class-named': {
      doc: 'The class with that full name; ClassNotFoundException where there is none.',
      arglists: '([full-name])',
      internal: true,
      1(name) {
        const full = String(name);
        const type = findClass(full) ?? namedType(full);
        if (type === undefined || type.name !== full) throw new Throwable(CLASS_NOT_FOUND, full);
        return type;
      },
    },
    '-import': {
      doc: 'Makes the simple name of a class mean that class in the current namespace.',
      arglists: '([full-name])',
      internal: true,
      1(name) {
        const full = symbolArgument(name).name;
        const type = findClass(full) ?? namedType(full);
        if (type === undefined) throw new Throwable(CLASS_NOT_FOUND, full);
        runtime.currentNs().map(type.simpleName, type);
        return type;
      },
    },
  });

  function internVar(ns: Namespace, sym: Sym): Var {
    const v = ns.intern(sym.name, warn);
    if (sym.meta !== null) runtime.defineMeta(v, sym.meta);
    return v;
  }

  /** A type of the guest by its full name: `my.ns.Type`. */
  function namedType(full: string): ClassRef | undefined {
    const dot = full.lastIndexOf('.');
    const found = namespaces.find(full.slice(0, dot).replace(/_/g, '-'))?.mapping(full.slice(dot + 1));
    return found instanceof ClassRef ? found : undefined;
  }
}
