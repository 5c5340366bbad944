import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { createSubject, ENGINES } from '../support/engines.js';

const NS = "(require '[clojure.core.async :as a :refer [chan go go-loop thread <! >! <!! >!! alts! alts!! close! timeout put!]])\n";

/** The printed value of a text, and what it printed. */
function run(engine: (typeof ENGINES)[number], text: string): string {
  const { value, output, error } = createSubject(engine).run(NS + text);
  if (error !== null) throw new Error(error.report);
  return `${output}${value}`;
}

describe.each(ENGINES)('channels on %s', (engine) => {
  test.each([
    [
      'two processes play ping-pong',
      '(let [ping (chan) pong (chan)] (go-loop [] (when-let [n (<! ping)] (>! pong (inc n)) (recur))) (loop [i 0 n 0] (if (< i 100) (do (>!! ping n) (recur (inc i) (<!! pong))) n)))',
      '100',
    ],
    [
      'philosophers dine',
      '(let [forks (vec (repeatedly 5 (fn [] (doto (chan 1) (>!! :fork))))) eaten (atom 0) dine (fn [i] (let [[l r] (sort [i (mod (inc i) 5)])] (go (dotimes [_ 3] (<! (forks l)) (<! (forks r)) (<! (timeout 1)) (swap! eaten inc) (>! (forks l) :fork) (>! (forks r) :fork)))))] (run! <!! (mapv dine (range 5))) @eaten)',
      '15',
    ],
    [
      'a pipeline keeps the order of what takes unequal times',
      '(let [out (chan)] (a/pipeline 4 out (map (fn [x] (Thread/sleep (- 20 x)) x)) (a/to-chan! (range 20))) (= (range 20) (<!! (a/into [] out))))',
      'true',
    ],
    [
      '10,000 processes put to one that takes',
      '(let [c (chan 10) all (mapv (fn [i] (go (<! (timeout (mod i 7))) i)) (range 10000))] (reduce (fn [s c] (+ s (<!! c))) 0 all))',
      '49995000',
    ],
    [
      'a process waits in the functions that it calls, in callbacks and in lazy seqs',
      '(let [c (chan) get-one (fn [_] (<! c))] (go (dotimes [i 6] (>! c i))) [(mapv get-one [1 2]) (vec (map get-one [1 2])) (sort-by (fn [x] (- x)) (into [] (map get-one) [1 2]))])',
      '[[0 1] [2 3] (5 4)]',
    ],
    [
      'time is that of the runtime',
      '(let [log (atom [])] (run! <!! (mapv (fn [ms] (go (<! (timeout ms)) (swap! log conj ms))) [300000 100000 200000])) @log)',
      '[100000 200000 300000]',
    ],
    [
      'one of several waits is done, and no other',
      '(let [cs (vec (repeatedly 5 chan)) won (go (first (alts! cs)))] (<!! (timeout 1)) (put! (cs 3) :x) [(<!! won) (mapv (fn [c] (a/offer! c :y)) cs)])',
      '[:x [nil nil nil nil nil]]',
    ],
    [
      'a value goes to one of several that wait',
      '(let [c (chan) takers (mapv (fn [_] (go (<! c))) (range 3))] (<!! (timeout 1)) (>!! c 1) (>!! c 2) (close! c) (mapv <!! takers))',
      '[1 2 nil]',
    ],
    [
      'a future that waits for a channel is cancelled, and cleans up; its wait takes no value',
      '(let [c (chan) log (atom []) f (future (try (<!! c) (finally (swap! log conj :finally))))] (<!! (timeout 1)) (future-cancel f) (<!! (timeout 1)) (put! c :kept) [@log (a/poll! c)])',
      '[[:finally] :kept]',
    ],
    [
      'a transducer may wait: others wait for the channel',
      '(let [gate (chan) c (chan 1 (map (fn [x] [x (<!! gate)])))] (go (>! c 1)) (go (>! c 2)) (go (dotimes [i 2] (<! (timeout 5)) (>! gate i))) [(<!! c) (<!! c)])',
      '[[1 0] [2 1]]',
    ],
    [
      'loops of puts and takes give turns',
      '(let [c (chan (a/sliding-buffer 1)) stop (chan) seen (atom 0)] (go (loop [] (when-not (a/poll! stop) (>! c 1) (recur)))) (go (dotimes [_ 3] (swap! seen + (<! c))) (>! stop true)) (<!! (timeout 1)) @seen)',
      '3',
    ],
    [
      'alternatives that others take away are never lost or doubled',
      '(let [a1 (chan) b1 (chan) out (chan 1000)] (dotimes [i 10] (go (dotimes [j 50] (>! (if (even? j) a1 b1) 1)))) (let [ts (mapv (fn [_] (go (dotimes [_ 100] (>! out (first (alts! [a1 b1])))))) (range 5))] (run! <!! ts) (close! out) (<!! (a/reduce + 0 out))))',
      '500',
    ],
  ])('%s', (_, text, want) => {
    expect(run(engine, text)).toBe(want);
  });

  test('a wait for a channel that nothing can end is reported', () => {
    const { error } = createSubject(engine).run(`${NS}(<!! (chan))`);
    expect(error).toMatchObject({
      class: 'java.lang.IllegalStateException',
      message: 'Deadlock: this fiber waits, and no other fiber can wake it',
    });
  });

  test('what a process throws is told, and its channel closes', () => {
    let told = '';
    const runtime = createRuntime({
      engine,
      stderr: (text) => {
        told += text;
      },
    });
    expect(runtime.evalString(`${NS}(<!! (go (throw (ex-info "lost" {}))))`)).toBe(null);
    expect(told).toContain('lost');
  });

  test('a program does not last until the time of a process that nobody waits for', () => {
    const { runtime, run: go } = createSubject(engine);
    go(`${NS}(def log (atom [])) (go (swap! log conj 1) (<! (timeout 100000)) (swap! log conj 2))`);
    runtime.drain();
    expect(go('@log').value).toBe('[1]');
  });
});
