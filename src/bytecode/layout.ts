import { type CaseTable, DISTRUST_WORD, type TrustedSite } from './code.js';
import type { Flow } from './instructions/define.js';
import { INSTRUCTIONS, NAMES } from './instructions/index.js';

/** The opcode of the prefix that widens the operands of the next instruction. */
export const WIDE = NAMES.length - 1;

/** Whether a word with a target follows an instruction, by opcode. */
const HAS_TARGET: readonly boolean[] = INSTRUCTIONS.map((i) => i.kind === 'branch' || (i.kind === 'control' && i.target));

/** Whether any instruction of these words has one of the opcodes. */
export function hasAny(words: Int32Array, opcodes: readonly number[]): boolean {
  for (let pc = 0; pc < words.length; pc++) {
    const op = words[pc] & 255;
    if (opcodes.includes(op)) return true;
    if (HAS_TARGET[op]) pc++;
  }
  return false;
}

/** What decoding needs of a code. */
export interface Instructed {
  readonly words: Int32Array;
  readonly sites: readonly TrustedSite[];
}

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

/** Whether the target of an instruction of that opcode stands in the word after it. */
export function hasTarget(op: number): boolean {
  return HAS_TARGET[op];
}

/** Decodes the instruction that starts at `start`; one that is distrusted as it was, which `sites` knows. */
export function decode(words: Int32Array, start: number, sites: readonly TrustedSite[]): Decoded {
  let pc = start;
  let wide = 0;
  if ((words[pc] & 255) === WIDE) wide = words[pc++];
  const site = (words[pc] & 255) === DISTRUST_WORD ? sites.find((s) => s.pc === pc) : undefined;
  return decodeWord(words, start, pc, site === undefined ? words[pc] : site.original, wide);
}

/** Decodes `word`, which stands, or stood, at `pc` after the WIDE prefix `wide` (0: none). */
export function decodeWord(words: Int32Array, start: number, pc: number, word: number, wide: number): Decoded {
  const op = word & 255;
  const { format } = INSTRUCTIONS[op];
  const targeted = HAS_TARGET[op];
  return {
    start,
    pc,
    next: targeted ? pc + 2 : pc + 1,
    op,
    a: format === 'J' ? 0 : (wide & 0xff00) | ((word >>> 8) & 255),
    b: format === 'J' ? word >>> 8 : format === 'ABx' ? word >>> 16 : ((wide >>> 8) & 0xff00) | ((word >>> 16) & 255),
    c: format === 'ABC' ? ((wide >>> 16) & 0xff00) | (word >>> 24) : 0,
    extra: targeted ? words[pc + 1] : null,
  };
}

/** The instructions of a code in order. */
export function* instructions({ words, sites }: Instructed): Generator<Decoded> {
  for (let at = 0; at < words.length; ) {
    const d = decode(words, at, sites);
    yield d;
    at = d.next;
  }
}

/** Where an instruction may go, apart from the next one. `constants` tell the targets of a case table. */
export function targets(d: Decoded, constants: readonly unknown[]): readonly number[] {
  if (d.extra !== null) return [d.extra];
  const instruction = INSTRUCTIONS[d.op];
  if (instruction.format === 'J') return [d.b];
  return flowOf(d.op) === 'case' ? caseTargets(constants[d.b] as CaseTable) : [];
}

/** The targets of a case table. */
export function caseTargets(table: CaseTable): number[] {
  return [...table.byIdentity.values(), ...table.others.map(([, target]) => target), table.otherwise];
}

/** Where an instruction of that opcode goes on, beside the targets of a branch. */
export function flowOf(op: number): Flow {
  const instruction = INSTRUCTIONS[op];
  return instruction.kind === 'control' ? instruction.flow : 'next';
}

/** The instruction whose opcode stands at `pc`, found from the first one on, since a word alone does not tell what it is. */
export function instructionAt(code: Instructed, pc: number): Decoded {
  for (const d of instructions(code)) if (d.pc === pc) return d;
  throw new Error(`Internal error: no instruction stands at ${pc}`);
}
