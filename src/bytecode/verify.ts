import { ClassRef } from '../data/classes.js';
import { Keyword } from '../data/keyword.js';
import { Shape } from '../data/maps/index.js';
import { Var } from '../data/var.js';
import { type CaseTable, Code, DISTRUST_WORD, SELF, type TrustedSite } from './code.js';
import type { ConstantKind } from './instructions/define.js';
import { INSTRUCTIONS, NAMES } from './instructions/index.js';
import type { KeywordSite } from './instructions/members.js';
import { type Decoded, decodeWord, flowOf, hasTarget, targets, WIDE } from './layout.js';
import { verifyRegisters } from './verify-registers.js';

/** Code that must not run. */
export class InvalidCode extends Error {}

/** The most registers that a frame may have: what a wide operand reaches. */
const MOST_REGISTERS = 0x10000;

/**
 * Checks a code from outside, and the codes inside it, before it may run; throws InvalidCode where it is not what the
 * compiler could have made. What passes cannot bring the machine down: instructions exist; registers, constants,
 * captured values and targets are there and are of the kind that the instruction needs; no register is read before it
 * is written; the code cannot run off its end; and it goes back only through safepoints, where fuel is counted. What it
 * checks follows from the operands that the definition of each instruction declares.
 */
export function verify(code: Code): void {
  const seen = new Set<Code>([code]);
  const waiting = [code];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    verifyAlone(next);
    for (const inner of next.constants)
      if (inner instanceof Code && !seen.has(inner)) {
        seen.add(inner);
        waiting.push(inner);
      }
  }
}

/** The same of a code without those inside it, before anything has hidden its entries. */
export function verifyAlone(code: Code): void {
  code.unpack();
  const fail = (pc: number, what: string): never => {
    throw new InvalidCode(`Invalid code: ${code.name} at ${pc}: ${what}`);
  };
  verifyHeader(code, fail);
  const found = decodeAll(code, fail);
  for (const d of found.values()) verifyInstruction(code, d, found, fail);
  verifyTables(code, found, fail);
  verifyRegisters(code, found, fail);
}

/** Throws InvalidCode for what is wrong at a pc. */
export type Fail = (pc: number, what: string) => never;

const isIndex = (x: unknown, end: number): boolean => typeof x === 'number' && Number.isInteger(x) && x >= 0 && x < end;

function verifyHeader(code: Code, fail: Fail): void {
  const { arities, restArity, entries, registers } = code;
  if (!isIndex(registers, MOST_REGISTERS + 1)) fail(0, 'the number of registers');
  if (entries.length === 0) fail(0, 'no entries');
  if (restArity >= entries.length || restArity < -1) fail(0, 'the variadic clause');
  const last = entries.length - 1;
  entries.forEach((pc, n) => {
    const isClause = (arities.includes(n) && (n !== last || restArity < 0)) || (restArity >= 0 && n >= restArity);
    if (n === last && restArity < 0 ? pc >= 0 : pc >= 0 !== isClause) fail(0, `the entry for ${n} arguments`);
    if (pc >= 0 && n > registers) fail(0, 'more parameters than registers');
  });
  if (arities.some((n) => !isIndex(n, entries.length))) fail(0, 'the arities');
}

/** All instructions by where they start. */
function decodeAll({ words, sites }: Code, fail: Fail): Map<number, Decoded> {
  const found = new Map<number, Decoded>();
  const trusting = new Map<number, TrustedSite[]>();
  for (const s of sites) trusting.set(s.pc, [...(trusting.get(s.pc) ?? []), s]);
  for (let at = 0; at < words.length; ) {
    const isWide = (words[at] & 255) === WIDE;
    const pc = isWide ? at + 1 : at;
    if (pc >= words.length) fail(at, 'cut off');
    const here = trusting.get(pc) ?? [];
    trusting.delete(pc);
    const isDistrusted = (words[pc] & 255) === DISTRUST_WORD && here.length > 0 && here[0].original !== 0;
    const word = isDistrusted ? here[0].original : words[pc];
    const instruction = INSTRUCTIONS[word & 255];
    if (instruction === undefined) fail(at, `no instruction ${word & 255}`);
    const wide = isWide ? words[at] : 0;
    if (isWide && (instruction.format === 'J' || (instruction.format === 'ABx' && wide >>> 16 !== 0)))
      fail(at, 'a prefix that widens nothing');
    // What calls a function in place of the instruction must find its arguments in the operands.
    if (here.some((s) => s.wide !== wide || (s.target < 0 && instruction.kind === 'control'))) fail(at, 'a trusted site');
    if (hasTarget(words[pc] & 255) && pc + 1 >= words.length) fail(at, 'cut off');
    const d = decodeWord(words, at, pc, word, wide);
    found.set(at, d);
    at = d.next;
  }
  for (const pc of trusting.keys()) fail(pc, 'a trusted site where no instruction stands');
  return found;
}

