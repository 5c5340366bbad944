import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { createSubject, ENGINES } from '../support/engines.js';

/** The printed value of a text, and what it printed. */
function run(engine: (typeof ENGINES)[number], text: string): string {
  const { value, output, error } = createSubject(engine).run(text);
  if (error !== null) throw new Error(error.report);
  return `${output}${value}`;
}

describe.each(ENGINES)('N1 fibers on %s', (engine) => {
  test.each([
    [
      'a future is awaited by deref',
      '(let [p (promise) f (future (deref p) 2)] (deliver p 1) [(realized? f) @f (realized? f)])',
      '[false 2 true]',
    ],
    [
      'fibers go on in the order in which they became ready',
      '(let [fs (mapv (fn [i] (future (println i) (Thread/sleep 1) (println (- i)))) (range 1 4))] (run! deref fs))',
      '1\n2\n3\n-1\n-2\n-3\nnil',
    ],
    [
      'time moves to the next timer when all wait',
      '(let [log (atom [])] (run! deref (mapv (fn [i] (future (Thread/sleep (* i 100000)) (swap! log conj i))) [3 1 2])) @log)',
      '[1 2 3]',
    ],
    [
      'a loop without waits gives turns',
      '(let [stop (atom false) f (future (reset! stop true) :ran)] (loop [] (when-not @stop (recur))) @f)',
      ':ran',
    ],
    ['a time limit may be a double', '(deref (promise) 1.5 :late)', ':late'],
    ['a time limit ends while another fiber loops', '(deref (future (loop [] (recur))) 5 :late)', ':late'],
    [
      'a loop sees what a sleeping fiber does later',
      '(let [stop (atom false)] (future (Thread/sleep 3) (reset! stop true)) (while (not @stop)) @stop)',
      'true',
    ],
    [
      'a recursion without loops gives turns',
      '(let [stop (atom false)] (future (reset! stop true)) ((fn f [] (if @stop :ran (f)))))',
      ':ran',
    ],
    ['deref has a time limit', '[(deref (promise) 5 :late) (deref (future 1) 5 :late)]', '[:late 1]'],
    [
      'what a future throws is wrapped once',
      '(try @(future (throw (ex-info "m" {:a 1}))) (catch Exception e [(class e) (ex-data (ex-cause e))]))',
      '[java.util.concurrent.ExecutionException {:a 1}]',
    ],
    [
      'a cancelled future is told where it waits',
      '(let [log (atom []) f (future (try (Thread/sleep 1000) (catch InterruptedException e (swap! log conj :interrupted)) (finally (swap! log conj :finally))))] (Thread/sleep 1) [(future-cancel f) (future-cancel f) (future-cancelled? f) (try @f (catch Exception e (class e))) (do (Thread/sleep 1) @log)])',
      '[true false true java.util.concurrent.CancellationException [:interrupted :finally]]',
    ],
    [
      'a future that has not begun is cancelled for good',
      '(let [log (atom []) f (future (swap! log conj :ran))] (future-cancel f) (Thread/sleep 5) @log)',
      '[]',
    ],
    ['bindings are conveyed', '(def ^:dynamic *x* 1) (binding [*x* 2] (let [f (future *x*)] (binding [*x* 3] @f)))', '2'],
    [
      'bindings of one fiber are not seen by others',
      '(def ^:dynamic *x* 1) (let [p (promise) f (future (binding [*x* 2] @p *x*)) g (future (let [x *x*] (deliver p x) x))] [@g @f *x*])',
      '[1 2 1]',
    ],
    [
      'a binding is set by the fiber that made it only',
      '(def ^:dynamic *x* 1) (binding [*x* 2] (try @(future (set! *x* 3)) (catch Exception e (ex-message (ex-cause e)))))',
      '"Can\'t set!: *x* from non-binding thread"',
    ],
    [
      'waiting inside callbacks',
      '(let [p (promise)] (future (Thread/sleep 1) (deliver p 10)) [(mapv (fn [x] (+ x @p)) [1 2]) (reduce (fn [a x] (+ a x @p)) 0 [1 2]) (sort-by (fn [x] (- (* x @p))) [1 3 2]) (let [a (atom 1)] (swap! a + @p)) (into [] (comp (map (fn [x] (* x @p))) (filter odd?)) [1 2]) (clojure.string/join "," (map (fn [x] @p) [1 2])) (try @p (finally @p)) (update {:a 1} :a + @p) (get (group-by (fn [_] @p) [1 2]) 10)])',
      '[[11 12] 23 (3 2 1) 11 [] "10,10" 10 {:a 11} [1 2]]',
    ],
    [
      'waiting inside lazy seqs and transducers',
      '(let [p (promise) s (map (fn [x] (+ x @p)) (range 3)) _ (future (Thread/sleep 2) (deliver p 1)) t (sequence (map (fn [x] (+ x @p))) (range 3))] [s t (for [x [1 2]] (do (Thread/sleep 1) x))])',
      '[(1 2 3) (1 2 3) (1 2)]',
    ],
    [
      'one fiber realises a lazy seq, others wait',
      '(let [runs (atom 0) s (lazy-seq (swap! runs inc) (Thread/sleep 5) (list 1 2))] [(mapv deref (mapv (fn [_] (future (vec s))) (range 5))) @runs])',
      '[[[1 2] [1 2] [1 2] [1 2] [1 2]] 1]',
    ],
    [
      'a lazy seq that threw is tried again by others',
      '(def runs (atom 0)) (let [s (lazy-seq (Thread/sleep 5) (if (= 1 (swap! runs inc)) (throw (ex-info "once" {})) (list 7)))] (mapv deref (mapv (fn [_] (future (try (vec s) (catch Exception e (ex-message e))))) (range 3))))',
      '["once" [7] [7]]',
    ],
    [
      'a delay runs once',
      '(let [runs (atom 0) d (delay (swap! runs inc) (Thread/sleep 5) :v)] [(mapv deref (mapv (fn [_] (future @d)) (range 4))) @runs])',
      '[[:v :v :v :v] 1]',
    ],
    [
      'locking keeps others out, and lets the owner in again',
      '(let [o (Object.) log (atom [])] (run! deref (mapv (fn [i] (future (locking o (locking o (swap! log conj [:in i]) (Thread/sleep 3) (swap! log conj [:out i]))))) (range 3))) @log)',
      '[[:in 0] [:out 0] [:in 1] [:out 1] [:in 2] [:out 2]]',
    ],
    [
      'swap! tries again after another was quicker',
      '(let [a (atom 0) calls (atom 0)] (run! deref (mapv (fn [_] (future (swap! a (fn [x] (swap! calls inc) (Thread/sleep 1) (inc x))))) (range 3))) [@a (> @calls 3)])',
      '[3 true]',
    ],
    ['pmap keeps the order', '(pmap (fn [x] (Thread/sleep (- 10 x)) (* x x)) (range 8))', '(0 1 4 9 16 25 36 49)'],
    ['pcalls and pvalues', '[(pcalls (fn [] 1) (fn [] 2)) (pvalues 1 (+ 1 1))]', '[(1 2) (1 2)]'],
    ['seque computes ahead', '(vec (seque 3 (map (fn [x] (Thread/sleep 1) x) (range 10))))', '[0 1 2 3 4 5 6 7 8 9]'],
    ['a promise is a function', '(let [p (promise)] (p 1) (p 2) @p)', '1'],
    ['macros may wait', '(def f (future (Thread/sleep 1) 5)) (defmacro now [] @f) (+ 1 (now))', '6'],
    ['stacks are deep in fibers too', '(deref (future ((fn f [n] (if (zero? n) 0 (inc (f (dec n))))) 100)))', '100'],
  ])('%s', (_, text, want) => {
    expect(run(engine, text)).toBe(want);
  });

  test('a wait that nothing can end is reported', () => {
    const { error } = createSubject(engine).run('(def p (promise))\n(println @p)');
    expect(error).toMatchObject({
      class: 'java.lang.IllegalStateException',
      message: 'Deadlock: this fiber waits, and no other fiber can wake it',
      place: '2:10',
    });
  });

  test('an error that nobody waits for is told on the error output', () => {
    let told = '';
    const runtime = createRuntime({
      engine,
      stderr: (text) => {
        told += text;
      },
    });
    runtime.evalString('(clojure.core/-spawn (fn [] (throw (ex-info "lost" {}))))');
    runtime.drain();
    expect(told).toContain('Exception in thread "fiber-1" ');
    expect(told).toContain('lost');
  });

  test('what the program began runs on when the host lets it', () => {
    const { runtime, run: go } = createSubject(engine);
    go('(def log (atom [])) (future (swap! log conj 1) (Thread/sleep 10) (swap! log conj 2))');
    expect(go('@log').value).toBe('[]');
    runtime.drain();
    expect(go('@log').value).toBe('[1 2]');
  });
});

