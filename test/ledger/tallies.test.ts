import { afterEach, expect, test, vi } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { TransientMap } from '../../src/data/maps/index.js';

afterEach(() => vi.restoreAllMocks());

test.each([
  ['(count (frequencies (map (fn [x] (rem x 3)) (range 1000))))', 3],
  ['(count (group-by (fn [x] (rem x 3)) (range 1000)))', 3],
  // From the first key on that is not plain, each element is.
  ['(count (frequencies (cons [1] (range 10))))', 11],
])('M18: what counts and groups by plain keys changes a map once for each key: %s', (text, changes) => {
  const runtime = createRuntime();
  const count = runtime.evalString(`(fn [] ${text})`);
  const assoc = vi.spyOn(TransientMap.prototype, 'assoc');
  runtime.call(count);
  expect(assoc).toHaveBeenCalledTimes(changes);
});
