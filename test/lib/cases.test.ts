import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRuntime, type EngineName } from '../../src/api/index.js';

const folder = join(import.meta.dirname, 'cases');

/**
 * Cases where Clove means to differ, and what it says instead: the JVM's module names in messages, frames of stacks,
 * the names of classes of functions.
 */
const differences: Record<string, string> = JSON.parse(readFileSync(join(folder, 'differences.json'), 'utf8'));

/** What two runs need not have in common: identity hashes, and the numbers of gensyms. */
function normalised(text: string): string {
  return text
    .replace(/0x[0-9a-f]+/g, '0x')
    .replace(/"[^"\s]*@[0-9a-f]+"/g, '"@"')
    .replace(/__\d+/g, '__N')
    .replace(/ \([\w.$]+(?: and [\w.$]+)? (?:is|are) in [^)]*\)/g, '')
    .replace(/NullPointerException: Cannot .*/, 'NullPointerException: ');
}

function answers(engine: EngineName, expressions: readonly string[]): string[] {
  const runtime = createRuntime({
    engine,
    host: { now: Date.now, nanoTime: () => Math.round(performance.now() * 1e6), random: Math.random },
  });
  const print = runtime.evalString('(fn [v] (binding [*print-length* 200] (pr-str v)))');
  return expressions.map((expression) => {
    try {
      return `= ${runtime.call(print, runtime.evalString(expression))}`;
    } catch (thrown) {
      let e = thrown as { name: string; message: string | null; cause?: unknown };
      while (e.name.includes('CompilerException') && e.cause) e = e.cause as typeof e;
      return `! ${e.name}: ${e.message ?? ''}`;
    }
  });
}

for (const file of readdirSync(folder).filter((f) => f.endsWith('.json') && f !== 'differences.json')) {
  const rows: [string, string][] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  describe.each(['tree', 'vm'] as const)(`${file} on %s`, (engine) => {
    const got = answers(
      engine,
      rows.map(([expression]) => expression),
    );
    test.each(
      rows.map(([expression, want], i) => [expression, differences[expression] ?? want, i] as const),
    )('%s', (_expression, want, i) => {
      expect(normalised(got[i])).toBe(normalised(want));
    });
  });
}
