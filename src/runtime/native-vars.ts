import type { MapLike } from '../data/collection.js';
import { illegalState } from '../data/errors.js';
import type { NativeFn } from '../data/functions.js';
import { keyword } from '../data/keyword.js';
import { EMPTY_MAP } from '../data/maps/index.js';
import { Unbound, type Var } from '../data/var.js';
import { createReader } from '../reader/reader.js';
import { Source } from '../reader/source.js';
import type { Namespace, Namespaces } from './namespace.js';
import { type NativeTable, nativeFn } from './natives.js';

/** The natives of a runtime, and their vars. */
export interface NativeVars {
  /** The native of that name; undefined where the library has none. */
  find(ns: string, name: string): NativeFn | undefined;
  /** Gives the vars of a namespace their natives, where it has not got them yet. */
  add(table: NativeTable): void;
  /** The docstring and the arglists of a var that the library gave a native; an empty map for any other. */
  describe(v: Var): MapLike;
}

/** Gives the vars of the library their natives. */
export function installNatives(namespaces: Namespaces, tables: readonly NativeTable[]): NativeVars {
  const natives = new Map<string, Map<string, NativeFn>>();
  const added = new Map<string, { readonly to: Namespace; readonly table: NativeTable }>();
  for (const table of tables) {
    const own = natives.get(table.ns) ?? new Map<string, NativeFn>();
    natives.set(table.ns, own);
    install(namespaces, table, own);
  }
  return {
    find: (ns, name) => natives.get(ns)?.get(name),
    add(table) {
      // A namespace that was removed is another one when it is loaded anew.
      if (namespaces.find(table.ns) === added.get(table.ns)?.to && added.has(table.ns)) return;
      const own = new Map<string, NativeFn>();
      natives.set(table.ns, own);
      install(namespaces, table, own);
      added.set(table.ns, { to: namespaces.create(table.ns), table });
    },
    describe(v) {
      const has = ({ ns, specs }: NativeTable): boolean => ns === v.ns && Object.hasOwn(specs, v.name);
      const spec = (tables.find(has) ?? [...added.values()].find(({ table }) => has(table))?.table)?.specs[v.name];
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
