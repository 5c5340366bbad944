import { Fn, NativeFn } from '../../data/functions.js';
import { GUEST, PARKED } from '../../data/guest.js';
import { restSeq } from '../../data/seqs/index.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import type { Code } from '../code.js';
import { callWindow, control, type Fiber, type Machine } from './define.js';

// A call's window starts at register A: two registers for the frame header, the callee, then the arguments, which are the
// callee's first registers. The header holds the pc to return to and the caller's base; the result replaces it.
//
//     R[A]        R[A+1]        R[A+2]    R[A+3] …
//     return pc   caller base   callee    arguments

/** In the place of a return pc: the loop ends with the value, of a form or of what a fiber runs. That frame stays until then, for traces. */
export const RETURN_TO_HOST = -1;
/** In the place of a return pc: the value goes to the fiber's innermost continuation. */
export const RETURN_TO_CONTINUATION = -2;
/** In the place of a return pc: the loop ends with the value, which compiled code waits for. */
export const RETURN_TO_COMPILED = -3;
/** In the place of a return pc: the loop ends with the value, which the host waits for that called the function. */
export const RETURN_TO_CALLER = -4;

export const CALL_VAR = control({
  doc: 'R[A] := the value of the var K[C] called with the B arguments from R[A+3]',
  a: 'window',
  b: 'count',
  c: 'const',
  safepoint: true,
  window: callWindow(false),
  // biome-ignore lint/suspicious/noThenProperty: an instruction is never awaited
  then: 'CALL',
  body(m, a, _b, c) {
    const v = m.k[c] as Var;
    m.regs[m.base + a + 2] = v.bound === 0 ? v.root : m.fiber.readVar(v);
  },
});

export const CALL = control({
  doc: 'R[A] := R[A+2] called with the B arguments from R[A+3]',
  a: 'window',
  b: 'count',
  safepoint: true,
  window: callWindow(true),
  body(m, a, b) {
    const at = m.base + a + 3;
    let callee = m.regs[at - 1] as Fn;
    let argc = b;
    if (!(callee instanceof Fn)) {
      m.sync();
      const given = callOtherAt(callee, m.regs, at, argc, m.fiber);
      if (given === PARKED) m.park(a);
      if (given !== GUEST) {
        m.regs[m.base + a] = given;
        return;
      }
      callee = m.fiber.callee;
      argc = m.fiber.passed;
    }
    const code = callee.template as Code;
    const { entries } = code;
    let entry = entries[argc < entries.length ? argc : entries.length - 1];
    if (entry < 0) {
      entry = m.fiber.coldEntry(callee, argc, at);
      if (entry < 0) {
        m.callCompiled(a, callee, at, argc, false);
        return;
      }
    }
    if (at + code.registers > m.regs.length) m.fiber.grow(at + code.registers);
    m.regs[at - 3] = m.pc;
    m.regs[at - 2] = m.base;
    m.base = at;
    m.pc = entry;
    m.words = code.words;
    m.k = code.constants;
    m.passed = argc;
    if (--m.fuel < 0) m.slice();
  },
});

/**
 * Calls what is no guest function, with arguments that lie in registers. Answers its value, or GUEST where a guest
 * function must do the work: then that function and its arguments have taken the places of the callee and its own.
 */
export function callOtherAt(callee: Value, regs: Value[], at: number, argc: number, fiber: Fiber): Value {
  const given = callee instanceof NativeFn ? callNativeAt(callee, regs, at, argc) : GUEST;
  return given === GUEST ? fiber.settleAt(at, argc) : given;
}

/** Calls a native with arguments that lie in registers. */
export function callNativeAt(callee: NativeFn, regs: Value[], at: number, argc: number): Value {
  switch (argc) {
    case 0:
      if (callee.f0 !== null) return callee.f0();
      break;
    case 1:
      if (callee.f1 !== null) return callee.f1(regs[at]);
      break;
    case 2:
      if (callee.f2 !== null) return callee.f2(regs[at], regs[at + 1]);
      break;
    case 3:
      if (callee.f3 !== null) return callee.f3(regs[at], regs[at + 1], regs[at + 2]);
      break;
    case 4:
      if (callee.f4 !== null) return callee.f4(regs[at], regs[at + 1], regs[at + 2], regs[at + 3]);
      break;
  }
  if (callee.rest !== null && argc >= callee.restFrom) return callee.rest(regs.slice(at, at + argc));
  return callee.wrongArity(argc);
}

