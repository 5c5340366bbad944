import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

/** Programs over `clove.fiber`, with what they answer as `pr` prints it. */
const CASES: readonly (readonly [what: string, text: string, expected: string])[] = [
  ['the values of all, in their order', '(f/all (+ 1 1) (do (Thread/sleep 5) 2) 3)', '[2 2 3]'],
  [
    'a scope waits for its children',
    '(let [log (atom [])] (f/scope (f/fork (Thread/sleep 10) (swap! log conj :child)) (swap! log conj :body)) @log)',
    '[:body :child]',
  ],
  [
    'what a child forks belongs to the scope too',
    '(let [log (atom [])] (f/scope (f/fork (f/fork (Thread/sleep 10) (swap! log conj :deep)))) @log)',
    '[:deep]',
  ],
  ['a fork is a future', '(f/scope @(f/fork 5))', '5'],
  [
    'an exception of a child cancels its siblings and the body, whose finally runs, and is thrown as it was',
    `(let [log (atom #{})]
       [(try (f/scope (f/fork (try (Thread/sleep 1000) (finally (swap! log conj :sibling))))
                      (f/fork (throw (ex-info "boom" {:a 1})))
                      (try @(promise) (finally (swap! log conj :body))))
             (catch Exception e [(ex-message e) (ex-data e)]))
        @log])`,
    '[["boom" {:a 1}] #{:sibling :body}]',
  ],
  [
    'an exception of the body cancels the children',
    '(try (f/scope (f/fork @(promise)) (throw (ex-info "body" {}))) (catch Exception e (ex-message e)))',
    '"body"',
  ],
  [
    'an exception passes scope after scope',
    '(try (f/scope (f/scope (f/fork (f/fork (throw (ex-info "deep" {})))))) (catch Exception e (ex-message e)))',
    '"deep"',
  ],
  [
    'time that is over cancels what computes and what waits',
    '(try (f/timeout 20 (f/fork (loop [] (recur))) @(promise)) (catch java.util.concurrent.TimeoutException e (ex-message e)))',
    '"The scope took longer than 20 ms"',
  ],
  ['time that is not over changes nothing', '[(f/timeout 1000 :in-time) (do (Thread/sleep 5) :after)]', '[:in-time :after]'],
  [
    'the first value',
    '(let [log (atom [])] [(f/race (try (Thread/sleep 1000) (finally (swap! log conj :cancelled))) (do (Thread/sleep 5) :fast)) @log])',
    '[:fast [:cancelled]]',
  ],
  ['the first value may be nil', '(f/race nil @(promise))', 'nil'],
  [
    'a race that is lost by an exception',
    '(try (f/race @(promise) (throw (ex-info "lost" {}))) (catch Exception e (ex-message e)))',
    '"lost"',
  ],
  ['a child that is cancelled alone', '(f/scope (let [waits (f/fork @(promise))] (Thread/sleep 1) (future-cancel waits) :on))', ':on'],
  ['a child that is cancelled before it begins', '(f/scope (future-cancel (f/fork @(promise))))', 'true'],
  [
    'cancel',
    '(f/scope [(try (f/scope (f/fork @(promise)) (f/cancel)) (catch java.util.concurrent.CancellationException e :inner)) (f/cancelled?)])',
    '[:inner false]',
  ],
  [
    'a computation may ask',
    '(let [n (atom nil)] (try (f/timeout 5 (f/fork (reset! n (loop [i 0] (if (f/cancelled?) :heard (do (Thread/sleep 1) (recur (inc i)))))))) (catch Exception _ nil)) (f/scope (f/check)))',
    'nil',
  ],
  [
    'children that wait for what cannot come',
    '(try (f/scope (f/fork @(promise)) 1) (catch IllegalStateException e (subs (ex-message e) 0 8)))',
    '"Deadlock"',
  ],
  ['a fork without a scope', '(try (f/fork 1) (catch IllegalStateException e (subs (ex-message e) 0 18)))', '"fork needs a scope"'],
  ['dynamic bindings are conveyed', '(do (def ^:dynamic *d* 1) (binding [*d* 2] (f/scope @(f/fork *d*))))', '2'],
];

describe.each(ENGINES)('scopes of fibers on %s', (engine) => {
  test.each(CASES)('%s', (_what, text, expected) => {
    const runtime = createRuntime({ engine });
    runtime.evaluate("(require '[clove.fiber :as f])");
    expect(runtime.printString(runtime.evalString(text))).toBe(expected);
  });

  test('a signal of the host cancels the whole tree', async () => {
    const heard: unknown[] = [];
    const stop = new AbortController();
    let waiting = 0;
    const never = (): Promise<void> => {
      if (++waiting === 4) setTimeout(() => stop.abort(new Error('enough')), 1);
      return new Promise(() => {});
    };
    const runtime = createRuntime({ engine, namespaces: { host: { note: (x: unknown) => void heard.push(x), never } } });
    const text = `(require '[clove.fiber :as f])
      (defn waits [x] (try (host/never) (finally (host/note x))))
      (f/scope (f/fork (waits "child")) (f/fork (f/scope (f/fork (waits "grandchild")) (waits "inner"))) (waits "body"))`;
    const done = runtime.evaluateAsync(text, { signal: stop.signal });
    await expect(done).rejects.toThrow('enough');
    expect([...heard].sort()).toEqual(['body', 'child', 'grandchild', 'inner']);
    expect(runtime.evaluate('(+ 1 1)')).toBe(2);
  });
});
