import type { CaseTable, Handler, TrustedSite } from '../bytecode/code.js';
import { INSTRUCTIONS, opcode } from '../bytecode/instructions/index.js';
import { caseTargets, type Decoded, flowOf, hasAny, hasTarget, instructions, WIDE } from '../bytecode/layout.js';
import type { Value } from '../data/value.js';

/** What the emitter has made of a function: all parts of its code that name instructions. */
export interface Draft {
  readonly words: Int32Array;
  readonly constants: readonly Value[];
  readonly entries: Int32Array;
  readonly handlers: readonly Handler[];
  /** Triples [pc, line, column]. */
  readonly lines: Int32Array;
  readonly sites: TrustedSite[];
}

/** An instruction while it may still change. Targets are indices of instructions. */
interface Step {
  readonly d: Decoded;
  op: number;
  a: number;
  /** Where a jump or a branch goes; -1 for all others. */
  to: number;
  kept: boolean;
  /** A site at which other code may be put in its place: it must stay what it is. */
  readonly pinned: boolean;
  readonly trusted: boolean;
  line: number;
  column: number;
}

const JMP = opcode('JMP');
const LOOP = opcode('LOOP');
const MOVE = opcode('MOVE');
const RETURN = opcode('RETURN');

/**
 * Shortens the instructions of a function without changing what they do: jumps to jumps go straight to the end of the
 * chain, jumps to a RETURN or a LOOP become one, a value that is moved only to be returned is returned from where it
 * is, a branch around a jump becomes the opposite branch, and moves and jumps that lead nowhere and instructions that
 * nothing reaches go. (Davidson and Fraser, "The Design and Application of a Retargetable Peephole Optimizer", 1980.)
 */
export function peephole(draft: Draft): Draft {
  // Only these two can go or lead to what goes: most small functions have neither.
  if (!hasAny(draft.words, [JMP, MOVE])) return draft;
  const steps = stepsOf(draft);
  const indices = new Map(steps.map(({ d }, i) => [d.start, i]));
  const indexOf = (pc: number): number => indices.get(pc) ?? steps.length;
  for (const s of steps) if (s.to >= 0) s.to = indexOf(s.to);
  while (sweep(draft, steps, indexOf) || rewrite(draft, steps, indexOf));
  return assemble(draft, steps, indexOf);
}

function stepsOf(draft: Draft): Step[] {
  const diverting = new Set<number>();
  const trusting = new Set<number>();
  for (const s of draft.sites) {
    trusting.add(s.pc);
    if (s.target >= 0) diverting.add(s.pc);
  }
  let row = -3;
  return [...instructions(draft)].map((d) => {
    while (row + 3 < draft.lines.length && draft.lines[row + 3] <= d.start) row += 3;
    const { format } = INSTRUCTIONS[d.op];
    return {
      d,
      op: d.op,
      a: d.a,
      to: d.extra ?? (format === 'J' ? d.b : -1),
      kept: true,
      pinned: diverting.has(d.pc),
      trusted: trusting.has(d.pc),
      line: row < 0 ? 0 : draft.lines[row + 1],
      column: row < 0 ? 0 : draft.lines[row + 2],
    };
  });
}

/** The first instruction from `i` on that is kept. */
function land(steps: readonly Step[], i: number): number {
  while (i < steps.length && !steps[i].kept) i++;
  return i;
}

/** Drops what nothing reaches; whether there was any. */
function sweep({ constants, entries, handlers, sites }: Draft, steps: Step[], indexOf: (pc: number) => number): boolean {
  const reached = new Uint8Array(steps.length);
  const waiting: number[] = [];
  const reach = (i: number): void => {
    const at = land(steps, i);
    if (at === steps.length || reached[at] === 1) return;
    reached[at] = 1;
    waiting.push(at);
  };
  const diversions = new Map<number, number[]>();
  for (const s of sites) if (s.target >= 0) diversions.set(s.pc, [...(diversions.get(s.pc) ?? []), indexOf(s.target)]);
  for (const pc of entries) if (pc >= 0) reach(indexOf(pc));
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    const { d, op, to } = steps[i];
    if (to >= 0) reach(to);
    const flow = flowOf(op);
    if (flow === 'next') reach(i + 1);
    if (flow === 'case') for (const t of caseTargets(constants[d.b] as unknown as CaseTable)) reach(indexOf(t));
    if (steps[i].pinned) for (const t of diversions.get(d.pc) ?? []) reach(t);
    for (const h of handlers) if (h.start <= d.start && d.start < h.end) reach(indexOf(h.handler));
  }
  let changed = false;
  steps.forEach((s, i) => {
    if (!s.kept || reached[i] === 1) return;
    s.kept = false;
    changed = true;
  });
  return changed;
}

