import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRuntime, debug, explain, traceInstructions } from '../../src/api/index.js';
import { NAMES } from '../../src/bytecode/instructions/index.js';
import { createSubject, ENGINES } from '../support/engines.js';

const COUNTING = `(def total (atom 0))
(defn add [x]
  (swap! total + x)
  :ok)
(doseq [i [1 0 2]]
  (add i))
(let [y 5
      y (inc y)]
  (add y))
(str 1)`;

describe('watched values', () => {
  test('are told where the program stops', () => {
    const d = debug(COUNTING, { file: 'c.clj' });
    d.watch('@total');
    d.watch('x');
    d.breakAt('c.clj', 3);
    d.run();
    expect(d.watches().map(({ text, value }) => [text, value])).toEqual([
      ['@total', '0'],
      ['x', '1'],
    ]);
    d.unwatch('x');
    expect(d.watches()).toHaveLength(1);
  });

  test('stop the program where they change, and only there', () => {
    const d = debug(COUNTING, { file: 'c.clj' });
    d.stepOver();
    d.watch('@total', true);
    const seen: unknown[] = [];
    for (d.run(); d.state === 'paused'; d.run()) seen.push([d.changed, d.watches()[0].before, d.watches()[0].value]);
    expect(seen).toEqual([
      ['@total', '0', '1'],
      ['@total', '1', '3'],
      ['@total', '3', '9'],
    ]);
    expect(d.state).toBe('done');
  });

  test('stop before breakpoints that come first', () => {
    const d = debug(COUNTING, { file: 'c.clj' });
    d.stepOver();
    d.watch('@total', true);
    d.breakAt('c.clj', 3);
    d.run();
    expect([d.changed, d.place?.line]).toEqual([null, 3]);
  });
});

describe('B3: the instructions that ran', () => {
  test('are told by number, in their order, and counted', () => {
    const { total, opcodes, counts } = traceInstructions('(def x 4) (+ x 1)');
    expect(opcodes).toHaveLength(total);
    expect([...opcodes].map((op) => NAMES[op])).toContain('DEFINE');
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(total);
  });

  test('of loops are as many as their turns', () => {
    const turns = (n: number) => traceInstructions(`(loop [i 0] (if (< i ${n}) (recur (inc i)) i))`).total;
    expect(turns(300) - turns(200)).toBe(turns(200) - turns(100));
    expect(traceInstructions('(loop [i 0] (if (< i 1000) (recur (inc i)) i))', { most: 10 }).opcodes).toHaveLength(10);
  });

  test('of the library are counted on demand', () => {
    const text = '(reduce + (map inc [1 2 3]))';
    expect(traceInstructions(text, { library: true }).total).toBeGreaterThan(traceInstructions(text).total);
  });
});

describe.each(ENGINES)('traced functions on %s', (engine) => {
  test('tell of their calls, until they are traced no longer', () => {
    const { run } = createSubject(engine);
    const { output } = run(`
      (require '[clove.trace :as t])
      (defn fact [n] (if (zero? n) 1 (* n (fact (dec n)))))
      (defn other [x] (throw (ex-info "no" {})))
      (t/with-trace [fact] (fact 2))
      (fact 2)
      (t/trace-named! ["user/other"])
      (try (other 1) (catch Exception e nil))
      (t/untrace-ns! 'user)
      (try (other 1) (catch Exception e nil))`);
    expect(output.split('\n')).toEqual([
      '(user/fact 2)',
      '| (user/fact 1)',
      '| | (user/fact 0)',
      '| | => 1',
      '| => 1',
      '=> 2',
      '(user/other 1)',
      '=> throws clojure.lang.ExceptionInfo: no',
      '',
    ]);
  });
});

describe('B11: explain', () => {
  const runtime = createRuntime();
  runtime.evaluate(`
    (ns bill)
    (def seen (atom 0))
    (defn total [{:keys [lines member note]}]
      (swap! seen inc)
      (let [sum (reduce + (map (fn [{:keys [price count]}] (* price count)) lines))
            discount (if (and member (> sum 100)) 10 0)]
        {:sum sum :discount discount :pay (- sum discount) :greeting (str "Dear " (:name note)) :first (:item (first lines))}))`);
  const order = {
    member: true,
    note: { name: 'Ada', colour: 'red' },
    lines: [
      { item: 'pen', price: 2, count: 3 },
      { item: 'desk', price: 300, count: 1 },
    ],
  };
  const made = (...path: string[]) => explain(runtime, 'bill/total', order, path).inputs.map((input) => input.path.join('.'));

  test('tells the paths that a field comes from', () => {
    expect(made('sum')).toEqual(['lines.0.price', 'lines.0.count', 'lines.1.price', 'lines.1.count']);
    expect(made('discount')).toEqual(['member', 'lines.1.price', 'lines.1.count']);
    expect(made('greeting')).toEqual(['note.name']);
    expect(made('first')).toEqual(['lines.0.item']);
  });

  test('leaves the runtime as it was', () => {
    expect(runtime.evaluate('@bill/seen')).toBe(0);
    expect(() => explain(runtime, 'bill/total', order, ['nothing'])).toThrow('answers nothing at nothing');
  });
});

test('clove trace and clove explain', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clove-trace-'));
  const file = join(folder, 'bill.clj');
  writeFileSync(file, '(ns bill)\n(defn total [{:keys [a b c]}] {:sum (+ a b)})\n(total {:a 1 :b 2})\n');
  writeFileSync(join(folder, 'in.json'), '{"a": 1, "b": 2, "c": 3}');
  const clove = (...args: string[]) => spawnSync(join(import.meta.dirname, '../../clove'), args, { encoding: 'utf8' }).stdout;
  expect(clove('trace', '--calls', 'bill', file)).toBe('(bill/total {:a 1, :b 2})\n=> {:sum 3}\n');
  expect(clove('trace', '--ops', file)).toMatch(/^\d+ instructions of the program\n +\d+ {2}[A-Z_]+\n/);
  expect(clove('explain', file, 'bill/total', join(folder, 'in.json'), 'sum')).toBe('sum = 3, made of\n  a = 1\n  b = 2\n(9 calls)\n');
});
