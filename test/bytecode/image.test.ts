import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { type CaseTable, Code } from '../../src/bytecode/code.js';
import { readBodyAt, readCode, writeCode } from '../../src/bytecode/image/codes.js';
import { ImageError, ImageReader, ImageWriter, openImage, writeImage } from '../../src/bytecode/image/index.js';
import { readValue, type ValueFinder, type ValueTables, writeValue } from '../../src/bytecode/image/values.js';
import { charOf } from '../../src/data/char.js';
import { ClassRef, classOf, findClass } from '../../src/data/classes.js';
import { NativeFn } from '../../src/data/functions.js';
import { keyword } from '../../src/data/keyword.js';
import { arrayMapFromArray, EMPTY_HASH_MAP, hashMapFromArray, mapFromArray, ShapeMap } from '../../src/data/maps/index.js';
import { BigDecimal, Double, Ratio, WideLong } from '../../src/data/numbers/index.js';
import { printString } from '../../src/data/print.js';
import { Regex } from '../../src/data/regex.js';
import { EMPTY_LIST, EMPTY_VECTOR, list, vector } from '../../src/data/seqs/index.js';
import { setFromArray } from '../../src/data/sets/index.js';
import { type Sym, symbol } from '../../src/data/symbol.js';
import { TypeDef } from '../../src/data/types.js';
import type { Value } from '../../src/data/value.js';
import { Var } from '../../src/data/var.js';

const vars = [new Var('user', 'f'), new Var('clojure.core', '/')];
const typeRef = new ClassRef('user.Point', [findClass('java.lang.Object')!]);
const type = new TypeDef(typeRef, 'user.Point', [keyword(null, 'x')], [false], 'record');
const native = new NativeFn('clojure.core/get', null, null, () => 1, null, null, null, 0);

const tables: ValueTables = {
  varIndex: (v) => vars.indexOf(v),
  typeIndex: () => 0,
  typeOf: (ref) => (ref === typeRef ? type : undefined),
  code: (out, code) => writeCode(out, code, tables),
  shortName: (name) => name,
  fileIndex: () => 0,
  linesIndex: (table) => lines.push(table) - 1,
  elements: (seq) => {
    const all: Value[] = [];
    for (let s = seq.seq() as typeof seq | null; s !== null; s = s.next() as typeof seq | null) all.push(s.first());
    return all;
  },
};
const lines: Int32Array[] = [];
/** The text that was read last. */
let text = '';
const finder: ValueFinder = {
  varAt: (i) => vars[i],
  typeAt: () => type,
  native: (name) => (name === native.name ? native : expect.unreachable()),
  code: (image) => readCode(image, finder),
  body: (place) => readBodyAt(new ImageReader(text, place), finder),
  fullName: (short) => short,
  file: () => 'a.clj',
  lines: (index) => lines[index],
};

