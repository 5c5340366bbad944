/** The third axis beside time and memory: how big the embedding bundle is, as a whole and by its parts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { root } from './programs.mjs';

/** What an embedding bundle consists of: a part takes the files that match and that no earlier part has taken. */
const PARTS = [
  ['compiled library (images)', /src\/lib\/images/],
  ['docstrings and line tables', /details\.gen\.ts$/],
  ['sources of the library', /src\/lib\/.*\.gen\.ts$/],
  ['native functions', /^src\/lib\//],
  ['engine: jit', /^src\/engines\/jit\//],
  ['engine: vm', /^src\/engines\/vm\//],
  ['engine: tree', /^src\/engines\/tree\//],
  ['data', /^src\/data\//],
  ['reader', /^src\/reader\//],
  ['compiler', /^src\/compiler\//],
  ['bytecode', /^src\/bytecode\//],
  ['snapshots', /^src\/runtime\/snapshot\//],
  ['runtime', /^src\/runtime\//],
  ['interface', /^src\//],
];

const BUNDLE = { bundle: true, minify: true, format: 'esm', platform: 'neutral', target: 'es2022', legalComments: 'none', write: false };
export const kilobytes = (bytes) => (bytes / 1024).toFixed(1);
export const SIZE_HEADS = ['part', 'minified, KB', 'gzip, KB'];
/** What `measureSize` answered as rows: one for each part of a bundle, and one for the bundle. */
export const sizeRows = ({ whole, parts }, name) =>
  [...Object.entries(parts), [name, whole]].map(([part, { minified, gzip }]) => [part, kilobytes(minified), kilobytes(gzip)]);

/** What a program bundles that has the whole of Clove. */
export const WHOLE = `export * from './src/api/index.ts';`;
/** What a program bundles that has the core alone. */
export const LEAN = `export * from './src/api/core.ts';`;

/** The whole bundle, and each part packed alone: together they are more than the whole, whose names are shortened across files. */
export async function measureSize(contents = WHOLE) {
  const { outputFiles, metafile } = await build({
    ...BUNDLE,
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    metafile: true,
  });
  const whole = { minified: outputFiles[0].contents.length, gzip: gzipSync(outputFiles[0].contents, { level: 9 }).length };
  const texts = new Map(PARTS.map(([name]) => [name, []]));
  const [{ inputs }] = Object.values(metafile.outputs);
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    if (bytesInOutput === 0 || file === '<stdin>') continue;
    const [name] = PARTS.find(([, pattern]) => pattern.test(file));
    const { code } = await transform(readFileSync(join(root, file), 'utf8'), { loader: 'ts', minify: true });
    texts.get(name).push(code);
  }
  const parts = {};
  for (const [name, list] of texts) {
    const text = list.join('');
    if (text !== '') parts[name] = { minified: text.length, gzip: gzipSync(text, { level: 9 }).length };
  }
  return { whole, parts };
}
