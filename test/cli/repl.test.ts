import { describe, expect, test } from 'vitest';
import { clove } from './clove.js';

/** What a REPL prints for these lines on a pipe. */
function dialogue(...lines: string[]): { out: string; err: string } {
  const { code, out, err } = clove([], { input: lines.map((line) => `${line}\n`).join('') });
  expect(code).toBe(0);
  return { out, err };
}

describe('the REPL on a pipe', () => {
  test('prints a prompt and the value of every form', () => {
    expect(dialogue('(+ 1 2)', '', ':a "b"', 'nil')).toEqual({ out: 'user=> 3\nuser=> user=> :a\n"b"\nuser=> nil\nuser=> \n', err: '' });
  });

  test('reads on until a form is complete', () => {
    expect(dialogue('(defn f', '  [x]', '  (* x', '2))', '(f 4)').out).toBe("user=> #'user/f\nuser=> 8\nuser=> \n");
    expect(dialogue('"a', 'b"').out).toBe('user=> "a\\nb"\nuser=> \n');
  });

  test('remembers the last three values and the last error', () => {
    expect(dialogue('1', '2', '3', '[*1 *2 *3]').out).toBe('user=> 1\nuser=> 2\nuser=> 3\nuser=> [3 2 1]\nuser=> \n');
    const { out, err } = dialogue('(/ 1 0)', '(.getMessage *e)');
    expect(out).toBe('user=> user=> "Divide by zero"\nuser=> \n');
    expect(err).toContain('Divide by zero');
  });

  test('goes on after an error, whatever its kind', () => {
    const { out, err } = dialogue('(undefined-thing)', '(throw (ex-info "mine" {:a 1}))', ')', '(let [x])', ':still-here');
    expect(out.endsWith('user=> :still-here\nuser=> \n')).toBe(true);
    expect(err).toContain('Unable to resolve symbol: undefined-thing in this context');
    expect(err).toContain('mine');
    expect(err).toContain('Unmatched delimiter: )');
    expect(err).toContain('let requires an even number of forms in binding vector');
  });

  test('shows the current namespace, and short namespaced maps', () => {
    expect(dialogue('(ns my.place)', '{:a/b 1 :a/c 2}', '(in-ns (quote user))').out.replace(/0x[0-9a-f]+ /, '')).toBe(
      'user=> nil\nmy.place=> #:a{:b 1, :c 2}\nmy.place=> #object[clojure.lang.Namespace "user"]\nuser=> \n',
    );
  });

  test('leaves at :repl/quit', () => {
    expect(dialogue('1', ':repl/quit', '2').out).toBe('user=> 1\nuser=> \n');
  });

  test('shares its input with the program', () => {
    expect(dialogue('(read-line)', 'typed', '(+ 1 1)').out).toBe('user=> "typed"\nuser=> 2\nuser=> \n');
  });

  test('complains about a form that the input does not finish', () => {
    expect(dialogue('(+ 1').err).toContain('EOF while reading');
  });

  test('has doc, pprint and their kin at hand', () => {
    expect(dialogue('(defn f "Says so." [x] x)', '(doc f)', '(pprint {:a 1})').out).toBe(
      "user=> #'user/f\nuser=> -------------------------\nuser/f\n([x])\n  Says so.\nnil\nuser=> {:a 1}\nnil\nuser=> \n",
    );
  });

  test('starts after -e on wish', () => {
    expect(clove(['-e', '(def x 5)', '-r'], { input: 'x\n' }).out).toBe("#'user/x\nuser=> 5\nuser=> \n");
  });
});
