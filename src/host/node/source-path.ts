import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import type { FoundSource, SourceFinder } from '../../runtime/host.js';
import { ioError } from './io-error.js';

/** What a file with Clojure in it may be called; the first that exists counts, the most special one first. */
export const EXTENSIONS = ['.clove', '.cljc', '.clj'] as const;

/** Finds namespaces in folders, as Clojure does on its class path: `a.b-c` is `a/b_c.clj`. */
export class SourcePath implements SourceFinder {
  constructor(
    /** The folders, in the order in which they are searched. */
    readonly folders: readonly string[],
  ) {}

  find(ns: string): FoundSource {
    const stem = ns.replaceAll('-', '_').replaceAll('.', '/');
    for (const folder of this.folders) {
      for (const extension of EXTENSIONS) {
        const file = join(folder, stem + extension);
        if (existsSync(file)) return { file, text: read(file) };
      }
    }
    throw new Throwable(ExceptionClass.fileNotFound, this.#notFound(ns, stem));
  }

  #notFound(ns: string, stem: string): string {
    const [first, second, third] = EXTENSIONS.map((extension) => stem + extension);
    const searched = this.folders.length === 0 ? 'no folders at all' : this.folders.join(', ');
    const dashes = ns.includes('-') ? ' Namespaces with dashes use underscores in the file name.' : '';
    return `Could not locate ${first}, ${second} or ${third} on the path. Looked in: ${searched}.${dashes}`;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (e) {
    throw ioError(e, file, true);
  }
}
