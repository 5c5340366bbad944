import type { FoundSource } from '../runtime/host.js';
import type { Library } from '../runtime/runtime.js';
import { lastNumber, withOwnNumbers } from './natives/gensym.js';
import { nativeTables } from './natives/index.js';
import { classMembers } from './natives/members.js';
import { libraryKinds } from './natives/saved-kinds.js';
import { CORE_FILES, PARTS, SOURCES } from './sources.gen.js';

const source = (file: string): FoundSource => ({ file, text: SOURCES[file] });

/** The library that Clove ships, to be loaded from its sources: natives, clojure.core, and the other namespaces by name. */
export const sourceLibrary: Library = {
  image: null,
  natives: nativeTables,
  members: classMembers,
  core: CORE_FILES.map(source),
  find(ns) {
    if (Object.hasOwn(PARTS, ns)) return PARTS[ns].map(source);
    const file = `${ns.replace(/\./g, '/').replace(/-/g, '_')}.clj`;
    return Object.hasOwn(SOURCES, file) ? [source(file)] : undefined;
  },
  withOwnNumbers,
  lastNumber,
  kinds: libraryKinds,
};
