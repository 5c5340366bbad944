import { Keyword } from '../data/keyword.js';
import type { Value } from '../data/value.js';
import { Var } from '../data/var.js';
import { Code, DISTRUST_WORD } from './code.js';
import { INSTRUCTIONS, NAMES } from './instructions/index.js';
import type { MapSite } from './instructions/literals.js';
import { type Decoded, instructions, targets } from './layout.js';

/** The text of one constant in a listing. */
type PrintConstant = (value: Value) => string;

/** A listing of a code and of the codes inside it. */
export function disassemble(code: Code, print: PrintConstant): string {
  const lines: string[] = [];
  list(code, print, lines);
  return `${lines.join('\n')}\n`;
}

function list(code: Code, print: PrintConstant, lines: string[]): void {
  code.unpack();
  const arities = [...code.arities.map(String), ...(code.restArity < 0 ? [] : [`${code.restArity}+`])];
  lines.push(`${code.name}  arities ${arities.join(' ')}, ${code.registers} registers, ${code.words.length} words  (${code.file})`);
  const targeted = new Set<number>();
  for (const d of instructions(code)) for (const t of targets(d, code.constants)) targeted.add(t);
  const entries = new Map<number, string>();
  code.entries.forEach((pc, argc) => {
    if (pc >= 0 && !entries.has(pc))
      entries.set(pc, argc === code.entries.length - 1 && code.restArity >= 0 ? `${code.restArity}+` : String(argc));
  });
  let shown = '';
  for (const d of instructions(code)) {
    const entry = entries.get(d.start);
    if (entry !== undefined) lines.push(`  [${entry}]`);
    const place = placeText(code, d.pc);
    const mark = targeted.has(d.start) ? '>' : ' ';
    const distrusted = (code.words[d.pc] & 255) === DISTRUST_WORD ? ' ; distrusted' : '';
    lines.push(
      `  ${mark}${String(d.start).padStart(4)}  ${NAMES[d.op].padEnd(15)} ${operands(code, d, print).padEnd(32)} ${place === shown ? '' : `; ${place}`}${distrusted}`.trimEnd(),
    );
    shown = place;
  }
  for (const h of code.handlers) lines.push(`   handler of ${h.start}..${h.end - 1}: ${h.handler}, exception in r${h.register}`);
  for (const constant of code.constants)
    if (constant instanceof Code) {
      lines.push('');
      list(constant, print, lines);
    }
}

function operands(code: Code, d: Decoded, print: PrintConstant): string {
  const instruction = INSTRUCTIONS[d.op];
  if (instruction.format === 'J') return `-> ${d.b}`;
  const parts = [d.a, d.b, d.c].map((x, i) => {
    switch ([instruction.a, instruction.b, instruction.c][i]) {
      case 'none':
        return null;
      case 'imm':
        return String((x << 24) >> 24);
      case 'count':
      case 'capture':
        return `#${x}`;
      case 'const':
      case 'site':
        return constantText(code.constants[x], print);
      default:
        return `r${x}`;
    }
  });
  if (d.extra !== null) parts.push(instruction.kind === 'branch' ? `else -> ${d.extra}` : `-> ${d.extra}`);
  return parts.filter((p) => p !== null).join(' ');
}

function constantText(value: Value, print: PrintConstant): string {
  if (value instanceof Code) return `<${value.name}>`;
  if (value instanceof Var) return value.toString();
  if (typeof value === 'object' && value !== null && 'keyword' in value && value.keyword instanceof Keyword)
    return value.keyword.toString();
  if (typeof value === 'object' && value !== null && 'byIdentity' in value) return '<case table>';
  if (typeof value === 'object' && value !== null && 'keys' in value && 'shape' in value)
    return `{${(value as unknown as MapSite).keys.join(' ')}}`;
  if (typeof value === 'object' && value !== null && 'orField' in value) return `.${(value as unknown as { name: string }).name}`;
  const text = print(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** Where in its file the instruction at `pc` stands, as `line:column`; empty where nothing is known of it. */
export function placeText(code: Code, pc: number): string {
  const { lines } = code;
  let row = -3;
  for (let i = 0; i < lines.length && lines[i] <= pc; i += 3) row = i;
  return row < 0 || lines[row + 1] === 0 ? '' : `${lines[row + 1]}:${lines[row + 2]}`;
}
