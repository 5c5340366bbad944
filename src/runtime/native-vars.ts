import type { MapLike } from '../data/collection.js';
import { illegalState } from '../data/errors.js';
import type { NativeFn } from '../data/functions.js';
import { keyword } from '../data/keyword.js';
import { EMPTY_MAP } from '../data/maps/index.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import { createReader } from '../reader/reader.js';
import { Source } from '../reader/source.js';
import type { Namespace, Namespaces } from './namespace.js';
import { type NativeSpec, type NativeTable, nativeFn } from './natives.js';

/** Where natives find their Clojure halves. */
export interface TwinSource {
  /** The full names of the natives that have one there. */
  readonly twins: Iterable<string>;
  /** The half of the native of that full name; null where it has none there. */
  twin(native: string): Value;
}

/** The natives of a runtime, and their vars. */
export interface NativeVars {
  /** The native of that name, made where nobody named it before; undefined where the library has none. */
  find(ns: string, name: string): NativeFn | undefined;
  /** Gives the vars of a namespace their natives, where it has not got them yet. */
  add(table: NativeTable): void;
  addTwins(source: TwinSource): void;
  /** The docstring and the arglists of a var that the library gave a native; an empty map for any other. */
  describe(v: Var): MapLike;
}

/** Tables that are made when one of their natives is first named. */
export type NativeGroup = () => readonly NativeTable[];

/** In which group each native is, and in which of its tables, by namespace and name. */
type Directory = ReadonlyMap<string, ReadonlyMap<string, readonly [group: number, table: number]>>;

/** The groups of a library have the same natives for all runtimes. */
const directories = new WeakMap<object, Directory>();

function directoryOf(tablesOf: (group: number) => readonly NativeTable[], groups: number, library: object): Directory {
  let known = directories.get(library);
  if (known === undefined) {
    const all = new Map<string, Map<string, readonly [number, number]>>();
    for (let group = 0; group < groups; group++)
      tablesOf(group).forEach(({ ns, specs }, table) => {
        const own = all.get(ns) ?? new Map<string, readonly [number, number]>();
        all.set(ns, own);
        for (const name in specs) {
          if (own.has(name)) throw illegalState(`Internal error: the native ${ns}/${name} is defined twice`);
          own.set(name, [group, table]);
        }
      });
    directories.set(library, all);
    known = all;
  }
  return known;
}

/** Has the vars of the library get their natives, each when it is first named. */
export function installNatives(namespaces: Namespaces, groups: readonly NativeGroup[], library: object): NativeVars {
  const tables: (readonly NativeTable[] | undefined)[] = groups.map(() => undefined);
  const natives = new Map<string, Map<string, NativeFn>>();
  const specs = new Map<string, (name: string) => NativeSpec | undefined>();
  const twins: TwinSource[] = [];
  const added = new Map<string, Namespace>();

  function tablesOf(group: number): readonly NativeTable[] {
    const made = tables[group] ?? groups[group]();
    tables[group] = made;
    return made;
  }

  function find(ns: string, name: string): NativeFn | undefined {
    const own = natives.get(ns);
    const known = own?.get(name);
    if (known !== undefined || own === undefined) return known;
    const spec = specs.get(ns)?.(name);
    if (spec === undefined) return undefined;
    const made = nativeFn(ns, name, spec);
    own.set(name, made);
    for (const source of twins) made.twin = source.twin(made.name) ?? made.twin;
    return made;
  }

  function install(ns: Namespace, names: ReadonlyMap<string, unknown>, specOf: (name: string) => NativeSpec | undefined): void {
    natives.set(ns.name, new Map());
    specs.set(ns.name, specOf);
    ns.addSource({
      names,
      fill(v) {
        const spec = specOf(v.name);
        if (spec === undefined)
          throw illegalState(`Internal error: this runtime has no native ${v.ns}/${v.name}, as others of its library have`);
        v.root = find(v.ns, v.name) as NativeFn;
        v.isPrivate = spec.internal ?? false;
        v.dynamic = spec.dynamic ?? false;
      },
    });
    if (ns !== namespaces.core) ns.hiddenCore ??= new Set();
  }

  for (const [ns, names] of directoryOf(tablesOf, groups.length, library))
    install(namespaces.create(ns), names, (name) => {
      const at = names.get(name);
      return at === undefined ? undefined : tablesOf(at[0])[at[1]].specs[name];
    });

  return {
    find,
    add(table) {
      const ns = namespaces.create(table.ns);
      // A namespace that was removed is another one when it is loaded anew.
      if (added.get(table.ns) === ns) return;
      added.set(table.ns, ns);
      install(ns, new Map(Object.entries(table.specs)), (name) => (Object.hasOwn(table.specs, name) ? table.specs[name] : undefined));
    },
    addTwins(source) {
      twins.push(source);
      for (const name of source.twins) {
        const slash = name.indexOf('/');
        const made = natives.get(name.slice(0, slash))?.get(name.slice(slash + 1));
        if (made !== undefined) made.twin = source.twin(name);
      }
    },
    describe(v) {
      const spec = specs.get(v.ns)?.(v.name);
      if (spec === undefined) return EMPTY_MAP as MapLike;
      const text = new Source('arglists', spec.arglists.replace(/^'/, ''));
      const arglists = createReader(text, { dialect: 'edn', positions: false }).read();
      return (EMPTY_MAP as MapLike).assoc(keyword(null, 'doc'), spec.doc).assoc(keyword(null, 'arglists'), arglists);
    },
  };
}
