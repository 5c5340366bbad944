import { NAMES } from '../../bytecode/instructions/index.js';
import type { Decoded } from '../../bytecode/layout.js';
import type { Var } from '../../data/var.js';
import { calledOnArray } from './arrays.js';
import { calledOperation, nativeName } from './flow.js';
import { type Frame, type Plan, restRegister } from './plan.js';

/** The registers that are given at the start and of which something would be worth knowing: they take part in arithmetic, or are arrays. */
export function entryRegisters({ root, steps, trusted }: Plan, argc: number): number[] {
  const numeric = new Set<number>();
  for (let before = -1; before !== numeric.size; ) {
    before = numeric.size;
    for (const { kind, frame, d } of steps) {
      const name = NAMES[d.op];
      const { offset } = frame;
      if (kind === 'enter') {
        if (frame.parent !== null)
          for (let i = 0; i < (restRegister(frame) < 0 ? frame.argc : restRegister(frame)); i++)
            if (numeric.has(offset + i)) numeric.add(frame.parent.offset + d.a + 3 + i);
      } else if (name === 'MOVE' || name === 'TAKE') {
        if (numeric.has(offset + d.a)) numeric.add(offset + d.b);
      } else if (isConversion(frame, d, trusted)) numeric.add(offset + d.a + 3);
      else if (calledOperation(frame, d, trusted) !== null) for (let i = 0; i < d.b; i++) numeric.add(offset + d.a + 3 + i);
      else if (calledOnArray(frame, d, trusted) !== null) for (let i = 0; i < Math.min(d.b, 2); i++) numeric.add(offset + d.a + 3 + i);
      else for (const r of NUMERIC_OPERANDS[name]?.(d) ?? []) numeric.add(offset + r);
    }
  }
  const live = root.live.get(root.entry) as Uint8Array;
  const given = argc >= 0 ? argc : root.code.registers;
  return [...numeric].filter((r) => r < given && live[r] === 1 && r !== restRegister(root)).sort((x, y) => x - y);
}

/** Whether a call stands for a conversion to a long or a double. */
function isConversion(frame: Frame, d: Decoded, trusted: ReadonlySet<Var>): boolean {
  return NAMES[d.op] === 'CALL_VAR' && /^clojure\.core\/(long|double)$/.test(nativeName(frame, d, trusted, 1));
}

const values = (d: Decoded): number[] => [d.b, d.c];
const value = (d: Decoded): number[] => [d.b];
const tested = (d: Decoded): number[] => [d.a, d.b];
const sign = (d: Decoded): number[] => [d.a];
/** The registers that are numbers where all is well, by instruction. */
const NUMERIC_OPERANDS: { readonly [name: string]: ((d: Decoded) => number[]) | undefined } = {
  ...{
    ADD: values,
    SUB: values,
    SUBL: values,
    MUL: values,
    DIVD: values,
    QUOT: values,
    REM: values,
    LT: values,
    LE: values,
    GT: values,
    GE: values,
  },
  ...{ ADDI: value, SUBI: value, INC: value, DEC: value, NEG: value, ASLONG: value, ZERO: value, POS: value, NEGATIVE: value },
  ...{ JLT: tested, JLE: tested, JGT: tested, JGE: tested, JNUMEQ: tested, LOOP_LT: tested },
  ...{ JLTI: sign, JLEI: sign, JGTI: sign, JGEI: sign, JNUMEQI: sign, JZERO: sign, JPOS: sign, JNEGATIVE: sign },
};
