import { describe, expect, it } from 'vitest';
import { createRuntime, type EngineName, LimitError, type Runtime, restoreRuntime, SnapshotError } from '../../src/api/index.js';

const ENGINES: readonly EngineName[] = ['vm', 'jit', 'auto'];

/** Runs the text until its fibers wait, and takes a snapshot. */
function left(text: string, engine: EngineName = 'vm'): { readonly runtime: Runtime; readonly bytes: Uint8Array } {
  const runtime = createRuntime({ engine });
  runtime.start(text, { file: 'left.clj' });
  runtime.advance();
  return { runtime, bytes: runtime.snapshot() };
}

/** What a text gives in a runtime, printed. */
const printed = (runtime: Runtime, text: string): string => runtime.printString(runtime.evalString(text));

/** What a text gives once the definitions before it have been saved and restored. */
function onceRestored(definitions: string, text: string, engine: EngineName = 'vm'): string {
  return printed(restoreRuntime(left(definitions).bytes, { engine }), text);
}

const VALUES = [
  'nil',
  'true',
  '[0 -1 111 112 -17 9007199254740991 -9007199254740991 9223372036854775807 -9223372036854775808]',
  '[1.5 -0.0 ##NaN ##Inf ##-Inf 0.1 (float 0.1)]',
  '[1N 123456789012345678901234567890N -5N 1/3 -7/2 1.50M -0.001M 1E+400M (biginteger 5)]',
  '["" "a" "ü€😀" (str (char 55357)) (apply str (repeat 100 "ab")) \\a \\newline \\u1234]',
  "[:a :a/b 'c 'd/e (with-meta 'f {:g 1}) (meta (with-meta 'f {:g 1}))]",
  '[#"a(b)c" (re-find #"a(b)c" "xabc") (str #"[a-z&&[^c]]")]',
  '[#inst "2024-02-29T12:34:56.789Z" #uuid "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"]',
  "['(1 2 3) () (list) (cons 1 '(2)) (rest '(1)) (conj () 1)]",
  '[(vec (range 5)) (vec (range 33)) (vec (range 1100)) (subvec [1 2 3 4] 1 3) (pop (vec (range 33))) (conj (vec (range 32)) :x)]',
  '[{} {:a 1} {:a {:b [1]}} (zipmap (range 40) (range)) (into {} (map (fn [i] [(keyword (str i)) i]) (range 30))) {nil 1 "x" 2 [1] 3}]',
  '[#{} #{1} (set (range 100)) (sorted-set 3 1 2) (sorted-set-by > 3 1 2)]',
  '[(sorted-map :b 1 :a 2) (sorted-map-by (fn [a b] (compare b a)) 1 :x 2 :y) (array-map 9 1 8 2 7 3) (hash-map :z 1)]',
  '[(range 10) (range 0 1 0.25) (take 3 (range)) (repeat 3 :x) (take 5 (cycle [1 2])) (take 4 (iterate inc 0))]',
  '[(seq [1 2 3]) (seq {:a 1}) (keys {:a 1 :b 2}) (vals {:a 1}) (rseq [1 2]) (seq "abc") (next (seq (vec (range 40))))]',
  '[(map inc [1 2]) (filter odd? (range 9)) (concat [1] [2]) (lazy-cat [1] [2]) (partition 2 (range 5)) (mapcat vector [1 2])]',
  '[(conj clojure.lang.PersistentQueue/EMPTY 1 2) (pop (conj clojure.lang.PersistentQueue/EMPTY 1 2))]',
  '[(tagged-literal (symbol "x") 1) (first {:k :v}) (reduced 1) (volatile! 2)]',
  '[(vec (object-array [1 nil :a])) (vec (int-array [1 2])) (vec (double-array [1.5])) (vec (byte-array [1 -1])) (vec (long-array [5]))]',
  '[(hash {:a 1}) (hash [1 2]) (hash "abc") (= {:a 1} {:a 1}) (compare [1] [2])]',
];

