import { checkRoom } from '../../data/bounds.js';
import { classCast } from '../../data/errors.js';
import { Reduced } from '../../data/reference.js';
import type { Value } from '../../data/value.js';
import { branch, value } from './define.js';

export const AGET_OWN = value({
  doc: "R[A] := the element at R[C] of R[B], one of the library's own arrays",
  c: 'src',
  intrinsic: { fn: '-aget', arity: 2 },
  hot: true,
  body(array: Value, i: Value) {
    if (!Array.isArray(array)) throw classCast(array, '[Ljava.lang.Object;');
    // Names of properties lead elsewhere.
    const x: Value = typeof i === 'number' ? array[i] : undefined;
    return x === undefined ? null : x;
  },
});

export const PUSH_OWN = value({
  doc: "R[A] := R[B], one of the library's own arrays, once R[C] is added to it",
  c: 'src',
  intrinsic: { fn: '-push!', arity: 2 },
  body(array: Value, x: Value) {
    if (!Array.isArray(array)) throw classCast(array, '[Ljava.lang.Object;');
    checkRoom(array.length);
    array.push(x);
    return array;
  },
});

export const REDUCED = value({
  doc: 'R[A] := whether R[B] was made by reduced',
  intrinsic: { fn: 'reduced?', arity: 1 },
  body: (x: Value) => x instanceof Reduced,
});

export const JREDUCED = branch({
  doc: 'goes on where R[A] was made by reduced, else to the target',
  intrinsic: { fn: 'reduced?', arity: 1 },
  hot: true,
  body: (x: Value) => x instanceof Reduced,
});
