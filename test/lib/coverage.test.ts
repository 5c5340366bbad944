import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { Vec } from '../../src/data/collection.js';
import { toArray } from '../../src/data/operations/index.js';
import { printString } from '../../src/data/print.js';
import { sourceLibrary } from '../../src/lib/library.js';
import { readEdn } from '../../src/reader/edn.js';

const clojure: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'coverage', 'publics.json'), 'utf8'),
);

interface Described {
  readonly doc: boolean;
  readonly arglists: string;
  readonly callable: boolean;
}

const runtime = createRuntime();
// Classes print as the names of macros that they stand in; what is no list of arguments is of no interest here.
const DESCRIBE = `(fn [ns] (mapcat (fn [[s v]] [(str s) (boolean (:doc (meta v))) (pr-str (:arglists (meta v)))
                                                (or (and (fn? @v) (not (:dynamic (meta v)))) (boolean (:macro (meta v))))])
                                   (ns-publics (symbol ns))))`;

function publicsOf(ns: string): Map<string, Described> {
  runtime.require(ns);
  const flat = toArray(runtime.call(runtime.evalString('vec'), runtime.call(runtime.evalString(DESCRIBE), ns))) as unknown[];
  const found = new Map<string, Described>();
  for (let i = 0; i < flat.length; i += 4)
    found.set(String(flat[i]), { doc: flat[i + 1] === true, arglists: String(flat[i + 2]), callable: flat[i + 3] === true });
  return found;
}

/** The lists of arguments without their names: how many there are before `&`, and whether there are more. */
function shape(arglists: string): string[] {
  const lists = readEdn(arglists);
  if (lists === null) return [];
  return (toArray(lists) as unknown[])
    .map((list) => {
      if (!(list instanceof Vec)) return String(printString(list));
      const names = (toArray(list) as unknown[]).map((x) => (String(x) === '&' ? '&' : '_'));
      return names.includes('&') ? `${names.indexOf('&')}+` : String(names.length);
    })
    .sort();
}

const shipped = Object.keys(clojure).filter((ns) => ns === 'clojure.core' || sourceLibrary.find(ns) !== undefined);

describe.each(shipped)('%s', (ns) => {
  const ours = publicsOf(ns);

  test('has a docstring on every public var', () => {
    expect([...ours].filter(([, { doc }]) => !doc).map(([name]) => name)).toEqual([]);
  });

  test('has arglists on every function and macro', () => {
    expect([...ours].filter(([, { callable, arglists }]) => callable && arglists === 'nil').map(([name]) => name)).toEqual([]);
  });

  test('takes the arguments that Clojure takes, by whatever names', () => {
    const differing = Object.entries(clojure[ns]).flatMap(([name, theirs]) => {
      const own = ours.get(name);
      if (own === undefined || theirs === 'nil') return [];
      return JSON.stringify(shape(own.arglists)) === JSON.stringify(shape(theirs)) ? [] : [`${name}: ${own.arglists} for ${theirs}`];
    });
    expect(differing).toEqual([]);
  });
});

/** What reaches the host, under the names that ClojureScript gives it. */
const OF_THE_HOST = /^(?:js-.*|.*->js|js->.*|unchecked-[gs]et)$/;

describe('clojure.core', () => {
  test('has no public var that Clojure has not, apart from those of the host', () => {
    const own = [...publicsOf('clojure.core').keys()].filter((name) => !Object.hasOwn(clojure['clojure.core'], name));
    expect(own.filter((name) => !OF_THE_HOST.test(name))).toEqual([]);
  });
});