function verifyInstruction(code: Code, d: Decoded, found: ReadonlyMap<number, Decoded>, fail: Fail): void {
  const { registers, constants } = code;
  const instruction = INSTRUCTIONS[d.op];
  const name = NAMES[d.op];
  const operands = { a: d.a, b: d.b, c: d.c };
  if (instruction.kind === 'control' && instruction.place === 'never') fail(d.pc, `${name} never stands in code`);
  for (const letter of ['a', 'b', 'c'] as const) {
    const x = operands[letter];
    switch (instruction[letter]) {
      case 'dst':
      case 'src':
      case 'window':
        if (x >= registers) fail(d.pc, `${name} names the register ${x} of ${registers}`);
        break;
      case 'const':
      case 'site':
        if (x >= constants.length) fail(d.pc, `${name} names the constant ${x} of ${constants.length}`);
        if (!CONSTANTS[instruction.constant](constants[x])) fail(d.pc, `${name} needs another constant than ${x}`);
        break;
      case 'capture':
        // Of the function that runs; where A is a closure, of that one, which is checked with the registers.
        if (instruction.a === 'dst' && x >= code.captures.length)
          fail(d.pc, `${name} names the captured value ${x} of ${code.captures.length}`);
        break;
    }
  }
  if (instruction.kind === 'control' && instruction.window !== null) {
    const { at, skip, count, more } = instruction.window;
    const end = operands[at] + skip + (count === null ? 0 : operands[count]) + more;
    if (end > registers) fail(d.pc, `the window of ${name} ends at ${end} of ${registers} registers`);
  }
  for (const to of targets(d, constants)) {
    if (!found.has(to)) fail(d.pc, `${name} goes to ${to}, where no instruction starts`);
    if (to <= d.start && !instruction.safepoint) fail(d.pc, `${name} goes back, to ${to}`);
  }
  if (flowOf(d.op) === 'next' && !found.has(d.next)) fail(d.pc, 'the code runs off its end');
}

function verifyTables(code: Code, found: ReadonlyMap<number, Decoded>, fail: Fail): void {
  const { entries, handlers, lines, captures, sites } = code;
  const end = code.words.length;
  for (const s of sites) if (s.target >= 0 && (s.target <= s.pc || !found.has(s.target))) fail(s.pc, 'a trusted site');
  for (const pc of entries) if (pc >= 0 && !found.has(pc)) fail(pc, 'an entry where no instruction starts');
  for (const h of handlers) {
    const fits = found.has(h.start) && (found.has(h.end) || h.end === end) && h.start < h.end;
    // A handler before its range would be a way back without a safepoint.
    if (!fits || !found.has(h.handler) || h.handler < h.end || !isIndex(h.register, code.registers)) fail(h.start, 'a handler');
  }
  if (lines.length % 3 !== 0) fail(0, 'the line table');
  for (let i = 3; i < lines.length; i += 3) if (lines[i] < lines[i - 3]) fail(lines[i], 'the line table');
  for (const s of captures) if (s !== SELF && s >= MOST_REGISTERS) fail(0, 'a captured value');
}

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null;

const isCaseTable = (x: unknown): boolean =>
  isObject(x) &&
  x.byIdentity instanceof Map &&
  Array.isArray(x.others) &&
  (x as unknown as CaseTable).others.every((row) => Array.isArray(row) && row.length === 2);

const isKeywordSite = (x: unknown): x is KeywordSite => isObject(x) && x.keyword instanceof Keyword && 'shape' in x && 'index' in x;

const isMemberSite = (x: unknown): boolean => isObject(x) && typeof x.name === 'string' && typeof x.orField === 'boolean';

const isMapSite = (x: unknown): boolean =>
  isObject(x) && Array.isArray(x.keys) && x.keys.every((key) => key instanceof Keyword) && (x.shape === null || x.shape instanceof Shape);

/** Whether a constant is what an instruction needs. */
const CONSTANTS: Readonly<Record<ConstantKind, (x: unknown) => boolean>> = {
  value: (x) => x !== undefined && !(x instanceof Code) && !isCaseTable(x) && !isKeywordSite(x) && !isMemberSite(x) && !isMapSite(x),
  var: (x) => x instanceof Var,
  code: (x) => x instanceof Code,
  text: (x) => typeof x === 'string',
  class: (x) => x instanceof ClassRef,
  caseTable: isCaseTable,
  keywordSite: (x) => isKeywordSite(x) && (x.shape === null || (x.shape instanceof Shape && x.shape.indexOf(x.keyword) === x.index)),
  memberSite: isMemberSite,
  mapSite: isMapSite,
};
