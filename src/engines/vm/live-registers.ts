import type { Code } from '../../bytecode/code.js';
import { NAMES } from '../../bytecode/instructions/index.js';
import { type Decoded, instructions } from '../../bytecode/layout.js';
import { type Liveness, liveAfter, liveness } from '../../bytecode/liveness.js';

/** What is known of a code whose frames are written or read. */
interface Known {
  /** The instructions by where they start. */
  readonly steps: ReadonlyMap<number, Decoded>;
  /** The instructions by where their opcodes stand. */
  readonly at: ReadonlyMap<number, Decoded>;
  readonly live: Liveness;
  /** What is live after the instruction whose opcode stands at a pc. */
  readonly after: Map<number, Uint8Array>;
  /** How many sites were distrusted then: more change the code. */
  readonly distrusted: number;
}

const known = new WeakMap<Code, Known>();

/** The instructions of a code, and which registers are read after each. */
export function knowledge(code: Code): Known {
  code.unpack();
  let distrusted = 0;
  for (const site of code.sites) if (site.original !== 0) distrusted++;
  const found = known.get(code);
  if (found !== undefined && found.distrusted === distrusted) return found;
  const steps = [...instructions(code)];
  const made: Known = {
    steps: new Map(steps.map((d) => [d.start, d])),
    at: new Map(steps.map((d) => [d.pc, d])),
    live: liveness(code, steps),
    after: new Map(),
    distrusted,
  };
  known.set(code, made);
  return made;
}

/** What is live after the instruction that stands right before `pc`. */
function liveBehind(code: Code, pc: number): Uint8Array {
  const { at, live, after } = knowledge(code);
  let set = after.get(pc);
  if (set === undefined) {
    set = liveAfter(code, at.get(pc - 1) as Decoded, live);
    after.set(pc, set);
  }
  return set;
}

/**
 * Which registers of a frame somebody may still read: at `pc`, or, where a call is under way before `pc`, after it. `passed`: the
 * number of arguments of the frame that was entered last.
 */
export function liveRegisters(code: Code, pc: number, inCall: boolean, passed: number): Uint8Array {
  if (inCall) return liveBehind(code, pc);
  const { steps, live } = knowledge(code);
  // The rest of the arguments, which no instruction names, is about to be collected.
  if (collectsRest(steps.get(pc))) return new Uint8Array(Math.max(code.registers, passed)).fill(1);
  return live.get(pc) as Uint8Array;
}

/** Whether an instruction takes arguments which no other names. */
export const collectsRest = (d: Decoded | undefined): boolean => d !== undefined && NAMES[d.op] === 'COLLECT_REST';