describe('values', () => {
  it.each(VALUES)('%s', (text) => {
    const runtime = createRuntime();
    const expected = printed(runtime, text);
    expect(onceRestored(`(def x ${text})`, 'x')).toBe(expected);
    expect(onceRestored(`(def x (let [y ${text}] (fn [] y)))`, '(x)', 'jit')).toBe(expected);
  });

  it('keep the rounding context that a fiber waits in', () => {
    const definitions = `
      (def gate (promise))
      (def third (with-precision 3 (future @gate (/ 1M 3))))`;
    expect(onceRestored(definitions, '(do (deliver gate 1) [@third (try (/ 1M 3) (catch ArithmeticException e :endless))])')).toBe(
      '[0.333M :endless]',
    );
  });

  it('keep what they share, and circles', () => {
    const definitions = `
      (def a (atom nil))
      (def v [a a])
      (reset! a {:self a})
      (def shared (vec (range 100)))
      (def two [shared shared])
      (def array (object-array 2))
      (aset array 0 array)
      (def ones (lazy-seq (cons 1 ones)))
      (first ones)`;
    expect(
      onceRestored(
        definitions,
        '[(identical? (v 0) (v 1)) (identical? a (:self @a)) (identical? (two 0) (two 1)) (identical? shared (two 0)) (identical? array (aget array 0)) (take 3 ones)]',
      ),
    ).toBe('[true true true true true (1 1 1)]');
  });

  it('stay collections that change as before', () => {
    expect(
      onceRestored(
        "(def v (vec (range 70))) (def m (zipmap (range 50) (range))) (def s (sorted-map-by > 1 2 3 4)) (def q '(1 2 3)) (def st (set (range 20)))",
        '[(count (conj v 70)) (v 69) (assoc v 40 :x) (get (assoc m 50 50) 50) (count (dissoc m 3)) (assoc s 2 :b) (conj q 0) (contains? (conj st 99) 99) (count (disj st 1))]',
      ),
    ).toBe(
      printed(
        createRuntime(),
        "(def v (vec (range 70))) (def m (zipmap (range 50) (range))) (def s (sorted-map-by > 1 2 3 4)) (def q '(1 2 3)) (def st (set (range 20)))" +
          '[(count (conj v 70)) (v 69) (assoc v 40 :x) (get (assoc m 50 50) 50) (count (dissoc m 3)) (assoc s 2 :b) (conj q 0) (contains? (conj st 99) 99) (count (disj st 1))]',
      ),
    );
  });

  it('keep transients that are still open, and seal them afterwards', () => {
    const definitions =
      '(def v (conj! (transient (vec (range 40))) :a)) (def m (assoc! (transient {}) :k 1)) (def s (conj! (transient #{}) 1))';
    expect(
      onceRestored(
        definitions,
        '[(peek (persistent! (conj! v :b))) (persistent! (assoc! m :l 2)) (persistent! (conj! s 2)) (try (conj! v 1) (catch IllegalAccessError e :sealed))]',
      ),
    ).toBe('[:b {:k 1, :l 2} #{1 2} :sealed]');
  });
});

