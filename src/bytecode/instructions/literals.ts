import { mapFromLiteral } from '../../data/maps/index.js';
import { vectorFromArray } from '../../data/seqs/index.js';
import { setFromLiteral } from '../../data/sets/index.js';
import { control, span } from './define.js';

export const VECTOR = control({
  doc: 'R[A] := a vector of the C registers from R[B]',
  a: 'dst',
  b: 'window',
  c: 'count',
  window: span('b', 'c'),
  body(m, a, b, c) {
    const at = m.base + b;
    m.regs[m.base + a] = vectorFromArray(m.regs.slice(at, at + c));
  },
});

export const MAP = control({
  doc: 'R[A] := a map of the C registers from R[B], keys and values in turn',
  a: 'dst',
  b: 'window',
  c: 'count',
  window: span('b', 'c'),
  body(m, a, b, c) {
    const at = m.base + b;
    m.regs[m.base + a] = mapFromLiteral(m.regs.slice(at, at + c));
  },
});

export const SET = control({
  doc: 'R[A] := a set of the C registers from R[B]',
  a: 'dst',
  b: 'window',
  c: 'count',
  window: span('b', 'c'),
  body(m, a, b, c) {
    const at = m.base + b;
    m.regs[m.base + a] = setFromLiteral(m.regs.slice(at, at + c));
  },
});
