import { describe, expect, test } from 'vitest';
import { CloveError, createRuntime, type EngineName, LimitError, type LimitOptions, type Runtime } from '../../src/api/index.js';
import { ENGINES } from '../support/engines.js';

const LIMITED: readonly EngineName[] = ['vm', 'jit', 'auto'];

const runtimes = new Map<EngineName, Runtime>();

/** A runtime that others use too. */
function shared(engine: EngineName): Runtime {
  let runtime = runtimes.get(engine);
  if (runtime === undefined) {
    runtime = createRuntime({
      engine,
      namespaces: {
        'app.db': {
          find: (id: number) => ({ id, name: `n${id}`, tags: ['a', { deep: true }] }),
          later: async (x: unknown) => {
            await new Promise((resolve) => setTimeout(resolve, 1));
            return { got: x };
          },
          failing: () => Promise.reject(new TypeError('no such row')),
          throwing() {
            throw new RangeError('out of it');
          },
          limit: 10,
          settings: { depth: 2, half: 0.5 },
        },
      },
    });
    runtimes.set(engine, runtime);
  }
  return runtime;
}

const thrownBy = (body: () => unknown): unknown => {
  try {
    body();
  } catch (e) {
    return e;
  }
  throw new Error('Nothing was thrown');
};

test('the value of each form is heard, of one that waits too, and of a `do` once', async () => {
  const text = '1 (do (def a 2) (do) [a]) (do) (+ a 1)';
  const heard: unknown[] = [];
  const onForm = (value: unknown): void => void heard.push(value);
  const runtime = shared('vm');
  runtime.evaluate(text, { onForm });
  await runtime.evaluateAsync(text, { onForm });
  await runtime.evalStringLater(text, { onForm });
  runtime.evalString(text, { onForm });
  expect(heard.map((value) => runtime.printString(value as never))).toEqual(Array(4).fill(['1', '[2]', 'nil', '3']).flat());
});