describe('what changes', () => {
  it.each([
    [
      '(def a (atom 1)) (add-watch a :w (fn [_ _ old new] (def seen [old new]))) (swap! a inc)',
      '[(swap! a + 10) seen @a]',
      '[12 [2 12] 12]',
    ],
    ['(def r (ref 5)) (dosync (alter r inc))', '(dosync (alter r * 2))', '12'],
    ['(def a (agent 1)) (send a inc) (await a)', '(do (send a * 5) (await a) @a)', '10'],
    ['(def d (delay (println "once") 42)) (force d)', '[(realized? d) @d]', '[true 42]'],
    ['(def d (delay 42))', '[(realized? d) @d]', '[false 42]'],
    ['(def p (promise))', '(do (deliver p 3) @p)', '3'],
    [
      '(def l (java.util.ArrayList. [1 2])) (def m (java.util.HashMap. {:a l})) (def d (java.util.ArrayDeque. [1]))',
      '[(do (.add (.get m :a) 3) (str l)) (.size m) (class l) (.pop d) (= l (java.util.ArrayList. [1 2 3])) (instance? java.util.List l)]',
      '["[1, 2, 3]" 1 java.util.ArrayList 1 true true]',
    ],
    [
      '(def r (java.util.Random. 7)) (.nextGaussian r) (def d (java.security.MessageDigest/getInstance "MD5")) (.update d (.getBytes "a")) (def u java.util.concurrent.TimeUnit/SECONDS)',
      '[(= [(.nextGaussian r) (.nextInt r)] (let [q (java.util.Random. 7)] (.nextGaussian q) [(.nextGaussian q) (.nextInt q)])) (vec (take 3 (.digest d (.getBytes "b")))) (.toMillis u 2)]',
      '[true [24 126 -12] 2000]',
    ],
    ['(def p (promise)) (deliver p 9)', '@p', '9'],
    ['(def f (future 7)) @f', '[(future-done? f) @f]', '[true 7]'],
    ['(def l (map (fn [x] (* x x)) (range 100))) (nth l 3)', '(reduce + l)', '328350'],
    ['(def it (iterate inc 5)) (nth it 3)', '(take 6 it)', '(5 6 7 8 9 10)'],
    ['(def sb (StringBuilder.)) (def w (java.io.StringWriter.)) (.write w "ab")', '(do (.write w "c") (str w))', '"abc"'],
    [
      '(def m (re-matcher #"(\\d)" "1 2 3")) (re-find m)',
      '[(re-groups m) (re-find m) (re-find m) (re-find m)]',
      '[["1" "1"] ["2" "2"] ["3" "3"] nil]',
    ],
    ['(def xs (sequence (comp (map inc) (filter even?)) (range 10))) (first xs)', '(vec xs)', '[2 4 6 8 10]'],
  ])('%s', (definitions, text, expected) => {
    const { bytes } = left(definitions.replace(/\(def sb \(StringBuilder\.\)\) /, ''));
    expect(printed(restoreRuntime(bytes), text)).toBe(expected);
  });
});

describe('N2: programs', () => {
  it('functions, with what they captured, whoever else has it', () => {
    const definitions = `
      (defn counter [] (let [n (atom 0)] [(fn [] (swap! n inc)) (fn [] @n)]))
      (def pair (counter))
      ((first pair))
      (defn fact [n] (if (zero? n) 1 (*' n (fact (dec n)))))
      (def multi (fn ([] 0) ([a] a) ([a & more] (apply + a more))))
      (def even-odd (letfn [(ev? [n] (if (zero? n) true (od? (dec n)))) (od? [n] (if (zero? n) false (ev? (dec n))))] [ev? od?]))
      (def composed (comp inc (partial * 2) :n))
      (defmacro twice [x] (list 'do x x))`;
    const text = `[((first pair)) ((second pair)) (fact 25) (multi) (multi 1) (multi 1 2 3) ((even-odd 0) 10) (composed {:n 20})
                   (let [a (atom 0)] (twice (swap! a inc)) @a) (name (:name (meta #'fact)))]`;
    for (const engine of ENGINES)
      expect(onceRestored(definitions, text, engine)).toBe('[2 2 15511210043330985984000000N 0 1 6 true 41 2 "fact"]');
  });

  it('types, protocols and multimethods', () => {
    const definitions = `
      (defprotocol Shape (area [s]) (label [s]))
      (defrecord Square [side] Shape (area [_] (* side side)) (label [_] "square"))
      (deftype Cell [^:volatile-mutable v] clojure.lang.IDeref (deref [_] v) Shape (area [_] 0) (label [this] (set! v (inc v)) (str v)))
      (extend-protocol Shape String (area [s] (count s)) (label [s] s) nil (area [_] -1) (label [_] "nil"))
      (defmulti speak :kind)
      (defmethod speak :dog [_] "woof")
      (defmethod speak :default [x] (str "?" (:kind x)))
      (derive ::puppy ::dog)
      (def sq (assoc (->Square 3) :extra 1))
      (def cell (Cell. 5))
      (label cell)
      (def r (reify Shape (area [_] 99) (label [_] "reified") Object (toString [_] "R")))`;
    const text = `[(area sq) (:extra sq) (label cell) @cell (area "four") (label nil) (speak {:kind :dog}) (speak {:kind :cat}) (isa? ::puppy ::dog)
                   (area r) (str r) (= sq (map->Square {:side 3 :extra 1})) (instance? Square sq) (satisfies? Shape "x") (class sq)
                   (do (extend-protocol Shape Long (area [n] n) (label [n] "n")) (area 8)) (do (defmethod speak :cat [_] "meow") (speak {:kind :cat})) (pr-str sq)]`;
    const expected = printed(createRuntime(), `${definitions} ${text}`);
    for (const engine of ENGINES) expect(onceRestored(definitions, text, engine)).toBe(expected);
  });

  it('namespaces, redefined vars of the library, dynamic bindings', () => {
    const definitions = `
      (ns shop.core (:require [clojure.string :as str] [clojure.set :refer [union]]))
      (def ^:dynamic *rate* 2)
      (defn ^{:doc "Doubles."} price [x] (* *rate* x))
      (alter-var-root #'clojure.core/inc (constantly (fn [x] (+ x 1000))))
      (ns user (:require [shop.core :as shop]))
      (def old (binding [shop/*rate* 5] (bound-fn [] (shop/price 10))))`;
    const text = `[(shop/price 4) (binding [shop/*rate* 3] (shop/price 4)) (old) (:doc (meta #'shop/price)) (inc 1) (map inc [1]) (str *ns*)
                   (do (in-ns 'shop.core) (eval '(str/upper-case "x")))]`;
    for (const engine of ENGINES) expect(onceRestored(definitions, text, engine)).toBe('[8 12 50 "Doubles." 1001 (1001) "user" "X"]');
  });

  it('identities and gensyms go on', () => {
    const { runtime, bytes } = left('(def o (fn [])) (def h (hash o)) (def k {o 1})');
    const restored = restoreRuntime(bytes);
    expect(printed(restored, '[(= h (hash o)) (k o)]')).toBe('[true 1]');
    expect(printed(restored, '(hash (fn []))')).toBe(printed(runtime, '(hash (fn []))'));
  });
});

