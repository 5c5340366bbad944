// The Clojure sources of the library as one module of strings, so that a bundle needs no files beside it.
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
  const rows = files.map((file) => {
    const name = relative(lib, file).replace(/\\/g, '/');
    return `  ${JSON.stringify(name)}: ${JSON.stringify(readFileSync(file, 'utf8'))},`;
  });
  writeIfChanged(
    'src/lib/sources.gen.ts',
    `/** The files of clojure.core in the order of loading. */
export const CORE_FILES: readonly string[] = ${JSON.stringify(core.map((name) => `clojure/core/${name}.clj`))};

/** The files of the namespaces that are made of several, in the order of loading. */
export const PARTS: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(
      Object.fromEntries(Object.entries(parts).map(([ns, names]) => [ns, names.map((name) => `clojure/${name}.clj`)])),
    )};

/** The texts of the library by file. */
export const SOURCES: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`,
  );
}
