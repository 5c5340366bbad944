import { charOf } from '../../data/char.js';
import { conj, cons, contains, count, first, get, next, nth, peek, pop, rest, seq } from '../../data/operations.js';
import { PersistentVector } from '../../data/seqs/index.js';
import type { Value } from '../../data/value.js';
import { value } from './define.js';

export const FIRST = value({
  doc: 'R[A] := the first element of R[B]',
  intrinsic: { fn: 'first', arity: 1 },
  guest: true,
  hot: true,
  body: (x: Value) => first(x),
});
export const NEXT = value({
  doc: 'R[A] := the seq after the first element of R[B], nil where there is none',
  intrinsic: { fn: 'next', arity: 1 },
  guest: true,
  hot: true,
  body: (x: Value) => next(x),
});
export const REST = value({
  doc: 'R[A] := what follows the first element of R[B]',
  intrinsic: { fn: 'rest', arity: 1 },
  guest: true,
  hot: true,
  body: (x: Value) => rest(x),
});
export const SEQ = value({
  doc: 'R[A] := a seq of R[B], nil where it is empty',
  intrinsic: { fn: 'seq', arity: 1 },
  guest: true,
  hot: true,
  body: (x: Value) => seq(x),
});
export const CONS = value({
  doc: 'R[A] := a seq of R[B] and then R[C]',
  c: 'src',
  intrinsic: { fn: 'cons', arity: 2 },
  guest: true,
  hot: true,
  body: (x: Value, s: Value) => cons(x, s),
});
export const COUNT = value({
  doc: 'R[A] := the number of elements of R[B]',
  intrinsic: { fn: 'count', arity: 1 },
  guest: true,
  hot: true,
  body: (x: Value) => count(x),
});

export const NTH = value({
  doc: 'R[A] := the element of R[B] at R[C]',
  c: 'src',
  intrinsic: { fn: 'nth', arity: 2 },
  guest: true,
  hot: true,
  body(x: Value, i: Value) {
    if (x instanceof PersistentVector && typeof i === 'number' && i >= 0 && i < x.length) return x.at(i);
    if (typeof x === 'string' && typeof i === 'number' && i >= 0 && i < x.length) return charOf(x.charCodeAt(i));
    return nth(x, i);
  },
});

export const GET = value({
  doc: 'R[A] := what R[B] holds under R[C], else nil',
  c: 'src',
  intrinsic: { fn: 'get', arity: 2 },
  guest: true,
  hot: true,
  body: (x: Value, key: Value) => get(x, key, null),
});
export const CONTAINS = value({
  doc: 'R[A] := whether R[B] holds R[C]',
  c: 'src',
  intrinsic: { fn: 'contains?', arity: 2 },
  guest: true,
  body: (x: Value, key: Value) => contains(x, key),
});
export const CONJ = value({
  doc: 'R[A] := R[B] with R[C] added',
  c: 'src',
  intrinsic: { fn: 'conj', arity: 2 },
  guest: true,
  hot: true,
  body: (x: Value, item: Value) => conj(x, item),
});
export const PEEK = value({
  doc: 'R[A] := the element of R[B] that pop takes',
  intrinsic: { fn: 'peek', arity: 1 },
  guest: true,
  body: (x: Value) => peek(x),
});
export const POP = value({
  doc: 'R[A] := R[B] without the element that peek gives',
  intrinsic: { fn: 'pop', arity: 1 },
  guest: true,
  body: (x: Value) => pop(x),
});
