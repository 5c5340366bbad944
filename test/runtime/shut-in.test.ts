import { describe, expect, it } from 'vitest';
import { ENGINES, evalOn } from '../support/engines.js';

/** What a runtime must not reach that was granted nothing. */
const ATTEMPTS = [
  '(.-constructor (object-array 1))',
  '(.constructor (object-array 1))',
  '(.-__proto__ (object-array 1))',
  '(set! (.-__proto__ (object-array 1)) nil)',
  '(.__defineGetter__ (object-array 1) "x" nil)',
  'js/process',
  'js/globalThis',
  '(js/Function. "return 1")',
  '(slurp "package.json")',
  '(System/getenv "HOME")',
  '(System/exit 3)',
];

describe.each(ENGINES)('a runtime that was granted nothing, on %s', (engine) => {
  it.each(ATTEMPTS)('does not reach %s', (text) => {
    expect(evalOn(engine, text).error?.message).toMatch(/out of reach|No matching/);
  });
});
