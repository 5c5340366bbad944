import { GUEST } from '../../data/guest.js';
import type { Var } from '../../data/var.js';
import { control, span } from './define.js';

export const GET_VAR = control({
  doc: 'R[A] := the value of the var K[Bx]',
  format: 'ABx',
  a: 'dst',
  b: 'const',
  constant: 'var',
  body(m, a, b) {
    const v = m.k[b] as Var;
    m.regs[m.base + a] = v.bound === 0 ? v.root : m.fiber.readVar(v);
  },
});

export const SET_VAR = control({
  doc: 'R[A] becomes the value of the innermost dynamic binding of the var K[Bx], and stays in R[A]',
  format: 'ABx',
  a: 'dst',
  b: 'const',
  constant: 'var',
  syncs: true,
  window: span('a', null, 1),
  cold: true,
  body(m, a, b) {
    let r = m.fiber.services.setBound(m.k[b] as Var, m.regs[m.base + a]);
    if (r === GUEST) r = m.fiber.settlePending(null, []);
    m.give(a, r);
  },
});

export const DEFINE = control({
  doc: 'R[A] := the var K[Bx], given the root value R[A] and the metadata R[A+1]',
  format: 'ABx',
  a: 'dst',
  b: 'const',
  constant: 'var',
  syncs: true,
  window: span('a', null, 2),
  cold: true,
  body(m, a, b) {
    const at = m.base + a;
    let r = m.fiber.services.define(m.k[b] as Var, true, m.regs[at], m.regs[at + 1]);
    if (r === GUEST) r = m.fiber.settlePending(null, []);
    m.give(a, r);
  },
});

export const DECLARE = control({
  doc: 'R[A] := the var K[Bx], given the metadata R[A+1] and no value',
  format: 'ABx',
  a: 'dst',
  b: 'const',
  constant: 'var',
  window: span('a', null, 1, 1),
  cold: true,
  body(m, a, b) {
    const at = m.base + a;
    m.regs[at] = m.fiber.services.define(m.k[b] as Var, false, null, m.regs[at + 1]);
  },
});
