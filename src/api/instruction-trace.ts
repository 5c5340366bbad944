import { NAMES } from '../bytecode/instructions/index.js';
import { WIDE } from '../bytecode/layout.js';
import type { Tracer } from '../engines/services.js';
import type { Source } from '../reader/source.js';
import { textProgram } from '../runtime/program.js';
import type { Runtime as World } from '../runtime/runtime.js';
import { createEvaluation } from './evaluation.js';

/** Which instructions a program ran, in their order, by number: `docs/instructions.md` has them. */
export interface InstructionTrace {
  /** How many there were. */
  readonly total: number;
  /** The numbers of the first ones. */
  readonly opcodes: Uint8Array;
  /** How often each ran, by name, most often first. */
  readonly counts: readonly (readonly [name: string, count: number])[];
}

/** Runs a text on the vm, and notes each instruction of its own code, or of all code, of which the first `most` are kept. */
export function traceProgram(world: World, source: Source, most: number, withLibrary: boolean): InstructionTrace {
  const kept = new Uint8Array(most);
  const counts = new Float64Array(256);
  let total = 0;
  const tracer: Tracer = {
    stopsAt(code, pc) {
      if (!withLibrary && world.sources.get(code.file)?.shipped !== false) return false;
      const op = code.words[pc] & 255;
      // It belongs to the instruction after it, which follows.
      if (op === WIDE) return false;
      if (total < most) kept[total] = op;
      counts[op]++;
      total++;
      return false;
    },
  };
  world.tracing.tracer = tracer;
  try {
    createEvaluation(world, textProgram(world, source)).inOneGo();
  } finally {
    world.tracing.tracer = null;
  }
  const found = NAMES.map((name, op) => [name, counts[op]] as const).filter(([, count]) => count > 0);
  return { total, opcodes: kept.subarray(0, Math.min(total, most)), counts: found.sort(([, a], [, b]) => b - a) };
}
