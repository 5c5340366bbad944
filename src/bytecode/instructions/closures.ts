import { Fn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import { type Code, SELF as SELF_CAPTURE } from '../code.js';
import { control } from './define.js';

export const CLOSURE = control({
  doc: 'R[A] := a closure of the code K[Bx], which copies what its list of captures says',
  format: 'ABx',
  a: 'dst',
  b: 'const',
  constant: 'code',
  body(m, a, b) {
    const code = m.k[b] as Code;
    m.regs[m.base + a] = new Fn(code, code.captures.length === 0 ? NOTHING : captured(code.captures, m.regs, m.base));
  },
});

/** What a closure that captures nothing has captured. */
export const NOTHING: Value[] = [];

/** The values that a closure made now copies. */
export function captured(sources: Int32Array, regs: readonly Value[], base: number): Value[] {
  const self = regs[base - 1] as Fn;
  const out: Value[] = [];
  for (let i = 0; i < sources.length; i++) {
    const s = sources[i];
    out.push(s === SELF_CAPTURE ? self : s >= 0 ? regs[base + s] : self.captured[~s]);
  }
  return out;
}

export const PATCH = control({
  doc: 'gives the closure R[A] its captured value with the number C: R[B], a function of the same letfn',
  a: 'src',
  b: 'src',
  c: 'capture',
  cold: true,
  body(m, a, b, c) {
    (m.regs[m.base + a] as Fn).captured[c] = m.regs[m.base + b];
  },
});
