// The Clojure sources of the library as one module of strings, so that a bundle needs no files beside it, and what namespaces there are.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, writeIfChanged } from './write.mjs';

const lib = join(root, 'src', 'lib');
/** The folders of Clojure's own namespaces, and of Clove's. */
const folders = ['clojure', 'clove'].map((name) => join(lib, name));

function clojureFiles(at) {
  return readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(at, entry.name);
    if (entry.isDirectory()) return clojureFiles(inner);
    return entry.name.endsWith('.clj') ? [inner] : [];
  });
}

export function generateSources() {
  const { core, parts } = JSON.parse(readFileSync(join(lib, 'clojure', 'manifest.json'), 'utf8'));
  const files = folders.flatMap((folder) => clojureFiles(folder).sort());
  const names = files.map((file) => relative(lib, file).replace(/\\/g, '/'));
  const rows = files.map((file, i) => `  ${JSON.stringify(names[i])}: ${JSON.stringify(readFileSync(file, 'utf8'))},`);
  const coreFiles = core.map((name) => `clojure/core/${name}.clj`);
  const partFiles = Object.fromEntries(Object.entries(parts).map(([ns, own]) => [ns, own.map((name) => `clojure/${name}.clj`)]));
  const further = new Set([...coreFiles, ...Object.values(partFiles).flatMap((own) => own.slice(1))]);
  const namespaces = names
    .filter((name) => !further.has(name))
    .map((name) =>
      name
        .replace(/\.clj$/, '')
        .replace(/\//g, '.')
        .replace(/_/g, '-'),
    );
  writeIfChanged(
    'src/lib/namespaces.gen.ts',
    `/** The files of clojure.core in the order of loading. */
export const CORE_FILES: readonly string[] = ${JSON.stringify(coreFiles)};

/** The other namespaces of the library. */
export const NAMESPACES: readonly string[] = ${JSON.stringify(namespaces)};

/** The files of those that are made of several, in the order of loading. */
export const PARTS: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(partFiles)};
`,
  );
  writeIfChanged(
    'src/lib/sources.gen.ts',
    `/** The texts of the library by file. */
export const SOURCES: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`,
  );
}