describe.each(ENGINES)('the API on %s', (engine) => {
  const runtime = shared(engine);

  test.each([
    ['(+ 1 2)', 3],
    ['', null],
    ['{:a [1 2.5 nil true] "b" #{:x} :c {:d (quote e)}}', { a: [1, 2.5, null, true], b: ['x'], c: { d: 'e' } }],
    ['(map inc [1 2 3])', [2, 3, 4]],
    ['(app.db/find 7)', { id: 7, name: 'n7', tags: ['a', { deep: true }] }],
    ['(:name (app.db/find 7))', 'n7'],
    ["(require '[app.db :as db :refer [limit]]) (+ limit (:depth db/settings) (:half db/settings))", 12.5],
    ['(ns other) (def here 5) (ns user) other/here', 5],
    ['(do (defmacro twice [x] (list (quote do) x x)) (def a (atom 0)) (twice (swap! a inc)) @a)', 2],
    ['@(future (* 6 7))', 42],
  ])('evaluate %s', (text, expected) => {
    expect(runtime.evaluate(text)).toEqual(expected);
  });

  test('vars are read and written, functions are the same each time', () => {
    runtime.set('my.app/config', { rows: [1, 2, 3] });
    runtime.evaluate('(ns my.app) (defn total [factor] (* factor (reduce + (:rows config)))) (ns user)');
    expect(runtime.get('my.app/config')).toEqual({ rows: [1, 2, 3] });
    const total = runtime.get('my.app/total') as (factor: number) => number;
    expect(total(2)).toBe(12);
    expect(runtime.get('my.app/total')).toBe(total);
    expect([1, 2].map(total)).toEqual([6, 12]);
    expect(() => runtime.get('my.app/nothing')).toThrow('There is no var my.app/nothing');
  });

  test('an error tells where, what and why', () => {
    const error = thrownBy(() =>
      runtime.evaluate('(defn f [x]\n  (throw (ex-info "bad" {:x x})))\n(inc (f 5))', { file: 'rules.clj' }),
    ) as CloveError;
    expect(error).toBeInstanceOf(CloveError);
    expect(error.message).toBe('bad');
    expect(error.className).toBe('clojure.lang.ExceptionInfo');
    expect(error.data).toEqual({ x: 5 });
    expect(error.place).toEqual({ file: 'rules.clj', line: 2, column: 3 });
    expect(error.frames[0].name).toBe('user/f');
    expect(error.stack).toContain('rules.clj:2:3');
  });

  test('errors of the host keep what they are', () => {
    const error = thrownBy(() => runtime.evaluate('(app.db/throwing)')) as CloveError;
    expect(error.className).toBe('js.RangeError');
    expect(error.cause).toBeInstanceOf(RangeError);
    expect(runtime.evaluate('(try (app.db/throwing) (catch js/RangeError e (.-message e)))')).toBe('out of it');
  });

  test('text that cannot be read or compiled', () => {
    expect(thrownBy(() => runtime.evaluate('(inc', { file: 'a.clj' }))).toMatchObject({
      name: 'CloveError',
      place: { file: 'a.clj', line: 1 },
    });
    expect(thrownBy(() => runtime.evaluate('\n(inc nowhere)', { file: 'a.clj' }))).toMatchObject({
      place: { file: 'a.clj', line: 2, column: 6 },
    });
  });

  test('what waits for the host needs evaluateAsync', () => {
    const error = thrownBy(() => runtime.evaluate('(app.db/later 1)')) as CloveError;
    expect(error.message).toContain('use evaluateAsync');
    expect(() => runtime.evaluate('@(promise)')).toThrow('Deadlock');
  });

  test.each([
    ['(app.db/later 5)', { got: 5 }],
    ['(mapv (fn [i] (:got (app.db/later i))) [1 2 3])', [1, 2, 3]],
    ['(reduce (fn [s i] (+ s (:got (app.db/later i)))) 0 [1 2 3])', 6],
    ['(sort-by (fn [i] (:got (app.db/later (- i)))) [1 3 2])', [3, 2, 1]],
    ['(let [a (atom 1)] (swap! a (fn [x] (+ x (:got (app.db/later 4))))) @a)', 5],
    ['(first (map (fn [i] (:got (app.db/later i))) (iterate inc 9)))', 9],
    ['(def ^:dynamic *d* 0) (binding [*d* 7] (app.db/later 1) *d*)', 7],
    [
      '(let [log (atom [])] [(try (app.db/failing) (catch js/TypeError e (.-message e)) (finally (app.db/later 1) (swap! log conj :done))) @log])',
      ['no such row', ['done']],
    ],
    ['(let [fs (mapv (fn [i] (future (:got (app.db/later i)))) (range 20))] (reduce + (map deref fs)))', 190],
    ['(defn depth [n] (if (zero? n) (:got (app.db/later 0)) (inc (depth (dec n))))) (depth 100)', 100],
    ['(loop [i 0] (if (< i 3) (do (app.db/later i) (recur (inc i))) i))', 3],
  ])('evaluateAsync %s', async (text, expected) => {
    expect(await runtime.evaluateAsync(text)).toEqual(expected);
  });

  test('functions that wait are called from the host', async () => {
    runtime.evaluate('(defn fetch [i] (update (app.db/later i) :got inc))');
    expect(await runtime.callAsync('user/fetch', [4])).toEqual({ got: 5 });
    expect(await Promise.all([1, 2, 3].map((i) => runtime.callAsync('user/fetch', [i])))).toEqual([{ got: 2 }, { got: 3 }, { got: 4 }]);
  });

  test('a signal cancels, and finally runs, in fibers too', async () => {
    const stop = new AbortController();
    runtime.evaluate('(def log (atom []))');
    const text =
      '(future (try (app.db/later 1) (loop [] (app.db/later 1) (recur)) (finally (swap! log conj :child)))) (try (loop [] (app.db/later 1) (recur)) (finally (swap! log conj :parent)))';
    const running = runtime.evaluateAsync(text, { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect((runtime.evaluate('@log') as string[]).sort()).toEqual(['child', 'parent']);
  });

  test('a signal cancels what computes', async () => {
    const stop = new AbortController();
    const running = runtime.evaluateAsync('(try (loop [i 0] (recur (inc i))) (finally (swap! log conj :computed)))', {
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(), 5);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(runtime.evaluate('(peek @log)')).toBe('computed');
  });

  test('finally runs where a signal finds a loop at the head of its try', async () => {
    const stop = new AbortController();
    const running = runtime.evaluateAsync('(do (inc 1) (try (loop [] (recur)) (finally (swap! log conj :looped))))', {
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(), 5);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(runtime.evaluate('(peek @log)')).toBe('looped');
  });
});

describe.each(LIMITED)('limits on %s', (engine) => {
  const runtime = shared(engine);
  const limitOf = (text: string, limits: LimitOptions): LimitError => {
    const e = thrownBy(() => runtime.evaluate(text, { limits }));
    if (!(e instanceof LimitError)) throw e;
    return e;
  };

  test('a program goes on with more fuel from where it stopped', () => {
    const text = '(def steps (atom 0)) (loop [i 0 s 0] (if (< i 3000) (do (swap! steps inc) (recur (inc i) (+ s i))) [s @steps]))';
    let error = limitOf(text, { fuel: 2000 });
    let value: unknown = null;
    for (let parts = 0; value === null; parts++) {
      if (parts > 1000) throw new Error('It does not end');
      try {
        value = error.resume?.({ fuel: 777 });
      } catch (e) {
        error = e as LimitError;
      }
    }
    expect(value).toEqual([4498500, 3000]);
  });

  test('each call of the host has limits of its own, and none is left over', () => {
    const own = createRuntime({ engine, limits: { fuel: 5000 } });
    own.evaluate('(defn turns [n] (loop [i 0] (if (< i n) (recur (inc i)) i)))');
    const turns = own.get('user/turns') as (n: number) => number;
    for (let i = 0; i < 100; i++) expect(turns(1000)).toBe(1000);
    expect(thrownBy(() => turns(10_000))).toMatchObject({ name: 'LimitError', limit: 'fuel' });
    expect(turns(10)).toBe(10);
    for (const ask of [own.toJs, own.printString]) expect(thrownBy(() => ask(own.evalString('(range)')))).toMatchObject({ limit: 'fuel' });
    expect(thrownBy(() => own.call(own.evalString('turns'), 10_000))).toMatchObject({ limit: 'fuel' });

    const free = createRuntime({ engine });
    free.evaluate('(defn turns [n] (loop [i 0] (if (< i n) (recur (inc i)) i)))', { limits: { fuel: 100, time: 1000, depth: 1000 } });
    expect((free.get('user/turns') as (n: number) => number)(100_000)).toBe(100_000);
  });

  test('what a runtime may keep is counted over all that it is asked', () => {
    const own = createRuntime({ engine, limits: { memory: 2_000_000 } });
    own.evaluate('(def all (atom []))');
    const fill = (): void => {
      for (let i = 0; i < 2000; i++) own.evaluate('(count (swap! all conj (vec (range 100))))');
    };
    expect(thrownBy(fill)).toMatchObject({ limit: 'memory' });
  });

  test('neither catch nor finally see a limit', () => {
    runtime.evaluate('(def seen (atom []))');
    const text =
      '(try (try (loop [] (recur)) (catch Throwable e (swap! seen conj :caught)) (catch :default e (swap! seen conj :caught)) (finally (swap! seen conj :finally))) (finally (swap! seen conj :outer)))';
    expect(limitOf(text, { fuel: 1000 }).limit).toBe('fuel');
    expect(limitOf(text, { time: 5 }).limit).toBe('time');
    expect(runtime.evaluate('@seen')).toEqual([]);
  });

  test('what was stopped is given up when the host asks for something else', () => {
    const error = limitOf('(future (loop [] (recur))) (loop [] (recur))', { fuel: 100000 });
    expect(runtime.evaluate('(+ 1 1)', { limits: { fuel: 1000 } })).toBe(2);
    expect(() => error.resume?.({ fuel: 5 })).toThrow('gone on already, or was given up');
  });

  test('asynchronous programs have limits too', async () => {
    const error: LimitError = await runtime
      .evaluateAsync('(loop [i 0] (app.db/later i) (if (= i 20) :done (recur (inc i))))', { limits: { fuel: 60 } })
      .then(
        () => null,
        (e) => e,
      );
    expect(error.limit).toBe('fuel');
    expect(await error.resume?.({ fuel: 1e6 })).toBe('done');
  });
});
