import { INSTRUCTIONS, NAMES } from '../../bytecode/instructions/index.js';

/** The instructions that stand for calls of one core function with one number of arguments. */
export interface IntrinsicForms {
  /** Gives the value, with all operands in registers. */
  value: string | null;
  /** Gives the value, with the last operand a small constant. */
  valueImmediate: string | null;
  /** Jumps by the value. */
  branch: string | null;
  branchImmediate: string | null;
}

const table = new Map<string, IntrinsicForms>();
INSTRUCTIONS.forEach((instruction, op) => {
  if (instruction.kind === 'control' || instruction.intrinsic === null) return;
  const { fn, arity } = instruction.intrinsic;
  const key = `${fn}/${arity}`;
  let forms = table.get(key);
  if (forms === undefined) {
    forms = { value: null, valueImmediate: null, branch: null, branchImmediate: null };
    table.set(key, forms);
  }
  if (instruction.kind === 'value') forms[instruction.c === 'imm' ? 'valueImmediate' : 'value'] = NAMES[op];
  else forms[instruction.b === 'imm' ? 'branchImmediate' : 'branch'] = NAMES[op];
});

/** The core functions that have instructions, each once. */
export const INTRINSIC_FUNCTIONS: readonly string[] = [...new Set([...table.keys()].map((key) => key.slice(0, key.lastIndexOf('/'))))];

/** The instructions for calls of the core function `fn` with `arity` arguments; undefined where there are none. */
export function intrinsicForms(fn: string, arity: number): IntrinsicForms | undefined {
  return table.get(`${fn}/${arity}`);
}

/** Core functions of any number of arguments that are chains of their calls with two: (+ a b c) is (+ (+ a b) c). */
export const LEFT_ASSOCIATIVE: ReadonlySet<string> = new Set(['+', '-', '*', '/']);
