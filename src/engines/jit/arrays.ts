import { NAMES } from '../../bytecode/instructions/index.js';
import type { Decoded } from '../../bytecode/layout.js';
import { NativeFn } from '../../data/functions.js';
import type { Var } from '../../data/var.js';
import { type ArrayKind, type Check, type Facts, isArrayKind, operandKey, resultKey } from './facts.js';
import { ANY, type Kind, LONG, long, RAW } from './kinds.js';
import type { Frame } from './plan.js';

/** An operand of an access to an array: its register, what it is once its guard has passed, and what the guard must look for. */
interface ArrayOperand {
  readonly register: number;
  readonly kind: Kind;
  readonly check: Check | null;
}

/** `aget`, `aset` or `alength` of an array of the host of a kind that was seen or is expected. */
export interface ArrayAccess {
  readonly does: 'aget' | 'aset' | 'alength';
  readonly of: ArrayKind;
  readonly array: ArrayOperand;
  readonly index: ArrayOperand | null;
  readonly value: ArrayOperand | null;
  readonly result: Kind;
  /** Whether an element is expected to be an integer of 32 bits. */
  readonly isInteger: boolean;
  /** By what it is learnt that an index lies outside, and that an element is something else. */
  readonly boundsKey: string;
  readonly elementKey: string;
}

const OPERATIONS = new Map([
  ['clojure.core/aget', 2],
  ['clojure.core/aset', 3],
  ['clojure.core/alength', 1],
]);

const INT = long(-(2 ** 31), 2 ** 31 - 1);
const LENGTH = long(0, 2 ** 32 - 1);

/** What a register holds that is known to be an array. */
export const arrayOf = (kind: ArrayKind): Kind => ({ ...ANY, array: kind });

/** The operation on an array that a call of a trusted native does; null for any other. */
export function calledOnArray(frame: Frame, d: Decoded, trusted: ReadonlySet<Var>): ArrayAccess['does'] | null {
  if (NAMES[d.op] !== 'CALL_VAR') return null;
  const v = frame.code.constants[d.c] as Var;
  if (!trusted.has(v) || !(v.root instanceof NativeFn) || OPERATIONS.get(v.root.name) !== d.b) return null;
  return v.root.name.slice('clojure.core/'.length) as ArrayAccess['does'];
}

/** How such a call is done on what is known of its operands; null where something was learnt that speaks against it. */
export function arrayAccess(does: ArrayAccess['does'], d: Decoded, kindOf: (register: number) => Kind, facts: Facts): ArrayAccess | null {
  const { pc } = d;
  const boundsKey = `${pc}#`;
  const [array, index, value] = [d.a + 3, d.a + 4, d.a + 5];
  const known = kindOf(array).array;
  const of = known ?? facts.get(operandKey(pc, 0)) ?? 'array';
  if (!isArrayKind(of) || facts.has(boundsKey) || kindOf(array).is !== 'any') return null;

  /** An operand that must be a number; null where it is known, or was learnt, to be none. */
  const number = (register: number, at: number, wanted: 'long' | 'double'): ArrayOperand | null => {
    const kind = kindOf(register);
    const key = operandKey(pc, at);
    if (kind.is === 'any') {
      const expected = facts.get(key) ?? wanted;
      if (expected !== 'long' && expected !== wanted) return null;
      return { register, kind: expected === 'long' ? LONG : RAW, check: { key, register, expected } };
    }
    return kind.is === 'long' || kind.is === wanted ? { register, kind, check: null } : null;
  };

  const key = operandKey(pc, 0);
  const arrayOperand = { register: array, kind: arrayOf(of), check: known === undefined ? { key, register: array, expected: of } : null };
  const access = { does, of, array: arrayOperand, index: null, value: null, isInteger: false, boundsKey, elementKey: resultKey(pc) };
  if (does === 'alength') return { ...access, result: LENGTH };
  const at = number(index, 1, 'long');
  if (at === null) return null;
  if (does === 'aget') {
    const isInteger = of === 'array' && facts.get(resultKey(pc)) !== 'any';
    return { ...access, index: at, isInteger, result: of === 'doubles' ? RAW : of === 'ints' || isInteger ? INT : ANY };
  }
  if (of === 'array') return { ...access, index: at, value: { register: value, kind: kindOf(value), check: null }, result: kindOf(value) };
  const element = number(value, 2, of === 'ints' ? 'long' : 'double');
  return element === null ? null : { ...access, index: at, value: element, result: element.kind };
}

/** What the text of an access is made with. */
export interface ArrayTexts {
  /** The variable of a register of that kind. */
  variable(register: number, kind: Kind): string;
  /** Leaves, and learns from the check that failed, or else by the key. */
  missing(checks: readonly Check[], key: string): string;
  /** What comes before what may throw. */
  at(): string;
  /** Whether a value is not what is expected. */
  isNot(expected: Check['expected'], text: string): string;
  /** Puts a double that has passed its guard in its own variable. */
  unbox(register: number): string;
}

/** The text of an access whose value goes to the variable `result`; the value of `aset` is left to the caller. */
export function arrayText(access: ArrayAccess, e: ArrayTexts, result: string): string {
  const { does, of, array, index, value, boundsKey, elementKey } = access;
  const a = e.variable(array.register, array.kind);
  const checks = [array, index, value].flatMap((o) => (o?.check ? [o.check] : []));
  const tests = checks.map(({ expected, register }) => e.isNot(expected, e.variable(register, ANY)));
  const guards = tests.length === 0 ? '' : `if (${tests.join(' || ')}) ${e.missing(checks, boundsKey)}`;
  if (index === null) return `${guards} ${result} = ${a}.length;`;
  const i = index.kind.low === index.kind.high ? String(index.kind.low) : e.variable(index.register, index.kind);
  const below = index.kind.low < 0 ? `${i} < 0 || ` : '';
  const bounds = `if (${below}${i} >= ${a}.length) ${e.missing([], boundsKey)}`;
  if (does === 'aset') {
    const { register, kind, check } = value as ArrayOperand;
    const unbox = check?.expected === 'double' ? e.unbox(register) : '';
    // A frozen array of the host refuses.
    const at = of === 'array' ? e.at() : '';
    return `${guards} ${unbox} ${bounds} ${at} ${a}[${i}] = ${e.variable(register, kind)};`;
  }
  if (of !== 'array') return `${guards} ${bounds} ${result} = ${a}[${i}];`;
  const element = `${guards} ${bounds} t = ${a}[${i}];`;
  if (!access.isInteger) return `${element} ${result} = fromHost(t);`;
  // The array may be one of the host's, with any number in it.
  return `${element} if (typeof t !== 'number' || (t | 0) !== t) ${e.missing([], elementKey)} ${result} = t | 0;`;
}