describe.each(ENGINES)('M21 transactions on %s', (engine) => {
  test.each([
    [
      'conflicts are retried',
      '(let [r (ref 0) tries (atom 0)] (run! deref (mapv (fn [_] (future (dosync (swap! tries inc) (let [x @r] (Thread/sleep 1) (ref-set r (inc x)))))) (range 5))) [@r (> @tries 5)])',
      '[5 true]',
    ],
    [
      'commutes do not conflict',
      '(let [r (ref 0) tries (atom 0)] (run! deref (mapv (fn [_] (future (dosync (swap! tries inc) (commute r inc) (Thread/sleep 1)))) (range 5))) [@r @tries])',
      '[5 5]',
    ],
    [
      'a transaction sees one moment',
      '(let [a (ref 0) b (ref 0) seen (atom #{}) writer (future (dotimes [_ 20] (dosync (alter a inc) (Thread/sleep 1) (alter b inc)))) reader (future (dotimes [_ 30] (dosync (let [x @a] (Thread/sleep 1) (swap! seen conj (= x @b))))))] @writer @reader @seen)',
      '#{true}',
    ],
    [
      'ensure keeps others from changing a ref',
      '(let [a (ref 1) b (ref 0) order (atom []) f (future (dosync (ensure a) (Thread/sleep 5) (ref-set b @a)) (swap! order conj :ensured)) g (future (Thread/sleep 1) (dosync (ref-set a 9)) (swap! order conj :changed))] @f @g [@a @b @order])',
      '[9 1 [:ensured :changed]]',
    ],
    [
      'nothing changes where it throws',
      '(let [a (ref 1)] (try (dosync (ref-set a 2) (throw (ex-info "x" {}))) (catch Exception e nil)) @a)',
      '1',
    ],
    [
      'alter after commute is refused',
      '(let [a (ref 1)] (try (dosync (commute a inc) (alter a inc)) (catch Exception e (ex-message e))))',
      '"Can\'t set after commute"',
    ],
    [
      'watches hear of commits, once',
      '(let [a (ref 1) log (atom [])] (add-watch a :k (fn [k r o n] (swap! log conj [o n]))) (dosync (alter a inc) (alter a inc)) @log)',
      '[[1 3]]',
    ],
    [
      'validators refuse the whole transaction',
      '(let [a (ref 1) b (ref 1 :validator pos?)] [(try (dosync (ref-set a 5) (ref-set b -1)) (catch Exception e (ex-message e))) @a @b])',
      '["Invalid reference state" 1 1]',
    ],
    [
      'sends wait for the commit',
      '(let [a (agent 0) r (ref 0) tries (atom 0)] (run! deref (mapv (fn [_] (future (dosync (let [x @r] (send a inc) (swap! tries inc) (Thread/sleep 1) (ref-set r (inc x)))))) (range 3))) (await a) [@a (> @tries 3)])',
      '[3 true]',
    ],
    [
      'history grows after faults and is bounded',
      '(let [r (ref 0 :min-history 2 :max-history 3)] (dotimes [i 10] (dosync (alter r inc))) [(ref-history-count r) (ref-min-history r) (ref-max-history r)])',
      '[2 2 3]',
    ],
    ['transactions within one are one', '(let [a (ref 0)] (dosync (alter a inc) (dosync (alter a inc)) @a))', '2'],
    ['no input and output in transactions', '(try (dosync (io! 1)) (catch Exception e (ex-message e)))', '"I/O in transaction"'],
  ])('%s', (_, text, want) => {
    expect(run(engine, text)).toBe(want);
  });
});

