import { describe, expect, it } from 'vitest';
import { defineClass } from '../../src/data/classes.js';
import { MapLike, SetLike, Vec } from '../../src/data/collection.js';
import { ExceptionClass, exInfo, Throwable } from '../../src/data/errors.js';
import { Fn } from '../../src/data/functions.js';
import { GUEST } from '../../src/data/guest.js';
import { keyword, keywordOf } from '../../src/data/keyword.js';
import { mapFromArray, sortedMapFromArray } from '../../src/data/maps/index.js';

import { cons, first, rseq, seq, set, subvec, vec, withMeta } from '../../src/data/operations.js';
import { type PrintOptions, printString } from '../../src/data/print.js';
import { Atom, Delay } from '../../src/data/reference.js';
import { LazySeq, List, rangeOf, vectorFromArray } from '../../src/data/seqs/index.js';
import { setFromArray, sortedSetFromArray } from '../../src/data/sets/index.js';
import { strOf } from '../../src/data/str.js';
import { Sym, symbol } from '../../src/data/symbol.js';
import { TaggedLiteral } from '../../src/data/tagged.js';
import { Record, TypeDef } from '../../src/data/types.js';
import type { Value } from '../../src/data/value.js';
import { Var } from '../../src/data/var.js';
import { createReader } from '../../src/reader/reader.js';
import { Source } from '../../src/reader/source.js';
import cases from './print-cases.json' with { type: 'json' };
import optionCases from './print-option-cases.json' with { type: 'json' };

const read = (text: string): Value => createReader(new Source('case', text), { positions: false }).read();

function arrayOf(x: Value): Value[] {
  const out: Value[] = [];
  for (let s = seq(x); s !== null && s !== GUEST; s = s.next() as typeof s) out.push(s.first());
  return out;
}

const CALLS: Readonly<{ [name: string]: (...args: Value[]) => Value }> = {
  range: (n) => rangeOf(0, n as number, 1),
  subvec: (v, i) => subvec(v, i, (v as Vec).length),
  first,
  seq,
  cons,
  rseq,
  vec,
  set,
  map: (f, s) => vectorFromArray(arrayOf(s).map((x) => (f instanceof Sym && f.name === 'str' ? strOf(x) : keyword(null, x as string)))),
  zipmap: (k, v) => mapFromArray(arrayOf(k).flatMap((x, i) => [x, arrayOf(v)[i]])),
  symbol: (s) => symbol(null, s as string),
  keyword: (n, k) => keyword(n as string, k as string),
  'tagged-literal': (t, f) => new TaggedLiteral(t as Sym, f),
  'sorted-map': (...kvs) => sortedMapFromArray(null, kvs),
  'sorted-set': (...xs) => sortedSetFromArray(null, xs),
  'with-meta': withMeta,
};

/** Evaluates the few forms that the cases are written in. */
function evaluate(form: Value): Value {
  if (form instanceof List && form.length > 0) {
    const [head, ...args] = arrayOf(form);
    const name = (head as Sym).name;
    if (name === 'quote') return args[0];
    if (name === 'var') return new Var('clojure.core', 'map');
    return CALLS[name](...args.map(evaluate));
  }
  if (form instanceof Vec) return vectorFromArray(arrayOf(form).map(evaluate));
  if (form instanceof SetLike) return setFromArray(arrayOf(form).map(evaluate));
  if (form instanceof MapLike) {
    const kvs: Value[] = [];
    form.forEach((k, v) => {
      kvs.push(evaluate(k), evaluate(v));
    });
    return mapFromArray(kvs);
  }
  if (form instanceof Sym && /^(Long|String)$/.test(form.name)) return defineClass(`java.lang.${form.name}`);
  return form;
}

describe('pr, print and str', () => {
  // The answers are those of Clojure 1.11.
  it.each(cases as [string, string, string, string][])('%s', (text, pr, print, str) => {
    const x = evaluate(read(text));
    expect([printString(x), printString(x, { readably: false }), strOf(x)]).toEqual([pr, print, str]);
  });
});

function optionsOf(text: string): PrintOptions {
  const given = new Map<string, Value>();
  const pairs = arrayOf(read(text));
  for (let i = 0; i < pairs.length; i += 2) given.set(String(pairs[i]), pairs[i + 1]);
  return {
    length: (given.get('*print-length*') as number | undefined) ?? null,
    level: (given.get('*print-level*') as number | undefined) ?? null,
    namespaceMaps: given.get('*print-namespace-maps*') === true,
    meta: given.get('*print-meta*') === true,
  };
}

describe('options', () => {
  it.each(optionCases as [string, string, string][])('%s with %s', (text, bindings, expected) => {
    expect(printString(evaluate(read(text)), optionsOf(bindings))).toBe(expected);
  });
});

