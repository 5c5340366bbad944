import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../../src/api/index.js';
import { textOf } from '../../support/codes.js';
import { createSubject, ENGINES, evalOn } from '../../support/engines.js';

/** What all engines must give for a program: the same value, text and error. */
function onAll(program: string): unknown {
  const expected = evalOn('vm', program);
  for (const engine of ENGINES) expect(evalOn(engine, program), engine).toEqual(expected);
  return expected.value;
}

const LARGE = '(case a 1 (g 2 b c d e f) 2 (try (g 3 b c d e f) (catch Exception x (g 4 b c d e f))) (g 5 b c d e f))';

describe('M20 calls of every number of arguments are compiled', () => {
  test('six arguments go straight to the clause that takes them', () => {
    const text = textOf(`(defn g [a b c d e f] ${LARGE}) (defn f [x] (inc (g x 1 2 3 4 5)))`, 1);
    expect(text).toMatch(/H\d+\.jn\[1\]\(G\d+, d, R\d+, R\d+, R\d+, R\d+, R\d+, R\d+\)/);
  });

  test('a small function with a rest stands in the place of its call, and the rest is a seq over the arguments', () => {
    const text = textOf('(defn g [a & more] (count more)) (defn f [x] (inc (g x 1 x)))', 1);
    expect(text).toMatch(/new ArraySeq\(\[R\d+, R\d+\], 0, null\)/);
    expect(text).not.toMatch(/\.j3\(/);
  });

  test('apply calls the function itself', () => expect(textOf('(defn f [g xs] [(apply g 1 xs)])', 2)).toContain('T.applyTo('));

  test('a vector and the map that a pattern takes apart are made and read where they stand', () => {
    expect(textOf('(defn f [x] [x 1])', 1)).toContain('new PersistentVector(2, 5, EMPTY_NODE, [R');
    expect(textOf('(defn f [{:keys [a]}] (inc a))', 1)).toMatch(/instanceof EntryMap \|\| R\d+ === null/);
    expect(textOf('(defn f [[a & more]] (let [[b] more] (+ a b)))', 1)).toContain('instanceof VectorSeq');
  });

  test('a function of many arguments runs as compiled code', () => {
    const left: string[] = [];
    const compiled: number[] = [];
    const runtime = createRuntime({
      engine: 'jit',
      compilationLog: {
        compiled: (code, part) => code.name === 'user/g' && 'argc' in part && compiled.push(part.argc),
        refused: () => {},
        dropped: () => {},
        enteredLoop: () => {},
        left: (code) => left.push(code.name),
      },
    });
    runtime.evalString(`(def v (atom 0)) (defn g [a b c d e f] (try (if (pos? a) (swap! v + b c d e f)) (finally nil)))
      (defn f [n] (loop [i 0] (if (< i n) (do (g 3 i i i i i) (recur (inc i))) @v)))`);
    expect(runtime.printString(runtime.evalString('(f 100)'))).toBe(String(5 * 4950));
    expect(compiled).toEqual([6]);
    expect(left.filter((name) => name === 'user/f')).toEqual([]);
  });

  test.each([
    [
      'arities from none to twenty, with rests of every length',
      `(defn many ([] 0) ([a b c d e f] [:six a f]) ([a b c d e f g h i j k l m n o p q r s t] [:twenty a t]))
       (defn more ([a b] [:two a b]) ([a b c d e f g & more] [:more g more]))
       (defn f [x] [(many) (many 1 2 3 4 5 x) (more 1 2 3 4 5 6 x 8) (more 1 2 3 4 5 6 x) (more 1 x) (many 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 x)
                    (apply many (range 6)) (apply many (range 20)) (apply more (range 19)) (apply more (range 30)) (apply more (range 9)) (apply many 1 2 (list 3 4 5 6))])
       (mapv f [:a :b])`,
    ],
    [
      'wrong numbers of arguments',
      `(defn g [a b c d e f] a) (defn h [a b & c] c) (def fs [(fn [] (g 1 2 3 4 5)) (fn [] (g 1 2 3 4 5 6 7)) (fn [] (h 1)) (fn [] (apply h [1])) (fn [] (apply g (range 7)))])
       (mapv (fn [f] (try (f) (catch clojure.lang.ArityException e (ex-message e)))) fs)`,
    ],
    [
      'apply of everything that is called, to everything that has elements',
      `(defmulti m (fn [& xs] (count xs))) (defmethod m 2 [a b] [:two a b]) (defmethod m :default [& xs] xs)
       (defprotocol P (p [x y])) (extend-protocol P Object (p [x y] [x y]) nil (p [x y] [:nil y]))
       (defrecord R [a])
       (defn f [g xs] [(try (apply g xs) (catch Throwable e [(class e) (ex-message e)]))])
       (mapv (fn [[g xs]] (f g xs)) [[+ [1 2 3]] [+ nil] [+ '()] [str "abc"] [:k [{:k 1}]] [:k [{} 2]] [{:a 1} [:a]] [m [1 2]] [m [1]] [p [1 2]] [p [nil 2]] [p [1]] [#{1} [1]]
         [vector {:a 1}] [list (range 3)] [(fn [& xs] (take 2 xs)) (range)] [(fn [a & xs] [a (first xs)]) (iterate inc 0)] [+ (map inc [1 2])] [+ (lazy-seq [1])]
         [+ 1] [nil [1]] [(promise) [1]] [(->R 1) [:a]] [#'inc [1]] [apply [+ 1 [2 3]]] [hash-map (into-array [1 2])] [max (sorted-set 3 1)] [inc [1 2]]])`,
    ],
    [
      'a rest that is kept, walked, destructured and passed on',
      `(defn g [& xs] xs) (defn h [a & [b & more :as all]] [a b more all]) (defn k [a & {:keys [b c] :or {c 3} :as all}] [a b c all])
       (defn w [& xs] (loop [xs xs n 0] (if xs (recur (next xs) (+ n (first xs))) n)))
       (defn f [x y] [(g) (g x) (g x y) (h x) (h x y) (h x y x y) (k x) (k x :b y) (k x :c y :b x) (k x {:b y}) (w 1 x 2.5 y) (w) (meta (with-meta (g x) {:m 1})) (count (g x y x)) (nth (g x y) 1) (nth (g x) 5 :none)])
       [(f 1 2) (f 1.5 3)]`,
    ],
    [
      'a rest of doubles that stand raw',
      '(defn g [a & more] (reduce + a more)) (defn f [n] (loop [i 0 s 0.0] (if (< i n) (recur (inc i) (+ s (g (* s 0.5) (+ s 1.0) i))) s))) (f 5)',
    ],
    [
      'nth of seqs as destructuring asks for it',
      `(defn f [xs] (let [[a b c] xs] [a b c])) (defn r [& xs] xs)
       (mapv f [[1 2 3] '(1 2) (seq [1 2 3]) (next [1 2 3]) (next (vec (range 40))) (drop 31 (vec (range 40))) (r 1 2) (next (r 1 2 3 4)) nil "ab" (range 3) (map inc [1]) (into-array [1 2]) (first {:a 1}) (subvec [1 2 3 4] 1)])`,
    ],
  ])('%s', { timeout: 60_000 }, (_, program) => expect(onAll(program)).not.toBeNull());

  test('a variadic function that is redefined while it runs is called as it is then', () => {
    const program = `(defn g [& xs] (count xs))
      (defn f [n] (loop [i 0 out []] (if (< i n) (do (if (= i 3) (def g (fn [& xs] [:new (count xs)])) nil) (recur (inc i) (conj out (g i i) (apply g [i])))) out)))
      (f 5)`;
    expect(onAll(program)).toBe('[2 1 2 1 2 1 [:new 2] [:new 1] [:new 2] [:new 1]]');
  });

  test('traces through functions with a rest, and of apply, are those of the interpreter', () => {
    for (const program of [
      '(defn g [a & more] (/ a (count more)))\n(defn f [x] (inc (g x)))\n(mapv f [1])',
      '(defn g [a & more]\n  (inc (first more)))\n(defn f [x] (inc (g x :a)))\n(f 1)',
      '(defn f [g xs]\n  (inc (apply g xs)))\n(f + [:a 1])',
      '(defn f [g xs]\n  (inc (apply g xs)))\n(f + 5)',
      '(defn g [a b c d e f] (+ a f))\n(defn f [x] (inc (g x 1 2 3 4 :a)))\n(f 1)',
    ])
      expect(evalOn('jit', program).error?.report, program).toBe(evalOn('vm', program).error?.report);
  });
});

describe('N6 what an exception left is compiled code again soon', () => {
  test('a loop goes on in compiled code after an exception was handled in what it calls', () => {
    const entered: string[] = [];
    const runtime = createRuntime({
      engine: 'jit',
      compilationLog: { compiled() {}, refused() {}, dropped() {}, left() {}, enteredLoop: (code) => entered.push(code.name) },
    });
    runtime.evalString(`(defn g [i] (try (if (= 9 (rem i 10)) (throw (ex-info "nine" {})) i) (catch Exception e -1)))
      (defn f [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s (g i))) s)))`);
    expect(runtime.printString(runtime.evalString('[(f 100)]'))).toBe(`[${4950 - (9 + 99) * 5 - 10}]`);
    // Each of the ten throws is followed by one entry, in the turn of the loop that follows.
    expect(entered.filter((name) => name === 'user/f')).toHaveLength(10);
  });
});

describe('dynamic vars in compiled code', () => {
  test('binding of one var, of several, of none, and set! inside of it', () => {
    const program = `(def ^:dynamic *a* 1) (def ^:dynamic *b* 2)
      (defn s [] [*a* *b*])
      (defn f [x] [(s) (binding [*a* x] [(s) (binding [*b* 5 *a* 6] [(s) (do (set! *a* 7) (s))]) (do (set! *a* 8) (s))]) (binding [] (s)) (s)])
      (defn deep [n] (if (zero? n) (s) (binding [*b* n] (deep (dec n)))))
      [(f 3) (f 4) (deep 30) (binding [*a* 9] (deep 20)) (get (binding [*a* :x] (get-thread-bindings)) #'*a*) @(binding [*a* 11] (future (s)))]`;
    expect(onAll(program)).toBe(
      '[[[1 2] [[3 2] [[6 5] [7 5]] [8 2]] [1 2] [1 2]] [[1 2] [[4 2] [[6 5] [7 5]] [8 2]] [1 2] [1 2]] [1 1] [9 1] :x [11 2]]',
    );
  });

  test('a validator and what is not dynamic are asked about', () => {
    const { run } = createSubject('jit');
    run(
      "(def ^:dynamic *v* 1) (set-validator! #'*v* number?) (def plain 1) (defn f [x] (binding [*v* x] *v*)) (defn g [] (binding [plain 2] plain))",
    );
    expect(run('(f 2)').value).toBe('2');
    expect(run('(f :a)').error?.report).toContain('Invalid reference state');
    expect(run('(g)').error?.report).toContain("Can't dynamically bind non-dynamic var: user/plain");
    expect(run('*v*').value).toBe('1');
  });
});
