import type { Code } from '../../bytecode/code.js';
import type { Fiber } from '../../bytecode/instructions/define.js';
import { INSTRUCTIONS, NAMES } from '../../bytecode/instructions/index.js';
import { type Decoded, flowOf, instructions, targets } from '../../bytecode/layout.js';
import type { Value } from '../../data/value.js';
import { HELPERS, STENCILS } from './stencils.gen.js';
import { nest, type Region } from './structure.js';

/** Why a code cannot be joined. */
export class NotJoinable extends Error {}

/** What a joined function asks of the fiber that it runs for. */
export type JoinedFiber = Pick<Fiber, 'sliceEnds' | 'thrown' | 'noInstance' | 'readVar' | 'services'> & { fuel: number };

/**
 * One JavaScript function for one clause of a code, made by writing the stencils of its instructions one after the
 * other (Xu and Kjolstad, "Copy-and-Patch Compilation", 2021, with JavaScript in the place of machine code). Registers
 * are its variables, loops are `for (;;)`, jumps forward leave labelled blocks. It believes the code's trusted sites:
 * whoever calls it must drop it when one of their vars changes. Throws NotJoinable where the code has an instruction
 * without a stencil, or handlers.
 */
export function join(code: Code, argc: number, fiber: JoinedFiber): (...args: Value[]) => Value {
  const text = joinedText(code, argc);
  const names = Object.keys(HELPERS);
  const make = new Function('fiber', 'k', ...names, text) as (...bindings: unknown[]) => (...args: Value[]) => Value;
  return make(fiber, code.constants, ...names.map((name) => HELPERS[name]));
}

/** The text of `join`: statements that return the function. Each instruction has a line of its own. */
export function joinedText(code: Code, argc: number): string {
  const entry = code.entries[argc];
  if (entry === undefined || entry < 0) throw new NotJoinable(`${code.name} takes no ${argc} arguments`);
  if (code.handlers.length > 0) throw new NotJoinable(`${code.name} has handlers`);
  const steps = reached(code, entry);
  const indices = new Map(steps.map((d, i) => [d.start, i]));
  const indexOf = (pc: number): number => indices.get(pc) as number;
  const jumps = steps.flatMap((d, from) => targets(d, code.constants).map((pc) => ({ from, to: indexOf(pc) })));
  const lines: string[] = [];
  const open: Region[] = [];
  const constants = new Set<number>();
  const regions = nest(jumps, (reason) => {
    throw new NotJoinable(`${code.name}: ${reason}`);
  });

  function close(i: number): void {
    for (let top = open.at(-1); top !== undefined && top.end === i; top = open.at(-1)) {
      open.pop();
      lines.push(top.isLoop ? `break L${top.start}; }` : '}');
    }
  }

  steps.forEach((d, i) => {
    close(i);
    for (const region of regions.filter((r) => r.start === i)) {
      open.push(region);
      lines.push(region.isLoop ? `L${i}: for (;;) {` : `B${region.end}: {`);
    }
    const jump = (pc: number): string => (indexOf(pc) <= i ? `continue L${indexOf(pc)};` : `break B${indexOf(pc)};`);
    lines.push(patched(code, d, i, jump, constants));
  });
  close(steps.length);
  const params = Array.from({ length: argc }, (_, i) => `R${i}`);
  const locals = Array.from({ length: code.registers - argc }, (_, i) => `R${argc + i}`);
  return [
    ...[...constants].map((i) => `const K${i} = k[${i}];`),
    `return function (${params.join(', ')}) {`,
    ...(locals.length === 0 ? [] : [`let ${locals.join(', ')};`]),
    ...lines,
    '};',
  ].join('\n');
}

/** The instructions that a clause may come to, in their order. */
function reached(code: Code, entry: number): Decoded[] {
  const all = new Map([...instructions(code)].map((d) => [d.start, d]));
  const found = new Set<number>();
  const waiting = [entry];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    const d = all.get(at) as Decoded;
    waiting.push(...targets(d, code.constants));
    if (flowOf(d.op) === 'next') waiting.push(d.next);
  }
  if (Math.min(...found) < entry) throw new NotJoinable(`${code.name} goes back before its entry`);
  return [...all.values()].filter((d) => found.has(d.start));
}

/** The stencil of an instruction with its holes filled in. */
function patched(code: Code, d: Decoded, index: number, jump: (pc: number) => string, constants: Set<number>): string {
  const instruction = INSTRUCTIONS[d.op];
  const stencil = STENCILS[NAMES[d.op]];
  if (stencil === undefined) throw new NotJoinable(`${code.name}: there is no stencil of ${NAMES[d.op]}`);

  function operand(letter: 'a' | 'b' | 'c'): string {
    const x = d[letter];
    switch (instruction[letter]) {
      case 'imm':
        return String((x << 24) >> 24);
      case 'count':
      case 'capture':
        return String(x);
      case 'const':
      case 'site': {
        const value = code.constants[x];
        if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
        constants.add(x);
        return `K${x}`;
      }
      default:
        return `R${x}`;
    }
  }

  return stencil
    .map((part, i) => {
      if (i % 2 === 0) return part;
      switch (part) {
        case '$A':
          return operand('a');
        case '$B':
          return operand('b');
        case '$C':
          return operand('c');
        case '$I':
          return `i${index}`;
        default:
          return jump(targets(d, code.constants)[0]);
      }
    })
    .join('');
}
