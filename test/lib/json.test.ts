import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

/** Numbers of chance that are the same each time. */
function chance(seed: number): (below: number) => number {
  let s = seed;
  return (below) => {
    s = (Math.imul(s, 1103515245) + 12345) & 0x7fffffff;
    return (s >>> 8) % below;
  };
}

const NAMES = ['id', 'name', 'a b', '', 'é', '__proto__', 'x/y', '"', 'tags', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'k9'];
const TEXTS = ['', 'plain', 'a "quoted" one', 'line\nbreak', 'back\\slash', 'é€😀', '\u2028', '</script>', '\u0000\u001f', 'x'.repeat(200)];
const NUMBERS = [0, 1, -1, 42, 0.5, -0.25, 1e21, 1.5e-9, 123456.789, 2 ** 40, 1 / 3, 5e-324, 1.7976931348623157e308];

/** A document of chance, as JavaScript has it. */
function documentOf(next: (below: number) => number, depth: number): unknown {
  switch (next(depth > 4 ? 4 : 6)) {
    case 0:
      return NUMBERS[next(NUMBERS.length)];
    case 1:
      return TEXTS[next(TEXTS.length)];
    case 2:
      return next(2) === 0;
    case 3:
      return null;
    case 4:
      return Array.from({ length: next(5) }, () => documentOf(next, depth + 1));
    default:
      return Object.fromEntries(Array.from({ length: next(20) }, () => [NAMES[next(NAMES.length)], documentOf(next, depth + 1)]));
  }
}

/** Objects of the same kind, as real documents hold them. */
const alike = (next: (below: number) => number): unknown =>
  Array.from({ length: 20 }, () => ({
    id: next(99),
    name: TEXTS[next(TEXTS.length)],
    tags: [next(9)],
    in: { x: NUMBERS[next(NUMBERS.length)] },
  }));

describe.each(ENGINES)('JSON on %s', (engine) => {
  const runtime = createRuntime({ engine });
  runtime.evalString("(require '[clojure.data.json :as json])");
  const rewrite = (options: string) => runtime.evalString(`(fn [s] (json/write-str (json/read-str s ${options})))`);

  test.each([
    '',
    ':key-fn keyword',
    ':key-fn #(str %)',
    ':value-fn (fn [k v] v)',
  ])('documents of chance come back, read with %s', (options) => {
    const f = rewrite(options);
    for (let seed = 1; seed <= 150; seed++) {
      const next = chance(seed);
      const made = seed % 5 === 0 ? alike(next) : documentOf(next, 0);
      const text = seed % 2 === 0 ? JSON.stringify(made) : JSON.stringify(made, null, 2);
      // A keyword is written by its name, without the namespace.
      const wanted = options.includes('keyword') ? text.replaceAll('"x/y":', '"y":') : text;
      expect(JSON.parse(runtime.call(f, text) as string)).toEqual(JSON.parse(wanted));
    }
  });

  test('keywords and functions as keys agree', () => {
    const same = runtime.evalString('(fn [s] (= (json/read-str s :key-fn keyword) (json/read-str s :key-fn #(keyword %))))');
    for (let seed = 1; seed <= 50; seed++) expect(runtime.call(same, JSON.stringify(documentOf(chance(seed), 0)))).toBe(true);
  });

  test('values of a stream are read one by one', () => {
    const text = Array.from({ length: 2000 }, (_, i) => `{"i":${i},"s":"line ${i}"}`).join('\n');
    const f = runtime.evalString(`(fn [s]
      (with-in-str s
        (loop [n 0]
          (let [v (json/read *in* :key-fn keyword :eof-error? false)]
            (if v (recur (+ n (:i v))) n)))))`);
    expect(runtime.call(f, text)).toBe(1999000);
  });

  test('a document that is nested too deeply is an error, not a crash', () => {
    const f = runtime.evalString('(fn [s] (try (json/read-str s) :read (catch StackOverflowError e :overflow)))');
    expect(String(runtime.call(f, '['.repeat(200_000) + ']'.repeat(200_000)))).toMatch(/:overflow|:read/);
    const nested = runtime.evalString('(fn [n] (count (json/write-str (reduce (fn [v _] [v]) [] (range n)))))');
    expect(runtime.call(nested, 50_000)).toBe(100_002);
  });

  test('only what is looked at of a lazy seq is realised when writing fails', () => {
    const f = runtime.evalString(`(fn [] (let [n (atom 0)]
      (try (json/write-str (map (fn [i] (swap! n inc) (if (= i 3) ##NaN i)) (iterate inc 0))) (catch Exception e @n))))`);
    expect(runtime.call(f)).toBe(4);
  });
});
