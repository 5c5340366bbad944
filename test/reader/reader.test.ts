import { describe, expect, it } from 'vitest';
import type { MapLike } from '../../src/data/collection.js';
import { keyword } from '../../src/data/keyword.js';
import { printString } from '../../src/data/print.js';
import { type Sym, symbol, symbolOf } from '../../src/data/symbol.js';
import { TaggedLiteral } from '../../src/data/tagged.js';
import type { Value } from '../../src/data/value.js';
import { EOF, ReaderCall, type ReaderContext } from '../../src/reader/context.js';
import { createReader } from '../../src/reader/reader.js';
import { Source } from '../../src/reader/source.js';
import { span, spanOfChild } from '../../src/reader/spans.js';
import cases from './clojure-cases.json' with { type: 'json' };

const CLASSES: Readonly<Record<string, string>> = { String: 'java.lang.String', Math: 'java.lang.Math' };

/** Resolves as the oracle's namespace `user` did, as far as the cases go. */
function resolveSymbol(s: Sym): Sym {
  if (s.ns !== null) return symbol(CLASSES[s.ns] ?? s.ns, s.name);
  if (s.name === 'map') return symbol('clojure.core', 'map');
  if (s.name.includes('.')) return s;
  return CLASSES[s.name] === undefined ? symbol('user', s.name) : symbol(null, CLASSES[s.name]);
}

function read(text: string, context: ReaderContext = {}): Value {
  return createReader(new Source('test.clj', text), context).read();
}

const shown = (text: string, context: ReaderContext = {}): string => String(printString(read(text, context)));

describe('forms', () => {
  // The answers are those of Clojure 1.11, with the numbers of generated names counted from 0.
  it.each(cases as [string, string][])('%s', (text, expected) => {
    const printed = String(
      printString(read(text, { resolveSymbol, positions: false, features: new Set([keyword(null, 'clj')]) }), { namespaceMaps: true }),
    );
    const numbers = new Map<string, number>();
    const numbered = printed.replace(/__\d+/g, (n) => {
      if (!numbers.has(n)) numbers.set(n, numbers.size);
      return `__${numbers.get(n)}`;
    });
    expect(numbered).toBe(expected);
  });

  it('come one at a time, up to the end of the file', () => {
    const reader = createReader(new Source('f', '#!/usr/bin/env clove\n(a) b ; c\n#_d'));
    expect(String(printString(reader.read()))).toBe('(a)');
    expect(reader.read()).toMatchObject({ name: 'b' });
    expect(reader.read()).toBe(EOF);
    expect(reader.read()).toBe(EOF);
  });

  it('see a context that changes between them', () => {
    let ns = 'a';
    const reader = createReader(new Source('f', '::x ::x'), { currentNs: () => ns });
    expect(reader.read()).toBe(keyword('a', 'x'));
    ns = 'b';
    expect(reader.read()).toBe(keyword('b', 'x'));
  });

  it('resolve aliases', () => {
    const context = { resolveAlias: (a: string) => (a === 's' ? 'clojure.string' : null) };
    expect(read('::s/x', context)).toBe(keyword('clojure.string', 'x'));
    expect(shown('#::s{:a 1 :_/b 2}', context)).toBe('{:clojure.string/a 1, :b 2}');
  });

  it('skip a byte order mark', () => expect(read('\ufeff1')).toBe(1));

  it('nest as deep as memory goes', () => {
    const n = 100_000;
    const form = read('['.repeat(n) + ']'.repeat(n));
    let depth = 0;
    for (let v = form as { length: number; at(i: number): unknown }; ; v = v.at(0) as typeof v) {
      depth++;
      if (v.length === 0) break;
    }
    expect(depth).toBe(n);
    expect(printString(form)).toBe('['.repeat(n) + ']'.repeat(n));
    expect(() => read(`\`${'['.repeat(n)}${']'.repeat(n)}`)).toThrow('Syntax-quoted form is nested too deeply');
    expect(read(`\`${'['.repeat(400)}${']'.repeat(400)}`)).toBeTruthy();
    expect(read(`${"'".repeat(n)}a`)).toBeTruthy();
  });
});

describe('reader conditionals', () => {
  it('know the feature :clove, and take the first that holds', () => {
    expect(read('#?(:clj 1 :clove 2 :default 3)')).toBe(2);
    expect(read('#?(:default 3 :clove 2)')).toBe(3);
    expect(shown('[#?(:clj 1) #?@(:clove [2 3]) #?@(:clj [4])]')).toBe('[2 3]');
  });
  it('skip what no reader here knows', () => {
    expect(read('#?(:cljs #queue [] :clj ::nowhere/x :clove 1)')).toBe(1);
    expect(shown('[#?(:clove 1 :cljs #queue [#?(:clove #foo 1)]) 2]')).toBe('[1 2]');
  });
  it('stand for the next form where nothing holds', () => {
    expect(shown("'#?(:clj a) b")).toBe('(quote b)');
    expect(shown('(a #_ #?(:clj b) c d)')).toBe('(a d)');
  });
  it('can be kept, or forbidden', () => {
    expect(shown('[#?(:clj #foo 1) #?@(:clj [])]', { readCond: 'preserve' })).toBe('[#?(:clj #foo 1) #?@(:clj [])]');
    expect(() => read('#?(:clj 1)', { readCond: 'disallow' })).toThrow('Conditional read not allowed');
  });
});