describe('fibers', () => {
  it('a program goes on from where it was left, on any engine, as often as one likes', () => {
    const text = `
      (defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
      (def out (atom []))
      (dotimes [i 5] (swap! out conj (fib i)))
      (try (dotimes [i 3] (when (= i 2) (throw (ex-info "two" {:i i})))) (catch Exception e (swap! out conj (ex-data e))) (finally (swap! out conj :finally)))
      (binding [*print-length* 2] (swap! out conj (pr-str (map fib (range 9)))))
      (swap! out conj (sort-by (fn [x] (fib x)) > [3 1 2]) (reduce (fn [a x] (if (> x 4) (reduced a) (+ a x))) (map fib (range))))
      @out`;
    const whole = createRuntime();
    const expected = printed(whole, text);
    let runtime = createRuntime({ engine: 'auto' });
    runtime.start(text);
    let turns = 0;
    while (runtime.advance({ turns: 1, safepoints: 7 })) {
      if (++turns % 11 === 0) runtime = restoreRuntime(runtime.snapshot(), { engine: ENGINES[turns % 3] });
    }
    const [program] = runtime.programs;
    expect([program.state, runtime.printString(program.value)]).toEqual(['done', expected]);
  });

  it('those that wait for one another, for locks, for times', () => {
    const text = `
      (def log (atom []))
      (def p (promise))
      (def lock (Object.))
      (def a (future (locking lock (swap! log conj :a-has-it) (swap! log conj [:a @p]))))
      (def b (future (Thread/sleep 50) (locking lock (swap! log conj :b-has-it))))
      (def c (future (Thread/sleep 20) (deliver p :given)))
      [@a @b @c]
      (conj @log :end)`;
    let runtime = createRuntime();
    runtime.start(text);
    for (let more = true; more || runtime.programs[0].state === 'running'; ) {
      more = runtime.advance({ turns: 1, safepoints: 3, wait: true });
      runtime = restoreRuntime(runtime.snapshot());
    }
    expect(runtime.printString(runtime.programs[0].value)).toBe('[:a-has-it [:a :given] :b-has-it :end]');
  });

  it('the host feeds a program that waits', () => {
    const { bytes } = left('(def order (promise)) (def answer (str "got " @order)) answer');
    const restored = restoreRuntime(bytes);
    expect(restored.programs[0].state).toBe('running');
    restored.evalString('(deliver order {:id 7})');
    restored.advance();
    expect(restored.programs[0].value).toBe('got {:id 7}');
  });

  it('channels', () => {
    const text = `
      (require '[clojure.core.async :as async :refer [chan go <! >! <!! >!! close!]])
      (def in (chan 2))
      (def out (chan))
      (go (loop [sum 0] (if-let [x (<! in)] (do (>! out (+ sum x)) (recur (+ sum x))) (close! out))))
      (def results (atom []))
      (def done (go (loop [] (when-let [x (<! out)] (swap! results conj x) (recur))) :done))
      (doseq [i (range 5)] (>!! in i))
      (close! in)
      [(<!! done) @results]`;
    let runtime = createRuntime();
    runtime.start(text);
    let turns = 0;
    for (let more = true; more; ) {
      more = runtime.advance({ turns: 1, safepoints: 40, wait: true });
      if (++turns % 5 === 0) runtime = restoreRuntime(runtime.snapshot());
    }
    const [program] = runtime.programs;
    expect(program.state === 'failed' ? runtime.describeError(program.error) : runtime.printString(program.value)).toBe(
      '[:done [0 1 3 6 10]]',
    );
  });

  it('a stack of 100,000 frames', () => {
    const runtime = createRuntime();
    runtime.start('(def p (promise)) (defn down [n] (if (zero? n) @p (+ 1 (down (dec n))))) (down 100000)');
    runtime.advance();
    const bytes = runtime.snapshot();
    expect(bytes.length).toBeLessThan(3_000_000);
    for (const engine of ENGINES) {
      const restored = restoreRuntime(bytes, { engine });
      restored.evalString('(deliver p 5)');
      restored.advance();
      expect(restored.programs[0].value).toBe(100005);
    }
  });

  it('errors tell the same places', () => {
    const text = '(def p (promise))\n(defn f [x]\n  (+ 1 (/ x @p)))\n(do (f 1)\n  2)';
    const { runtime, bytes } = left(text);
    const restored = restoreRuntime(bytes, { engine: 'jit' });
    const reports = [runtime, restored].map((r) => {
      r.evalString('(deliver p 0)');
      r.advance();
      expect(r.programs[0].state).toBe('failed');
      return r.describeError(r.programs[0].error);
    });
    expect(reports[1]).toBe(reports[0]);
    expect(reports[1]).toContain('left.clj:3:');
  });
});

