import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

describe.each(ENGINES)("JSON.stringify of Clove's data, on %s", (engine) => {
  const runtime = createRuntime({ engine });
  const json = (text: string): string => JSON.stringify(runtime.evalString(text));

  test.each([
    ['{:a 1 :b/c [1.5 nil true] "d" {}}', '{"a":1,"c":[1.5,null,true],"d":{}}'],
    ['(into (sorted-map) (map (fn [i] [i (* i i)]) (range 3)))', '{"0":0,"1":1,"2":4}'],
    ['{nil 1 [1 2] 2}', '{"":1,"[1 2]":2}'],
    ["[:k 'a/b \\c 1/4 1.25M 9007199254740993]", '["k","b","c",0.25,1.25,9007199254740992]'],
    ["'(1 (2 3) #{4})", '[1,[2,3],[4]]'],
    ['(do (defrecord Point [x y]) (->Point 1 2))', '{"x":1,"y":2}'],
    ['#uuid "00000000-0000-0001-0000-000000000002"', '"00000000-0000-0001-0000-000000000002"'],
    ['{:at #inst "2020-01-01"}', '{"at":"2020-01-01T00:00:00.000Z"}'],
    ['(doall (map inc [1 2]))', '[2,3]'],
    ['[1.0 ##NaN]', '[1,null]'],
  ])('%s', (text, expected) => expect(json(text)).toBe(expected));

  test('a lazy seq that was not realised is an error that says what to do', () => {
    expect(() => json('(map inc [1 2])')).toThrow('A lazy seq that has not been realised cannot be JSON: use clj->js, or doall');
  });

  test('keys that JavaScript has a meaning for are keys like others', () => {
    expect(json('{"__proto__" 1}')).toBe('{"__proto__":1}');
  });
});
