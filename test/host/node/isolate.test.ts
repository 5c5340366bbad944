import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LimitError } from '../../../src/api/index.js';
import type { Isolate, NodeIsolateOptions } from '../../../src/host/node/isolate.js';
import { HOSTILE } from '../../limits/hostile.js';

// As users have it: the thread runs a file of the built package.
const { createIsolate } = (await import(pathToFileURL(join(import.meta.dirname, '../../../dist/isolate.js')).href)) as {
  createIsolate: (options?: NodeIsolateOptions) => Isolate;
};

/** What is thrown, as data. */
const failure = (p: Promise<unknown>): Promise<Record<string, unknown>> =>
  p.then(
    (value) => ({ value }),
    (e) => ({ ...e, name: e.name, message: e.message }),
  );

const MEGABYTE = 1 << 20;

describe('an isolate', () => {
  let out = '';
  let isolate: Isolate;
  beforeAll(() => {
    isolate = createIsolate({
      stdout(text) {
        out += text;
      },
      limits: { time: 5000 },
      namespaces: {
        app: {
          twice: async (x: number) => x * 2,
          fail() {
            throw new TypeError('no such row');
          },
          odd: () => () => 1,
          limit: 5,
        },
      },
    });
  });
  afterAll(() => isolate.dispose());

  test('evaluates, prints, keeps its state', async () => {
    expect(await isolate.evaluate('(println "from there") (def x 40) (+ x 2)')).toBe(42);
    expect(await isolate.evaluate('{:a [x nil 1.5 "s"]}')).toEqual({ a: [40, null, 1.5, 's'] });
    expect(out).toBe('from there\n');
  });

  test('answers what is no data as text', async () => {
    expect(await isolate.evaluate("(def y 1) [#'y {:f inc}]")).toEqual([
      "#'user/y",
      { f: expect.stringMatching(/^#object\[clojure.core\$inc /) },
    ]);
    const e = await failure(isolate.evaluate('(throw (ex-info "x" {:f inc :m {"__proto__" 1}}))'));
    expect(e.data).toMatchObject({ f: expect.stringContaining('#object') });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('has functions and values of the host', async () => {
    expect(await isolate.evaluate('(mapv (fn [i] (app/twice (+ i app/limit))) [1 2])')).toEqual([12, 14]);
    await isolate.define('late', { add: (a: number, b: number) => a + b });
    expect(await isolate.evaluate('(late/add 1 2)')).toBe(3);
    expect(await isolate.evaluate('(try (app/fail) (catch Throwable e (.-message e)))')).toBe('no such row');
    expect(await isolate.evaluate('(try (app/odd) (catch Throwable e (.-message e)))')).toBe(
      'What app/odd answered cannot enter an isolate: only data can',
    );
  });

  test('has its vars read, written and called', async () => {
    await isolate.set('shop/discount', 0.5);
    await isolate.evaluate('(ns shop) (defn total [{:keys [prices]}] (* discount (reduce + prices)))');
    expect(await isolate.get('shop/discount')).toBe(0.5);
    expect(await isolate.call('shop/total', [{ prices: [2, 4] }])).toBe(3);
    const total = (await isolate.get('shop/total')) as (m: unknown) => Promise<unknown>;
    expect(await total({ prices: [10] })).toBe(5);
    await isolate.evaluate("(in-ns 'user)");
  });

  test('tells errors as a runtime does', async () => {
    const e = await failure(isolate.evaluate('(defn f [] (throw (ex-info "no stock" {:item 7})))\n(f)', { file: 'order.clj' }));
    expect(e).toMatchObject({ name: 'CloveError', message: 'no stock', className: 'clojure.lang.ExceptionInfo', data: { item: 7 } });
    expect(e.place).toMatchObject({ file: 'order.clj', line: 1 });
    expect(e.report).toContain('(defn f [] (throw (ex-info "no stock" {:item 7})))');
    expect(await failure(isolate.get('user/nothing'))).toMatchObject({ message: expect.stringContaining('There is no var user/nothing') });
    expect(await failure(isolate.set('user/f', () => 1))).toMatchObject({ name: 'DataCloneError' });
    expect(await isolate.evaluate('1')).toBe(1);
  });

  test('goes on where a limit stopped it', async () => {
    const stop = await isolate.evaluate('(loop [i 0] (if (< i 1000000) (recur (inc i)) i))', { limits: { fuel: 1000 } }).then(
      () => null as never,
      (e: LimitError) => e,
    );
    expect(stop).toMatchObject({ name: 'LimitError', limit: 'fuel', resumable: true });
    const { resume } = stop;
    expect(await resume?.({ fuel: 2_000_000 })).toBe(1_000_000);
    expect(await failure(resume?.({ fuel: 1 }) as Promise<unknown>)).toMatchObject({
      message: expect.stringContaining('has gone on already'),
    });
  });

  test('is cancelled by a signal', async () => {
    const abort = new AbortController();
    const running = failure(isolate.evaluate('(try (loop [] (recur)) (finally (def cleaned true)))', { signal: abort.signal, limits: {} }));
    setTimeout(() => abort.abort(), 20);
    expect(await running).toMatchObject({ name: 'AbortError' });
    expect(await isolate.evaluate('cleaned')).toBe(true);
  });

  test('reaches nothing that was not granted', async () => {
    for (const text of [
      '(slurp "/etc/passwd")',
      '(System/getenv "PATH")',
      '(System/currentTimeMillis)',
      '(rand)',
      'js/process',
      '(System/exit 1)',
    ])
      expect(await failure(isolate.evaluate(text))).toMatchObject({ name: 'CloveError' });
    const granted = createIsolate({ grants: ['clock', 'chance'] });
    expect(await granted.evaluate('[(pos? (System/currentTimeMillis)) (< (rand) 1)]')).toEqual([true, true]);
    expect(await failure(granted.evaluate('(slurp "/etc/passwd")'))).toMatchObject({ name: 'CloveError' });
    await granted.dispose();
  });

  test('reaches the hosts, ports and programs that were granted by name', async () => {
    const require = "(require '[clove.http :as http] '[clove.http.server :as server] '[clove.process :as p])";
    const served = createServer((_, response) => response.end('from the host'));
    await new Promise<void>((ready) => served.listen(0, '127.0.0.1', ready));
    const { port } = served.address() as AddressInfo;
    const granted = createIsolate({ http: [`127.0.0.1:${port}`], processes: ['echo'], listen: [] });
    const refused = createIsolate({ limits: { time: 5000 } });
    const get = `${require} (:body (http/get "http://127.0.0.1:${port}/"))`;
    const echo = `${require} (:out (p/run ["echo" "there"]))`;
    expect(await granted.evaluate(get)).toBe('from the host');
    expect(await granted.evaluate(echo)).toBe('there\n');
    for (const [isolate, text] of [
      [granted, `${require} (http/get "http://localhost:1/")`],
      [granted, `${require} (p/run ["cat" "/etc/passwd"])`],
      [granted, `${require} (server/serve (fn [_] nil) {:port 0})`],
      [refused, get],
      [refused, echo],
    ] as const)
      expect(await failure(isolate.evaluate(text))).toMatchObject({
        name: 'CloveError',
        message: expect.stringMatching(/may not|out of reach/),
      });
    await Promise.all([granted.dispose(), refused.dispose()]);
    await new Promise((closed) => served.close(closed));
  });

  test('M21 takes its neighbours nothing when it dies of its memory', async () => {
    const small = createIsolate({ heap: 24 });
    const before = process.memoryUsage().rss;
    expect(await failure(small.evaluate('(loop [v []] (recur (conj v (vec (range 100)))))'))).toMatchObject({
      name: 'LimitError',
      limit: 'memory',
    });
    expect(small.alive).toBe(false);
    expect(await failure(small.evaluate('1'))).toMatchObject({ message: expect.stringContaining('This isolate has ended') });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
    expect(await isolate.evaluate('x')).toBe(40);
  });

  test('is killed in the middle of anything', async () => {
    const stuck = createIsolate({ limits: { time: 50 }, grace: 200 });
    await stuck.evaluate('1', { limits: { time: 5000 } });
    // What the host runs itself, here a regular expression, pays no fuel and hears no clock.
    const started = performance.now();
    expect(await failure(stuck.evaluate('(re-matches #"(a+)+b" (apply str (repeat 40 \\a)))'))).toMatchObject({
      name: 'LimitError',
      limit: 'time',
    });
    expect(performance.now() - started).toBeLessThan(5000);
    const disposed = createIsolate();
    const running = failure(disposed.evaluate('(loop [] (recur))'));
    await disposed.dispose();
    expect(await running).toMatchObject({ message: 'it was disposed of' });
  });

  test('stops hostile programs', { timeout: 300_000 }, async () => {
    const guarded = createIsolate({ heap: 128 });
    await guarded.evaluate("(require 'clojure.string 'clojure.walk)");
    const limits = { fuel: 5000, time: 20_000, memory: 4 * MEGABYTE, depth: 50_000, output: 10_000, fibers: 100 };
    const wrong: unknown[] = [];
    for (const text of HOSTILE) {
      const e = await failure(guarded.evaluate(text, { limits }));
      if (e.name !== 'LimitError') wrong.push([text, e]);
    }
    expect(wrong).toEqual([]);
    expect(await guarded.evaluate('(reduce + (map inc (range 10)))')).toBe(55);
    await guarded.dispose();
  });
});