describe('what is no plain data', () => {
  it('prints references with what they hold', () => {
    expect(printString(new Atom(1))).toMatch(/^#object\[clojure\.lang\.Atom 0x[0-9a-f]+ \{:status :ready, :val 1\}\]$/);
    const a = new Atom(null);
    expect(printString(a)).toBe(printString(a));
    expect(printString(new Delay(1))).toMatch(/\{:status :pending, :val nil\}\]$/);
  });
  it('prints functions by name', () => {
    const f = new Fn({ name: 'my.ns/ok?', arities: [1], restArity: -1 }, []);
    expect(printString(f)).toMatch(/^#object\[my\.ns\$ok_QMARK_ 0x([0-9a-f]+) "my\.ns\$ok_QMARK_@\1"\]$/);
    expect(strOf(f)).toMatch(/^my\.ns\$ok_QMARK_@/);
  });
  it('prints records', () => {
    const type = new TypeDef(defineClass('user.R'), 'user.R', [keywordOf('a'), keywordOf('b')], [false, false], 'record');
    const r = new Record(type, [1, '2'], null, null);
    expect(printString(r)).toBe('#user.R{:a 1, :b "2"}');
    expect(printString(r, { readably: false })).toBe('#user.R{:a 1, :b 2}');
    expect(strOf(new Record(type, [1, 2], null, null))).toBe('user.R@78de1816');
    type.methods.set('toString', 1);
    expect(strOf(r)).toBe(GUEST);
  });
  it('prints exceptions as data', () => {
    const cause = new Throwable(ExceptionClass.arithmetic, 'Divide by zero');
    const e = exInfo('m', mapFromArray([keywordOf('a'), 1]), cause);
    e.trace = [{ name: 'user/f', place: { file: 'f.clj', line: 3, column: 1 } }];
    expect(printString(e)).toBe(
      '#error {\n :cause "Divide by zero"\n :via\n [{:type clojure.lang.ExceptionInfo\n   :message "m"\n   :data {:a 1}\n   :at [user/f "f.clj" 3]}\n  {:type java.lang.ArithmeticException\n   :message "Divide by zero"}]\n :trace\n [[user/f "f.clj" 3]]}',
    );
    expect(strOf(e)).toBe('clojure.lang.ExceptionInfo: m {:a 1}');
    expect(strOf(cause)).toBe('java.lang.ArithmeticException: Divide by zero');
  });
  it('leaves to guest code what only it can print', () => {
    const pending = new LazySeq(1, null);
    expect(printString(vectorFromArray([1, pending]))).toBe(GUEST);
    expect(strOf(pending)).toBe(GUEST);
    expect(printString(vectorFromArray([new Atom(1)]), { isCustom: (x) => x instanceof Atom })).toBe(GUEST);
  });
  it('looks no further into a seq than *print-length* needs', () => {
    const tail = new LazySeq(1, null);
    const s = cons(1, cons(2, tail));
    expect(printString(s, { length: 1 })).toBe('(1 ...)');
    expect(printString(s, { length: 3 })).toBe(GUEST);
  });
});

describe('host data', () => {
  it('prints plain objects and arrays', () => {
    expect(printString({ a: 1, 'b c': [1.5, undefined, 'x'] })).toBe('#js {:a 1, "b c" #js [1.5 nil "x"]}');
    expect(printString([{}, []])).toBe('#js [#js {} #js []]');
  });
  it('runs no getter, and shows of other objects only their class', () => {
    const trap = {
      get a(): number {
        throw new Error('ran');
      },
      b: 1,
    };
    expect(printString(trap)).toBe('#js {:b 1}');
    expect(printString(new Map())).toMatch(/^#object\[Map 0x[0-9a-f]+ "Map@[0-9a-f]+"\]$/);
    expect(printString(() => 1)).toMatch(/^#object\[Function /);
    expect(printString(new TypeError('no'))).toMatch(/^#object\[TypeError 0x[0-9a-f]+ "TypeError: no"\]$/);
  });
  it('ends where an object holds itself', () => {
    const o: { self?: unknown } = {};
    o.self = o;
    expect(printString(o)).toMatch(/^#js \{:self #object\[Circular 0x[0-9a-f]+\]\}$/);
  });
});

describe('depth', () => {
  it('is no limit', () => {
    let v: Value = null;
    for (let i = 0; i < 50_000; i++) v = vectorFromArray([v]);
    expect(String(printString(v)).length).toBe(100_003);
  });
});

describe("Java's hash, in the text of a lazy seq", () => {
  it('is that of the JVM', () => {
    const items = read(
      '[1 :a b "c" \\d 2.5 nil true 1/2 3N 1.5M [1] {:a 1} #{1 2} -5 10000000000 123456789012345678901234567890N :x/y z/w (1)]',
    );
    const ls = new LazySeq(null, null);
    ls.s = seq(items) as LazySeq['s'];
    expect(strOf(ls)).toBe('clojure.lang.LazySeq@68fba93a');
  });
});
