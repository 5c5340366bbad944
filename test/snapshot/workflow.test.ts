import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const STEP = join(ROOT, 'examples/order-workflow/step.mjs');

/** Begins a step and kills its process after so many milliseconds; whether it was still there. */
function killed(folder: string, args: readonly string[], after: number): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [STEP, folder, ...args], { stdio: 'ignore' });
    child.on('exit', (_, signal) => done(signal === 'SIGKILL'));
    setTimeout(() => child.kill('SIGKILL'), after);
  });
}

it('an order survives every process that works on it, also those that are killed', { timeout: 300_000 }, async () => {
  if (!existsSync(join(ROOT, 'dist/index.js'))) execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--quick']);
  const folder = mkdtempSync(join(tmpdir(), 'order-'));
  try {
    const step = (...args: string[]): string[] =>
      execFileSync(process.execPath, [STEP, folder, ...args], { encoding: 'utf8' })
        .trim()
        .split('\n');
    /** One step, after processes that were killed at all stages of it; what the step printed that went through. */
    async function despite(...args: string[]): Promise<string[]> {
      const began = performance.now();
      // Somebody else's order takes as long.
      execFileSync(process.execPath, [STEP, mkdtempSync(join(folder, 'other-'))], { stdio: 'ignore' });
      const whole = performance.now() - began;
      let kills = 0;
      for (const part of [0.1, 0.4, 0.6, 0.8, 0.9, 1]) if (await killed(folder, args, whole * part)) kills++;
      expect(kills).toBeGreaterThan(0);
      return step(...args);
    }
    expect((await despite()).slice(0, 2)).toEqual(['running', '[[:waits-for :paid]]']);
    // It may have been told before it was killed, or not: what is told twice counts once.
    expect((await despite('paid', '25')).slice(0, 2)).toEqual([
      'running',
      '[[:waits-for :paid] [:paid 25] [:packed "lamp"] [:packed "chair"] [:shipped 2] [:waits-for :delivered]]',
    ]);
    step('delivered', ':at-the-door');
    const [state, journal, steps] = await despite('returned', ':keeps');
    expect(state).toBe('done');
    expect(journal).toBe(
      '[[:waits-for :paid] [:paid 25] [:packed "lamp"] [:packed "chair"] [:shipped 2] [:waits-for :delivered] [:delivered :at-the-door] ' +
        '[:waits-for :returned] [:returned :keeps] [:closed] [:end]]',
    );
    // Steps are in the database once for each process that lived to save them, in the order of the events.
    expect([...new Set(JSON.parse(steps))]).toEqual([null, 'paid', 'delivered', 'returned']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
