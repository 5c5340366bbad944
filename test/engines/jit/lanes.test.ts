import { describe, expect, test } from 'vitest';
import { textOf } from '../../support/codes.js';
import { evalOn } from '../../support/engines.js';

describe('the text of operations on collections', () => {
  test.each([
    ['M15 a keyword of a map, by call', '(defn f [m] (:k m))', /R0\.shape\) === Q\d+\.shape/],
    ['M15 a keyword of a map, by get', '(defn f [m] (get m :k))', /R\d+\.shape\) === Q\d+\.shape/],
    ['M15 a keyword of a map, with what stands for it', '(defn f [m] (:k m 1))', /Q\d+\.absent/],
    ['M15 a map as a function', '(defn f [m] (m :k))', /R\d+\.shape\) === Q\d+\.shape/],
    ['B9 assoc of a keyword', '(defn f [m] [(assoc m :k 1)])', /withSlot\(Q\d+\.index/],
    ['M15 nth', '(defn f [v] (nth v 1))', /instanceof PersistentVector/],
    ['M15 destructuring of a vector', '(defn f [[a b]] [b a])', /instanceof PersistentVector/],
    ['M15 first', '(defn f [s] (first s))', /IS_SEQ\] === true && \(r = R0\.first\(\)\)/],
    ['M15 seq?', '(defn f [s] (seq? s))', /return \(R\d+\?\.\[IS_SEQ\] === true \|\|/],
    ['M15 string?', '(defn f [s] (string? s))', /return typeof R\d+ === 'string';/],
    ['M15 a native that takes any number of arguments', '(defn f [x] [(list x x x)])', /N\d+\.rest\(\[R\d+, R\d+, R\d+\]\)/],
    ['M15 empty?', '(defn f [s] (if (empty? s) 1 2))', /r === null/],
    ['M17 a call of a protocol', '(defprotocol P (p [x])) (defn f [x] (p x))', /Q\d+_0\.code\.j1\(Q\d+_0\.fn, d, R\d+\)/],
    ['M17 a call of a multimethod', '(defmulti p :kind) (defn f [x] (p x))', /R\d+\.slots\[Q\d+_0\.index\] === Q\d+_0\.key/],
    ['M15 a new record', '(defrecord R [a]) (defn f [x] (->R x))', /new Record\(Y\d+, \[R\d+\], null, null\)/],
    ['M13 equality with a keyword', '(defn f [x] (= x :k))', /R0 instanceof Keyword/],
    ['M13 equality with a character', '(defn f [x] (= x \\a))', /R0 instanceof Char/],
    ['M15 a character of a text', '(defn f [x] (nth x 1))', /charOf\(R0\.charCodeAt\(R\d+\)\)/],
    ['M15 the length of a text', '(defn f [x] (count x))', /typeof R0 === 'string'/],
    ['M15 the code of a character', '(defn f [x] (int x))', /R\d+\.code/],
  ])('%s', (_, program, text) => expect(textOf(program, 1)).toMatch(text));

  test('M18 whether a pipeline may be one is known where vars are trusted', () => {
    const text = textOf('(defn f [xs] (reduce + 0 (map inc xs)))', 1);
    expect(text).not.toContain('T.call(');
    // What the functions would do one by one is not there.
    expect(text).not.toMatch(/H\d+\.j2\(/);
  });

  test('B5 an element of an array is read and written where it stands, in a loop that calls nothing', () => {
    const text = textOf('(defn f [a n] (loop [i 0] (if (< i n) (do (aset a i (inc (aget a i))) (recur (inc i))) a)))', 2);
    expect(text).toMatch(/t = R\d+\[R\d+\]; if \(typeof t !== 'number'/);
    expect(text).toMatch(/R\d+\[R\d+\] = R\d+;/);
    expect(text).not.toMatch(/N\d+\.f[23]\(/);
    expect(text).toContain('f = f - 1 | 0');
  });
});

describe('what a place has seen no longer holds while it runs', () => {
  test.each([
    [
      'M17 a protocol is extended in the middle of a loop',
      `(defprotocol P (p [x]))
       (defrecord A [n]) (defrecord B [n])
       (extend-type A P (p [x] (:n x)))
       (defn f [xs] (loop [i 0 out []] (if (< i 12) (do (if (= i 6) (extend-protocol P A (p [x] [:a (:n x)]) B (p [x] [:b (:n x)])) nil)
         (recur (inc i) (conj out (try (p (nth xs (bit-and i 1))) (catch IllegalArgumentException e :none))))) out)))
       (f [(->A 1) (->B 2)])`,
      '[1 :none 1 :none 1 :none [:a 1] [:b 2] [:a 1] [:b 2] [:a 1] [:b 2]]',
    ],
    [
      'M17 a method of a multimethod is replaced, removed and derived in the middle of a loop',
      `(defmulti m :kind) (defmethod m :t/a [x] 1) (defmethod m :default [x] 0)
       (defn f [x] (loop [i 0 out []] (if (< i 8) (do
         (cond (= i 2) (defmethod m :t/a [x] 2) (= i 4) (remove-method m :t/a) (= i 6) (do (derive :t/a :t/z) (defmethod m :t/z [x] 3)))
         (recur (inc i) (conj out (m x)))) out)))
       (let [out (f {:kind :t/a})] (underive :t/a :t/z) out)`,
      '[1 1 2 2 0 0 3 3]',
    ],
    [
      'M15 maps of many shapes and records pass one place',
      `(defrecord R [k]) (defrecord S [z k])
       (defn f [m] [(:k m) (:k m :none) (get m :k) (m :k)])
       (defn g [m] [(:k m) (:k m :none) (get m :k)])
       [(mapv f [{:k 1} {:a 1 :k 2} {:b 1} {:k 3 :c 1} {} (sorted-map :k 4) {"x" 1 :k 5} {:a 1 :b 2 :c 3 :d 4 :e 5 :f 6 :g 7 :h 8 :i 9 :k 10}])
        (mapv g [(->R 1) {:k 2} (->S 1 3) nil "s" (assoc (->R 4) :other 1) #{:k} [1] (dissoc (->R 1) :k)])]`,
      '[[[1 1 1 1] [2 2 2 2] [nil :none nil nil] [3 3 3 3] [nil :none nil nil] [4 4 4 4] [5 5 5 5] [10 10 10 10]] [[1 1 1] [2 2 2] [3 3 3] [nil :none nil] [nil :none nil] [4 4 4] [:k :k :k] [nil :none nil] [nil :none nil]]]',
    ],
    [
      'M15 assoc of maps and records, with what is there already and what is new',
      `(defrecord R [k])
       (defn f [m v] [(assoc m :k v)])
       [(mapv (fn [m] (f m 7)) [{:k 1} {:k 7} {} {:a 1} (->R 1) (assoc (->R 1) :z 1) nil (sorted-map) {"k" 1}])
        (let [m {:k 7}] (identical? m (nth (f m 7) 0)))
        (meta (nth (f (with-meta {:k 1} {:m 1}) 2) 0))]`,
      '[[[{:k 7}] [{:k 7}] [{:k 7}] [{:a 1, :k 7}] [#user.R{:k 7}] [#user.R{:k 7, :z 1}] [{:k 7}] [{:k 7}] [{"k" 1, :k 7}]] true {:m 1}]',
    ],
    [
      'a record that is defined again is another type',
      `(defprotocol P (p [x]))
       (defrecord R [a] P (p [x] [:old a]))
       (defn f [x] (p x))
       (def before [(f (->R 1)) (f (->R 2))])
       (def old (->R 3))
       (defrecord R [b a] P (p [x] [:new a b]))
       [before (f (->R 1 2)) (f old) (:a (->R 1 2))]`,
      '[[[:old 1] [:old 2]] [:new 2 1] [:old 3] 2]',
    ],
    [
      'M17 what stands for a method in one instance of reify is its own',
      `(defprotocol P (p [x]))
       (defn make [n] (reify P (p [_] n)))
       (defn f [x] (p x))
       (mapv f [(make 1) (make 2) (make 3) (make 1)])`,
      '[1 2 3 1]',
    ],
    [
      'B5 arrays of every kind, in one place',
      `(defn f [a i] (aget a i))
       (defn g [a i x] (aset a i x) (aget a i))
       [(mapv (fn [a] (f a 0)) [(long-array [1 2]) (double-array [1.5]) (int-array [3]) (object-array [:k]) (byte-array [4]) (char-array "a") (boolean-array 1) (float-array [0.5]) (object-array [nil]) (long-array [9007199254740993])])
        (mapv (fn [[a x]] (g a 1 x)) [[(long-array 2) 5] [(double-array 2) 1.5] [(double-array 2) 2] [(int-array 2) 7] [(object-array 2) :k] [(object-array 2) 2.5] [(float-array 2) 0.1]])
        (mapv (fn [i] (try (f (long-array 2) i) (catch ArrayIndexOutOfBoundsException e (ex-message e)))) [0 1 2 -1])
        (mapv (fn [i] (try (f (double-array 2) i) (catch ArrayIndexOutOfBoundsException e (ex-message e)))) [0 1 2 -1 2 2])
        (try (f nil 0) (catch Exception e (class e)))
        (try (g (double-array 1) 0 :x) (catch Exception e (class e)))]`,
      null,
    ],
    [
      'B5 doubles of arrays are raw in a loop',
      `(defn f [^doubles a] (let [n (alength a)] (loop [i 0 s 0.0] (if (< i n) (do (aset a i (* 2 (aget a i))) (recur (inc i) (+ s (aget a i)))) [s (vec a)]))))
       [(f (double-array [1 2.5 -3])) (f (double-array 0))]`,
      '[[1.0 [2.0 5.0 -6.0]] [0.0 []]]',
    ],
    [
      'M15 equality with constants',
      `(defn f [x] [(= x :k) (= x 'a) (= x "s") (= :k x) (= x nil) (= x 1) (not= x :k)])
       (mapv f [:k 'a "s" nil 1 [] {} :other (with-meta 'a {:m 1}) 'n/a 1.0 1N \\a (list)])`,
      null,
    ],
    [
      'M15 walks of seqs of every kind',
      `(defn f [s] (loop [s s out []] (if (empty? s) [out (seq s) (first s) (next s) (rest s) (count s)] (recur (rest s) (conj out (first s))))))
       (mapv f [[1 2 3] '(1 2) nil "ab" (map inc [1 2 3]) (cons 1 (lazy-seq [2])) (range 3) {:a 1} #{1} (iterate identity 1) ])`,
      undefined,
    ],
    [
      'vectors and maps as functions',
      '(defn f [g x] (g x)) (mapv (fn [[g x]] (try (f g x) (catch Exception e (class e)))) [[[1 2] 1] [[1 2] 5] [{:a 1} :a] [#{1} 1] [:k {:k 2}] [{:a 1} :b] [[1] :k] [nil 1] [1 1]])',
      null,
    ],
  ])('%s', { timeout: 60_000 }, (name, program, want) => {
    const text = want === undefined ? program.replace('(iterate identity 1) ', '') : program;
    const expected = evalOn('vm', text);
    if (typeof want === 'string') expect(expected, name).toMatchObject({ value: want, error: null });
    for (const engine of ['jit', 'auto', 'tree'] as const)
      expect(evalOn(engine, text), name).toMatchObject({ value: expected.value, error: null });
  });
});
