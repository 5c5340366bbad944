import { Code, type CodeBody, type Handler, SELF, type TrustedSite } from '../code.js';
import type { ImageReader, ImageWriter } from './text.js';
import { readValue, type ValueFinder, type ValueTables, writeValue } from './values.js';

/** Writes a code and the codes inside it. It must not have run yet: what instructions cached is not kept. */
export function writeCode(out: ImageWriter, code: Code, tables: ValueTables): void {
  code.unpack();
  out.string(tables.shortName(code.name));
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
  out.number(tables.fileIndex(code.file));
  out.number(tables.linesIndex(code.lines));
  out.number(code.registers);
  numbers(out, code.entries, (pc) => pc + 1);
  out.number(code.words.length);
  code.words.forEach((word, pc) => {
    const distrusted = code.sites.find((site) => site.pc === pc && site.original !== 0);
    writeWord(out, distrusted === undefined ? word : distrusted.original);
  });
  out.number(code.handlers.length);
  for (const h of code.handlers) for (const n of [h.start, h.end, h.handler, h.register]) out.number(n);
  out.number(code.sites.length);
  for (const site of code.sites) {
    out.number(site.pc);
    out.number(tables.varIndex(site.var));
    out.number(site.target + 1);
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
export function readCode(image: ImageReader, finder: ValueFinder): Code {
  const place = image.at;
  const name = finder.fullName(image.string());
  const restArity = image.number() - 1;
  const arities: number[] = [];
  for (let left = image.number(); left > 0; left--) arities.push(image.number());
  const captured = image.number();
  const captures = captured === 0 ? NO_CAPTURES : new Int32Array(captured);
  for (let i = 0; i < captured; i++) captures[i] = captureSource(image.number());
  image.skipBlock();
  return Code.packed(name, arities, restArity, captures, finder, place);
}

/** Passes over a code. */
export function skipCode(image: ImageReader): void {
  image.string();
  image.number();
  // Its arities, and its captures.
  for (let lists = 2; lists > 0; lists--) for (let left = image.number(); left > 0; left--) image.number();
  image.skipBlock();
}

/** The body of the code that begins where the reader stands. */
export function readBodyAt(image: ImageReader, finder: ValueFinder): CodeBody {
  image.string();
  image.number();
  // Its arities, and its captures.
  for (let lists = 2; lists > 0; lists--) for (let left = image.number(); left > 0; left--) image.number();
  image.number();
  return readBody(image, finder);
}

function readBody(image: ImageReader, finder: ValueFinder): CodeBody {
  const file = finder.file(image.number());
  const lines = image.number();
  const registers = image.number();
  const entries = new Int32Array(image.number());
  for (let i = 0; i < entries.length; i++) entries[i] = image.number() - 1;
  const words = new Int32Array(image.number());
  for (let i = 0; i < words.length; i++) words[i] = readWord(image);
  const handlers: Handler[] = [];
  for (let left = image.number(); left > 0; left--)
    handlers.push({ start: image.number(), end: image.number(), handler: image.number(), register: image.number() });
  const sites: TrustedSite[] = [];
  for (let left = image.number(); left > 0; left--) {
    const pc = image.number();
    sites.push({ pc, var: finder.varAt(image.number()), target: image.number() - 1, wide: readWord(image), original: 0 });
  }
  const constants = Array.from({ length: image.number() }, () => readValue(image, finder));
  return { words, constants, entries, registers, handlers, lineTable: () => finder.lines(lines), file, sites };
}

function readWord(image: ImageReader): number {
  return image.number() | (image.number() << 8) | (image.number() << 16) | (image.number() << 24);
}
