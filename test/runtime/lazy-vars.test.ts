import { expect, test } from 'vitest';
import { createRuntime as createApi } from '../../src/api/index.js';
import { createRuntimeOf } from '../../src/api/runtime.js';
import { NativeFn } from '../../src/data/functions.js';
import { furtherNatives } from '../../src/lib/natives/further.js';
import { createLibrary } from '../../src/lib/part.js';
import { snapshots } from '../../src/lib/parts/snapshots.js';
import { recordImages } from '../../src/lib/record-image.js';
import { createRuntime, type Runtime } from '../../src/runtime/runtime.js';

// Images of the sources as they stand, since these are about what is loaded from images.
const { images, details } = recordImages(() => {});
const library = createLibrary([
  { name: 'images', natives: furtherNatives, image: (ns) => images[ns], details: (ns) => details[ns] },
  snapshots,
]);
const sink = { write() {}, flush() {}, close() {} };
const create = (): Runtime => createRuntime({ engine: 'vm', host: {}, stdout: sink, stderr: sink, library });

test('few vars of the library are made before a program names them', () => {
  const { core } = create().namespaces;
  const made = core.madeVars().length;
  expect(made).toBeLessThan(200);
  expect(core.unmade).toBeGreaterThan(1000);
  expect(core.own('juxt')).toBe(core.own('juxt'));
  expect(core.madeVars().length).toBe(made + 1);
  expect(core.own('no-such-var')).toBeUndefined();
  expect(core.interned().length).toBeGreaterThan(1200);
  expect(core.unmade).toBe(0);
});

test('to be named makes no difference to how much data there is', () => {
  const world = create();
  const before = world.limits.measure();
  for (const name of ['juxt', 'map', 'get', 'when', 'print-dup', '*print-length*']) expect(world.namespaces.core.own(name)).toBeDefined();
  expect(world.limits.measure()).toBe(before);
  expect(world.namespaces.core.mappings.size).toBeGreaterThan(1000);
  expect(world.limits.measure()).toBe(before);
});

test('a native has its Clojure half, even where that was redefined before anybody named the native', () => {
  const world = create();
  const native = world.coreVar('conj').root as NativeFn;
  expect(native).toBeInstanceOf(NativeFn);
  expect(native.twin).not.toBeNull();
  const other = create();
  for (const name of other.namespaces.core.names()) if (/-guest$|^-own-/.test(name)) other.coreVar(name).root = null;
  expect((other.coreVar('str').root as NativeFn).twin).not.toBeNull();
});

test('a namespace that is removed, changed or loaded anew', () => {
  const runtime = createRuntimeOf({ library }, {});
  const run = (text: string): unknown => runtime.evaluate(text);
  run("(require 'clojure.data.json 'clojure.set)");
  run("(alter-var-root #'clojure.set/union (fn [_] (fn [& _] :changed)))");
  expect(run('(clojure.set/union)')).toBe('changed');
  run("(require 'clojure.set :reload)");
  expect(run('(count (clojure.set/union #{1} #{2}))')).toBe(2);
  run("(remove-ns 'clojure.data.json)");
  run("(require 'clojure.data.json)");
  expect(run('(clojure.data.json/write-str [1])')).toBe('[1]');
  run("(create-ns 'clojure.zip) (intern 'clojure.zip 'up 1)");
  run("(require 'clojure.zip)");
  expect(run('(fn? clojure.zip/up)')).toBe(true);
  run("(ns-unmap 'clojure.core 'juxt)");
  expect(run("(resolve 'juxt)")).toBeNull();
});

test('a snapshot of a program says nothing of vars that were named since, and a fork has what was redefined', () => {
  const runtime = createRuntimeOf({ library }, {});
  runtime.evaluate("(def f (comp inc dec)) (alter-var-root #'clojure.core/juxt (fn [_] (fn [& _] :mine)))");
  const { length } = runtime.snapshot();
  runtime.evaluate('(ns-publics (quote clojure.core))');
  expect(Math.abs(runtime.snapshot().length - length)).toBeLessThan(60);
  const fork = runtime.fork();
  expect(fork.evaluate('[(f 1) (juxt) (count (partition 2 [1 2 3 4]))]')).toEqual([1, 'mine', 2]);
  fork.evaluate("(alter-var-root #'clojure.core/second (fn [_] (fn [& _] :other)))");
  expect([fork.evaluate('(second [1 2])'), runtime.evaluate('(second [1 2])'), createApi().evaluate('(second [1 2])')]).toEqual([
    'other',
    2,
    2,
  ]);
});