export const TAIL_CALL_VAR = control({
  doc: 'calls the value of the var K[C] with the B arguments from R[A+3] as TAIL_CALL does',
  a: 'window',
  b: 'count',
  c: 'const',
  safepoint: true,
  window: callWindow(false),
  // biome-ignore lint/suspicious/noThenProperty: an instruction is never awaited
  then: 'TAIL_CALL',
  body(m, a, _b, c) {
    const v = m.k[c] as Var;
    m.regs[m.base + a + 2] = v.bound === 0 ? v.root : m.fiber.readVar(v);
  },
});

export const TAIL_CALL = control({
  doc: 'calls R[A+2] with the B arguments from R[A+3] in place of this frame; the value of what is no guest function goes to R[A]',
  a: 'window',
  b: 'count',
  safepoint: true,
  window: callWindow(true),
  body(m, a, b) {
    const at = m.base + a + 3;
    let callee = m.regs[at - 1] as Fn;
    let argc = b;
    if (!(callee instanceof Fn)) {
      m.sync();
      const given = callOtherAt(callee, m.regs, at, argc, m.fiber);
      if (given === PARKED) m.park(a);
      if (given !== GUEST) {
        m.regs[m.base + a] = given;
        return;
      }
      callee = m.fiber.callee;
      argc = m.fiber.passed;
    }
    const code = callee.template as Code;
    const { entries } = code;
    let entry = entries[argc < entries.length ? argc : entries.length - 1];
    if (entry < 0) {
      entry = m.fiber.coldEntry(callee, argc, at);
      if (entry < 0) {
        m.callCompiled(a, callee, at, argc, true);
        return;
      }
    }
    if (m.base + code.registers > m.regs.length) m.fiber.grow(m.base + code.registers);
    m.regs[m.base - 1] = callee;
    for (let i = 0; i < argc; i++) m.regs[m.base + i] = m.regs[at + i];
    m.pc = entry;
    m.words = code.words;
    m.k = code.constants;
    m.passed = argc;
    if (--m.fuel < 0) m.slice();
  },
});

export const COLLECT_REST = control({
  doc: 'R[A] := a seq of the arguments from the number A on, nil where there is none: the first instruction of a variadic clause',
  a: 'dst',
  place: 'variadic entry',
  body(m, a) {
    m.regs[m.base + a] = m.passed > a ? restSeq(m.regs.slice(m.base + a, m.base + m.passed)) : null;
  },
});

export const RETURN = control({
  doc: 'returns R[A] to the caller',
  a: 'src',
  flow: 'end',
  body(m, a) {
    const v = m.regs[m.base + a];
    const at = m.regs[m.base - 3] as number;
    if (at >= 0) {
      m.regs[m.base - 3] = v;
      m.base = m.regs[m.base - 2] as number;
      m.pc = at;
      const code = (m.regs[m.base - 1] as Fn).template as Code;
      m.words = code.words;
      m.k = code.constants;
    } else if (at === RETURN_TO_CONTINUATION) m.resume(v);
    else m.leave(v);
  },
});

export const DISTRUST = control({
  doc: 'calls the var that the instruction which stood here trusted, with the same operands, or goes to the code that replaces it',
  syncs: true,
  place: 'never',
  cold: true,
  body(m) {
    const code = (m.regs[m.base - 1] as Fn).template as Code;
    const trusted = code.siteAt(m.pc - 1);
    if (trusted.target >= 0) m.pc = trusted.target;
    else m.giveDistrusted(trusted, m.fiber.settleDistrusted(code, m.pc - 1, m as Machine));
  },
});
