import { Code, type Handler, type TrustedSite } from '../../bytecode/code.js';
import { INSTRUCTIONS, NAMES, opcode } from '../../bytecode/instructions/index.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import type { Span } from '../../reader/source.js';
import { peephole } from '../peephole.js';

/** A place in the code that jumps can name before it is known. */
export interface Label {
  pc: number;
  /** Words that hold its pc, to be filled in: positive ones whole words, complements the J operand of an instruction. */
  readonly uses: number[];
}

export const newLabel = (): Label => ({ pc: -1, uses: [] });

const WIDE = NAMES.length - 1;

/** Collects the instructions, constants and tables of one function. */
export interface Assembler {
  readonly pc: number;
  /** Instructions that follow stand at this place of the source. */
  at(span: Span | null): void;
  abc(name: string, a: number, b?: number, c?: number): void;
  abx(name: string, a: number, bx: number): void;
  /** `JMP` or `LOOP`. */
  jump(name: string, to: Label): void;
  /** A branch with its target in the word that follows. */
  branch(name: string, a: number, b: number, to: Label): void;
  place(label: Label): void;
  constant(value: Value): number;
  /** A constant of its own, never shared with another instruction: an inline cache or a table. */
  ownConstant(value: Value): number;
  handler(handler: Handler): void;
  /** The next instruction trusts the value of a var. */
  trust(v: Var): void;
  /** The next instruction trusts the values of the vars: when one changes, the code from the label on runs in its place. */
  divert(vars: readonly Var[]): Label;
  /** The instructions from `start` to here stand for the one at `site`: what they throw is caught where its errors are. */
  guardLike(site: number, start: number): void;
  /** Whether the instruction before this place never goes on to it, and no label stands here. */
  readonly ended: boolean;
  finish(shape: Shape): Code;
}

interface Shape {
  readonly name: string;
  readonly arities: readonly number[];
  readonly restArity: number;
  readonly entries: Int32Array;
  readonly registers: number;
  readonly captures: Int32Array;
  readonly file: string;
  /** Instructions stay where they were emitted. */
  readonly asEmitted: boolean;
}

/** Whether the instruction after one of this opcode is not reached from it. */
function ends(op: number): boolean {
  const instruction = INSTRUCTIONS[op];
  return instruction.kind === 'control' && instruction.flow !== 'next';
}

export function createAssembler(): Assembler {
  const words: number[] = [];
  const constants: Value[] = [];
  const indices = new Map<Value, number>();
  const handlers: Handler[] = [];
  const lines: number[] = [];
  const sites: (Pick<TrustedSite, 'pc' | 'var' | 'wide'> & { readonly label: Label | null })[] = [];
  let line = 0;
  let column = 0;
  let trusted: { readonly vars: readonly Var[]; readonly label: Label | null } | null = null;
  let lastOp = -1;
  let labelled = -1;
  let wideAt = -1;

  /** Writes an instruction, after a WIDE one where an operand needs more than its 8 bits. */
  function write(op: number, a: number, b: number, c: number, signed: boolean): void {
    note();
    const fits = (x: number): boolean => x >= 0 && x < 256;
    if (!fits(a) || !fits(b) || !(fits(c) || (signed && c >= -128 && c < 128))) {
      if (a > 0xffff || b > 0xffff || c > 0xffff) throw new Error('Internal error: an operand needs more than 16 bits');
      wideAt = words.length;
      words.push(word(WIDE, a >> 8, b >> 8, c >> 8));
    }
    instruction(word(op, a, b, c));
  }

  /** Writes the word with the opcode. */
  function instruction(w: number): void {
    if (trusted !== null) {
      const { vars, label } = trusted;
      const wide = words.length > 0 && words.length - 1 === wideAt ? words[wideAt] : 0;
      for (const v of vars) sites.push({ pc: words.length, var: v, wide, label });
      trusted = null;
    }
    words.push(w);
    lastOp = w & 255;
  }

  function word(op: number, a: number, b: number, c: number): number {
    return op | ((a & 255) << 8) | ((b & 255) << 16) | ((c & 255) << 24);
  }

  function note(): void {
    const n = lines.length;
    if (n > 0 && lines[n - 2] === line && lines[n - 1] === column) return;
    lines.push(words.length, line, column);
  }

  function use(label: Label, at: number): void {
    label.uses.push(at);
    if (label.pc >= 0) fill(label);
  }

  function fill(label: Label): void {
    for (const at of label.uses) {
      if (at >= 0) words[at] = label.pc;
      else words[~at] = (words[~at] & 255) | (label.pc << 8);
    }
    label.uses.length = 0;
  }

  return {
    get pc() {
      return words.length;
    },
    at(span) {
      if (span === null) return;
      const place = span.source.place(span.start);
      line = place.line;
      column = place.column;
    },
    abc(name, a, b = 0, c = 0) {
      const op = opcode(name);
      const { b: kindB, c: kindC } = INSTRUCTIONS[op];
      write(op, a, b, c, kindB === 'imm' || kindC === 'imm');
    },
    abx(name, a, bx) {
      if (bx > 0xffff) throw new Error('Internal error: a function has more than 65536 constants');
      note();
      if (a > 255) {
        wideAt = words.length;
        words.push(word(WIDE, a >> 8, 0, 0));
      }
      instruction(opcode(name) | ((a & 255) << 8) | (bx << 16));
    },
    jump(name, to) {
      note();
      instruction(opcode(name));
      use(to, ~(words.length - 1));
    },
    branch(name, a, b, to) {
      const op = opcode(name);
      write(op, a, INSTRUCTIONS[op].b === 'imm' ? b & 255 : b, 0, false);
      words.push(0);
      use(to, words.length - 1);
    },
    place(label) {
      label.pc = words.length;
      labelled = words.length;
      fill(label);
    },
    constant(value) {
      const key = Object.is(value, -0) ? 0 : value;
      let i = indices.get(key);
      if (i === undefined) {
        i = constants.length;
        constants.push(value);
        indices.set(key, i);
      }
      return i;
    },
    ownConstant: (value) => constants.push(value) - 1,
    handler: (h) => void handlers.push(h),
    trust(v) {
      trusted = { vars: [v], label: null };
    },
    divert(vars) {
      const label = newLabel();
      trusted = { vars, label };
      return label;
    },
    guardLike(site, start) {
      const end = words.length;
      for (const h of handlers.slice()) {
        if (site < h.start || site >= h.end) continue;
        handlers.push({ ...h, start, end, handler: words.length });
        this.jump('LOOP', { pc: h.handler, uses: [] });
      }
    },
    get ended() {
      return lastOp >= 0 && ends(lastOp) && labelled !== words.length;
    },
    finish(shape) {
      const draft = {
        words: Int32Array.from(words),
        constants,
        entries: shape.entries,
        handlers: handlers.filter((h) => h.start < h.end),
        lines: Int32Array.from(lines),
        sites: sites.map(({ pc, var: v, wide, label }) => ({ pc, var: v, wide, target: label === null ? -1 : label.pc, original: 0 })),
      };
      const code = shape.asEmitted ? draft : peephole(draft);
      return new Code(
        shape.name,
        shape.arities,
        shape.restArity,
        code.words,
        code.constants,
        code.entries,
        shape.registers,
        shape.captures,
        code.handlers,
        code.lines,
        shape.file,
        code.sites,
      );
    },
  };
}
