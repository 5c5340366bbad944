import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { describe, expect, it, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';
import { createPrison } from './attempt.js';
import { CLIMBING, parseAttempts, REFUSED } from './attempts.js';

const topics = parseAttempts(readFileSync(join(import.meta.dirname, 'attempts.txt'), 'utf8'));
/** A function that is not strict: modules are. */
const sloppy = runInThisContext('(function () { return this; })') as () => unknown;

test('there are attempts of each kind', () => {
  expect([...topics.values()].flat().length).toBeGreaterThan(400);
});

describe.each(ENGINES)('a runtime that was granted nothing, on %s', (engine) => {
  const prison = createPrison(engine, sloppy);
  it.each(CLIMBING)('does not climb: %s', (expression) => {
    expect(prison.attempt(expression)).toMatch(REFUSED);
  });
  describe.each([...topics])('%s', (_, attempts) => {
    it.each(attempts)('%s', (expression, outcome) => {
      expect(prison.attempt(expression)).toBe(outcome);
    });
  });
});

describe.each(ENGINES)('two runtimes of one process, on %s', (engine) => {
  const [spoiler, neighbour] = [createRuntime({ engine }), createRuntime({ engine })];
  const SPOILS: readonly (readonly [spoil: string, look: string, expected: string])[] = [
    ["(alter-var-root #'clojure.core/butlast (constantly rest))", '(butlast [1 2])', '(1)'],
    ['(with-redefs [clojure.core/first last] (first [1 2]))', '(first [1 2])', '1'],
    ["(intern 'clojure.core 'spoilt 1)", "(resolve 'spoilt)", 'nil'],
    ["(ns-unmap 'clojure.core 'when-first)", '(when-first [x [1]] x)', '1'],
    ["(alter-meta! #'clojure.core/interpose assoc :macro true)", "(:macro (meta #'interpose))", 'nil'],
    ['(defmethod print-method Long [x w] (.write w "spoilt"))', '(pr-str 1)', '"1"'],
    ['(defmethod print-method clojure.lang.Keyword [x w] (.write w "spoilt"))', '(pr-str :a)', '":a"'],
    [
      '(defprotocol Spoils (spoil [x]))(extend-protocol Spoils String (spoil [x] x) Object (spoil [x] x) nil (spoil [x] x))',
      "(resolve 'spoil)",
      'nil',
    ],
    [
      "(require 'clojure.core.protocols) (extend-protocol clojure.core.protocols/Datafiable String (datafy [x] :spoilt))",
      '(do (require \'clojure.datafy) (clojure.datafy/datafy "a"))',
      '"a"',
    ],
    ['(derive ::a ::b) (derive String ::spoilt)', '[(isa? ::a ::b) (isa? String ::spoilt)]', '[false false]'],
    ["(create-ns 'spoilt.ns)", "(find-ns 'spoilt.ns)", 'nil'],
    [
      '(deftype Spoilt [a]) (defrecord SpoiltRecord [a])',
      '[(resolve \'Spoilt) (try (Class/forName "user.Spoilt") (catch ClassNotFoundException e :none))]',
      '[nil :none]',
    ],
    ['(definterface Spoiling (spoils []))', '(try (Class/forName "user.Spoiling") (catch ClassNotFoundException e :none))', ':none'],
    ["(set! *warn-on-reflection* true) (alter-var-root #'*print-length* (constantly 1))", '(pr-str [1 2])', '"[1 2]"'],
    ["(alter-var-root #'*data-readers* assoc 'spoilt (fn [x] x))", '(try (read-string "#spoilt 1") (catch Exception e :none))', ':none'],
    ["(reset-meta! (find-ns 'clojure.core) {:spoilt 1})", "(:spoilt (meta (find-ns 'clojure.core)))", 'nil'],
    [
      "(add-watch #'clojure.core/inc :spoilt (fn [& _] nil)) (set-validator! #'clojure.core/dec (fn [_] true))",
      "(get-validator #'clojure.core/dec)",
      'nil',
    ],
    ['(js-delete :a "name")', '(name :a)', '"a"'],
    ['(js-delete String "name")', '(.getName String)', '"java.lang.String"'],
    ['(.push (clojure.core/-leaf [] 0) 1)', '[[] (conj [] 2) (count [])]', '[[] [2] 0]'],
    ['(aset (to-array []) 0 1)', '[]', '[]'],
    ['(.push (to-array {}) 1)', '[{} (assoc {} :a 1)]', '[{} {:a 1}]'],
    ['(.clear (java.util.ArrayList. [1]))', "'(1)", '(1)'],
    ['(set! (.-spoilt #js {}) 1)', '(.-spoilt #js {})', 'nil'],
    ["(vary-meta 'a assoc :spoilt 1)", "(meta 'a)", 'nil'],
    ['(swap! (atom 1) inc) (dosync (alter (ref 1) inc))', '@(atom 1)', '1'],
    [
      '(tap> 1) (add-tap prn)',
      "(count (str @#'clojure.core/global-hierarchy))",
      String(String('{:parents {}, :descendants {}, :ancestors {}}').length),
    ],
    ['(defmulti shared identity) (defmethod shared 1 [_] :spoilt)', "(resolve 'shared)", 'nil'],
    ["(in-ns 'clojure.core) (def spoilt-too 1) (in-ns 'user)", "(ns-resolve 'clojure.core 'spoilt-too)", 'nil'],
  ];
  it.each(SPOILS)('%s', (spoil, look, expected) => {
    const before = neighbour.printString(neighbour.evalString(look));
    try {
      spoiler.evalString(spoil);
    } catch {
      // What is refused spoils nothing either.
    }
    expect(before).toBe(expected);
    expect(neighbour.printString(neighbour.evalString(look))).toBe(expected);
  });
  test('nor is one that is made afterwards spoilt', () => {
    const fresh = createRuntime({ engine });
    expect(SPOILS.map(([, look]) => fresh.printString(fresh.evalString(look)))).toEqual(SPOILS.map(([, , expected]) => expected));
  });
});
