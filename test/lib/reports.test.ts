import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

const folder = join(import.meta.dirname, 'reports');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

function outputOf(engine: (typeof ENGINES)[number], text: string, file: string): string {
  let output = '';
  const keep = (written: string): void => {
    output += written;
  };
  createRuntime({ engine, stdout: keep, stderr: keep }).evalString(text, { file });
  return output;
}

/** Identity hashes differ from run to run. */
const normalised = (text: string): string => text.replace(/0x[0-9a-f]+/g, '0x').replace(/@[0-9a-f]+"/g, '@"');

describe.each(ENGINES)('clojure.test on %s', (engine) => {
  // t_test.txt is what `clojure t_test.clj` prints.
  test('runs and reports as Clojure does, to the byte and in its order', () => {
    expect(normalised(outputOf(engine, read('t_test.clj'), 't_test.clj'))).toBe(normalised(read('t_test.txt')));
  });

  test('an error names the place in the program, and shows what was thrown with its stack and causes', () => {
    const program = `(ns e-test (:require [clojure.test :refer [deftest is testing run-tests]]))
(defn boom [x] (throw (ex-info "boom" {:x x} (Exception. "cause"))))
(deftest in-assertion
  (testing "a context"
    (is (= 1 (boom 1)) "a message")))
(run-tests)`;
    const output = outputOf(engine, program, 'some/folder/e_test.clj');
    expect(output).toContain(`
ERROR in (in-assertion) (e_test.clj:2)
a context
a message
expected: (= 1 (boom 1))
  actual: clojure.lang.ExceptionInfo: boom
{:x 1}
 at e-test/boom (e_test.clj:2)
    e-test/fn--1 (e_test.clj:5)
`);
    expect(output).toContain('\nCaused by: java.lang.Exception: cause\n');
    expect(output).toMatch(/\nRan 1 tests containing 1 assertions\.\n0 failures, 1 errors\.\n$/);
  });

  test('what a test throws is an error of the test, and the others run', () => {
    const program = `(ns f-test (:require [clojure.test :refer :all]))
(deftest throws (throw (RuntimeException. "no")))
(deftest passes (is true))
(run-tests)`;
    const output = outputOf(engine, program, 'f_test.clj');
    expect(output).toContain(
      'ERROR in (throws) (f_test.clj:2)\nUncaught exception, not in assertion.\nexpected: nil\n  actual: java.lang.RuntimeException: no\n',
    );
    expect(output).toContain('Ran 2 tests containing 2 assertions.\n0 failures, 1 errors.\n');
  });

  test('reports can be replaced', () => {
    const program = `(ns g-test (:require [clojure.test :refer :all]))
(deftest one (is (= 1 1)) (is (= 1 2)))
(let [seen (atom [])]
  (binding [report (fn [m] (swap! seen conj (:type m)))]
    (test-var #'one))
  (println @seen))`;
    expect(outputOf(engine, program, 'g_test.clj')).toBe('[:begin-test-var :pass :fail :end-test-var]\n');
  });
});
