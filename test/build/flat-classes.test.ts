import { join } from 'node:path';
import { expect, test } from 'vitest';

test.each([
  '(cons 1 nil)',
  '[1 2]',
  '(seq [1])',
  '{:a 1}',
  '(lazy-seq nil)',
  '(do (defrecord R [a]) (->R 1))',
])('S12 making %s calls one constructor in what is built', async (program) => {
  const { createRuntime } = (await import(join(import.meta.dirname, '../../dist/index.js'))) as typeof import('../../src/api/index.js');
  const { constructor: made } = createRuntime().evalString(program) as object;
  expect(String(made).slice(0, 100)).not.toContain(' extends ');
  // It is still one of its family.
  expect(Object.getPrototypeOf(made)).not.toBe(Function.prototype);
  expect(Object.getPrototypeOf(made.prototype)).toBe(Object.getPrototypeOf(made).prototype);
});