describe('what a limit stopped', () => {
  const text = `(defn f [n] (loop [i 0 sum 0] (if (< i n) (do (when (zero? (mod i 100)) (print i "")) (recur (inc i) (+ sum i))) sum)))
                (try (+ 1 (f 1000)) (finally (print "end")))`;

  it.each(ENGINES)('goes on elsewhere with new fuel: an evaluation on %s', (engine) => {
    let output = '';
    const stdout = (more: string): void => {
      output += more;
    };
    const runtime = createRuntime({ engine, stdout });
    expect(() => runtime.evaluate(text, { limits: { fuel: 500 } })).toThrow(LimitError);
    let restored = restoreRuntime(runtime.snapshot(), { stdout, limits: { fuel: 100 } });
    let stops = 0;
    while (restored.programs[0].state === 'running') {
      try {
        restored.advance();
      } catch (e) {
        expect(e).toBeInstanceOf(LimitError);
        restored = restoreRuntime(restored.snapshot(), { engine: ENGINES[++stops % 3], stdout, limits: { fuel: 100 } });
      }
    }
    expect(stops).toBeGreaterThan(4);
    expect(restored.programs[0].value).toBe(499501);
    expect(output).toBe(`${[0, 100, 200, 300, 400, 500, 600, 700, 800, 900].map((i) => `${i} `).join(' ')} end`.replaceAll('  ', ' '));
  });

  it('goes on in its own runtime too, where it can be dropped', () => {
    const runtime = createRuntime();
    const program = runtime.start('(loop [i 0] (if (< i 100000) (recur (inc i)) i))');
    let limit: LimitError | null = null;
    try {
      runtime.advance({ limits: { fuel: 1000 } });
    } catch (e) {
      limit = e as LimitError;
    }
    expect(program.state).toBe('running');
    expect(limit?.resume?.({ fuel: 1e6 })).toBe(false);
    expect([program.state, program.value, program.error]).toEqual(['done', 100000, null]);
    const endless = runtime.start('(loop [] (recur))');
    runtime.advance({ turns: 3 });
    endless.drop();
    expect([endless.state, runtime.programs.length, runtime.advance()]).toEqual(['dropped', 1, false]);
  });
});

