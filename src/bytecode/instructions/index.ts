import * as arithmetic from './arithmetic.js';
import * as calls from './calls.js';
import * as closures from './closures.js';
import * as collections from './collections.js';
import * as comparison from './comparison.js';
import * as controlFlow from './control-flow.js';
import type { Instruction } from './define.js';
import * as exceptions from './exceptions.js';
import * as literals from './literals.js';
import * as logic from './logic.js';
import * as members from './members.js';
import * as moves from './moves.js';
import * as runs from './runs.js';
import * as vars from './vars.js';

/** The families of instructions: one file of definitions each. */
export const FAMILIES = {
  calls,
  moves,
  arithmetic,
  comparison,
  logic,
  controlFlow,
  vars,
  closures,
  members,
  collections,
  runs,
  literals,
  exceptions,
};

function isInstruction(x: unknown): x is Instruction {
  return typeof x === 'object' && x !== null && 'kind' in x && 'format' in x;
}

const named: [string, Instruction][] = [];
for (const family of Object.values(FAMILIES)) for (const [name, x] of Object.entries(family)) if (isInstruction(x)) named.push([name, x]);
// DISTRUST is opcode 0 (code.ts); the others come in the order of their names, which a change of a file cannot upset.
named.sort(([a], [b]) => (a === 'DISTRUST' ? -1 : b === 'DISTRUST' ? 1 : a < b ? -1 : 1));

/** The names of all instructions; the index is the opcode. WIDE, which widens the operands of the next one, is the last. */
export const NAMES: readonly string[] = [...named.map(([name]) => name), 'WIDE'];

/** The definitions by opcode, without WIDE. */
export const INSTRUCTIONS: readonly Instruction[] = named.map(([, x]) => x);

const opcodes = new Map(NAMES.map((name, op) => [name, op]));

/** The opcode of a name. */
export function opcode(name: string): number {
  const op = opcodes.get(name);
  if (op === undefined) throw new Error(`Internal error: there is no instruction ${name}`);
  return op;
}
