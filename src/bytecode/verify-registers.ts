import { Code, SELF } from './code.js';
import { INSTRUCTIONS, NAMES } from './instructions/index.js';
import { type Decoded, flowOf, targets } from './layout.js';
import type { Fail } from './verify.js';

/** What is known of a register: nothing was written to it. */
const UNSET = 0;
/** It holds some value. */
const SET = 1;
/** This and the index of a constant: it holds a closure of that code. */
const CLOSURE = 2;

/**
 * Checks that every register is written before it is read, whatever way leads there, and that what is patched is a
 * closure that was made here: data flow over the states of all registers at the instructions that are jumped to
 * (Kildall, "A Unified Approach to Global Program Optimization", 1973). States only ever know less, so it ends.
 */
export function verifyRegisters(code: Code, found: ReadonlyMap<number, Decoded>, fail: Fail): void {
  const { constants, entries, handlers, registers, restArity, sites } = code;
  const variadicEntry = restArity < 0 ? -1 : entries[entries.length - 1];
  const states = new Map<number, Uint32Array>();
  const waiting: number[] = [];
  const diversions = new Map<number, number[]>();
  for (const s of sites) if (s.target >= 0) diversions.set(s.pc, [...(diversions.get(s.pc) ?? []), s.target]);
  const patched = patches(found);

  /** The state `now` may hold at `pc`. */
  function reach(pc: number, now: Uint32Array): void {
    const known = states.get(pc);
    if (known === undefined) {
      states.set(pc, now.slice());
      waiting.push(pc);
      return;
    }
    let changed = false;
    for (let r = 0; r < registers; r++) {
      if (known[r] === now[r] || known[r] === UNSET) continue;
      const merged = now[r] === UNSET ? UNSET : SET;
      if (merged === known[r]) continue;
      known[r] = merged;
      changed = true;
    }
    if (changed) waiting.push(pc);
  }

  /** Nothing leads from one instruction to the start of the variadic clause but a call. */
  function goOn(from: Decoded, to: number, now: Uint32Array): void {
    if (to === variadicEntry && isVariadicEntry(found.get(to))) fail(from.pc, 'a way into the start of the variadic clause');
    reach(to, now);
  }

  function step(d: Decoded, now: Uint32Array): void {
    for (const to of diversions.get(d.pc) ?? []) goOn(d, to, now);
    const instruction = INSTRUCTIONS[d.op];
    const operands = { a: d.a, b: d.b, c: d.c };
    const read = (r: number): void => {
      if (now[r] === UNSET) fail(d.pc, `${NAMES[d.op]} reads the register ${r} before anything is written to it`);
    };
    for (const letter of ['a', 'b', 'c'] as const) if (instruction[letter] === 'src') read(operands[letter]);
    let written = -1;
    if (instruction.kind === 'control') {
      const { window } = instruction;
      if (window !== null) {
        const first = operands[window.at] + window.skip;
        const end = first + (window.count === null ? 0 : operands[window.count]) + window.more;
        for (let r = first; r < end; r++) read(r);
        if (window.frame) now.fill(UNSET, operands[window.at]);
      }
      if (isVariadicEntry(d) && (d.start !== variadicEntry || d.a !== restArity))
        fail(d.pc, `${NAMES[d.op]} stands at the start of the variadic clause alone`);
      if (instruction.a === 'src' && instruction.c === 'capture') {
        const inner = now[d.a] >= CLOSURE ? constants[now[d.a] - CLOSURE] : null;
        if (!(inner instanceof Code) || d.c >= inner.captures.length) fail(d.pc, `${NAMES[d.op]} patches what is no closure of that form`);
      }
      if (instruction.constant === 'code') {
        captures(d, constants[d.b] as Code, now);
        written = CLOSURE + d.b;
      }
    }
    for (const h of handlers)
      if (h.start <= d.start && d.start < h.end) {
        const before = now[h.register];
        now[h.register] = SET;
        goOn(d, h.handler, now);
        now[h.register] = before;
      }
    if (instruction.a === 'dst' || instruction.a === 'window') now[d.a] = Math.max(written, SET);
  }

  /** A captured register must hold something, but for one of the same `letfn` that is patched in later. */
  function captures(d: Decoded, inner: Code, now: Uint32Array): void {
    inner.captures.forEach((s, index) => {
      if (s === SELF) return;
      if (s < 0 ? ~s >= code.captures.length : s >= registers) fail(d.pc, `the closure captures ${s}`);
      if (s >= 0 && now[s] === UNSET && !patched.get(d.a)?.has(index))
        fail(d.pc, `the closure captures the register ${s} before anything is written to it`);
    });
  }

  entries.forEach((pc, n) => {
    if (pc < 0) return;
    const start = new Uint32Array(registers);
    start.fill(SET, 0, n);
    reach(pc, start);
  });
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
    const now = (states.get(from) as Uint32Array).slice();
    for (let at = from; ; ) {
      const d = found.get(at) as Decoded;
      step(d, now);
      for (const to of targets(d, constants)) goOn(d, to, now);
      if (flowOf(d.op) !== 'next') break;
      if (states.has(d.next) || isVariadicEntry(found.get(d.next))) {
        goOn(d, d.next, now);
        break;
      }
      at = d.next;
    }
  }
}

function isVariadicEntry(d: Decoded | undefined): boolean {
  if (d === undefined) return false;
  const instruction = INSTRUCTIONS[d.op];
  return instruction.kind === 'control' && instruction.place === 'variadic entry';
}

/** The captured values that are given later, by the register of their closure. */
function patches(found: ReadonlyMap<number, Decoded>): Map<number, Set<number>> {
  const out = new Map<number, Set<number>>();
  for (const d of found.values()) {
    const { a, c } = INSTRUCTIONS[d.op];
    if (a !== 'src' || c !== 'capture') continue;
    const known = out.get(d.a);
    if (known === undefined) out.set(d.a, new Set([d.c]));
    else known.add(d.c);
  }
  return out;
}