describe('tagged literals', () => {
  it('ask the context first', () => {
    const readTagged = (tag: Sym, form: Value): Value => (tag.name === 'inst' ? `mine: ${String(form)}` : undefined);
    expect(read('#inst "x"', { readTagged })).toBe('mine: x');
    expect(() => read('#foo 1', { readTagged })).toThrow('No reader function for tag foo');
    expect(read('#foo 1', { readTagged: () => null })).toBe(null);
  });
  it('stop the reader for a guest function, anywhere', () => {
    const reader = createReader(new Source('f', '[1 #g 2 #g #g 3] 4'), { readTagged: (_, form) => new ReaderCall('g', [form]) });
    const first = reader.read() as ReaderCall;
    expect(first).toMatchObject({ fn: 'g', args: [2] });
    expect(reader.resume(null)).toMatchObject({ args: [3] });
    expect(reader.resume('three')).toMatchObject({ args: ['three'] });
    expect(printString(reader.resume('x'))).toBe('[1 nil "x"]');
    expect(reader.read()).toBe(4);
  });
  it('keep #js for the compiler', () => {
    const form = read('#js {:a #js [1]}');
    expect(form).toBeInstanceOf(TaggedLiteral);
    expect(printString(form)).toBe('#js {:a #js [1]}');
  });
});

describe('places', () => {
  const text = '(ns user)\n(a\n  b [^:x (c)] ^{:y 1} [d] ^String e #(f) 5 "g")';
  const source = new Source('test.clj', text);
  const place = (s: ReturnType<typeof span>): string => {
    if (s === null) return 'none';
    const { line, column } = s.source.place(s.start);
    return `${line}:${column} ${s.source.text.slice(s.start, s.end)}`;
  };

  it('are metadata of lists, as in Clojure', () => {
    const reader = createReader(source, {});
    const meta = (): string => String(printString(reader.read(), { meta: true }));
    expect(meta()).toBe('^{:line 1, :column 1} (ns user)');
    // Clojure 1.11 prints the same.
    expect(meta()).toBe(
      '^{:line 2, :column 1} (a b [^{:line 3, :column 6, :x true} (c)] ^{:y 1} [d] ^String e (fn* [] ^{:line 3, :column 38} (f)) 5 "g")',
    );
  });
  it('can be left out', () => expect(String(printString(read('(a)', { positions: false }), { meta: true }))).toBe('(a)'));
  it('are known of objects, and of all else through the parent', () => {
    const reader = createReader(source, {});
    reader.read();
    const form = reader.read() as { seq(): unknown };
    expect(place(span(form))).toBe(`2:1 ${text.slice(10)}`);
    expect(place(spanOfChild(form, 1))).toBe('3:3 b');
    expect(place(spanOfChild(form, 2))).toBe('3:5 [^:x (c)]');
    expect(place(spanOfChild(form, 6))).toBe('3:42 5');
    expect(place(spanOfChild(form, 7))).toBe('3:44 "g"');
    expect(spanOfChild(form, 8)).toBe(null);
    expect(span(5)).toBe(null);
  });
  it("of a map's children follow the map's order", () => {
    const pairs = Array.from({ length: 12 }, (_, i) => `${i * 37} :v${i}`);
    const form = read(`{${pairs.join(' ')}}`) as MapLike;
    let index = 0;
    form.forEach((k, v) => {
      expect(place(spanOfChild(form, index)).split(' ')[1]).toBe(String(k));
      expect(place(spanOfChild(form, index + 1)).split(' ')[1]).toBe(String(v));
      index += 2;
    });
    expect(index).toBe(24);
  });
  it('of empty collections are their own', () => {
    const form = read('[[] {} #{} ()]') as { at(i: number): unknown };
    expect([0, 1, 2, 3].map((i) => place(span(form.at(i))))).toEqual(['1:2 []', '1:5 {}', '1:8 #{}', '1:12 ()']);
  });
  it('count lines of all kinds', () => {
    const s = new Source('f', 'a\r\nb\rc\nd', 10);
    expect([0, 3, 5, 7].map((o) => s.place(o).line)).toEqual([10, 11, 12, 13]);
    expect(s.lineText(11)).toBe('b');
    expect(s.lineText(14)).toBe('');
  });
});

describe('syntax-quote', () => {
  it('gives gensyms from the context', () => {
    let id = 0;
    expect(shown('`(a# a# b#)', { nextId: () => ++id })).toContain('a__1__auto__');
    expect(id).toBe(2);
  });
  it('resolves through the context', () => {
    expect(shown('`x', { currentNs: () => 'my.ns' })).toBe('(quote my.ns/x)');
    expect(shown('`x', { resolveSymbol: () => symbolOf('o/p') })).toBe('(quote o/p)');
  });
});
