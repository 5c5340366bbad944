import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// A small part of what the script does at scale 1, which takes minutes.
test.each(['vm', 'auto'])('S12, M21 what is made and dropped is gone again, on %s', { timeout: 300_000 }, (engine) => {
  const script = join(import.meta.dirname, 'soak.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', script, '--scale', '0.005', '--engine', engine], {
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
});
