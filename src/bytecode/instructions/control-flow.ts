import { caseFinds } from '../../data/case.js';
import { inc, lt } from '../../data/numbers/index.js';
import type { Value } from '../../data/value.js';
import type { CaseTable } from '../code.js';
import { control } from './define.js';

export const JMP = control({
  doc: 'goes to J',
  format: 'J',
  flow: 'jump',
  body(m, target) {
    m.pc = target;
  },
});

export const LOOP = control({
  doc: 'goes back to J, the head of a loop: a safepoint',
  format: 'J',
  flow: 'jump',
  safepoint: true,
  body(m, target) {
    m.pc = target;
    if (--m.fuel < 0) m.slice();
  },
});

export const LOOP_LT = control({
  doc: 'R[A] := R[A] + 1, then goes back to the target where R[A] < R[B]: a safepoint, and the end of a loop that counts',
  a: 'src',
  b: 'src',
  target: true,
  safepoint: true,
  body(m, a, b) {
    const x = m.regs[m.base + a];
    const limit = m.regs[m.base + b];
    if (typeof x === 'number' && typeof limit === 'number' && x < 9007199254740991) {
      m.regs[m.base + a] = x + 1;
      m.branch(x + 1 < limit);
    } else {
      const next = inc(x);
      m.regs[m.base + a] = next;
      m.branch(lt(next, limit));
    }
    if (--m.fuel < 0) m.slice();
  },
});

export const CASE = control({
  doc: 'goes to where the case table K[Bx] says for R[A]',
  format: 'ABx',
  a: 'src',
  b: 'const',
  constant: 'caseTable',
  flow: 'case',
  body(m, a, b) {
    m.pc = caseTarget(m.k[b] as CaseTable, m.regs[m.base + a]);
  },
});

/** Where a case goes for a value. */
export function caseTarget(table: CaseTable, x: Value): number {
  const found = table.byIdentity.get(x);
  if (found !== undefined) return found;
  for (const [constant, target] of table.others) if (caseFinds(constant, x)) return target;
  return table.otherwise;
}
