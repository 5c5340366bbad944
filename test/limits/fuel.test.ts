import { describe, expect, test } from 'vitest';
import { createRuntime, type EngineName, LimitError, type LimitOptions, type Runtime } from '../../src/api/index.js';

const LIMITED: readonly EngineName[] = ['vm', 'jit', 'auto'];

/** Runs a program on a runtime that others use too; what stopped it, and what it printed until then. */
function stopped(engine: EngineName, text: string, limits: LimitOptions): { limit: string | null; output: string } {
  const subject = shared(engine);
  subject.output = '';
  try {
    subject.runtime.evalString(text, { limits });
    return { limit: null, output: subject.output };
  } catch (e) {
    if (!(e instanceof LimitError)) throw e;
    return { limit: e.limit, output: subject.output };
  }
}

interface Subject {
  runtime: Runtime;
  output: string;
}

const subjects = new Map<EngineName, Subject>();

function shared(engine: EngineName): Subject {
  let subject = subjects.get(engine);
  if (subject === undefined) {
    const made: Subject = {
      output: '',
      runtime: createRuntime({
        engine,
        stdout: (text) => {
          made.output += text;
        },
      }),
    };
    subject = made;
    subjects.set(engine, made);
  }
  return subject;
}

/** Programs that do a little of everything, and tell how far they come. */
const COUNTING: readonly (readonly [name: string, text: string])[] = [
  ['a loop', '(loop [i 0] (print i "") (recur (inc i)))'],
  ['calls that return', '(defn f [x] (if (zero? x) 0 (inc (f (dec x))))) (loop [i 0] (print (f i) "") (recur (inc i)))'],
  ['tail calls', '(declare b) (defn a [i] (print i "") (b (inc i))) (defn b [i] (a i)) (a 0)'],
  ['lazy seqs', '(doseq [x (map inc (filter odd? (iterate inc 0)))] (print x ""))'],
  ['reduce with a closure', '(reduce (fn [s x] (print s "") (+ s x)) 0 (iterate inc 0))'],
  [
    'protocols and multimethods',
    '(defprotocol P (p [x])) (defrecord R [n] P (p [_] (inc n))) (defmulti m :k) (defmethod m 1 [x] (p (->R (:v x)))) (loop [i 0] (print (m {:k 1 :v i}) "") (recur (inc i)))',
  ],
  [
    'exceptions',
    '(loop [i 0] (print (try (if (odd? i) (throw (ex-info "x" {:i i})) i) (catch Exception e (:i (ex-data e))) (finally (print "."))) "") (recur (inc i)))',
  ],
  ['sorting with a guest comparator', '(loop [i 0] (print (sort (fn [a b] (> a b)) [1 i 3 2]) "") (recur (inc i)))'],
  [
    'keys of a guest type',
    '(deftype K [n] Object (hashCode [_] n) (equals [_ o] (= n (.-n o)))) (loop [i 0 m {}] (print (count m) "") (recur (inc i) (assoc m (K. (mod i 50)) i)))',
  ],
  ['deep recursion', '(defn d [n] (if (= n 0) 0 (+ 1 (d (- n 1))))) (loop [n 1] (print (d n) "") (recur (* 3 n)))'],
];

describe('N3: fuel stops a program', () => {
  test.each(COUNTING)('%s: at the same place on every engine', (_name, text) => {
    for (const fuel of [0, 1, 17, 500, 20_000, 100_001]) {
      const [first, ...others] = LIMITED.map((engine) => stopped(engine, text, { fuel }));
      expect(first.limit).toBe('fuel');
      for (const other of others) expect(other).toEqual(first);
      expect(stopped('auto', text, { fuel })).toEqual(first);
    }
  });

  test('loops that call nothing, beside another fiber: at the same place on every engine', () => {
    const text = `(defn work [n] (loop [i 0 s 0] (if (< i n) (recur (inc i) (+ s i)) s)))
      (defn spin [] (loop [i 0] (if (neg? i) i (recur (bit-and (inc i) 7)))))
      (future (spin))
      (loop [i 0] (print i "") (work 700) (recur (inc i)))`;
    for (const fuel of [16_000, 20_000, 40_000, 100_001]) {
      // What spins stays with its runtime.
      const outputs = LIMITED.map((engine) => {
        let output = '';
        const runtime = createRuntime({
          engine,
          limits: { fuel },
          stdout: (printed) => {
            output += printed;
          },
        });
        expect(() => runtime.evalString(text)).toThrow(LimitError);
        return output;
      });
      expect(outputs).toEqual([outputs[0], outputs[0], outputs[0]]);
    }
  });
});
