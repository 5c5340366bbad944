import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Code } from '../../src/bytecode/code.js';
import { Var } from '../../src/data/var.js';
import { compiled, opNames, opsNamed } from '../support/codes.js';
import { evalBoth, evalOn } from '../support/engines.js';

describe('B4: map literals whose keys are known are made from a ready shape', () => {
  test('neither the keys nor their comparison are left for the run', () => {
    const f = compiled('(defn f [a b] {:x a :y b :z {:x b}})');
    expect(opsNamed(f, 'SHAPED_MAP').map((d) => d.b)).toEqual([1, 3]);
    expect(opNames(f)).not.toContain('MAP');
    expect(opNames(f)).not.toContain('LOADK');
  });

  test.each([
    '(defn f [a k] {:x a k 1})',
    '(defn f [a] {:x a "y" 1})',
    '(defn f [a] {:a a :b 1 :c 1 :d 1 :e 1 :f 1 :g 1 :h 1 :i 1})',
  ])('others as before: %s', (text) => expect(opNames(compiled(text))).not.toContain('SHAPED_MAP'));

  test.each([
    ['((fn [a b] {:x a :y b}) 1 2)', '{:x 1, :y 2}'],
    ['((fn [a] (= {:y 2 :x a} {:x 1 :y 2})) 1)', 'true'],
    ['((fn [a] (assoc {:x a} :y 2 :x 3)) 1)', '{:x 3, :y 2}'],
    ['((fn [a] (meta ^{:m a} {:x a})) 1)', '{:m 1}'],
    ['(let [order (atom [])] ((fn [f] {:x (f 1) :y (f 2)}) (fn [x] (swap! order conj x))) @order)', '[1 2]'],
  ])('%s', (text, value) => {
    expect(evalBoth(text).value).toBe(value);
  });
});

describe('M19, B9: maps and sets that a loop builds are changed in place', () => {
  const used = (code: Code): string[] =>
    code.constants.flatMap((c) => (c instanceof Var && c.name.startsWith('-own-') ? [c.name] : [])).sort();

  test.each([
    ['(loop [i 0 m {}] (if (< i n) (recur (inc i) (assoc m i (inc (get m (dec i) 0)))) m))', ['-own-assoc', '-own-get', '-own-seal']],
    ['(loop [i 0 m #{}] (if (contains? m n) m (let [m (conj m i)] (recur (inc i) m))))', ['-own-conj', '-own-contains?', '-own-seal']],
    [
      '(loop [i 0 m {:a 1}] (if (< i n) (recur (inc i) (if (:a m) (-> m (assoc i 1) (conj [n i])) m)) {:m m}))',
      ['-own-assoc', '-own-conj', '-own-seal'],
    ],
  ])('%s', (text, expected) => {
    expect([...new Set(used(compiled(`(defn f [n] ${text})`)))]).toEqual(expected);
  });

  test.each([
    ['what is kept beside it', '(loop [i 0 m {} all []] (if (< i n) (recur (inc i) (assoc m i i) (conj all m)) [m all]))'],
    [
      'what a function captures',
      '(loop [i 0 m {} fs []] (if (< i n) (recur (inc i) (assoc m i i) (conj fs (fn [] m))) (mapv (fn [f] (f)) fs)))',
    ],
    ['what is looked at after the change', '(loop [i 0 m {} c 0] (if (< i n) (recur (inc i) (assoc m i i) (+ c (count m))) [m c]))'],
    ['what the change itself holds', '(loop [i 0 m {}] (if (< i n) (recur (inc i) (assoc m i m)) m))'],
    [
      'what an effect gives away',
      '(let [a (atom nil)] (loop [i 0 m {}] (if (< i n) (do (when (= i 1) (reset! a m)) (recur (inc i) (assoc m i i))) [m @a])))',
    ],
    [
      'what a lazy seq reads later',
      '(loop [i 0 m {} xs nil] (if (< i n) (recur (inc i) (assoc m i i) (concat xs (map m [i (dec i)]))) (vec xs)))',
    ],
    ['what the first of two changes made', '(loop [i 0 m {}] (if (< i n) (recur (inc i) (assoc (assoc m i 1) :size (count m))) m))'],
  ])('%s stays as it is', (_, text) => {
    expect(used(compiled(`(defn f [n] ${text})`))).toEqual([]);
    evalBoth(`((fn [n] ${text}) 4)`);
  });

  const turns = [
    '(assoc m i (get m :a))',
    '(conj m [i x])',
    '(assoc m x i)',
    '(if (contains? m x) m (assoc m x (count m)))',
    '(assoc (assoc m i 1) x (:a m))',
    'm',
    '(let [m (assoc m :b i)] (conj m {x i}))',
    '(-> m (assoc x 1) (assoc x 2))',
  ];
  const keys = ['1', ':a', '"s"', 'nil', '[1 2]', '1N', '\\c', '2.0'];

  test('no-escape: a loop gives what a reduction by the same function does, whatever was changed in place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('{}', '{:a 1}', '(hash-map)', '{1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18}'),
        fc.constantFrom(...turns),
        fc.array(fc.oneof(fc.constantFrom(...keys), fc.nat(30).map(String)), { maxLength: 40 }),
        (init, turn, xs) => {
          const items = `[${xs.join(' ')}]`;
          const text = `(let [turn (fn [m i x] ${turn})
            looped (loop [i 0 m ${init}] (if (< i ${xs.length}) (let [x (nth ${items} i)] (recur (inc i) ${turn})) m))
            reduced (first (reduce (fn [[m i] x] [(turn m i x) (inc i)]) [${init} 0] ${items}))]
            [(= looped reduced) (= (pr-str looped) (pr-str reduced)) (= (class looped) (class reduced)) (= (hash looped) (hash reduced))])`;
          expect(evalOn('vm', text).value).toBe('[true true true true]');
        },
      ),
      { numRuns: 60 },
    );
  });

  test('what a core function is redefined to gets a persistent map, that stays as it is', () => {
    const text = `(let [old assoc seen (atom [])]
      [(loop [i 0 m {}]
         (if (< i 6)
           (do (when (= i 2) (alter-var-root #'assoc (fn [_] (fn [m k v] (swap! seen conj m) (old m k [v])))))
               (when (= i 4) (alter-var-root #'assoc (constantly old)))
               (recur (inc i) (assoc m i i)))
           m))
       @seen])`;
    expect(evalBoth(text).value).toBe('[{0 0, 1 1, 2 [2], 3 [3], 4 4, 5 5} [{0 0, 1 1} {0 0, 1 1, 2 [2]}]]');
  });

  test('so is what it reads with', () => {
    const text = `(let [old get seen (atom [])]
      (with-redefs [get (fn [m k] (swap! seen conj m) (old m k))]
        [(loop [i 0 m {}] (if (< i 3) (recur (inc i) (assoc m i (get m 0))) m)) @seen]))`;
    expect(evalBoth(text).value).toBe('[{0 nil, 1 nil, 2 nil} [{} {0 nil} {0 nil, 1 nil}]]');
  });
});
