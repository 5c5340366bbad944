// `npm test`: sets up, builds and runs the tests, in a fresh clone too. Arguments go to the test runner.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, run, setUp } from './setup.mjs';

setUp();
run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--quick']);
const runner = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [runner, 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CLOVE_TEST_IMAGE: '1' },
});
process.exit(status ?? 1);
