import { Seq, Vec } from '../../data/collection.js';
import { classCast, illegalArgument, indexOutOfBounds } from '../../data/errors.js';
import type { NativeResult } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import { isNumber, isPos, toDouble } from '../../data/numbers/index.js';
import * as op from '../../data/operations/index.js';
import {
  ArraySeq,
  arraySeq,
  Chunk,
  ChunkBuffer,
  ChunkedSeq,
  ConcatSeq,
  chunkCons,
  EMPTY_LIST,
  LazySeq,
  List,
  listFromArray,
  Naturals,
  PersistentVector,
  pendingLazySeq,
  Range,
  Repeat,
  RepeatForever,
  rangeOf,
  realised,
} from '../../data/seqs/index.js';
import type { Value } from '../../data/value.js';
import { defineNatives, type NativeSpec } from './define.js';
import { unrealised } from './unrealised.js';

const unary = (doc: string, f: (x: Value) => NativeResult, name = 'coll'): NativeSpec => ({ doc, arglists: `([${name}])`, 1: f });

const firstOf = (x: NativeResult): NativeResult => (x === GUEST ? GUEST : op.first(x));
const nextOf = (x: NativeResult): NativeResult => (x === GUEST ? GUEST : op.next(x));

/** The last element, where no part of the way is unrealised. */
function last(x: Value): NativeResult {
  if (x instanceof Vec) return x.length === 0 ? null : x.at(x.length - 1);
  const items = op.toArray(x);
  return items === GUEST ? GUEST : items.length === 0 ? null : items[items.length - 1];
}

/** How many elements a concatenation may have, apart from its last part, that is made at once instead of lazily. */
const EAGER = 64;

/** The elements of a list or of arguments that are few; null of anything else. */
function shortItems(x: Value): readonly Value[] | null {
  if (x === null) return [];
  if (x instanceof List) return x.count() <= EAGER ? (op.toArray(x) as Value[]) : null;
  if (x instanceof ArraySeq) return x.array.length - x.index <= EAGER ? x.array.slice(x.index) : null;
  return null;
}

/**
 * `concat` of short realised collections, which is what syntax-quote makes in plenty: a lazy seq that is realised
 * already. Nothing but its speed tells it from one whose thunks have run. Of two parts the second stays what it is.
 */
function concat(parts: Value[]): NativeResult {
  const shared = parts.length <= 2 ? parts[parts.length - 1] : null;
  if (shared !== null && !(shared instanceof List || shared instanceof ArraySeq || shared instanceof PersistentVector)) return GUEST;
  const out: Value[] = [];
  for (const part of parts.length <= 2 ? parts.slice(0, -1) : parts) {
    const items = shortItems(part);
    if (items === null || out.length + items.length > EAGER) return GUEST;
    for (const x of items) out.push(x);
  }
  const tail = op.seq(shared ?? null) as Seq | null;
  return realised(out.length === 0 ? tail : new ConcatSeq(out, 0, tail, null));
}

/** A lazy seq of the elements of an array, realised already. */
const realisedSeq = (items: readonly Value[]): LazySeq => realised(arraySeq(items));

function chunked(x: Value): ChunkedSeq {
  if (x instanceof ChunkedSeq) return x;
  throw classCast(x, 'clojure.lang.IChunkedSeq');
}

/** A number as an int, as a cast of Java has it. */
function intOf(x: Value): number {
  if (!isNumber(x)) throw classCast(x, 'java.lang.Number');
  return Math.trunc(toDouble(x));
}

function buffer(x: Value): ChunkBuffer {
  if (x instanceof ChunkBuffer) return x;
  throw classCast(x, 'clojure.lang.ChunkBuffer');
}

/** How many elements of a list a run takes. */
const LIST_RUN = 32;

/** Elements at the front of a seq as a host array, one at the least: those that are there without any further work. */
function run(s: Value): NativeResult {
  if (s instanceof ChunkedSeq) {
    const c = s.chunkedFirst();
    return c.offset === 0 && c.end === c.array.length ? c.array : c.array.slice(c.offset, c.end);
  }
  if (s instanceof ArraySeq) return s.index === 0 ? s.array : s.array.slice(s.index);
  if (s instanceof List) {
    const out: Value[] = [];
    for (let l: Seq | null = s; l instanceof List && out.length < LIST_RUN; l = l.next() as Seq | null) out.push(l.first());
    return out;
  }
  const x = op.first(s);
  return x === GUEST ? GUEST : [x];
}

