import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

test.each(ENGINES)('S18: a macro is expanded once for each place where it stands, however often that runs, on %s', (engine) => {
  const runtime = createRuntime({ engine });
  const value = runtime.evaluate(`(def expanded (atom 0)) (defmacro twice [x] (swap! expanded inc) (list '+ x x))
    (defn f [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s (twice i))) s))) [(f 1000) (f 10) ((fn [x] (twice x)) 4) @expanded]`);
  expect(value).toEqual([999000, 90, 8, 2]);
});

test('S21: fifty programs and more, each with what it prints', () => {
  const examples = join(import.meta.dirname, '..', '..', 'examples');
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const told = folders.flatMap(({ name }) => readdirSync(join(examples, name)).filter((file) => file.endsWith('.expected')));
  expect(told.length).toBeGreaterThanOrEqual(50);
  for (const { name } of folders)
    expect(
      readdirSync(join(examples, name)).some((file) => /\.(clj|cljc|mjs)$/.test(file)),
      name,
    ).toBe(true);
  expect(existsSync(join(examples, 'README.md'))).toBe(true);
});
