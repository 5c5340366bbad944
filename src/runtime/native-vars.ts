import type { MapLike } from '../data/collection.js';
import { illegalState } from '../data/errors.js';
import type { NativeFn } from '../data/functions.js';
import { keyword } from '../data/keyword.js';
import { EMPTY_MAP } from '../data/maps/index.js';
import { Unbound, type Var } from '../data/var.js';
import { createReader } from '../reader/reader.js';
import { Source } from '../reader/source.js';
import type { Namespaces } from './namespace.js';
import { type NativeTable, nativeFn } from './natives.js';

/** The natives of a runtime, and their vars. */
export interface NativeVars {
  /** The native of that name; undefined where the library has none. */
  find(ns: string, name: string): NativeFn | undefined;
  /** The docstring and the arglists of a var that the library gave a native; an empty map for any other. */
  describe(v: Var): MapLike;
}

/** Gives the vars of the library their natives. */
export function installNatives(namespaces: Namespaces, tables: readonly NativeTable[]): NativeVars {
  const natives = new Map<string, Map<string, NativeFn>>();
  for (const table of tables) {
    const own = natives.get(table.ns) ?? new Map<string, NativeFn>();
    natives.set(table.ns, own);
    install(namespaces, table, own);
  }
  return {
    find: (ns, name) => natives.get(ns)?.get(name),
    describe(v) {
      const spec = tables.find(({ ns, specs }) => ns === v.ns && Object.hasOwn(specs, v.name))?.specs[v.name];
      if (spec === undefined) return EMPTY_MAP as MapLike;
      const text = new Source('arglists', spec.arglists.replace(/^'/, ''));
      const arglists = createReader(text, { dialect: 'edn', positions: false }).read();
      return (EMPTY_MAP as MapLike).assoc(keyword(null, 'doc'), spec.doc).assoc(keyword(null, 'arglists'), arglists);
    },
  };
}

function install(namespaces: Namespaces, table: NativeTable, natives: Map<string, NativeFn>): void {
  const ns = namespaces.create(table.ns);
  if (ns !== namespaces.core) ns.hiddenCore ??= new Set();
  for (const name in table.specs) {
    const spec = table.specs[name];
    const v = ns.intern(name, () => {});
    if (!(v.root instanceof Unbound)) throw illegalState(`Internal error: the native ${table.ns}/${name} is defined twice`);
    const native = nativeFn(table.ns, name, spec);
    v.root = native;
    natives.set(name, native);
    v.isPrivate = spec.internal ?? false;
    v.dynamic = spec.dynamic ?? false;
  }
}
