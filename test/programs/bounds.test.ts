import { expect, test } from 'vitest';
import { evalOn } from '../support/engines.js';

/** Each of the programs would end the host where nothing bounded it. */
const endless: readonly (readonly [program: string])[] = [['(vec (repeat nil))'], ['(apply str (repeat "x"))'], ['(pr-str (repeat nil))']];

test.each(endless)('%s ends in an OutOfMemoryError that a program can catch', (program) => {
  expect(evalOn('jit', `(try ${program} (catch OutOfMemoryError e (ex-message e)))`).value).toBe('"Java heap space"');
}, 300_000);