describe('what the host gave', () => {
  it('is found by its name in a namespace', () => {
    const charge = (amount: number): string => `charged ${amount}`;
    const { bytes } = (() => {
      const runtime = createRuntime({ namespaces: { shop: { charge, rate: 3 } } });
      runtime.start('(def p (promise)) (def f shop/charge) (let [g shop/charge] [(g @p) (f 2) (* 2 shop/rate) (map shop/charge [1])])');
      runtime.advance();
      return { bytes: runtime.snapshot() };
    })();
    expect(() => restoreRuntime(bytes)).toThrow('needs the host object "shop/charge"');
    const restored = restoreRuntime(bytes, { namespaces: { shop: { charge: (amount: number): string => `paid ${amount}`, rate: 99 } } });
    restored.evaluate('(deliver p 1)');
    restored.advance();
    expect(restored.toJs(restored.programs[0].value)).toEqual(['paid 1', 'paid 2', 6, ['paid 1']]);
  });

  it('and has not come yet stands in the way', async () => {
    let come: (x: number) => void = () => {};
    const runtime = createRuntime({
      namespaces: {
        shop: {
          price: () =>
            new Promise((resolve) => {
              come = resolve;
            }),
        },
      },
    });
    runtime.start('(inc (shop/price))');
    runtime.advance();
    expect(() => runtime.snapshot()).toThrow(/waits for a promise of the host/);
    come(41);
    await null;
    await null;
    runtime.snapshot();
    runtime.advance();
    expect(runtime.programs[0].value).toBe(42);
  });
});

describe('what cannot be saved', () => {
  it('is named, with the way to it', () => {
    const runtime = createRuntime();
    runtime.evalString('(def held (atom {:deep [1 nil]}))');
    const held = runtime.lookup('user', 'held') as { root: { value: unknown } };
    held.root.value = new WeakMap();
    expect(() => runtime.snapshot()).toThrow(/a snapshot cannot hold an object of the class js\.WeakMap.*held/i);
  });

  it('is saved by its name where the host gives it one', () => {
    const service = new WeakMap();
    const runtime = createRuntime();
    runtime.evalString('(def held (atom nil))');
    const held = runtime.lookup('user', 'held') as { root: { value: unknown } };
    held.root.value = service;
    const bytes = runtime.snapshot({ hostObjects: { service } });
    expect(() => restoreRuntime(bytes)).toThrow('needs the host object "service"');
    const other = new WeakMap();
    const restored = restoreRuntime(bytes, { hostObjects: { service: other } });
    expect((restored.lookup('user', 'held') as { root: { value: unknown } }).root.value).toBe(other);
  });

  it('the tree engine, and a runtime that runs', () => {
    expect(() => createRuntime({ engine: 'tree' }).snapshot()).toThrow('tree');
    const { bytes } = left('1');
    expect(() => restoreRuntime(bytes, { engine: 'tree' })).toThrow(SnapshotError);
  });
});

describe('size', () => {
  const size = (definitions: string): number => left(definitions).bytes.length;
  const base = size('1');

  it('of a small program is small', () => {
    expect(base).toBeLessThan(1500);
  });

  it.each([
    ['vector element', '(def x (vec (range 10000)))', 10000, 3.5],
    ['map entry', '(def x (zipmap (range 10000) (range)))', 10000, 10],
    ['list cell', '(def x (apply list (range 10000)))', 10000, 9],
    ['record', '(defrecord R [a b c]) (def x (mapv (fn [i] (->R i i i)) (range 1000)))', 1000, 20],
    ['parked fiber', '(def p (promise)) (dotimes [i 1000] (future @p))', 1000, 120],
  ])('of a %s', (_what, definitions, count, most) => {
    const each = (size(definitions) - base) / count;
    expect(each).toBeLessThan(most);
  });
});
