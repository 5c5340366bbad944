import { isEven, isOdd } from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';
import { branch, value } from './define.js';

export const JT = branch({
  doc: 'goes on where R[A] is neither nil nor false, else to the target',
  inverse: 'JF',
  hot: true,
  body: (x: Value) => x !== null && x !== false && x !== undefined,
});

export const JF = branch({
  doc: 'goes on where R[A] is nil or false, else to the target',
  inverse: 'JT',
  hot: true,
  body: (x: Value) => x === null || x === false || x === undefined,
});

export const NOT = value({
  doc: 'R[A] := whether R[B] is nil or false',
  intrinsic: { fn: 'not', arity: 1 },
  body: (x: Value) => x === null || x === false || x === undefined,
});

export const JNOT = branch({
  doc: 'goes on where R[A] is nil or false, else to the target, as a call of `not` does',
  intrinsic: { fn: 'not', arity: 1 },
  hot: true,
  body: (x: Value) => x === null || x === false || x === undefined,
});

export const NIL = value({
  doc: 'R[A] := whether R[B] is nil',
  intrinsic: { fn: 'nil?', arity: 1 },
  body: (x: Value) => x === null || x === undefined,
});

export const JNIL = branch({
  doc: 'goes on where R[A] is nil, else to the target',
  intrinsic: { fn: 'nil?', arity: 1 },
  hot: true,
  body: (x: Value) => x === null || x === undefined,
});

export const SOME = value({
  doc: 'R[A] := whether R[B] is not nil',
  intrinsic: { fn: 'some?', arity: 1 },
  body: (x: Value) => x !== null && x !== undefined,
});

export const JSOME = branch({
  doc: 'goes on where R[A] is not nil, else to the target',
  intrinsic: { fn: 'some?', arity: 1 },
  hot: true,
  body: (x: Value) => x !== null && x !== undefined,
});

export const EVEN = value({
  doc: 'R[A] := whether R[B] is even',
  intrinsic: { fn: 'even?', arity: 1 },
  guest: true,
  body: (x: Value) => isEven(x),
});

export const JEVEN = branch({
  doc: 'goes on where R[A] is even, else to the target',
  intrinsic: { fn: 'even?', arity: 1 },
  guest: true,
  body(x: Value) {
    if (typeof x === 'number') return x % 2 === 0;
    return isEven(x) as boolean;
  },
});

export const ODD = value({
  doc: 'R[A] := whether R[B] is odd',
  intrinsic: { fn: 'odd?', arity: 1 },
  guest: true,
  body: (x: Value) => isOdd(x),
});

export const JODD = branch({
  doc: 'goes on where R[A] is odd, else to the target',
  intrinsic: { fn: 'odd?', arity: 1 },
  guest: true,
  body(x: Value) {
    if (typeof x === 'number') return x % 2 !== 0;
    return isOdd(x) as boolean;
  },
});
