import { defineJavaNames } from '../../data/java-names.js';
import type { Var } from '../../data/var.js';
import type { Host } from '../../runtime/host.js';
import { asyncStreamMembers } from './clove/streams.js';
import type { ClassMembers, LibraryMembers } from './define.js';
import { byteMembers } from './host/byte-members.js';
import { hostMembers } from './host/members.js';
import { atomicsAndUris } from './java/atomics-and-uris.js';
import { clojureFields, clojureStatics } from './java/clojure-lang.js';
import { constructors } from './java/constructors.js';
import './java/exceptions.js';
import { roundingMembers } from './java/decimals.js';
import { inClojure } from './java/in-clojure.js';
import { javaUtilMembers } from './java/java-util.js';
import { methods } from './java/methods.js';
import { fields, statics } from './java/statics.js';
import { systemMembers } from './system.js';

/** Some members of classes. No two tables have one of the same name. */
type Table = Partial<ClassMembers>;

/** Those that all runtimes have in common. */
const SHARED: readonly Table[] = [
  { statics, fields, methods, constructors },
  { statics: clojureStatics, fields: clojureFields },
  atomicsAndUris,
  asyncStreamMembers,
  roundingMembers,
];

type MemberOf<P extends keyof ClassMembers> = ClassMembers[P] extends Readonly<Record<string, infer M>> ? M : never;

function find<P extends keyof ClassMembers>(tables: readonly Table[], part: P, key: string): MemberOf<P> | undefined {
  for (const table of tables) {
    const own = table[part] as Readonly<Record<string, MemberOf<P>>> | undefined;
    if (own !== undefined && Object.hasOwn(own, key)) return own[key];
  }
  return undefined;
}

/** The simple names of the classes that have static members there. */
function classesOf(tables: readonly Table[]): Set<string> {
  const keys = tables.flatMap(({ statics = {}, fields = {} }) => [...Object.keys(statics), ...Object.keys(fields)]);
  return new Set(keys.map((key) => key.slice(0, key.indexOf('/'))));
}

let sharedClasses: ReadonlySet<string> | null = null;

/** Static members, methods and constructors of the classes that portable code names. */
export function classMembers(host: Host, core: (name: string) => Var): LibraryMembers {
  defineJavaNames();
  sharedClasses ??= classesOf([
    ...SHARED,
    { statics: Object.fromEntries([...inClojure.keys()].filter((key) => key.includes('/')).map((key) => [key, {}])) },
  ]);
  const shared = sharedClasses;
  let tables: readonly Table[] | null = null;
  let classes: ReadonlySet<string> | null = null;

  /** What only this runtime has: most programs name none of it. */
  function own(): readonly Table[] {
    tables ??= [javaUtilMembers(core), systemMembers(host), byteMembers(host), hostMembers(host, core)];
    return tables;
  }
  const member = <P extends keyof ClassMembers>(part: P, key: string): MemberOf<P> | undefined =>
    find(SHARED, part, key) ?? find(own(), part, key);

  return {
    static: (key) => member('statics', key) ?? null,
    field: (key) => member('fields', key),
    methods: (type) => member('methods', type) ?? null,
    maker: (type) => member('constructors', type) ?? null,
    hasStatics(type) {
      if (shared.has(type)) return true;
      classes ??= classesOf(own());
      return classes.has(type);
    },
    inClojure,
  };
}