/** One pass over all instructions; whether anything changed. */
function rewrite({ handlers }: Draft, steps: Step[], indexOf: (pc: number) => number): boolean {
  let changed = false;
  const guardsOf = (s: Step): string => handlers.map((h) => (h.start <= s.d.start && s.d.start < h.end ? '1' : '0')).join('');

  function drop(s: Step): void {
    s.kept = false;
    changed = true;
  }

  /** Follows jumps that do nothing else. */
  function follow(from: number): number {
    let i = land(steps, from);
    for (let hops = 0; hops < steps.length && i < steps.length && steps[i].op === JMP && !steps[i].pinned; hops++)
      i = land(steps, steps[i].to);
    return i;
  }

  function becomeCopy(s: Step, of: Step): void {
    s.op = of.op;
    s.a = of.a;
    s.to = of.to;
    s.line = of.line;
    s.column = of.column;
    changed = true;
  }

  steps.forEach((s, i) => {
    if (!s.kept || s.pinned) return;
    const next = land(steps, i + 1);
    if (s.to >= 0) {
      const end = follow(s.to);
      if (end !== s.to) {
        s.to = end;
        changed = true;
      }
    }
    if (s.op === JMP) {
      const target = steps[s.to];
      if (s.to === next) drop(s);
      else if (!target.pinned && (target.op === RETURN || (target.op === LOOP && guardsOf(s) === guardsOf(target)))) becomeCopy(s, target);
    } else if (s.op === MOVE && !s.trusted) {
      const after = steps[next];
      if (s.a === s.d.b) drop(s);
      else if (after.op === RETURN && after.a === s.a && !after.pinned) {
        becomeCopy(s, after);
        s.a = s.d.b;
      }
    } else if (s.to >= 0 && next < steps.length) {
      const around = steps[next];
      const instruction = INSTRUCTIONS[s.op];
      const inverse = instruction.kind === 'branch' ? instruction.inverse : null;
      if (inverse !== null && !s.trusted && around.op === JMP && !around.pinned && land(steps, next + 1) === s.to && !isTarget(next)) {
        s.op = opcode(inverse);
        s.to = around.to;
        drop(around);
      }
    }
  });

  /** Whether anything but the instruction before it leads to an instruction, as far as jumps tell. */
  function isTarget(i: number): boolean {
    return steps.some((s) => s.kept && s.to >= 0 && land(steps, s.to) === i) || handlers.some((h) => land(steps, indexOf(h.handler)) === i);
  }

  return changed;
}

function assemble(draft: Draft, steps: readonly Step[], indexOf: (pc: number) => number): Draft {
  const starts: number[] = [];
  let size = 0;
  for (const s of steps) {
    starts.push(size);
    if (s.kept) size += lengthOf(draft, s);
  }
  starts.push(size);
  const pcOf = (old: number): number => starts[indexOf(old)];
  const words = new Int32Array(size);
  const lines: number[] = [];
  const constants = [...draft.constants];
  const opcodes = new Map<number, number>();
  steps.forEach((s, i) => {
    if (!s.kept) return;
    let at = starts[i];
    const n = lines.length;
    if (n === 0 || lines[n - 2] !== s.line || lines[n - 1] !== s.column) lines.push(at, s.line, s.column);
    const wide = wideOf(draft, s);
    if (wide !== 0) words[at++] = wide;
    opcodes.set(s.d.pc, at);
    words[at] = wordOf(draft, s, starts);
    if (hasTarget(s.op)) words[at + 1] = starts[s.to];
    if (flowOf(s.op) === 'case') constants[s.d.b] = moved(constants[s.d.b] as unknown as CaseTable, pcOf) as unknown as Value;
  });
  return {
    words,
    constants,
    entries: draft.entries.map((pc) => (pc < 0 ? pc : pcOf(pc))),
    handlers: draft.handlers
      .map((h) => ({ ...h, start: pcOf(h.start), end: pcOf(h.end), handler: pcOf(h.handler) }))
      .filter((h) => h.start < h.end),
    lines: Int32Array.from(lines),
    sites: draft.sites.flatMap((s) => {
      const pc = opcodes.get(s.pc);
      return pc === undefined ? [] : [{ ...s, pc, target: s.target < 0 ? -1 : pcOf(s.target) }];
    }),
  };
}

/** The prefix of an instruction; 0 where it needs none. */
function wideOf({ words }: Draft, s: Step): number {
  if (INSTRUCTIONS[s.op].format === 'J') return 0;
  if (s.op === RETURN) return s.a > 255 ? WIDE | (s.a & 0xff00) : 0;
  return s.d.pc === s.d.start ? 0 : words[s.d.start];
}

function lengthOf(draft: Draft, s: Step): number {
  return (wideOf(draft, s) === 0 ? 1 : 2) + (hasTarget(s.op) ? 1 : 0);
}

function wordOf({ words }: Draft, s: Step, starts: readonly number[]): number {
  if (INSTRUCTIONS[s.op].format === 'J') return s.op | (starts[s.to] << 8);
  if (s.op === RETURN) return s.op | ((s.a & 255) << 8);
  return (words[s.d.pc] & ~255) | s.op;
}

/** A case table whose targets stand elsewhere now. */
function moved(table: CaseTable, pcOf: (pc: number) => number): CaseTable {
  return {
    byIdentity: new Map([...table.byIdentity].map(([x, pc]) => [x, pcOf(pc)])),
    others: table.others.map(([x, pc]) => [x, pcOf(pc)] as const),
    otherwise: pcOf(table.otherwise),
  };
}
