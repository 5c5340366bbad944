import type { FoundSource } from '../runtime/host.js';
import type { Library } from '../runtime/runtime.js';
import { classMembers, nativeTables } from './natives/index.js';
import { CORE_FILES, SOURCES } from './sources.gen.js';

const source = (file: string): FoundSource => ({ file, text: SOURCES[file] });

/** The library that Clove ships: natives, clojure.core, and the other namespaces by name. */
export const library: Library = {
  natives: nativeTables,
  members: classMembers,
  core: CORE_FILES.map(source),
  find(ns) {
    const file = `${ns.replace(/\./g, '/').replace(/-/g, '_')}.clj`;
    return Object.hasOwn(SOURCES, file) ? source(file) : undefined;
  },
};
