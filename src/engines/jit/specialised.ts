import type { Code, Entry } from '../../bytecode/code.js';
import { NAMES } from '../../bytecode/instructions/index.js';
import { type Decoded, instructions } from '../../bytecode/layout.js';
import { Fn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';

/** So many clauses of one function are made for functions that it is given; calls with others go to the clause for all. */
export const MOST_SPECIALISED = 12;
/** How many calls that hand an argument on are followed to where it is called. */
const FARTHEST = 2;

/**
 * A clause that is compiled for arguments which the places that call it know: functions, which it calls (Cooper, Hall and Kennedy, "A
 * methodology for procedure cloning", 1993). Texts of those places call `j`.
 */
export class Specialised {
  j: Entry;
  constructor(
    readonly argc: number,
    /** By number of the argument; undefined where it is not known. */
    readonly bound: readonly Value[],
    private readonly uncompiled: Entry,
  ) {
    this.j = uncompiled;
  }
  /** Forgets what was compiled. */
  forget(): void {
    this.j = this.uncompiled;
  }
}

const COPIES = new Set(['MOVE', 'TAKE', 'CALLEE']);
const calls = (d: Decoded): boolean => /^(TAIL_)?CALL(_VAR)?$/.test(NAMES[d.op]);

/** Whether the clause that begins at `entry` calls what it is given in `register`, or hands it on to a function that does. */
export function callsArgument(code: Code, entry: number, register: number, depth = 0): boolean {
  const all = [...instructions(code)].filter((d) => d.start >= entry);
  return all.some((d, i) => {
    if (!COPIES.has(NAMES[d.op]) || d.b !== register) return false;
    // The window of a call is filled right before it.
    const call = all.slice(i + 1).find((c) => calls(c) && c.a + 2 <= d.a && d.a < c.a + 3 + c.b);
    if (call === undefined) return false;
    const v = NAMES[call.op].endsWith('_VAR') ? (code.constants[call.c] as Var) : null;
    if (v === null) return d.a === call.a + 2;
    if (depth === FARTHEST || !(v.root instanceof Fn)) return false;
    const callee = v.root.template as Code;
    callee.unpack();
    const starts = callee.starts ?? callee.entries;
    const start = starts[Math.min(call.b, starts.length - 1)];
    return start >= 0 && callsArgument(callee, start, d.a - call.a - 3, depth + 1);
  });
}
