import type { Part } from '../part.js';
import { SOURCES } from '../sources.gen.js';

/** The library as Clojure text: for `source`, and for the engine `tree`. */
export const sources: Part = { name: 'sources', source: (file) => (Object.hasOwn(SOURCES, file) ? SOURCES[file] : undefined) };