describe.each(ENGINES)('M21 agents on %s', (engine) => {
  test.each([
    [
      'actions run in order',
      '(let [a (agent [])] (dotimes [i 5] (send a (fn [v] (Thread/sleep (- 5 i)) (conj v i)))) (await a) @a)',
      '[0 1 2 3 4]',
    ],
    [
      'sends within an action wait for its end',
      '(let [a (agent []) b (agent [])] (send a (fn [v] (send b conj 1) (Thread/sleep 5) (conj v @b))) (await a) (await b) [@a @b])',
      '[[[]] [1]]',
    ],
    [
      'a failed agent refuses, and goes on after a restart',
      '(let [a (agent 1)] (send a (fn [_] (throw (ex-info "x" {})))) (Thread/sleep 1) [(ex-message (agent-error a)) (try (send a inc) (catch Exception e (ex-message e))) (restart-agent a 5) (do (send a inc) (await a) @a)])',
      '["x" "Agent is failed, needs restart" 5 6]',
    ],
    [
      'a handler hears and the agent continues',
      '(let [log (atom []) a (agent 1 :error-handler (fn [a e] (swap! log conj (ex-message e))))] (send a (fn [_] (throw (ex-info "x" {})))) (send a inc) (await a) [@a @log (error-mode a)])',
      '[2 ["x"] :continue]',
    ],
    [
      'await-for ends in time',
      '(let [a (agent 1)] (send a (fn [x] (Thread/sleep 1000) (inc x))) [(await-for 10 a) @a (await-for 10000 a) @a])',
      '[false 1 true 2]',
    ],
    ['*agent* is the one that acts', '(let [a (agent 1)] (send a (fn [x] (identical? a *agent*))) (await a) @a)', 'true'],
    [
      'an action cannot await',
      '(let [a (agent 1) b (agent 1)] (send a (fn [x] (try (await b) (catch Exception e (ex-message e))))) (Thread/sleep 1) @a)',
      '"Can\'t await in agent action"',
    ],
  ])('%s', (_, text, want) => {
    expect(run(engine, text)).toBe(want);
  });
});

test('N1 100,000 waiting fibers', { timeout: 60_000 }, () => {
  const runtime = createRuntime();
  const before = process.memoryUsage().heapUsed;
  runtime.evalString('(def p (promise)) (def n (atom 0)) (dotimes [_ 100000] (future @p (swap! n inc))) (Thread/sleep 1)');
  const bytes = (process.memoryUsage().heapUsed - before) / 100_000;
  expect(runtime.evalString('(deliver p 1) (Thread/sleep 1) @n')).toBe(100_000);
  // Not collected before it is measured: the bound is for what is alive, and generous.
  expect(bytes).toBeLessThan(4000);
});
