import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const STEP = join(ROOT, 'examples/order-workflow/step.mjs');

/** Begins a step and kills its process after so many milliseconds. */
function killed(folder: string, args: readonly string[], after: number): Promise<void> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [STEP, folder, ...args], { stdio: 'ignore' });
    child.on('exit', () => done());
    setTimeout(() => child.kill('SIGKILL'), after);
  });
}

it('an order survives every process that works on it, also those that are killed', { timeout: 120_000 }, async () => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--quick']);
  const folder = mkdtempSync(join(tmpdir(), 'order-'));
  try {
    const step = (...args: string[]): string[] =>
      execFileSync(process.execPath, [STEP, folder, ...args], { encoding: 'utf8' })
        .trim()
        .split('\n');
    await killed(folder, [], 30);
    expect(step()).toEqual(['running', '[[:waits-for :paid]]']);
    for (const after of [20, 80, 150]) await killed(folder, ['paid', '25'], after);
    // It may have been told before it was killed, or not: what is told twice counts once.
    expect(step('paid', '25')).toEqual([
      'running',
      '[[:waits-for :paid] [:paid 25] [:packed "lamp"] [:packed "chair"] [:shipped 2] [:waits-for :delivered]]',
    ]);
    step('delivered', ':at-the-door');
    const [state, journal] = step('returned', ':keeps');
    expect(state).toBe('done');
    expect(journal).toMatch(/\[:waits-for :returned\] \[:returned :keeps\] \[:closed\] \[:end\]\]$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
