/** How long it takes until a process has done nothing: node, Clove, and the peers. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const root = join(import.meta.dirname, '../..');
// The launcher, which starts from a snapshot where one fits.
const clove = (engine) => [join(root, 'clove'), '--engine', engine, '-e', 'nil'];
const nbb = join(root, 'bench/peers/node_modules/nbb/cli.js');
const squint = join(root, 'bench/peers/node_modules/squint-cljs/node_cli.js');

const commands = {
  js: [process.execPath, '-e', '0'],
  'clove-jit': clove('jit'),
  'clove-auto': clove('auto'),
  'clove-vm': clove('vm'),
  'clove-tree': clove('tree'),
  ...(existsSync(nbb) ? { nbb: [process.execPath, nbb, '-e', 'nil'] } : {}),
  ...(existsSync(squint) ? { squint: [process.execPath, squint, 'run', join(root, 'bench/system/nothing.cljs')] } : {}),
  clojure: ['clojure', '-e', 'nil'],
};

const [executable, ...rest] = commands[process.argv[2]] ?? [];
if (executable === undefined) {
  console.log('{}');
} else {
  const start = performance.now();
  const { status } = spawnSync(executable, rest, { stdio: 'ignore' });
  const elapsed = performance.now() - start;
  console.log(JSON.stringify(status === 0 ? { 'start-up (ms)': elapsed } : {}));
}
