import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTreeEngine } from '../../engines/tree/engine.js';
import { furtherNatives } from '../../lib/natives/further.js';
import { createLibrary, type Part } from '../../lib/part.js';
import { snapshots } from '../../lib/parts/snapshots.js';

/** The folder of the library's texts, as the build names it: within the folder of the bundles. */
declare const CLOVE_LIBRARY: string;

/** Where that folder is: bundles are in `dist`, and what they share in `dist/chunks`. */
function libraryFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return join(basename(here) === 'chunks' ? dirname(here) : here, CLOVE_LIBRARY);
}

/** The text of a file of the library; undefined where there is none of that name. Throws where the library is not there at all. */
function read(name: string): string | undefined {
  try {
    // Images are ASCII, which Node need not decode.
    return readFileSync(join(libraryFolder(), name), name.endsWith('.clj') ? 'utf8' : 'latin1');
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'ENOENT') throw e;
    if (name === 'clojure.core.image') throw withoutFiles(e);
    return undefined;
  }
}

const withoutFiles = (cause: unknown): Error =>
  new Error(
    `The files of Clove's library are not in ${libraryFolder()}. Where a bundler put Clove into a file of its own, import 'clove/whole', ` +
      "or 'clove/core' with the parts that the program needs",
    { cause },
  );

const files: Part = {
  name: 'files',
  natives: furtherNatives,
  image: (ns) => read(`${ns}.image`),
  details: (ns) => read(`${ns}.details`),
  source: (file) => read(file),
  tree: createTreeEngine,
};

/** The whole library that Clove ships, read from the files of the package when a namespace is first required. */
export const library = createLibrary([files, snapshots]);
