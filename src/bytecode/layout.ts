import { INSTRUCTIONS, NAMES } from './instructions/index.js';

/** The opcode of the prefix that widens the operands of the next instruction. */
export const WIDE = NAMES.length - 1;

/** One instruction of a code, decoded. */
export interface Decoded {
  /** Where it starts, with its WIDE prefix. */
  readonly start: number;
  /** Where the word with the opcode is. */
  readonly pc: number;
  /** Where the next instruction starts. */
  readonly next: number;
  readonly op: number;
  readonly a: number;
  /** For the format ABx, the 16 bits of Bx; for J, the target. */
  readonly b: number;
  readonly c: number;
  /** The word after it, where it has one. */
  readonly extra: number | null;
}

/** Decodes the instruction that starts at `start`. */
export function decode(words: Int32Array, start: number): Decoded {
  let pc = start;
  let wide = 0;
  if ((words[pc] & 255) === WIDE) wide = words[pc++];
  return decodeWord(words, start, pc, words[pc], wide);
}

/** Decodes `word`, which stands, or stood, at `pc` after the WIDE prefix `wide` (0: none). */
export function decodeWord(words: Int32Array, start: number, pc: number, word: number, wide: number): Decoded {
  const op = word & 255;
  const instruction = INSTRUCTIONS[op];
  const hasExtra = instruction.kind === 'branch';
  const a = (wide & 0xff00) | ((word >>> 8) & 255);
  const base = { start, pc, op, next: pc + (hasExtra ? 2 : 1), extra: hasExtra ? words[pc + 1] : null };
  if (instruction.format === 'J') return { ...base, a: 0, b: word >>> 8, c: 0 };
  if (instruction.format === 'ABx') return { ...base, a, b: word >>> 16, c: 0 };
  return { ...base, a, b: ((wide >>> 8) & 0xff00) | ((word >>> 16) & 255), c: ((wide >>> 16) & 0xff00) | (word >>> 24) };
}

/** The instruction whose opcode stands at `pc`, found from the first one on, since a word alone does not tell what it is. */
export function instructionAt(words: Int32Array, pc: number): Decoded {
  for (let at = 0; at < words.length; ) {
    const d = decode(words, at);
    if (d.pc === pc) return d;
    at = d.next;
  }
  throw new Error(`Internal error: no instruction stands at ${pc}`);
}
