import { NAMES } from '../../bytecode/instructions/index.js';
import { Char } from '../../data/char.js';
import { MultiFn, ProtocolFn } from '../../data/dispatch.js';
import { NativeFn } from '../../data/functions.js';
import { Keyword } from '../../data/keyword.js';
import { Sym } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import { clauseText, type Emitting } from './emitting.js';
import { AssocCache, KeywordCache, MultiCache, ProtocolCache } from './site-caches.js';

/**
 * A short way of an operation, for values of a kind: the JavaScript that tests for it, and that of the value. The test may leave
 * something in `r`. What it does must be what the general way does, fuel included.
 */
export interface Lane {
  readonly when: string;
  readonly gives: string;
}

/** The short ways of an operation, in the order in which they are tried. */
export interface Lanes {
  readonly lanes: readonly Lane[];
  /** Text of the general way that comes before it: what notes that it was needed. */
  readonly note: string;
}

const lanes = (...all: Lane[]): Lanes => ({ lanes: all, note: '' });

/** The text of an operation: its short ways, of which each ends with what `done` makes of its value, and then the general one. */
export function laned(e: Emitting, { lanes: all, note }: Lanes, done: (value: string) => string, general: string): string {
  const ways = all.map(({ when, gives }) => `if (${when}) { ${done(gives)} break I${e.index}; }`);
  return `I${e.index}: { ${ways.join(' ')} ${note} ${general} }`;
}

/**
 * Asks for a family of classes. V8 answers with one look at the hidden class, which the call of a method that follows needs anyway, where
 * `instanceof` goes up the prototypes one by one.
 */
const isA = (x: string, family: 'Seq' | 'Vec' | 'Collection' | 'MapLike' | 'SetLike' | 'Sequential'): string =>
  `${x}?.[IS_${family.toUpperCase()}] === true`;

/** What a native or a method answers, unless that takes guest code. */
const answered = (test: string, call: string): Lane => ({ when: `${test} && (r = ${call}) !== GUEST`, gives: 'r' });

/** What holds where `text` is a long within bounds of a length; `isLong` and `isNatural`: known already. */
function within(e: Emitting, register: number, text: string, length: string): string {
  const kind = e.kindOf(register);
  const tests = [
    ...(kind.is === 'long' ? [] : [`typeof ${text} === 'number'`]),
    ...(kind.is === 'long' && kind.low >= 0 ? [] : [`${text} >= 0`]),
  ];
  return [...tests, `${text} < ${length}`].join(' && ');
}

/** An element of a vector. */
function elementLane(e: Emitting, x: string, register: number): Lane {
  const i = e.register(register);
  return {
    when: `${x} instanceof PersistentVector && ${within(e, register, i, `${x}.length`)}`,
    gives: `${i} >= ${x}.tailOffset ? ${x}.tail[${i} - ${x}.tailOffset] : ${x}.at(${i})`,
  };
}

/** A character of a text. */
function characterLane(e: Emitting, x: string, register: number): Lane {
  const i = e.register(register);
  return { when: `typeof ${x} === 'string' && ${within(e, register, i, `${x}.length`)}`, gives: `charOf(${x}.charCodeAt(${i}))` };
}

const CORE = 'clojure.core/';

/** A seq is walked as far as that without paying for it. */
const PAID_WALK = 1024;

/** An element of the seq of a vector or of an array, as destructuring asks for it, by an index that is known. */
function elementOfSeqLanes(e: Emitting, x: string, register: number, notFound: string): Lane[] {
  const { is, low, high } = e.kindOf(register);
  if (is !== 'long' || low !== high || low < 0 || low >= PAID_WALK) return [];
  return [
    { when: `${x} instanceof VectorSeq && (r = ${x}.index + ${low}) < ${x}.vec.length`, gives: `${x}.vec.at(r)` },
    { when: `${x} instanceof ArraySeq && (r = ${x}.index + ${low}) < ${x}.array.length`, gives: `${x}.array[r]` },
    { when: `${x} === null`, gives: notFound },
  ];
}

/** `get` of a keyword, by the shapes of maps and records that were seen, which `q` holds. */
export const keywordLanes = (q: string, x: string, notFound: string): readonly Lane[] => [
  {
    when: `${x} instanceof EntryMap && ((t = ${x}.shape) === ${q}.shape || t === ${q}.shape2)`,
    gives: `t === ${q}.shape ? ${x}.slots[${q}.index] : ${x}.slots[${q}.index2]`,
  },
  { when: `${x} instanceof ShapeMap && (${x}.shape === ${q}.absent || ${x}.shape === ${q}.absent2)`, gives: notFound },
];

/** Classes with one object for each value, and their names in compiled code. */
const SINGLES = [
  [Keyword, 'Keyword'],
  [Char, 'Char'],
] as const;

/** Whether a step compares two values of which neither is known. */
export function comparesAny(e: Emitting): boolean {
  const { op, a, b, c } = e.step.d;
  const operands = NAMES[op] === 'EQ' ? [b, c] : NAMES[op] === 'JEQ' ? [a, b] : [];
  return operands.length > 0 && operands.every((r) => e.kindOf(r).is === 'any' && e.kindOf(r).only === undefined);
}