/** What follows the elements that are at the front of a seq without any further work: one at the least. */
function afterFront(s: Value): NativeResult {
  if (s instanceof ChunkedSeq) return s.chunkedRest();
  return s instanceof ArraySeq ? EMPTY_LIST : op.rest(s);
}

/** What follows the run that `run` gave for the same seq, unlooked at. */
function afterRun(s: Value, items: Value): NativeResult {
  if (s instanceof ChunkedSeq) return s.chunkedRest();
  if (s instanceof ArraySeq) return EMPTY_LIST;
  // A lazy seq that had to be realised first gave the run of what it holds, of any length.
  let rest: NativeResult = s;
  for (let i = (items as Value[]).length; i > 0 && rest !== GUEST; i--) rest = op.rest(rest);
  return rest;
}

function range(start: Value, end: Value, step: Value): NativeResult {
  for (const x of [start, end, step]) if (!isNumber(x)) throw classCast(x, 'java.lang.Number');
  return rangeOf(start, end, step) ?? GUEST;
}

function spread(args: Value[]): NativeResult {
  const last = args[args.length - 1];
  // As in Clojure, which looks at the last of few arguments only when somebody walks so far.
  let rest: NativeResult = args.length <= 4 ? last : op.seq(last);
  for (let i = args.length - 2; i >= 0; i--) {
    if (rest === GUEST) return GUEST;
    rest = op.cons(args[i], rest);
  }
  return rest;
}

