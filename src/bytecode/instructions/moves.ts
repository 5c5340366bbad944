import { callee } from '../../data/callable.js';
import { Fn, NativeFn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import { control, value } from './define.js';

export const MOVE = value({ doc: 'R[A] := R[B]', hot: true, body: (x: Value) => x });

export const CALLEE = value({
  doc: 'R[A] := R[B], which is to be called once its arguments are there: throws for what can never be called',
  intrinsic: { fn: '-callee', arity: 1 },
  hot: true,
  body: (x: Value) => (x instanceof Fn || x instanceof NativeFn ? x : callee(x)),
});

export const TAKE = control({
  doc: 'R[A] := R[B], which becomes nil: nobody reads it any more',
  a: 'dst',
  b: 'src',
  body(m, a, b) {
    m.regs[m.base + a] = m.regs[m.base + b];
    m.regs[m.base + b] = null;
  },
});

export const LOADK = value({ doc: 'R[A] := K[Bx]', format: 'ABx', b: 'const', hot: true, body: (constant: Value) => constant });

export const CAPTURED = control({
  doc: 'R[A] := the captured value with the number Bx of the function that runs',
  format: 'ABx',
  a: 'dst',
  b: 'capture',
  body(m, a, index) {
    m.regs[m.base + a] = (m.regs[m.base - 1] as Fn).captured[index];
  },
});

export const TAKE_CAPTURED = control({
  doc: 'R[A] := the captured value with the number Bx of the function that runs, which becomes nil: it runs only once',
  format: 'ABx',
  a: 'dst',
  b: 'capture',
  cold: true,
  body(m, a, index) {
    const { captured } = m.regs[m.base - 1] as Fn;
    m.regs[m.base + a] = captured[index];
    captured[index] = null;
  },
});

export const SELF = control({
  doc: 'R[A] := the function that runs',
  a: 'dst',
  cold: true,
  body(m, a) {
    m.regs[m.base + a] = m.regs[m.base - 1];
  },
});