/** Equality with a constant, or of anything. */
function equalLanes(e: Emitting, a: number, b: number): Lanes {
  const [x, y] = [e.register(a), e.register(b)];
  const [p, q] = [e.kindOf(a).only, e.kindOf(b).only];
  for (const [single, name] of SINGLES) {
    if (!(p instanceof single || q instanceof single)) continue;
    const other = p instanceof single ? y : x;
    return lanes({ when: `${other} instanceof ${name} || typeof ${other} !== 'object' || ${other} === null`, gives: `${x} === ${y}` });
  }
  if (typeof p === 'string' || typeof q === 'string')
    return lanes({ when: `typeof ${typeof p === 'string' ? y : x} === 'string'`, gives: `${x} === ${y}` });
  if (p instanceof Sym || q instanceof Sym) {
    const other = p instanceof Sym ? y : x;
    return lanes({ when: `${other} instanceof Sym`, gives: `sameSymbol(${x}, ${y})` });
  }
  return lanes({ when: `${x} === ${y}`, gives: 'true' }, { when: `typeof ${x} === 'number' && typeof ${y} === 'number'`, gives: 'false' });
}

/** The short ways of an instruction on registers; null where it has none. */
export function instructionLanes(e: Emitting): Lanes | null {
  const { d } = e.step;
  const name = NAMES[d.op];
  if (name === 'EQ') return equalLanes(e, d.b, d.c);
  if (name === 'JEQ') return equalLanes(e, d.a, d.b);
  const x = e.register(d.b);
  switch (name) {
    case 'FIRST':
      return lanes(answered(isA(x, 'Seq'), `${x}.first()`));
    case 'NEXT':
      return lanes(answered(isA(x, 'Seq'), `${x}.next()`));
    case 'REST':
      return lanes(answered(isA(x, 'Seq'), `${x}.rest()`));
    case 'SEQ':
      return lanes(answered(isA(x, 'Collection'), `${x}.seq()`), { when: `${x} === null`, gives: 'null' });
    case 'CONS':
      return lanes({ when: isA(e.register(d.c), 'Seq'), gives: `new Cons(${x}, ${e.register(d.c)}, null)` });
    case 'COUNT':
      return lanes(answered(isA(x, 'Collection'), `${x}.count()`), { when: `typeof ${x} === 'string'`, gives: `${x}.length` });
    case 'CONJ':
      return lanes(answered(isA(x, 'Collection'), `${x}.conj(${e.register(d.c)})`));
    case 'NTH':
      return lanes(elementLane(e, x, d.c), characterLane(e, x, d.c));
    case 'GET': {
      const key = e.register(d.c);
      const element = elementLane(e, x, d.c);
      const inMap = answered(isA(x, 'MapLike'), `${x}.get(${key}, null)`);
      return e.kindOf(d.c).is === 'long' ? lanes(element, inMap) : lanes(inMap, element);
    }
    default:
      return null;
  }
}

/** The short ways of a call of an unknown value with a keyword: a map that is called. Records are no functions, so that only maps are noted. */
export function calledMapLanes(e: Emitting): Lanes | null {
  const { a, b } = e.step.d;
  const keyword = b === 1 ? e.kindOf(a + 3).only : null;
  if (!(keyword instanceof Keyword)) return null;
  const q = e.named(`Q${e.index}`, new KeywordCache(keyword));
  const f = e.register(a + 2);
  return { lanes: keywordLanes(q, f, 'null'), note: `if (${f} instanceof ShapeMap) ${q}.note(${f});` };
}

/** Natives that are done by an expression, whatever they are given; by name and number of arguments. `native`: the native itself. */
const EXPRESSIONS: { readonly [call: string]: (x: string, native: () => string) => string } = {
  '-new-array 0': () => '[]',
  'true? 1': (x) => `${x} === true`,
  'false? 1': (x) => `${x} === false`,
  'boolean? 1': (x) => `typeof ${x} === 'boolean'`,
  'string? 1': (x) => `typeof ${x} === 'string'`,
  'char? 1': (x) => `${x} instanceof Char`,
  'symbol? 1': (x) => `${x} instanceof Sym`,
  'keyword? 1': (x) => `${x} instanceof Keyword`,
  'chunked-seq? 1': (x) => `${x} instanceof ChunkedSeq`,
  ...Object.fromEntries(
    ['number? 1', 'integer? 1', 'int? 1'].map((call) => [
      call,
      (x: string, native: () => string) => `(typeof ${x} === 'number' || ${native()}.f1(${x}))`,
    ]),
  ),
  ...Object.fromEntries(
    (
      [
        ['seq? 1', 'Seq'],
        ['vector? 1', 'Vec'],
        ['map? 1', 'MapLike'],
        ['set? 1', 'SetLike'],
        ['coll? 1', 'Collection'],
        ['sequential? 1', 'Sequential'],
      ] as const
    ).map(([call, family]) => [
      call,
      (x: string, native: () => string) => `(${isA(x, family)} || (${x} instanceof GuestInstance && ${native()}.f1(${x})))`,
    ]),
  ),
};

