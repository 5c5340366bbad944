import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../../src/api/index.js';
import { compileClause } from '../../../src/engines/jit/compile.js';
import { allCodes, codeOf, textOf } from '../../support/codes.js';
import { createSubject, evalOn } from '../../support/engines.js';

describe('M20, S14, N6: the text of a clause', () => {
  test('has registers as variables, an instruction a line, and a loop as a loop', () => {
    const text = textOf('(defn f [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))', 1);
    expect(text).toContain('for (;;)');
    expect(text).not.toContain('regs[');
    expect(text).toMatch(/^return function clove_user_f\(self, d, R0\) \{/);
  });

  test('M6 counts a loop that calls nothing in a variable, and nothing but jumps lead out of it', () => {
    const text = textOf('(defn f [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))', 1);
    const loop = /L\d+: for \(;;\) \{([\s\S]*?)break M\d+; \}/.exec(text)?.[1] ?? '';
    expect(loop).toMatch(/if \(\(f = f - 1 \| 0\) < 0\) \{ way = \d+; break L\d+; \}/);
    expect(loop).not.toMatch(/meter|T\.|return/);
  });

  test('M6 leaves a loop that calls nothing by a test of anything', () => {
    const program = '(defn options [s] (if (nil? s) (recur :k) (str s))) (defn f [] [(options nil) (options 1)]) [(f) (f)]';
    expect(evalOn('jit', program)).toEqual(evalOn('vm', program));
  });

  test('M6 does operations on bits where they stand, with a test where one is needed only', () => {
    const text = textOf('(defn f [x n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s (bit-shift-left (bit-and x 7) 2))) s)))', 2);
    expect(text).toMatch(/R\d+ = R\d+ & (7|R\d+);/);
    expect(text).toMatch(/R\d+ \* \(1 << (2|R\d+)\)/);
    expect(text).not.toContain('.f2(');
    expect(textOf('(defn f [x y] (inc (bit-xor x y)))', 2)).toMatch(/\(R\d+ \| 0\) !== R\d+ \|\| \(R\d+ \| 0\) !== R\d+/);
  });

  test('calls a function that a var holds straight, as long as it holds it', () => {
    const large = '(defn g [x] (case x 1 (g 2) 2 (try (g 3) (catch Exception e (g 4))) (g 5)))';
    expect(textOf(`${large} (defn f [x] (inc (g x)))`, 1)).toMatch(/r = H\d+\.j1\(G\d+, d, R\d+\);/);
  });

  test('holds try, binding, rest arguments, closures, case and destructuring: nothing falls out as a whole', () => {
    const program = `(def ^:dynamic *d* 1)
      (defn f [x & [a & b]]
        (binding [*d* 2]
          (try
            (let [{:keys [k]} {:k a} g (fn [y] [x y k b *d*])]
              (letfn [(ev [n] (if (zero? n) true (od (dec n)))) (od [n] (if (zero? n) false (ev (dec n))))]
                (case x 1 (g 2) :b (map g [1 2]) (cond-> (ev 4) a (vector a)))))
            (catch Exception e (ex-message e))
            (finally (set! *d* 3)))))`;
    for (const argc of [1, 2, 3, 4]) expect(textOf(program, argc)).toContain('return function');
  });

  test('there is one of every clause of the library that takes as many arguments as compiled code can', { timeout: 60_000 }, () => {
    const runtime = createRuntime();
    const refused: string[] = [];
    let compiled = 0;
    for (const code of allCodes(runtime))
      for (let argc = 0; argc <= 4; argc++) {
        const entry = code.entries[Math.min(argc, code.entries.length - 1)];
        if (entry < 0) continue;
        try {
          compileClause(code, entry, argc);
          compiled++;
        } catch (e) {
          refused.push(`${code.name} of ${argc}: ${(e as Error).message}`);
        }
      }
    expect(refused).toEqual([]);
    expect(compiled).toBeGreaterThan(1000);
  });
});

describe('compiled code and the interpreter beside it', () => {
  test.each([
    [
      'M13 a redefinition is seen by the very next call, in the frame that made it',
      "(defn f [x] (let [a (+ x 1)] (alter-var-root #'+ (fn [_] *)) (let [b (+ x 5)] (alter-var-root #'+ (fn [_] -)) [a b (+ x 1)])))\n(try (f 10) (finally (alter-var-root #'+ (fn [_] (fn [a b] :later)))))",
      '[11 50 9]',
    ],
    [
      'M13 a redefinition is seen by outer frames that are compiled',
      "(defn g [] (alter-var-root #'inc (fn [_] dec)) 1)\n(defn h [] (g))\n(defn f [x] [(inc x) (h) (inc x)])\n(f 5)",
      '[6 1 4]',
    ],
    ['N5 a million calls that are not last', '(defn f [n] (if (zero? n) 0 (inc (f (dec n)))))\n(f 1000000)', '1000000'],
    [
      'M10 ten million last calls between functions',
      '(declare g)\n(defn f [n] (if (zero? n) :done (g (dec n))))\n(defn g [n] (if (zero? n) :done (f (dec n))))\n(f 10000000)',
      ':done',
    ],
    [
      'deep calls through natives and callbacks',
      '(defn f [n] (if (zero? n) 0 (reduce + (map (fn [m] (inc (f m))) [(dec n)]))))\n(f 20000)',
      '20000',
    ],
    [
      'an exception through compiled frames to a handler in one',
      '(defn g [x] (if (neg? x) (throw (ex-info "neg" {:x x})) (* 2 x)))\n(defn f [x] (try (let [a (g x) b (g (- a 5))] [a b]) (catch Exception e (:x (ex-data e)))))\n(mapv f [1 2 3 4])',
      '[-3 -1 [6 2] [8 6]]',
    ],
    [
      'an exception in what stands in the place of interpreted code above compiled code',
      `(defn throwing [a b c d e f g h i j] (throw (ex-info "thrown" {})))
       (defn third [x] (throwing x x x x x x x x x x))
       (defn second [a b c d e f g h i j] (third a))
       (defn first [x] (inc (second x x x x x x x x x x)))
       [(try (first 1) (catch Exception e (ex-message e))) (try (first 2) (catch Exception e (ex-message e)))]`,
      '["thrown" "thrown"]',
    ],
    [
      'finally runs once, whoever runs it',
      '(def log (atom []))\n(defn f [x] (try (if (odd? x) (throw (ex-info "odd" {})) x) (finally (swap! log conj x))))\n[(mapv (fn [x] (try (f x) (catch Exception e :odd))) (range 5)) @log]',
      '[[0 :odd 2 :odd 4] [0 1 2 3 4]]',
    ],
    [
      'guest hash and equality asked for in the middle of an instruction',
      '(deftype K [x] Object (hashCode [_] (mod x 3)) (equals [_ o] (= x (.-x o))))\n(defn f [m k] (get (assoc m k :new) (K. 4)))\n[(f {(K. 4) :old} (K. 4)) (f {(K. 1) 1} (K. 7)) (count (into #{} (map (fn [x] (K. (mod x 4))) (range 20))))]',
      '[:new nil 4]',
    ],
    [
      'a future waits in the middle of compiled frames',
      '(defn g [p] (inc (deref p)))\n(defn f [p] (let [a (g p)] (+ a (g p))))\n(let [p (promise) r (future (f p))] (Thread/sleep 1) (deliver p 20) @r)',
      '42',
    ],
    [
      'compiled loops give others their turn',
      '(defn f [stop] (loop [i 0] (if @stop :stopped (recur (inc i)))))\n(let [stop (atom false) r (future (f stop))] (future (reset! stop true)) @r)',
      ':stopped',
    ],
  ])('%s', { timeout: 60_000 }, (_, program, want) => {
    for (const engine of ['jit', 'auto'] as const) expect(evalOn(engine, program)).toMatchObject({ value: want, error: null });
  });

  test('traces are those of the interpreter', () => {
    const program = '(defn h [x] (/ x 0))\n(defn g [x] (let [y (h x)]\n  (inc y)))\n(defn f [x] [(g x)])\n(mapv f [1])';
    expect(evalOn('jit', program).error?.report).toBe(evalOn('vm', program).error?.report);
    // A short way throws, right after a call that stands in line.
    const asks = '(swap! (atom nil) (fn [x] (get (into (sorted-map) {:a nil}) 1)))';
    expect(evalOn('jit', asks).error?.report).toBe(evalOn('vm', asks).error?.report);
  });

  test('M20 a function that is seen in two turns is compiled, and a loop goes over to compiled code where it stands', () => {
    const { runtime, run } = createSubject('auto');
    run('(defn f [n] (if (< n 2) n (+ (f (- n 1)) (f (- n 2)))))\n(defn l [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))');
    expect(codeOf(runtime, 'f').starts).toBeNull();
    expect(run('[(f 24) (l 1000000)]').value).toBe('[46368 499999500000]');
    expect(codeOf(runtime, 'f').starts).not.toBeNull();
    expect(codeOf(runtime, 'l').starts).not.toBeNull();
  });
});
