import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import type { FoundSource, SourceFinder } from '../../runtime/host.js';
import { ioError } from './io-error.js';
import { packageFolders } from './packages.js';

/** What a file with Clojure in it may be called; the first that exists counts, the most special one first. */
export const EXTENSIONS = ['.clove', '.cljc', '.clj'] as const;

/** Finds namespaces in folders, as Clojure does on its class path: `a.b-c` is `a/b_c.clj`. */
export class SourcePath implements SourceFinder {
  #packages: readonly string[] | null = null;
  constructor(
    /** The folders, in the order in which they are searched. */
    private folders: readonly string[],
    /** Where npm packages are looked for once no folder has a namespace; null to look for none. */
    private project: string | null = null,
  ) {}

  /** From now on namespaces are looked for there. */
  search(folders: readonly string[], project: string | null): void {
    this.folders = folders;
    this.project = project;
    this.#packages = null;
  }

  find(ns: string): FoundSource {
    const stem = ns.replaceAll('-', '_').replaceAll('.', '/');
    const found = findIn(this.folders, stem) ?? findIn(this.#packageFolders(), stem);
    if (found !== undefined) return found;
    throw new Throwable(ExceptionClass.fileNotFound, this.#notFound(ns, stem));
  }

  dataReaders(): FoundSource[] {
    return this.folders.flatMap((folder) => findIn([folder], 'data_readers') ?? []);
  }

  resource(path: string): string | null {
    const folder = [...this.folders, ...this.#packageFolders()].find((f) => existsSync(join(f, path)));
    return folder === undefined ? null : resolve(folder, path);
  }

  /** Read when first asked for, since a look at every package takes a moment. */
  #packageFolders(): readonly string[] {
    this.#packages ??= this.project === null ? [] : packageFolders(this.project);
    return this.#packages;
  }

  #notFound(ns: string, stem: string): string {
    const [first, second, third] = EXTENSIONS.map((extension) => stem + extension);
    const all = [...this.folders, ...this.#packageFolders()];
    const searched = all.length === 0 ? 'no folders at all' : all.join(', ');
    const dashes = ns.includes('-') ? ' Namespaces with dashes use underscores in the file name.' : '';
    return `Could not locate ${first}, ${second} or ${third} on the path. Looked in: ${searched}.${dashes}`;
  }
}

function findIn(folders: readonly string[], stem: string): FoundSource | undefined {
  for (const folder of folders) {
    for (const extension of EXTENSIONS) {
      const file = join(folder, stem + extension);
      if (existsSync(file)) return { file, text: read(file) };
    }
  }
  return undefined;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (e) {
    throw ioError(e, file, true);
  }
}
