import { describe, expect, test } from 'vitest';
import { Code } from '../../src/bytecode/code.js';
import { disassemble } from '../../src/bytecode/disassemble.js';
import { ClassRef } from '../../src/data/classes.js';
import { Fn, NativeFn } from '../../src/data/functions.js';
import { printString } from '../../src/data/print.js';
import type { Value } from '../../src/data/value.js';
import type { Var } from '../../src/data/var.js';
import { sourceLibrary } from '../../src/lib/library.js';
import { NAMESPACES } from '../../src/lib/namespaces.gen.js';
import { furtherNatives } from '../../src/lib/natives/further.js';
import { createLibrary } from '../../src/lib/part.js';
import { recordImages } from '../../src/lib/record-image.js';
import { Source } from '../../src/reader/source.js';
import type { Namespace } from '../../src/runtime/namespace.js';
import { describeError } from '../../src/runtime/report.js';
import { createRuntime, type EngineName, type Runtime } from '../../src/runtime/runtime.js';

// The image is made here, so that the test is of the sources as they stand.
const left: string[] = [];
const { images, details } = recordImages((message) => void left.push(message));
const library = createLibrary([{ name: 'images', natives: furtherNatives, image: (ns) => images[ns], details: (ns) => details[ns] }]);
let output = '';
const sink = {
  write(s: string) {
    output += s;
  },
  flush() {},
  close() {},
};

function create(engine: EngineName, fromImage: boolean): Runtime {
  return createRuntime({ engine, host: {}, stdout: sink, stderr: sink, library: fromImage ? library : sourceLibrary });
}

function run(runtime: Runtime, program: string): string {
  output = '';
  let result: string;
  try {
    const value = runtime.evalSource(new Source('test.clj', program));
    const print = runtime.evalSource(new Source('print.clj', '(fn [v] (binding [*print-length* 200] (pr-str v)))'));
    result = runtime.call(print, [value]) as string;
  } catch (e) {
    result = describeError(e, runtime);
  }
  // Identities and gensyms are numbered through the whole process.
  return `${output}${result}`
    .replace(/0x[0-9a-f]+/g, '0x0')
    .replace(/@[0-9a-f]+/g, '@0')
    .replace(/\b(G|temp)__\d+/g, '$1__0');
}

/** The same program on the image, on the sources, and on the reference engine. */
function onAll(program: string): string {
  const [image, source, tree] = [create('vm', true), create('vm', false), create('tree', false)].map((runtime) => run(runtime, program));
  expect(source).toBe(image);
  expect(tree).toBe(image);
  return image;
}

test('all namespaces are in it, and it is the same each time', () => {
  expect(left).toEqual([]);
  expect(Object.keys(images).sort()).toEqual(['clojure.core', ...NAMESPACES].sort());
  expect(recordImages(() => {})).toEqual({ images, details });
});