function roundTrip(x: Value): Value {
  const out = new ImageWriter();
  writeValue(out, x, tables);
  text = out.toString();
  expect(text).toMatch(/^[ !#-[\]-~]*$/);
  const reader = new ImageReader(text);
  const back = readValue(reader, finder);
  expect(reader.at).toBe(text.length);
  return back;
}

describe('hash maps of few entries', () => {
  test.each([EMPTY_HASH_MAP, hashMapFromArray([1, 2, 'a', 3]), hashMapFromArray([keyword(null, 'a'), 1])])('%s stays one', (m) => {
    const back = roundTrip(m);
    expect(classOf(back)).toBe(classOf(m));
    expect(printString(back)).toBe(printString(m));
  });
});

describe('numbers and strings of the text', () => {
  test.each([0, 1, 81, 82, 83, 90, 91, 172, 173, 8280, 8281, 2 ** 31, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER])('the number %d', (n) => {
    const out = new ImageWriter();
    out.number(n);
    expect(new ImageReader(out.toString()).number()).toBe(n);
  });
  test.each([0, 1, -1, 41, -41, 2 ** 31 - 1, -(2 ** 31), 2 ** 51, -(2 ** 51)])('the signed number %d', (n) => {
    const out = new ImageWriter();
    out.signed(n);
    expect(new ImageReader(out.toString()).signed()).toBe(n);
  });
  test.each([-1, 1.5, 2 ** 53, Number.NaN])('%d is refused', (n) => {
    expect(() => new ImageWriter().number(n)).toThrow('an image cannot hold the number');
  });
  test.each(['', 'a', ' "quoted" \\ ^ ', '\n\t\0', 'é … 𝄞 \ud800', 'x'.repeat(1000), '^0022'])('the string %j', (s) => {
    const out = new ImageWriter();
    out.string(s);
    out.number(7);
    const reader = new ImageReader(out.toString());
    expect([reader.string(), reader.number()]).toEqual([s, 7]);
  });
});

describe('values', () => {
  const printed: Value[] = [
    null,
    true,
    false,
    0,
    -5,
    2 ** 31 + 1,
    Number.MAX_SAFE_INTEGER,
    -Number.MAX_SAFE_INTEGER,
    new Double(1),
    new Double(-0),
    new Double(Number.NaN),
    new Double(-Infinity),
    new Double(1e300),
    new Double(0.1),
    new WideLong(2n ** 63n - 1n),
    new WideLong(-(2n ** 63n)),
    123456789012345678901234567890n,
    -1n,
    new Ratio(1n, 3n),
    new Ratio(-22n, 7n),
    new BigDecimal(-12345n, 3),
    new BigDecimal(1n, -5),
    'text "with" \\ and …\n',
    '',
    charOf(97),
    charOf(0xffff),
    charOf(10),
    keyword(null, 'k'),
    keyword('a.b', 'k'),
    symbol(null, 'x'),
    symbol('a', '/'),
    EMPTY_LIST,
    list(1, list('a'), null),
    EMPTY_VECTOR,
    vector(1, vector(), keyword(null, 'k')),
    mapFromArray([]),
    mapFromArray([keyword(null, 'b'), 1, keyword(null, 'a'), vector(2)]),
    mapFromArray(['z', 1, 2, 3, null, 4]),
    mapFromArray(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? `key${i}` : i))),
    mapFromArray(Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? keyword(null, `key${i}`) : i))),
    arrayMapFromArray(Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? `key${i}` : i))),
    setFromArray([]),
    setFromArray([3, 'a', null, keyword(null, 'k'), 17, 18, 19, 20, 21]),
    new Regex('a"\\d+(?i)x'),
  ];
  test.each(printed.map((x) => [printString(x) as string, x] as const))('%s', (text, x) => {
    const back = roundTrip(x);
    expect(printString(back)).toBe(text);
    expect((back as object | null)?.constructor).toBe((x as object | null)?.constructor);
  });

  test('what is interned comes back as itself', () => {
    for (const x of [keyword('a', 'b'), charOf(65), vars[0], vars[1], type, typeRef, native, findClass('java.lang.String')!])
      expect(roundTrip(x)).toBe(x);
  });

  test('metadata, also of what is inside', () => {
    const meta = mapFromArray([keyword(null, 'tag'), symbol(null, 'String')]);
    const x = vector(
      symbol(null, 's').withMeta(meta),
      list(1).withMeta(meta),
      mapFromArray([1, 2]).withMeta(meta),
      setFromArray([1]).withMeta(meta),
    ).withMeta(meta);
    expect(printString(roundTrip(x), { meta: true } as never)).toBe(printString(x, { meta: true } as never));
    const back = roundTrip(x) as typeof x;
    expect(printString(back.meta)).toBe('{:tag String}');
    expect(printString((back.at(0) as Sym).meta)).toBe('{:tag String}');
  });

  test('a small map of keywords has its shape', () => {
    const back = roundTrip(mapFromArray([keyword(null, 'a'), 1])) as ShapeMap;
    expect(back).toBeInstanceOf(ShapeMap);
    expect(back.shape).toBe((mapFromArray([keyword(null, 'a'), 2]) as ShapeMap).shape);
  });

  test('tables and caches', () => {
    const table: CaseTable = {
      byIdentity: new Map<Value, number>([
        [1, 3],
        ['a', 5],
        [keyword(null, 'k'), 7],
        [null, 9],
      ]),
      others: [
        [1n, 3],
        [vector(1), 11],
      ],
      otherwise: 12,
    };
    const back = roundTrip(table) as CaseTable;
    expect([...back.byIdentity]).toEqual([...table.byIdentity]);
    expect(back.others.map(([x, target]) => [printString(x), target])).toEqual([
      ['1N', 3],
      ['[1]', 11],
    ]);
    expect(back.otherwise).toBe(12);
    for (const site of [
      { keyword: keyword(null, 'k'), shape: null, index: 0 },
      { name: 'm', orField: true },
      { name: 'm', orField: false },
      { a: 1, b: [null, 'x'] },
      [],
    ])
      expect(roundTrip(site)).toEqual(site);
  });

  test('anything else is refused', () => {
    for (const x of [new Date(), new Map(), () => 1, Symbol('x')]) expect(() => roundTrip(x as Value)).toThrow('an image cannot hold');
    expect(() => roundTrip(new ClassRef('nobody.Knows', []))).toThrow('an image cannot hold the class nobody.Knows');
  });
});