/** Sequences: taking them apart, making them, laziness and chunks. */
export const sequenceNatives = defineNatives('clojure.core', {
  seq: unary('A seq of the elements; nil where there are none.', op.seq),
  first: unary('The first element; nil where there is none.', op.first),
  rest: unary('A seq of all but the first element, () where there are none.', op.rest),
  next: unary('A seq of all but the first element; nil where there are none.', op.next),
  second: unary('The second element; nil where there is none.', op.second, 'x'),
  ffirst: unary('The first element of the first element.', (x) => firstOf(op.first(x)), 'x'),
  fnext: unary('The second element; nil where there is none.', op.second, 'x'),
  nfirst: unary('What follows the first element of the first element.', (x) => nextOf(op.first(x)), 'x'),
  nnext: unary('What follows the second element; nil where nothing does.', (x) => nextOf(op.next(x)), 'x'),
  last: unary('The last element; nil where there is none. Takes time in proportion to the length.', last),
  cons: { doc: 'A seq of x followed by the elements of seq.', arglists: '([x seq])', 2: op.cons },
  'list*': {
    doc: 'A seq of the arguments, of which the last is itself a seq of further elements.',
    arglists: '([args] [a args] [a b args] [a b c args] [a b c d & more])',
    1: op.seq,
    rest: spread,
    restFrom: 2,
  },
  concat: {
    doc: 'A lazy seq of the elements of all collections in turn.',
    arglists: '([] [x] [x y] [x y & zs])',
    rest: concat,
    restFrom: 0,
  },
  reverse: unary('A list of the elements, the last one first.', (coll) => {
    const items = op.toArray(coll);
    return items === GUEST ? GUEST : listFromArray(items.reverse());
  }),
  'empty?': unary('Whether coll has no elements.', (x) => {
    const s = op.seq(x);
    return s === GUEST ? GUEST : s === null;
  }),
  range: {
    doc: 'A seq of numbers from start (0 unless given) to just before end (endless unless given) by step (1 unless given).',
    arglists: '([] [end] [start end] [start end step])',
    0: () => new Naturals(0, null),
    1: (end) => (isNumber(end) && !isPos(end) ? EMPTY_LIST : range(0, end, 1)),
    2: (start, end) => range(start, end, 1),
    3: range,
  },
  repeat: {
    doc: 'A seq of x again and again: n times, or endless.',
    arglists: '([x] [n x])',
    1: (x) => new RepeatForever(x, null),
    2(n, x) {
      const times = intOf(n);
      return times > 0 ? new Repeat(x, times, null) : EMPTY_LIST;
    },
  },
  'lazy-seq*': {
    doc: 'The lazy seq of what the function gives: what lazy-seq expands to.',
    arglists: '([thunk])',
    internal: true,
    1: (thunk) => new LazySeq(thunk, null),
  },
  '-pending': {
    doc: 'The lazy seq whose function must run next before x is known as a seq; nil where there is none.',
    arglists: '([x])',
    internal: true,
    1: (x) => (x instanceof LazySeq ? pendingLazySeq(x) : null),
  },
  '-unrealised': {
    doc: 'A host array of the unrealised lazy seqs inside data; nil where there are none.',
    arglists: '([x])',
    internal: true,
    1: unrealised,
  },
  'chunked-seq?': { doc: 'Whether x is a seq whose front is a chunk.', arglists: '([s])', 1: (s) => s instanceof ChunkedSeq },
  'chunk-first': { doc: 'The chunk at the front of a chunked seq.', arglists: '([s])', 1: (s) => chunked(s).chunkedFirst() },
  'chunk-rest': { doc: 'What follows the front chunk, () where nothing does.', arglists: '([s])', 1: (s) => chunked(s).chunkedRest() },
  'chunk-next': {
    doc: 'What follows the front chunk as a seq; nil where nothing does.',
    arglists: '([s])',
    1: (s) => chunked(s).chunkedNext(),
  },
  'chunk-buffer': { doc: 'An empty buffer for a chunk.', arglists: '([capacity])', 1: (capacity) => new ChunkBuffer(intOf(capacity)) },
  'chunk-append': {
    doc: 'Adds x to a chunk buffer.',
    arglists: '([b x])',
    2(b, x) {
      buffer(b).add(x);
      return null;
    },
  },
  chunk: { doc: 'The chunk of what a buffer holds.', arglists: '([b])', 1: (b) => buffer(b).chunk() },
  'chunk-cons': {
    doc: 'A chunked seq of a chunk and what follows it.',
    arglists: '([chunk rest])',
    2(chunk, rest) {
      if (op.count(chunk) === 0) return rest;
      if (!(chunk instanceof Chunk)) throw classCast(chunk, 'clojure.lang.IChunk');
      if (rest !== null && !(rest instanceof Seq)) throw classCast(rest, 'clojure.lang.ISeq');
      return chunkCons(chunk, rest);
    },
  },
  '-capacity': {
    doc: 'n as the size of what has room for so many elements.',
    arglists: '([n])',
    internal: true,
    1(n) {
      const size = intOf(n);
      if (size < 0) throw illegalArgument(`Illegal Capacity: ${size}`);
      return size;
    },
  },
  '-run': {
    doc: 'Elements at the front of a seq that is not nil, as a host array: one at the least.',
    arglists: '([s])',
    internal: true,
    1: run,
  },
  '-one-by-one?': {
    doc: 'Whether a seq that is not nil has no run of elements in an array at its front.',
    arglists: '([s])',
    internal: true,
    1: (s) => !(s instanceof ChunkedSeq || s instanceof ArraySeq),
  },
  '-after-front': {
    doc: 'What follows the elements at the front of a seq that are there already.',
    arglists: '([s])',
    internal: true,
    1: afterFront,
  },
  '-after-run': { doc: 'What follows the elements that -run gave for the seq.', arglists: '([s run])', internal: true, 2: afterRun },
  '-realised-seq': {
    doc: 'A lazy seq of the elements of an array, realised already.',
    arglists: '([array])',
    internal: true,
    1: (array) => realisedSeq(array as Value[]),
  },
  '-chunk-cons': {
    doc: 'A chunked seq of the elements of an array, which it takes over, and what follows them.',
    arglists: '([array rest])',
    internal: true,
    2: (array, rest) => chunkCons(new Chunk(array as Value[], 0, (array as Value[]).length), rest as Seq | null),
  },
  '-range?': { doc: 'Whether x is a range of longs.', arglists: '([x])', internal: true, 1: (x) => x instanceof Range },
  '-range-step': { doc: 'The step of a range.', arglists: '([r])', internal: true, 1: (r) => (r as Range).step },
  '-range-end': {
    doc: 'The number after the last one of a range.',
    arglists: '([r])',
    internal: true,
    1: (r) => (r instanceof Range ? r.start + r.length * r.step : null),
  },
  '-leaves?': { doc: 'Whether -leaf can walk x.', arglists: '([x])', internal: true, 1: (x) => x instanceof PersistentVector },
  '-leaf': {
    doc: 'The host array of the elements of a vector from index i, a multiple of 32, on; it may hold more than the vector has.',
    arglists: '([v i])',
    internal: true,
    2(v, i) {
      // The empty vector's leaf is everybody's.
      if (!(v instanceof PersistentVector && typeof i === 'number' && i >= 0 && i < v.length)) throw indexOutOfBounds();
      return v.leafFor(i);
    },
  },
  '-list-from': {
    doc: 'A list of the elements.',
    arglists: '([coll])',
    internal: true,
    1(coll) {
      const items = op.toArray(coll);
      return items === GUEST ? GUEST : listFromArray(items);
    },
  },
});
