import { describe, expect, test } from 'vitest';
import { evalBoth } from '../support/engines.js';

/** The message and the place of the error that a text ends with, on all engines. */
function failure(text: string): [string | null | undefined, string | null | undefined] {
  const { error } = evalBoth(text);
  expect(error?.class).toBe('clojure.lang.ArityException');
  return [error?.message, error?.place];
}

describe('S5: a wrong number of arguments is an error everywhere', () => {
  test.each([
    ['a call', '(defn f [a b] a)\n(f 1)', 'Wrong number of args (1) passed to: user/f', '2:1'],
    ['a call in tail position', '(defn f [a b] a)\n(defn g [] (f 1 2 3))\n(g)', 'Wrong number of args (3) passed to: user/f', '2:12'],
    ['too few for a variadic clause', '(defn f [a b & more] a)\n(f 1)', 'Wrong number of args (1) passed to: user/f', '2:1'],
    ['between two clauses', '(defn f ([] 0) ([a b] a))\n(f 1)', 'Wrong number of args (1) passed to: user/f', '2:1'],
    ['a native', '(def f inc)\n(f 1 2)', 'Wrong number of args (2) passed to: clojure.core/inc', '2:1'],
    ['a native with too few', '(def f cons)\n(f 1)', 'Wrong number of args (1) passed to: clojure.core/cons', '2:1'],
    ['a call of itself in tail position', '(defn f [a] (f a 1))\n(f 1)', 'Wrong number of args (2) passed to: user/f', '1:13'],
    ['apply in apply', '(apply apply [inc [1 2]])', 'Wrong number of args (2) passed to: clojure.core/inc', '1:1'],
    ['apply', '(defn f [a b] a)\n(apply f [1 2 3])', 'Wrong number of args (3) passed to: user/f', '2:1'],
    ['apply of a native', '(apply inc [1 2 3])', 'Wrong number of args (3) passed to: clojure.core/inc', '1:1'],
    ['an instruction', '(defn f [x] (nth x))\n(f 1)', 'Wrong number of args (1) passed to: clojure.core/nth', '1:13'],
    ['a function that map calls', '(doall (map (fn g [a b] a) [1]))', 'Wrong number of args (1) passed to: user/g', null],
    ['a keyword', '(:a)', null, null],
  ])('%s', (_, text, message, place) => {
    if (message === null) {
      expect(evalBoth(text).error).not.toBeNull();
      return;
    }
    const [said, where] = failure(text);
    expect(said?.replace(/--\d+/g, '').replace('user/eval/', 'user/')).toBe(message);
    if (place !== null) expect(where).toBe(place);
  });
});
