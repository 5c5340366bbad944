import { describe, expect, it } from 'vitest';
import { evalBoth } from '../support/engines.js';

/** Eight bugs that another virtual machine had to mend (ledger S7), each as programs with the values that Clojure gives. */
const programs: readonly (readonly [bug: string, cases: readonly (readonly [text: string, expected: string])[]])[] = [
  [
    'a function that names itself leaves its own locals alone',
    [
      ['((fn self [a b] (let [c (+ a b) d (* a b)] (if (> a 3) [a b c d (fn? self)] (self (inc a) d)))) 1 2)', '[4 12 16 48 true]'],
      ['(let [x 1 f (fn f [x] (if (pos? x) (let [y (* x 10)] (+ y (f (dec x)))) x)) z 3] [x (f 3) z])', '[1 60 3]'],
      ['((fn f [f] f) :argument)', ':argument'],
      ['((fn f [] (let [f 1 g 2] [f g])))', '[1 2]'],
      ['(let [f 5] ((fn f [n] (if (zero? n) (fn? f) (f (dec n)))) f))', 'true'],
    ],
  ],
  [
    'every call checks how many arguments it gets',
    [
      [
        '(defn pair [a b] [a b]) (try (pair 1) (catch clojure.lang.ArityException e (ex-message e)))',
        '"Wrong number of args (1) passed to: user/pair"',
      ],
      [
        '(defn pair [a b] [a b]) (try (pair 1 2 3) (catch clojure.lang.ArityException e (ex-message e)))',
        '"Wrong number of args (3) passed to: user/pair"',
      ],
      [
        '(defn pair [a b] [a b]) (try (apply pair [1]) (catch clojure.lang.ArityException e (ex-message e)))',
        '"Wrong number of args (1) passed to: user/pair"',
      ],
      [
        '(defn pair [a b] [a b]) (try (doall (map pair [1 2])) (catch clojure.lang.ArityException e (ex-message e)))',
        '"Wrong number of args (1) passed to: user/pair"',
      ],
      ['(defn pair [a b] [a b]) (try (reduce pair [1]) (catch clojure.lang.ArityException e :thrown))', '1'],
      [
        '(defn some-of ([a] 1) ([a b c & more] 3)) (try (some-of 1 2) (catch clojure.lang.ArityException e (ex-message e)))',
        '"Wrong number of args (2) passed to: user/some-of"',
      ],
      [
        '(defn none [] 0) (try (let [f none] (f nil)) (catch clojure.lang.ArityException e (ex-message e)))',
        '"Wrong number of args (1) passed to: user/none"',
      ],
      ['(try ((fn [a] a)) (catch IllegalArgumentException e (subs (ex-message e) 0 35)))', '"Wrong number of args (0) passed to:"'],
    ],
  ],
  [
    'a loop whose bindings are captured keeps each turn apart',
    [
      ['(mapv (fn [f] (f)) (loop [i 0 fs []] (if (< i 4) (recur (inc i) (conj fs (fn [] i))) fs)))', '[0 1 2 3]'],
      [
        '(mapv (fn [f] (f 10)) (loop [i 0 fs []] (if (< i 3) (let [j (* i i)] (recur (inc i) (conj fs (fn [x] (+ x i j))))) fs)))',
        '[10 12 16]',
      ],
      ['(let [k 100] (loop [i 0 f (fn [] k)] (if (< i 3) (recur (inc i) (let [g f] (fn [] (+ i (g))))) (f))))', '103'],
      [
        '(loop [i 0 out []] (if (< i 2) (recur (inc i) (conj out (loop [j 0 fs []] (if (< j 2) (recur (inc j) (conj fs (fn [] [i j]))) (mapv (fn [f] (f)) fs))))) out))',
        '[[[0 0] [0 1]] [[1 0] [1 1]]]',
      ],
      ['(mapv deref (for [i (range 3)] (delay i)))', '[0 1 2]'],
      ['(def made (atom [])) (dotimes [i 3] (swap! made conj (fn [] i))) (mapv (fn [f] (f)) @made)', '[0 1 2]'],
    ],
  ],
  [
    'closures that call closures go deep',
    [
      ['((reduce (fn [f _] (fn [x] (f (inc x)))) identity (range 1000)) 0)', '1000'],
      ['((reduce (fn [f _] (fn [x] (inc (f x)))) identity (range 300)) 0)', '300'],
      ['(let [down (fn [f n] (if (zero? n) :done (f f (dec n))))] (down down 1000))', ':done'],
      [
        '(letfn [(outer [n] (let [inner (fn [m] (if (zero? m) n (+ 1 (outer-minus m))))] (inner n))) (outer-minus [m] (outer (dec m)))] (outer 500))',
        '500',
      ],
    ],
  ],
  [
    'a function defined inside another may call itself',
    [
      ['(defn outer [n] (let [inner (fn inner [m] (if (zero? m) [:end n] (inner (dec m))))] (inner n))) (outer 5)', '[:end 5]'],
      ['(defn outer [n] (letfn [(inner [m] (if (zero? m) n (inner (dec m))))] (inner 10))) [(outer 1) (outer 2)]', '[1 2]'],
      [
        '(defn parity [n] (letfn [(even [m] (if (zero? m) :even (odd (dec m)))) (odd [m] (if (zero? m) :odd (even (dec m))))] (even n))) [(parity 10) (parity 7)]',
        '[:even :odd]',
      ],
      [
        '(defn outer [] (defn defined-inside [n] (if (zero? n) :inside (defined-inside (dec n)))) (defined-inside 3)) [(outer) (defined-inside 2)]',
        '[:inside :inside]',
      ],
    ],
  ],
  [
    'delayed expressions see the locals around them',
    [
      ['(defn later [a] (let [b (inc a)] (delay [a b]))) [@(later 1) (force (later 2))]', '[[1 2] [2 3]]'],
      ['(let [runs (atom 0) d (delay (swap! runs inc))] [(realized? d) @d @d @runs (realized? d)])', '[false 1 1 1 true]'],
      ['(defn later [a] (lazy-seq (cons a (later (* 2 a))))) (take 5 (later 3))', '(3 6 12 24 48)'],
      ['(let [x 1] (let [d (delay x)] (let [x 2] [x @d])))', '[2 1]'],
      ['(defn make [a] (fn [b] (delay (fn [c] [a b c])))) ((deref ((make 1) 2)) 3)', '[1 2 3]'],
    ],
  ],
  [
    'an import may name what it wants',
    [
      ['(require \'[clojure.string :refer [upper-case join]]) [(upper-case "a") (join "-" [1 2 3])]', '["A" "1-2-3"]'],
      ['(require \'[clojure.string :as s :refer [blank?]]) [(blank? " ") (s/trim " x ")]', '[true "x"]'],
      [
        "(require '[clojure.set :refer [union difference] :rename {union either}]) [(either #{1} #{2}) (difference #{1 2} #{2})]",
        '[#{1 2} #{1}]',
      ],
      ["(use '[clojure.set :only [subset?]]) (subset? #{1} #{1 2})", 'true'],
      [
        '(ns imports.here (:refer-clojure :exclude [second]) (:require [clojure.string :refer [reverse]])) (defn second [x] [:mine x]) [(second 1) (reverse "abc") (first [1])]',
        '[[:mine 1] "cba" 1]',
      ],
      ["(require '[clojure.string :refer [starts-with?]]) (try (eval 'ends-with?) (catch Exception e :not-imported))", ':not-imported'],
    ],
  ],
  [
    '`and` gives the falsy value that it met',
    [
      [
        '[(and nil 1) (and false 1) (and 1 nil) (and 1 false 2) (and) (and 1 2 3) (and nil false) (and false nil)]',
        '[nil false nil false true 3 nil false]',
      ],
      ['[(or nil false) (or false nil) (or) (or nil 1) (or false 2 nil) (or nil nil)]', '[false nil nil 1 2 nil]'],
      ['(let [f (fn [x] (and x (:k x) (inc (:k x))))] [(f nil) (f false) (f {}) (f {:k false}) (f {:k 1})])', '[nil false nil false 2]'],
      ['[(if (and nil) 1 2) (not (and false)) (nil? (and nil 1)) (false? (and false 1)) (nil? (and 1 false))]', '[2 true true true false]'],
    ],
  ],
];

describe('S7: the resolved bugs of another machine', () => {
  for (const [bug, cases] of programs) {
    it(bug, () => {
      for (const [text, expected] of cases) expect([text, evalBoth(text).value]).toEqual([text, expected]);
    });
  }
});