describe('what the image makes is what the sources make', () => {
  const image = create('vm', true);
  const source = create('vm', false);
  const requireAll = `(require ${NAMESPACES.map((ns) => `'${ns}`).join(' ')})`;
  test.each([
    ['image', image],
    ['source', source],
  ] as const)('every namespace loads from the %s', (_, runtime) => {
    expect(run(runtime, requireAll)).toBe('nil');
  });

  const constant = (x: Value): string =>
    String(printString(x))
      .replace(/0x[0-9a-f]+/g, '0x0')
      .replace(/@[0-9a-f]+/g, '@0');

  function described(v: Var): object {
    const { root } = v;
    const code = root instanceof Fn && root.template instanceof Code ? root.template : null;
    return {
      name: v.toString(),
      flags: [v.macro, v.isPrivate, v.dynamic],
      meta: constant(v.meta),
      kind: (root as object | null)?.constructor?.name,
      code: code === null ? null : disassemble(code, constant),
      entries: code === null ? null : [...code.entries],
      lines: code === null ? null : [...code.lines],
      twin: root instanceof NativeFn ? constant(root.twin).replace(/--\d+/, '') : null,
      captured: root instanceof Fn ? root.captured.length : 0,
      trusting: code === null ? 0 : code.sites.map((s) => `${s.pc} ${s.var}`).join(),
    };
  }

  test('the namespaces have the same names in the same order', () => {
    const named = (ns: Namespace, classes: boolean) =>
      [...ns.mappings].filter(([, x]) => x instanceof ClassRef === classes).map(([name]) => name);
    const all = (runtime: Runtime) =>
      runtime.namespaces.all().map((ns) => [ns.name, named(ns, false), named(ns, true), [...ns.aliases], ns.ids, constant(ns.meta)]);
    expect(all(image)).toEqual(all(source));
  });

  test('each var: flags, metadata, and the code of its function and of the functions inside', () => {
    for (const ns of source.namespaces.all())
      for (const [name, v] of ns.mappings) {
        const other = image.namespaces.find(ns.name)?.mappings.get(name);
        if (v instanceof ClassRef) expect((other as ClassRef).name).toBe(v.name);
        else expect(described(other as Var)).toEqual(described(v));
      }
  });
});

describe('programs', () => {
  test('a core function that trusts a var is first called after the var has changed', () => {
    expect(onAll('(with-redefs [get (fn [_ _] 1)] (update-in {} [:a] identity))')).toBe('{:a 1}');
    expect(onAll('(update-in {} [:a] identity)')).toBe('{:a nil}');
  });

  test('redefinition of a function of the library is seen by its callers', () => {
    expect(onAll("(in-ns 'clojure.core) (defn second [x] :mine) (in-ns 'user) [(second [1 2]) (clojure.core/second [1])]")).toBe(
      '[:mine :mine]',
    );
  });

  test('what a changed namespace says', () => {
    expect(onAll("(require 'clojure.set) (remove-ns 'clojure.set) (require 'clojure.set) (clojure.set/union #{1} #{2})")).toBe('#{1 2}');
    expect(onAll("(require '[clojure.string :as s] :reload) (s/join \\, [1 2])")).toBe('"1,2"');
  });

  test('macros, types, protocols and multimethods', () => {
    expect(onAll("(macroexpand-1 '(when-let [a 1] a))")).toContain('let');
    expect(
      onAll(
        '(defprotocol P (m [x])) (extend-protocol P Long (m [x] (inc x))) (defrecord R [a] P (m [x] a)) [(m 1) (m (->R 5)) (satisfies? P 1)]',
      ),
    ).toBe('[2 5 true]');
    expect(onAll('(defmulti area :shape) (defmethod area :square [{:keys [side]}] (* side side)) (area {:shape :square :side 3})')).toBe(
      '9',
    );
    expect(onAll("(require 'clojure.walk) (clojure.walk/postwalk #(if (number? %) (inc %) %) [1 {:a 2}])")).toBe('[2 {:a 3}]');
    expect(onAll('(defmethod print-method ::x [_ w] (.write w "X!")) (pr (with-meta [1] {:type ::x}))')).toBe('X!nil');
  });

  test('names of nameless functions, and of made-up symbols', () => {
    expect(onAll('[(str (fn [x] x)) (gensym) `a# (str (reify Object))]')).toMatch(
      /^\["user\$fn__1@0" G__0 a__1__auto__ "user\$reify__2@0"\]$/,
    );
  });

  test('errors and their traces', () => {
    for (const program of [
      '(map inc 1)',
      '(reduce + [1 :a])',
      '(update-in {} [:a] (fn [x] (/ 1 0)))',
      '(nth [1] 5)',
      '(first 1 2)',
      '(doall (map (fn [x] (throw (ex-info "no" {}))) [1]))',
      '(with-out-str (/ 1 0))',
    ])
      expect(onAll(program)).toContain('at ');
  });
});
