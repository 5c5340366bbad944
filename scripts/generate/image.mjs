// The image of the library: what its namespaces do when they are loaded, compiled, as one module with one string.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root, writeIfChanged } from './write.mjs';

const folder = join(root, 'node_modules', '.cache', 'clove');

/** Loads the library from its sources, recording, in a bundle of the sources as they stand. */
export async function generateImage() {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `record-image-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ['src/lib/record-image.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const { recordImage } = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  writeIfChanged(
    'src/lib/image.gen.ts',
    `/** The library as the build compiled it: see src/bytecode/image. */
export const IMAGE: string = ${JSON.stringify(recordImage((message) => process.stderr.write(`${message}\n`)))};
`,
  );
}
