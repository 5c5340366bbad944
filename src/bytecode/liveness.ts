import type { Code } from './code.js';
import { SELF } from './code.js';
import { INSTRUCTIONS } from './instructions/index.js';
import { type Decoded, flowOf, targets } from './layout.js';

/** Which registers somebody may still read, before each instruction, by the pc where it starts. */
export type Liveness = ReadonlyMap<number, Uint8Array>;

/**
 * Backward data flow over the instructions of a code (Aho, Lam, Sethi and Ullman, "Compilers", section 9.2.5), to the fixed point.
 * What a handler reads is live wherever an exception may lead to it.
 */
export function liveness(code: Code, steps: readonly Decoded[]): Liveness {
  const live = new Map<number, Uint8Array>(steps.map((d) => [d.start, new Uint8Array(code.registers)]));
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = steps.length - 1; i >= 0; i--) {
      const d = steps[i];
      const now = liveAfter(code, d, live);
      const written = writes(d);
      if (written >= 0) now[written] = 0;
      for (const r of reads(code, d)) now[r] = 1;
      joinHandlers(code, d, live, now);
      const known = live.get(d.start) as Uint8Array;
      if (now.some((x, r) => x !== known[r])) {
        live.set(d.start, now);
        changed = true;
      }
    }
  }
  return live;
}

/** The registers that somebody may read after an instruction. */
export function liveAfter(code: Code, d: Decoded, live: Liveness): Uint8Array {
  const now = new Uint8Array(code.registers);
  const join = (pc: number): void =>
    live.get(pc)?.forEach((x, r) => {
      now[r] |= x;
    });
  for (const pc of targets(d, code.constants)) join(pc);
  if (flowOf(d.op) === 'next') join(d.next);
  for (const s of code.sites) if (s.pc === d.pc && s.target >= 0) join(s.target);
  // The frame may be left in the middle of the instruction, and an exception may come then.
  joinHandlers(code, d, live, now);
  return now;
}

/** Adds what the handlers of an instruction may read. */
function joinHandlers(code: Code, d: Decoded, live: Liveness, now: Uint8Array): void {
  for (const h of code.handlers)
    if (h.start <= d.start && d.start < h.end)
      live.get(h.handler)?.forEach((x, r) => {
        if (r !== h.register) now[r] |= x;
      });
}

export function writes(d: Decoded): number {
  const { a } = INSTRUCTIONS[d.op];
  return a === 'dst' || a === 'window' ? d.a : -1;
}

/** The registers that an instruction reads. */
export function reads(code: Code, d: Decoded): number[] {
  const instruction = INSTRUCTIONS[d.op];
  const operands = { a: d.a, b: d.b, c: d.c };
  const out: number[] = [];
  for (const letter of ['a', 'b', 'c'] as const) if (instruction[letter] === 'src') out.push(operands[letter]);
  if (instruction.kind !== 'control') return out;
  const { window } = instruction;
  if (window !== null) {
    const first = operands[window.at] + window.skip;
    const count = (window.count === null ? 0 : operands[window.count]) + window.more;
    for (let i = 0; i < count; i++) out.push(first + i);
  }
  if (instruction.constant === 'code')
    (code.constants[d.b] as Code).captures.forEach((s) => {
      if (s >= 0 && s !== SELF) out.push(s);
    });
  return out;
}
