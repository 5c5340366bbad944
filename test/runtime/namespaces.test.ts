import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { nodeFiles } from '../../src/host/node/files.js';
import { projectPaths } from '../../src/host/node/project.js';
import { SourcePath } from '../../src/host/node/source-path.js';
import { ENGINES } from '../support/engines.js';

const folder = mkdtempSync(join(tmpdir(), 'clove-namespaces-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FILES: Readonly<Record<string, string>> = {
  'deps.edn': `{:paths ["src" :more]
                :deps {a/lib {:local/root "lib"} org.clojure/clojure {:mvn/version "1.11.1"}}
                :aliases {:more ["more"] :dev {:extra-paths ["dev"]}}}`,
  'lib/deps.edn': '{}',
  'lib/src/lib/core.cljc': '(ns lib.core) (def where :lib)',
  'more/more/core.clj': '(ns more.core) (def where :more)',
  'dev/dev/core.clj': '(ns dev.core) (def where :dev)',
  'node_modules/pkg/package.json': '{"name": "pkg", "clojure": "cljs"}',
  'node_modules/pkg/cljs/pkg/core.cljc': '(ns pkg.core) (def where :package)',
  'node_modules/@scope/two/package.json': '{"name": "@scope/two", "clojure": ["a", "b"]}',
  'node_modules/@scope/two/b/two/core.cljc': '(ns two.core) (def where :scoped)',
  'node_modules/other/package.json': '{"name": "other"}',
  'src/order/core.clj': '(ns order.core) (def by :clj)',
  'src/order/core.cljc': '(ns order.core) (def by :cljc)',
  'src/order/core.clove': '(ns order.core) (def by :clove)',
  'src/cycle/one.clj': '(ns cycle.one (:require cycle.two))',
  'src/cycle/two.clj': '(ns cycle.two (:require [cycle.three :as t]))',
  'src/cycle/three.clj': '(ns cycle.three (:require cycle.one))',
  'src/broken/core.clj': '(ns broken.core) (def a 1) (throw (ex-info "broken" {}))',
  'src/wrong/name.clj': '(ns another.name)',
  'src/count/leaf.clj': '(ns count.leaf) (defonce loads (atom 0)) (swap! loads inc)',
  'src/count/tree.clj': '(ns count.tree (:require [count.leaf])) (defonce loads (atom 0)) (swap! loads inc)',
  'src/parts/core.clj': '(ns parts.core) (load "core_one" "/parts/core_two")',
  'src/parts/core_one.clj': "(in-ns 'parts.core) (def one 1)",
  'src/parts/core_two.clj': "(in-ns 'parts.core) (def two (inc one))",
  'src/data_readers.cljc': '{app/up app.readers/up #?@(:clove [app/own app.readers/own])}',
  'src/app/readers.clj': '(ns app.readers) (defn up [s] (.toUpperCase s)) (defn own [x] [:own x])',
  'src/app/tagged.clj': '(ns app.tagged (:require app.readers)) (def v [#app/up "x" #app/own 1])',
  'src/sets/core.clj': '(ns sets.core) (set! *warn-on-reflection* true) (set! *unchecked-math* true) (def seen *warn-on-reflection*)',
  'src/macros/core.cljc': `(ns macros.core (:require-macros [macros.core]))
     (defmacro twice [x] \`(do ~x ~x))
     (defn plain [] :plain)`,
  'src/macros/user.cljc': `(ns macros.user (:require [macros.core :as m :refer [plain] :refer-macros [twice] :include-macros true]))
     (def n (atom 0)) (twice (swap! n inc)) (def result [@n (plain) (m/plain)])`,
  'src/features/core.cljc': '(ns features.core) (def which #?(:cljs :cljs :clj :clj :default :default))',
  'src/clove_first/core.cljc': '(ns clove-first.core) (def which #?(:clove :clove :clj :clj))',
};

beforeAll(() => {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});

describe.each(ENGINES)('namespaces on %s', (engine) => {
  type Options = { readonly aliases?: string[]; readonly features?: string[] };

  function createWorld(options: Options) {
    let output = '';
    const paths = projectPaths(folder, options.aliases ?? []) ?? [];
    const runtime = createRuntime({
      engine,
      features: options.features,
      stdout: (text) => {
        output += text;
      },
      host: { sources: new SourcePath(paths, folder), files: nodeFiles },
    });
    const run = (text: string): string => runtime.printString(runtime.evalString(text));
    const failure = (text: string): string => {
      try {
        runtime.evalString(text);
      } catch (e) {
        return (e as Error).message;
      }
      return 'nothing';
    };
    return { run, failure, printed: () => output };
  }

  let plain: ReturnType<typeof createWorld> | null = null;
  /** A world of its own where options are given, else one that the tests share. */
  function world(options?: Options): ReturnType<typeof createWorld> {
    if (options !== undefined) return createWorld(options);
    plain ??= createWorld({});
    return plain;
  }

  test('are found in the paths of deps.edn, of local projects, and in npm packages', () => {
    const { run } = world();
    run("(require 'lib.core 'more.core 'pkg.core 'two.core)");
    expect(run('[lib.core/where more.core/where pkg.core/where two.core/where]')).toBe('[:lib :more :package :scoped]');
    expect(world({ aliases: ['dev'] }).run("(require 'dev.core) dev.core/where")).toBe(':dev');
  });

  test('that are nowhere say where they were looked for', () => {
    const message = world().failure("(require 'no.such-name)");
    expect(message).toContain('no/such_name.clove, no/such_name.cljc or no/such_name.clj');
    for (const part of ['src', 'more', join('lib', 'src'), join('node_modules', 'pkg', 'cljs')])
      expect(message).toContain(join(folder, part));
    expect(message).toContain('underscores');
  });

  test('prefer .clove to .cljc and .cljc to .clj', () => {
    expect(world().run("(require 'order.core) order.core/by")).toBe(':clove');
  });

  test('that require one another are told with the whole cycle', () => {
    const { run, failure } = world();
    expect(failure("(require 'cycle.one)")).toBe('Cyclic load dependency: [ cycle.one ]->cycle.two->cycle.three->[ cycle.one ]');
    expect(run("(map find-ns '[cycle.one cycle.two cycle.three])")).toBe('(nil nil nil)');
  });

  test('whose loading fails are not there, and are loaded anew', () => {
    const { run, failure } = world();
    for (let i = 0; i < 2; i++) expect(failure("(require 'broken.core)")).toBe('broken');
    expect(run("[(find-ns 'broken.core) (contains? (loaded-libs) 'broken.core)]")).toBe('[nil false]');
    expect(failure("(require 'wrong.name)")).toContain("namespace 'wrong.name' not found after loading");
  });

  test('are loaded once, again with :reload, and with all that they require with :reload-all', () => {
    const { run } = world();
    const loads = '[@count.tree/loads @count.leaf/loads]';
    run("(require 'count.tree) (require 'count.tree 'count.leaf)");
    expect(run(loads)).toBe('[1 1]');
    run("(require 'count.tree :reload)");
    expect(run(loads)).toBe('[2 1]');
    run("(require 'count.tree :reload-all)");
    expect(run(loads)).toBe('[3 2]');
  });

  test('tell what they load with :verbose', () => {
    const { run, printed } = world();
    run("(require '[clove-first.core :as c] :verbose :reload)");
    expect(printed()).toContain('(clojure.core/load "/clove_first/core")\n');
    expect(printed()).toContain("(clojure.core/alias 'c 'clove-first.core)\n");
  });

  test('may be in several files', () => {
    expect(world().run("(require 'parts.core) [parts.core/one parts.core/two]")).toBe('[1 2]');
  });

  test('have data readers from the files of the path', () => {
    const { run } = world();
    expect(run("(require 'app.tagged) app.tagged/v")).toBe('["X" [:own 1]]');
    expect(run('(sort (keys *data-readers*))')).toBe('(app/own app/up)');
  });

  test('may set what holds for their file only', () => {
    const { run } = world();
    expect(run("(require 'sets.core) [sets.core/seen *warn-on-reflection* *unchecked-math*]")).toBe('[true false false]');
    expect(run('(set! *warn-on-reflection* true) *warn-on-reflection*')).toBe('true');
  });

  test('written for ClojureScript are understood', () => {
    expect(world().run("(require 'macros.user) macros.user/result")).toBe('[2 :plain :plain]');
    expect(world().failure('(ns x (:require ["fs" :as fs]))')).toContain('Modules of JavaScript are not required by name');
  });

  test('are read with the features of the runtime', () => {
    const which = "(require 'features.core) features.core/which";
    expect(world().run(which)).toBe(':clj');
    expect(world({ features: ['cljs'] }).run(which)).toBe(':cljs');
    expect(world({ features: [] }).run(which)).toBe(':default');
    expect(world().run("(require 'clove-first.core) clove-first.core/which")).toBe(':clove');
  });
});

describe('deps.edn', () => {
  test('is not needed, and may not lack an alias that is asked for', () => {
    expect(projectPaths(join(folder, 'src'), [])).toBeNull();
    expect(projectPaths(folder, ['dev'])).toEqual(['dev', 'src', 'more', join('lib', 'src')].map((name) => join(folder, name)));
    expect(() => projectPaths(folder, ['nope'])).toThrow('has no alias :nope');
  });
});
