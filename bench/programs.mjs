/** The programs: every `programs/GROUP/NAME.mjs` that exports `about`; the other languages' texts lie beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = join(import.meta.dirname, '..');
const folder = join(import.meta.dirname, 'programs');
const expectedFile = join(import.meta.dirname, 'expected.json');

/** The order of the groups in tables. */
export const GROUPS = ['compute', 'functions', 'collections', 'sequences', 'text', 'compile'];

/** The namespace that a Clojure text declares. */
const namespaceOf = (file) => /\(ns\s+([^\s()]+)/.exec(readFileSync(file, 'utf8'))[1];

async function readProgram(group, file) {
  const name = basename(file, '.mjs');
  const { about } = await import(pathToFileURL(join(folder, group, file)).href);
  const clojure = about.clojure === undefined ? join(folder, group, `${name}.clj`) : join(root, about.clojure);
  return {
    name,
    group,
    measures: about.measures,
    ledger: about.ledger,
    sizes: about.sizes ?? [about.size],
    small: about.small,
    /** Contestants that the program is beyond. */
    without: about.without ?? [],
    clojure,
    namespace: namespaceOf(clojure),
    /** The program's text in another language; undefined where there is none. */
    inLanguage(extension) {
      const path = join(folder, group, `${name}.${extension}`);
      return existsSync(path) ? path : undefined;
    },
  };
}

/** All programs, by group and name. */
export async function readPrograms() {
  const programs = [];
  for (const group of GROUPS) {
    for (const file of readdirSync(join(folder, group)).sort()) {
      if (/^[^.]+\.mjs$/.test(file)) programs.push(await readProgram(group, file));
    }
  }
  return programs;
}

/** The results that the programs must give: `PROGRAM/SIZE` to text. */
export const readExpected = () => (existsSync(expectedFile) ? JSON.parse(readFileSync(expectedFile, 'utf8')) : {});
export { expectedFile };
