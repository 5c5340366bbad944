import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import type * as Core from '../../src/api/core.js';

// Programs that import the core and what they name, as a bundler for the browser makes them.
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'clove-core-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

interface Bundle {
  readonly files: readonly string[];
  readonly module: typeof Core & { readonly parts: readonly Core.Part[] };
}

/** Bundles a program that has the core and these parts, by the names of their modules. */
async function bundle(parts: Readonly<Record<string, string>>): Promise<Bundle> {
  const imports = Object.entries(parts).map(([name, module]) => `import { ${name} } from './src/lib/parts/${module}.ts';`);
  const contents = `${imports.join('\n')}\nexport * from './src/api/core.ts';\nexport const parts = [${Object.keys(parts)}];`;
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  const path = join(folder, `${count++}.mjs`);
  writeFileSync(path, outputFiles[0].contents);
  return {
    files: Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    module: (await import(pathToFileURL(path).href)) as Bundle['module'],
  };
}

describe('the core alone', async () => {
  const { files, module } = await bundle({});
  const runtime = module.createRuntime({ engine: 'auto' });

  test('brings nothing along that it does not need', () => {
    const left = /sources\.gen|details\.gen|engines\/tree|runtime\/snapshot|api\/debugger|natives\/(json|pprint|csv)\//;
    expect(files.filter((file) => left.test(file))).toEqual([]);
    expect(files.filter((file) => file.startsWith('src/lib/images')).map((file) => file.slice(15, -7))).toEqual([
      'clojure.core',
      'clojure.edn',
      'clojure.math',
      'clojure.string',
    ]);
  });

  test('runs programs', () => {
    expect(
      runtime.evaluate('(require \'[clojure.string :as s] \'[clojure.edn :as edn]) (s/join (map inc (edn/read-string "[1 2]")))'),
    ).toBe('23');
    expect(runtime.evaluate('(defprotocol P (p [x])) (defrecord R [a] P (p [_] a)) (p (->R 5))')).toBe(5);
    expect(runtime.evaluate('(sort-by first [[3 1] [1 2]])')).toEqual([
      [1, 2],
      [3, 1],
    ]);
  });

  test('errors name what to import', () => {
    expect(() => runtime.evaluate("(require 'clojure.data.json)")).toThrow(
      "Could not locate the namespace clojure.data.json: it is a part of Clove that was left out here; import { clojureDataJson } from 'clove/parts/clojure.data.json' and give it to createRuntime among its parts",
    );
    expect(() => runtime.evaluate("(require 'my.own)")).toThrow("it is not one of Clove's own");
    expect(() => runtime.evaluate('(java.util.ArrayList.)')).toThrow("import { clojureJavaUtil } from 'clove/parts/clojure.java.util'");
    expect(() => runtime.fork()).toThrow("import { snapshots } from 'clove/parts/snapshots'");
    expect(() => runtime.snapshot()).toThrow("import { snapshots } from 'clove/parts/snapshots'");
    expect(() => module.createRuntime({ engine: 'tree' })).toThrow("import { tree } from 'clove/parts/tree'");
  });

  test('of metadata there are the flags, of traces no lines of the library', () => {
    expect(runtime.evaluate("(pr-str (dissoc (meta #'when) :ns) (dissoc (meta #'map) :ns))")).toBe('{:macro true, :name when} {:name map}');
    try {
      runtime.evaluate('(mapv (fn [x] (/ 1 x)) [1 0])', { file: 'a.clj' });
      expect.unreachable();
    } catch (e) {
      const { place, frames } = e as Core.CloveError;
      expect(place).toMatchObject({ file: 'a.clj', line: 1 });
      expect(frames.some(({ name, place }) => name.startsWith('clojure.core/') && place !== null)).toBe(false);
    }
  });

  test('runtimes of the same parts share their library, and are apart', () => {
    const other = module.createRuntime();
    runtime.evaluate("(def x 1) (alter-var-root #'inc (fn [_] dec))");
    expect(other.evaluate('[(resolve (symbol "x")) (inc 1)]')).toEqual([null, 2]);
  });
});

describe('with parts', () => {
  test('a namespace, with its natives and those that it requires', async () => {
    const { files, module } = await bundle({ clojureDataJson: 'clojure.data.json.gen', cloveHttp: 'clove.http.gen' });
    const runtime = module.createRuntime({ parts: module.parts });
    expect(runtime.evaluate("(require '[clojure.data.json :as json]) (json/write-str {:a [1 2]})")).toBe('{"a":[1,2]}');
    expect(() => runtime.evaluate('(require \'[clove.http :as http]) (http/get "http://localhost")')).toThrow(
      'The network is out of reach',
    );
    expect(files).toContain('src/lib/images/clove.stream.gen.ts');
    expect(files.filter((file) => /natives\/csv/.test(file))).toEqual([]);
  });

  test('docstrings and lines', async () => {
    const { module } = await bundle({ details: 'details', clojureRepl: 'clojure.repl.gen' });
    const runtime = module.createRuntime({ parts: module.parts });
    expect(runtime.evaluate("(:arglists (meta #'reduce))")).toEqual([
      ['f', 'coll'],
      ['f', 'val', 'coll'],
    ]);
    expect(runtime.evaluate("(require 'clojure.repl) (count (with-out-str (clojure.repl/doc map)))")).toBeGreaterThan(100);
    try {
      runtime.evaluate('(mapv (fn [x] (/ 1 x)) [1 0])');
      expect.unreachable();
    } catch (e) {
      expect((e as Core.CloveError).frames.every(({ place }) => place !== null)).toBe(true);
    }
    expect(() => runtime.evaluate('(clojure.repl/source map)')).toThrow("import { sources } from 'clove/parts/sources'");
  });

  test('forks and snapshots, sources and the reference engine', async () => {
    const { module } = await bundle({ snapshots: 'snapshots', tree: 'tree', clojureSet: 'clojure.set.gen' });
    const { parts } = module;
    const runtime = module.createRuntime({ parts });
    runtime.evaluate("(require '[clojure.set :as set]) (def a (atom #{1}))");
    const fork = runtime.fork();
    fork.evaluate('(swap! a set/union #{2})');
    expect([runtime.evaluate('(count @a)'), fork.evaluate('(count @a)')]).toEqual([1, 2]);
    const restored = module.restoreRuntime(fork.snapshot(), { parts });
    expect(restored.evaluate('(set/subset? #{1 2} @a)')).toBe(true);
    expect(module.createRuntime({ parts, engine: 'tree' }).evaluate("(require 'clojure.set) (clojure.set/union #{1} #{1})")).toEqual([1]);
  });

  test('each namespace alone brings all that it requires', { timeout: 60_000 }, async () => {
    const { NAMESPACES } = await import('../../src/lib/namespaces.gen.js');
    const { partName } = await import('../../src/lib/part.js');
    const { module } = await bundle(Object.fromEntries(NAMESPACES.map((ns) => [partName(ns), `${ns}.gen`])));
    for (const part of module.parts) {
      const runtime = module.createRuntime({ parts: [part] });
      expect(() => runtime.require(part.name), part.name).not.toThrow();
    }
  });
});