/** What a call of a native is done by, whatever it is given; null where that takes more than an expression. */
export function nativeExpression(e: Emitting, native: Value, from: number, count: number): string | null {
  if (!(native instanceof NativeFn) || !native.name.startsWith(CORE)) return null;
  const call = `${native.name.slice(CORE.length)} ${count}`;
  return Object.hasOwn(EXPRESSIONS, call) ? EXPRESSIONS[call](e.register(from), () => e.named(`N${e.index}`, native)) : null;
}

/** The short ways of a call of a native; null where it has none. */
export function nativeLanes(e: Emitting, native: Value, from: number, count: number): Lanes | null {
  if (!(native instanceof NativeFn)) return null;
  const [x, y, z] = [0, 1, 2].map((i) => e.register(from + i));
  switch (`${native.name} ${count}`) {
    case 'clojure.core/empty? 1': {
      const { when } = answered(isA(x, 'Collection'), `${x}.seq()`);
      return lanes({ when, gives: 'r === null' });
    }
    case 'clojure.core/nth 3':
      return lanes(elementLane(e, x, from + 1), characterLane(e, x, from + 1), ...elementOfSeqLanes(e, x, from + 1, z));
    case 'clojure.core/int 1':
      return lanes({ when: `${x} instanceof Char`, gives: `${x}.code` });
    case 'clojure.core/get 3': {
      const keyword = e.kindOf(from + 1).only;
      if (keyword instanceof Keyword) {
        const q = e.named(`Q${e.index}`, new KeywordCache(keyword));
        return { lanes: keywordLanes(q, x, z), note: `${q}.note(${x});` };
      }
      return lanes(answered(isA(x, 'MapLike'), `${x}.get(${y}, ${z})`), elementLane(e, x, from + 1));
    }
    case 'clojure.core/assoc 3': {
      const keyword = e.kindOf(from + 1).only;
      if (!(keyword instanceof Keyword)) return null;
      const q = e.named(`Q${e.index}`, new AssocCache(keyword));
      return {
        lanes: [
          {
            when: `${x} instanceof EntryMap && ${x}.shape === ${q}.shape`,
            gives: `${x}.slots[${q}.index] === ${z} ? ${x} : ${x}.withSlot(${q}.index, ${z})`,
          },
        ],
        note: `${q}.note(${x});`,
      };
    }
    case 'clojure.core/-destructured-map 1':
      return lanes({ when: `${x} instanceof EntryMap || ${x} === null`, gives: x });
    case 'clojure.core/-aget 2':
      return lanes({
        when: `Array.isArray(${x}) && ${within(e, from + 1, y, `${x}.length`)}`,
        gives: `(r = ${x}[${y}]) === undefined ? null : r`,
      });
    case 'clojure.core/-alength 1':
      return lanes({ when: `Array.isArray(${x})`, gives: `${x}.length` });
    case 'clojure.core/reduced? 1':
      return lanes({ when: `typeof ${x} === 'number'`, gives: 'false' });
    default:
      return null;
  }
}

/** A call of what is chosen by the first argument: the function of a protocol or a multimethod; `otherwise` where it has no short way. */
export function chosenCall(e: Emitting, f: Value, given: readonly string[], otherwise: string): string {
  const n = given.length;
  const isMulti = f instanceof MultiFn && n === 1 && f.dispatch instanceof Keyword;
  if (n === 0 || !(isMulti || f instanceof ProtocolFn)) return otherwise;
  const [x] = given;
  const cache = isMulti ? new MultiCache(f) : new ProtocolCache(f as ProtocolFn);
  const q = e.named(`Q${e.index}`, cache);
  const chooser = e.named(`U${e.index}`, isMulti ? f : (f as ProtocolFn).protocol);
  const valid = `${q}.version === ${chooser}.version${isMulti ? ` && ${chooser}.isCurrent()` : ''}`;
  const target = isMulti ? `${x} instanceof EntryMap` : `(${x} instanceof Record || ${x} instanceof Instance)`;
  const list = given.map((g) => `, ${g}`).join('');
  const matches = (m: string): string => `t === ${m}.shape${isMulti ? ` && ${x}.slots[${m}.index] === ${m}.key` : ''}`;
  // Each has a call of its own, so that V8 can lay what is called in its place.
  const calls = cache.entries
    .map((entry, i) => e.named(`Q${e.index}_${i}`, entry))
    .reduceRight((rest, m) => `${matches(m)} ? ${clauseText(`${m}.code`, n)}(${m}.fn, d${list}) : ${rest}`, 'GUEST');
  return `(${target} && ${valid} && (t = ${x}.shape, r = ${calls}) !== GUEST ? r : (${q}.note(${x}), ${otherwise}))`;
}
