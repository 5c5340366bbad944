import type { Code } from '../../bytecode/code.js';
import { NAMES, opcode } from '../../bytecode/instructions/index.js';
import type { Decoded } from '../../bytecode/layout.js';
import type { Expectation } from './facts.js';
import type { Kind } from './kinds.js';

const RETURN = opcode('RETURN');

/** Instructions after which the next one is not come to. */
export const ENDING = new Set(['JMP', 'LOOP', 'CASE', 'RETURN', 'THROW', 'RETHROW']);

/** Instructions whose texts call nothing, even where they know nothing of their operands. */
export const QUIET = new Set([
  'MOVE',
  'LOADK',
  'TAKE',
  'JMP',
  'LOOP',
  'RETURN',
  'SELF',
  'CAPTURED',
  'GET_VAR',
  'CLOSURE',
  'JT',
  'JF',
  'NOT',
  'JNOT',
  'NIL',
  'JNIL',
  'SOME',
  'JSOME',
]);

/** Whether an instruction jumps where its test fails. */
export const INVERTED = (d: Decoded): boolean => NAMES[d.op].startsWith('J');

/** Whether the register's own variable lacks the box of a double. */
export const isRaw = (k: Kind): boolean => k.is === 'double' && !k.boxed;
/** Boxes a raw double. */
export const boxText = (r: number): string => `R${r} = new Double(D${r}); `;
/** The calls in order; the value of the last is returned. */
export const returnOf = (texts: readonly string[]): string => [...texts.slice(0, -1), `return ${texts.at(-1)}`].join('; ');
/** A double as JavaScript writes it. */
export const numberText = (x: number): string => (Object.is(x, -0) ? '-0' : Number.isNaN(x) ? 'NaN' : x < 0 ? `(${x})` : String(x));

/** Whether a value is not what is expected. */
export function isNot(expected: Expectation, v: string): string {
  if (expected === 'long') return `typeof ${v} !== 'number'`;
  if (expected === 'array') return `!Array.isArray(${v})`;
  if (expected === 'doubles' || expected === 'ints') return `!(${v} instanceof ${expected === 'doubles' ? 'Float64Array' : 'Int32Array'})`;
  return `!(${v} instanceof Double && ${v}.constructor === Double)`;
}

/** Whether the value that an instruction puts in the register is returned by the next one, with no handler that may still be needed. */
export function isReturned(code: Code, d: Decoded, register: number): boolean {
  return code.words[d.next] === (RETURN | (register << 8)) && !code.handlers.some((h) => h.start <= d.start && d.start < h.end);
}
