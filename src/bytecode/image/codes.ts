import type { Var } from '../../data/var.js';
import { Code, type CodeBody, DISTRUST_WORD, type Handler, SELF, type TrustedSite } from '../code.js';
import type { ImageReader, ImageWriter } from './text.js';
import { readValue, type ValueFinder, type ValueTables, writeValue } from './values.js';

/** What a code needs in addition when it comes from an image. */
export interface CodeFinder extends ValueFinder {
  /** Whether the var still holds what code was compiled for that trusts it. */
  isTrusted(v: Var): boolean;
}

/** Writes a code and the codes inside it. It must not have run yet: what instructions cached is not kept. */
export function writeCode(out: ImageWriter, code: Code, tables: ValueTables): void {
  code.unpack();
  out.string(code.name);
  out.number(code.restArity + 1);
  numbers(out, code.arities);
  numbers(out, code.captures, captureNumber);
  out.block((body) => writeBody(body, code, tables));
}

/** A place of a captured value: 0 the function itself, odd a register, even a captured value. */
function captureNumber(source: number): number {
  if (source === SELF) return 0;
  return source >= 0 ? source * 2 + 1 : ~source * 2 + 2;
}

function captureSource(n: number): number {
  if (n === 0) return SELF;
  return n % 2 === 1 ? (n - 1) / 2 : ~((n - 2) / 2);
}

function numbers(out: ImageWriter, all: Iterable<number> & { readonly length: number }, code = (n: number): number => n): void {
  out.number(all.length);
  for (const n of all) out.number(code(n));
}

function writeBody(out: ImageWriter, code: Code, tables: ValueTables): void {
  out.string(code.file);
  out.number(code.registers);
  numbers(out, code.entries, (pc) => pc + 1);
  out.number(code.words.length);
  for (const word of code.words) writeWord(out, word);
  out.number(code.handlers.length);
  for (const h of code.handlers) for (const n of [h.start, h.end, h.handler, h.register]) out.number(n);
  out.number(code.lines.length / 3);
  const before = [0, 0, 0];
  code.lines.forEach((n, i) => {
    out.signed(n - before[i % 3]);
    before[i % 3] = n;
  });
  out.number(code.sites.length);
  for (const site of code.sites) {
    if (site.original !== 0) throw new Error(`Internal error: ${code.name} has lost its trust in ${site.var} before it came into an image`);
    out.number(site.pc);
    out.number(tables.varIndex(site.var));
    writeWord(out, site.wide);
  }
  out.number(code.constants.length);
  for (const constant of code.constants) writeValue(out, constant, tables);
}

/** A word byte by byte, since most operands are small. */
function writeWord(out: ImageWriter, word: number): void {
  for (let shift = 0; shift < 32; shift += 8) out.number((word >>> shift) & 255);
}

const NO_CAPTURES = new Int32Array(0);

/** Reads a code that `writeCode` wrote; its body when it is first called. */
export function readCode(image: ImageReader, finder: CodeFinder): Code {
  const name = image.string();
  const restArity = image.number() - 1;
  const arities: number[] = [];
  for (let left = image.number(); left > 0; left--) arities.push(image.number());
  const captured = image.number();
  const captures = captured === 0 ? NO_CAPTURES : new Int32Array(captured);
  for (let i = 0; i < captured; i++) captures[i] = captureSource(image.number());
  const body = image.block();
  return Code.packed(name, arities, restArity, captures, () => readBody(body, finder));
}

function readBody(image: ImageReader, finder: CodeFinder): CodeBody {
  const file = image.string();
  const registers = image.number();
  const entries = new Int32Array(image.number());
  for (let i = 0; i < entries.length; i++) entries[i] = image.number() - 1;
  const words = new Int32Array(image.number());
  for (let i = 0; i < words.length; i++) words[i] = readWord(image);
  const handlers: Handler[] = [];
  for (let left = image.number(); left > 0; left--)
    handlers.push({ start: image.number(), end: image.number(), handler: image.number(), register: image.number() });
  const lines = new Int32Array(image.number() * 3);
  for (let i = 0; i < lines.length; i++) lines[i] = image.signed() + (i < 3 ? 0 : lines[i - 3]);
  const sites: TrustedSite[] = [];
  for (let left = image.number(); left > 0; left--) {
    const pc = image.number();
    const site: TrustedSite = { pc, var: finder.varAt(image.number()), wide: readWord(image), original: 0 };
    // The var may have changed before this code was needed.
    if (!finder.isTrusted(site.var)) {
      site.original = words[pc];
      words[pc] = DISTRUST_WORD;
    }
    sites.push(site);
  }
  const constants = Array.from({ length: image.number() }, () => readValue(image, finder));
  return { words, constants, entries, registers, handlers, lines, file, sites };
}

function readWord(image: ImageReader): number {
  return image.number() | (image.number() << 8) | (image.number() << 16) | (image.number() << 24);
}
