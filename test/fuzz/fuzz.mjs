/** Bundles the fuzzer and starts it with the same arguments. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = join(here, '..', '..');
const out = join(root, '.cache', 'fuzz');
await build({
  entryPoints: [join(here, 'run.ts'), join(here, 'worker.ts'), join(here, 'clove-worker.ts')],
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // It reads a file beside it.
  external: [join(here, '..', 'support', 'oracle.mjs')],
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', join(out, 'run.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exit(status ?? 1);