describe('codes', () => {
  function example(): Code {
    const inner = new Code(
      'user/f/g',
      [],
      0,
      Int32Array.of(1, 2),
      ['x'],
      Int32Array.of(0),
      3,
      Int32Array.of(2, ~1, 0x7fffffff),
      [],
      Int32Array.of(0, 3, 4),
      'a.clj',
      [],
    );
    return new Code(
      'user/f',
      [0, 2],
      3,
      Int32Array.of(-1, 0, 0x12345678, -0x80000000, 255, 98),
      [inner, vars[0], 1.5 > 1],
      Int32Array.of(0, -1, 2, 4),
      17,
      new Int32Array(0),
      [{ start: 0, end: 2, handler: 3, register: 1 }],
      Int32Array.of(0, 10, 1, 2, 9, 80, 5, 0, 0),
      'a.clj',
      [{ pc: 2, var: vars[1], wide: -5, target: -1, original: 0 }],
    );
  }

  const contents = (code: Code): unknown => {
    code.unpack();
    const { name, arities, restArity, words, entries, registers, captures, handlers, lines, file, sites } = code;
    return {
      name,
      arities,
      restArity,
      words,
      entries,
      registers,
      captures,
      handlers,
      lines,
      file,
      sites,
      constants: code.constants.map((k) => (k instanceof Code ? contents(k) : k)),
    };
  };

  test('come back with all that they hold, packed until they are called', () => {
    const back = roundTrip(example()) as Code;
    expect([back.name, back.arities, back.restArity]).toEqual(['user/f', [0, 2], 3]);
    expect([...back.entries]).toEqual([-1]);
    // Trust in a var that is not canonical is withdrawn at once, on both sides alike.
    expect(contents(back)).toEqual(contents(example()));
    expect(back.constants[0]).toBeInstanceOf(Code);
  });

  test('a distrusted instruction is written as it was', () => {
    const code = example();
    expect(code.words[2]).toBe(0);
    expect((contents(roundTrip(code) as Code) as { sites: unknown[] }).sites).toEqual(code.sites);
  });
});

describe('the image as a whole', () => {
  const image = writeImage(
    new Map([
      ['a.b', 'first'],
      ['c', ''],
    ]),
  );

  test('has its sections', () => {
    const sections = openImage(image);
    expect([...sections.keys()]).toEqual(['a.b', 'c']);
    expect(sections.get('a.b')!.text).toBe('first');
  });

  test('what is no image', () => {
    for (const text of ['', 'clove', '(ns a)']) expect(() => openImage(text)).toThrow(new ImageError('This is no image of Clove'));
  });

  test('every image that was cut short', () => {
    for (let length = 12; length < image.length; length++)
      expect(() => openImage(image.slice(0, length)), `${length}`).toThrow(/^The image is (cut short|damaged)/);
  });

  test('every change of one character', () => {
    for (let i = 0; i < image.length; i++) {
      const other = image[i] === '%' ? '&' : '%';
      expect(() => openImage(image.slice(0, i) + other + image.slice(i + 1)), `${i}`).toThrow(ImageError);
    }
    expect(() => openImage(`${image} `)).toThrow('it goes on after its end');
  });

  test('another format', () => {
    expect(() => openImage(image.replace(`clove image '`, 'clove image ('))).toThrow(
      'The image has the format 5; this version of Clove reads the format 4',
    );
  });
});

test('a var of the library makes its metadata when it is asked', () => {
  const runtime = createRuntime({ engine: 'vm' });
  expect(runtime.printString(runtime.evalString("(map (meta #'when) [:macro :line :file :name])"))).toMatch(
    /^\(true \d+ "clojure\/core\/bootstrap.clj" when\)$/,
  );
});
