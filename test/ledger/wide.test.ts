import { describe, expect, test } from 'vitest';
import { verify } from '../../src/bytecode/verify.js';
import { compiled, opsNamed, withInner } from '../support/codes.js';
import { evalBoth } from '../support/engines.js';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** The value of `(f)`, the same on all engines, whose code passes the verifier. */
function value(text: string): string | null {
  for (const code of withInner(compiled(text))) verify(code);
  const { value: found, error } = evalBoth(`${text} (f)`);
  expect(error).toBeNull();
  return found;
}

describe('M2: no operand has a limit of 256', () => {
  const source = '(def source (atom 0)) (defn pull [] (swap! source inc))';

  test('locals', () => {
    const text = `${source} (defn f [] (reset! source 0) (let [${range(300)
      .map((i) => `a${i} (pull)`)
      .join(' ')}] [(+ a1 a299) (- a298 a2) (if (< a290 a291) a292 a0)]))`;
    expect(value(text)).toBe('[302 296 293]');
    expect(
      Math.max(...opsNamed(compiled(text), 'ADD').map((d) => d.b), ...opsNamed(compiled(text), 'ADD').map((d) => d.c)),
    ).toBeGreaterThan(255);
  });

  test('constants', () => {
    const text = `(defn f [] [${range(400)
      .map((i) => `"text ${i}"`)
      .join(' ')}])`;
    expect(value(`${text.slice(0, -1)})`)).toContain('"text 399"]');
    expect(compiled(text).constants.length).toBeGreaterThan(0);
    const calls = `(defn f [] [${range(300)
      .map((i) => `(str "text ${i}" :k${i})`)
      .join(' ')}])`;
    expect(value(calls)).toContain('"text 299:k299"]');
    expect(compiled(calls).constants.length).toBeGreaterThan(600);
  });

  test('vars that are called', () => {
    const text = `${range(300)
      .map((i) => `(defn g${i} [] ${i})`)
      .join(' ')} (defn f [] [${range(300)
      .map((i) => `(g${i})`)
      .join(' ')}])`;
    expect(value(text)?.endsWith('298 299]')).toBe(true);
    expect(Math.max(...opsNamed(compiled(text), 'CALL_VAR').map((d) => d.c))).toBeGreaterThan(255);
  });

  test('vectors, maps and sets of a thousand elements', () => {
    const pull = range(1000).map(() => '(pull)');
    expect(value(`${source} (defn f [] (reset! source 0) (let [v [${pull.join(' ')}]] [(count v) (nth v 0) (peek v)]))`)).toBe(
      '[1000 1 1000]',
    );
    expect(
      value(
        `${source} (defn f [] (reset! source 0) (let [m {${range(500)
          .map((i) => `${i} (pull)`)
          .join(' ')}}] [(count m) (contains? m 0) (contains? m 499)]))`,
      ),
    ).toBe('[500 true true]');
    expect(
      value(
        `(defn g [x] x) (defn f [] (let [s #{${range(1000)
          .map((i) => `(g ${i})`)
          .join(' ')}}] [(count s) (contains? s 999)]))`,
      ),
    ).toBe('[1000 true]');
  });

  test('twenty parameters, and three hundred arguments', () => {
    const params = range(20).map((i) => `p${i}`);
    expect(value(`(defn g [${params.join(' ')}] [p0 p19]) (defn f [] (g ${range(20).join(' ')}))`)).toBe('[0 19]');
    expect(value(`(defn g [a & more] [a (count more) (last more)]) (defn f [] (g ${range(300).join(' ')}))`)).toBe('[0 299 299]');
  });

  test('captured values', () => {
    const locals = range(300).map((i) => `a${i}`);
    const text = `${source} (defn f [] (reset! source 0) (let [${locals.map((l) => `${l} (pull)`).join(' ')} g (fn [] [${locals.join(' ')}])] (peek (g))))`;
    expect(value(text)).toBe('300');
    expect(withInner(compiled(text))[1].captures.length).toBe(300);
  });

  test('branches, loops and handlers with registers beyond 255', () => {
    const locals = range(300)
      .map((i) => `a${i} (pull)`)
      .join(' ');
    const text = `${source} (defn f [] (reset! source 0) (let [${locals}]
      (loop [i a0 s 0] (if (< i a20) (recur (inc i) (+ s (try (if (even? i) (throw (ex-info "x" {:i i})) a2) (catch Exception e (:i (ex-data e)))))) [s (case a299 300 :last :other)]))))`;
    expect(value(text)).toBe('[140 :last]');
  });

  test('a redefined operator with operands beyond 255', () => {
    const locals = range(300)
      .map((i) => `a${i} (pull)`)
      .join(' ');
    const text = `${source} (defn g [] (reset! source 0) (let [${locals}] [(+ a298 a299) (if (> a299 a298) :more :not) (dec a299)]))
      (def plus +) (def more >) (def less dec)
      (defn redefine [p m d] (alter-var-root #'+ (fn [_] p)) (alter-var-root #'> (fn [_] m)) (alter-var-root #'dec (fn [_] d)))
      (defn f [] [(g) (do (redefine (fn [x y] [:plus x y]) (fn [_ _] nil) (fn [x] [:dec x])) (g)) (do (redefine plus more less) (g))])`;
    expect(value(text)).toBe('[[599 :more 299] [[:plus 299 300] :not [:dec 300]] [599 :more 299]]');
  });
});
