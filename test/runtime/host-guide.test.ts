import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

/** The lines of docs/host.md that show an expression and what it gives. */
const EXAMPLES = readFileSync(join(import.meta.dirname, '../../docs/host.md'), 'utf8')
  .split('\n')
  .map((line) => line.split(' ;=> '))
  .filter((parts) => parts.length === 2)
  .map(([expression, value]) => [expression.trim(), value] as const);

describe.each(ENGINES)('the guide to objects of the host, on %s', (engine) => {
  const runtime = createRuntime({ engine, host: { globals: globalThis } });
  test('has examples', () => expect(EXAMPLES.length).toBeGreaterThan(30));
  test.each(EXAMPLES)('%s', (expression, value) => {
    expect(runtime.printString(runtime.evalString(expression))).toBe(value);
  });
});
