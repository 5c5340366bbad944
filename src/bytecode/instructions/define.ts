import type { Fn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import type { Code, TrustedSite } from '../code.js';

/**
 * How an operand is used. `dst` and `src` are registers, `dst` the one that is written; `imm` is a signed number in
 * the operand itself; `const` an index into the constants; `count` a plain number; `window` the first of the registers
 * that `window` tells of; `site` an index into the constants too, of an inline cache; `capture` a number of a captured value.
 */
export type OperandKind = 'dst' | 'src' | 'imm' | 'const' | 'count' | 'window' | 'site' | 'capture' | 'none';

/** What an instruction needs its constant to be. */
export type ConstantKind = 'value' | 'var' | 'code' | 'text' | 'class' | 'caseTable' | 'keywordSite' | 'memberSite' | 'mapSite';

/** The registers that an instruction reads beside its operands of kind `src`: from `at` plus `skip` on. */
export interface Window {
  readonly at: 'a' | 'b';
  readonly skip: number;
  /** The operand that says how many; null: none but `more`. */
  readonly count: 'b' | 'c' | null;
  readonly more: number;
  /** Whether a callee's frame takes its place, so that nothing from `at` on survives. */
  readonly frame: boolean;
}

/** Where an instruction goes on: the next one, its target alone, where a case table says, or nowhere in this function. */
export type Flow = 'next' | 'jump' | 'case' | 'end';

/** How the operands lie in the instruction word: `op|A|B|C`, `op|A|Bx` or `op|J`. */
export type Format = 'ABC' | 'ABx' | 'J';

interface Common {
  /** One sentence, for the reference page and the disassembler. `R[A]` is register A, `K[B]` a constant. */
  readonly doc: string;
  readonly format: Format;
  readonly a: OperandKind;
  readonly b: OperandKind;
  readonly c: OperandKind;
  /** What the constant must be, where an operand is one. */
  readonly constant: ConstantKind;
  /** Whether it counts fuel, so that it may go back to an earlier instruction. */
  readonly safepoint: boolean;
}

/** Computes a value from its operands and puts it in register A. The body gets the operands B and C in order. */
export interface ValueInstruction extends Common {
  readonly kind: 'value';
  /** The core function whose calls it stands for; its operands are the arguments in order. */
  readonly intrinsic: { readonly fn: string; readonly arity: number } | null;
  /** May answer GUEST: then the twin of the intrinsic's function is called with the same operands. */
  readonly guest: boolean;
  /** Its body stands in the dispatch loop; the bodies of those that take the same operands are called from one place otherwise. */
  readonly hot: boolean;
  readonly body: (x: never, y: never, z: never) => Value;
}

/** Tests its operands, and jumps to the target in the next word where the test fails. */
export interface BranchInstruction extends Common {
  readonly kind: 'branch';
  readonly intrinsic: { readonly fn: string; readonly arity: number } | null;
  readonly guest: boolean;
  readonly hot: boolean;
  /** The branch with the same operands that goes on exactly where this one does not, and asks no function either. */
  readonly inverse: string | null;
  readonly body: (x: never, y: never) => boolean;
}

/** Changes what runs next. The body works on the state of the machine itself. */
export interface ControlInstruction extends Common {
  readonly kind: 'control';
  /** Done aside, by the function for widened instructions: what is rare or slow must not make the dispatch loop larger. */
  readonly cold: boolean;
  /** Whether guest code may run inside it: the fiber must know how far its frames reach. */
  readonly syncs: boolean;
  /** The instruction that goes on where the body ends, in the same step. */
  readonly then: string | null;
  readonly window: Window | null;
  readonly flow: Flow;
  /** Whether a target stands in the next word, where `branch` may go. */
  readonly target: boolean;
  /** Where it may stand: anywhere, only at the start of the variadic clause, or only in the loop's own hands. */
  readonly place: 'anywhere' | 'variadic entry' | 'never';
  readonly body: (m: Machine, a: number, b: number, c: number) => void;
}

export type Instruction = ValueInstruction | BranchInstruction | ControlInstruction;

/** The state that control instructions work on. In the generated loop each field is a local variable. */
export interface Machine {
  /** Registers of all frames. A frame's are `regs[base]` and up. */
  regs: Value[];
  base: number;
  /** The next instruction. */
  pc: number;
  words: Int32Array;
  k: readonly Value[];
  /** Safepoints left before the fuel is gone. */
  fuel: number;
  /** The number of arguments of the call that entered the function. */
  passed: number;
  readonly fiber: Fiber;
  /** Tells the fiber where the run stands, before guest code may run or frames be looked at. */
  sync(): void;
  /** Puts a value in register `a`; where it is GUEST, enters the function that `fiber` was left with, for its value. Syncs first. */
  give(a: number, value: Value): void;
  /** Goes to the target in the next word where `holds`, else on. The last thing that a body does. */
  branch(holds: boolean): void;
  /** Ends the run of the loop with a value. */
  leave(value: Value): void;
  /** Ends the run of the loop for now: the fiber waits, and what wakes it goes to register `a`. Syncs. */
  park(a: number): void;
  /** The budget of safepoints is used up: ends the run for now where other fibers must have their turn. Syncs. The last thing that a body does. */
  slice(): void;
  /** Gives a value to the fiber's innermost continuation, which says where to go on. */
  resume(value: Value): void;
  /** Calls compiled code for register `a`, in place of this frame where `tail`, with the arguments from `at` on. Syncs. The last thing that a body does. */
  callCompiled(a: number, callee: Fn, at: number, argc: number, tail: boolean): void;
  /** Puts the value of a distrusted instruction where that instruction would have put it. Syncs first. */
  giveDistrusted(site: TrustedSite, value: Value): void;
}

/** What outlives a run of the dispatch loop, and all that is too rare to stand in it. */
export interface Fiber {
  readonly services: MachineServices;
  /** A guest function that must be entered next, with its arguments: set where a method here answers GUEST. */
  callee: Fn;
  args: Value[];
  /** The number of arguments of the call that entered the function. */
  passed: number;
  /** Calls what is no guest function. Answers its value, or GUEST where a guest function is left to be entered. */
  settle(callee: Value, args: Value[]): Value;
  /** After an instruction answered GUEST: the call that it left, or its twin. Answers as `settle`. */
  settlePending(twin: Value, args: Value[]): Value;
  /**
   * Calls R[at-1], which is no guest function, or a native that answered GUEST, with the arguments from R[at]. Answers its value,
   * or GUEST where a guest function must do the work: it and its arguments then lie in their places, and are in `callee` and `passed`.
   */
  settleAt(at: number, argc: number): Value;
  /** What an instruction that trusts no longer asks for: answers as `settle`. */
  settleDistrusted(code: Code, pc: number, m: { readonly regs: Value[]; readonly base: number; readonly k: readonly Value[] }): Value;
  /** Makes the registers at least `size` long. */
  grow(size: number): void;
  /** The register that what wakes the fiber goes to. */
  waiting: number;
  /** No safepoints are left in the budget: fills it, and answers how the run ends for now, or null. */
  sliceEnds(): Value;
  /**
   * Where to start in a function that seems to have no such arity: it may be packed. -1 where compiled code is to be called
   * instead. Throws where it has none indeed. The arguments lie from register `at` on.
   */
  coldEntry(callee: Fn, argc: number, at: number): number;
  /** What is thrown for a value that is no exception. */
  thrown(x: Value): Value;
  /** The error of a field access to what is no instance of a guest type. */
  noInstance(x: Value): Value;
  /** The Clojure twin of the native of the core library with that name. */
  twinOf(name: string): Value;
  /** The current value of a var that may be bound dynamically. */
  readVar(v: Var): Value;
}

/** What instructions ask of the runtime. */
export interface MachineServices {
  /** The value of a var that some fiber has bound: this fiber's binding, else the root. */
  readBound(v: Var): Value;
  /** `(set! v value)`: gives this fiber's binding a new value; throws where there is none. May leave a call to the engine. */
  setBound(v: Var, value: Value): Value;
  /**
   * Gives a var its root value and metadata, as `def` does; answers the var. `hasInit` is false for `(def x)`. May leave a call
   * to the engine, for the watches and the validator.
   */
  define(v: Var, hasInit: boolean, init: Value, meta: Value): Value;
  hostGet(target: Value, name: string): Value;
  hostSet(target: Value, name: string, value: Value): Value;
  /** Calls a method; may leave the call to the engine (guest.ts, thenCall). */
  hostCall(target: Value, name: string, args: Value[], orField: boolean): Value;
  construct(type: Value, args: Value[]): Value;
}

type ValueSpec = Pick<ValueInstruction, 'doc' | 'body'> & Partial<Omit<ValueInstruction, 'doc' | 'body' | 'kind'>>;
type BranchSpec = Pick<BranchInstruction, 'doc' | 'body'> & Partial<Omit<BranchInstruction, 'doc' | 'body' | 'kind'>>;
type ControlSpec = Pick<ControlInstruction, 'doc' | 'body'> & Partial<Omit<ControlInstruction, 'doc' | 'body' | 'kind'>>;

/** The window of a call: the frame header, the callee where `calleeRead`, and the arguments that operand B counts. */
export const callWindow = (calleeRead: boolean): Window => ({
  at: 'a',
  skip: calleeRead ? 2 : 3,
  count: 'b',
  more: calleeRead ? 1 : 0,
  frame: true,
});

/** A plain run of registers: as many as `count` says, and `more`. */
export const span = (at: Window['at'], count: Window['count'], more = 0, skip = 0): Window => ({ at, skip, count, more, frame: false });

export const value = (spec: ValueSpec): ValueInstruction => ({
  kind: 'value',
  format: 'ABC',
  a: 'dst',
  b: 'src',
  c: 'none',
  constant: 'value',
  safepoint: false,
  intrinsic: null,
  guest: false,
  hot: false,
  ...spec,
});

export const branch = (spec: BranchSpec): BranchInstruction => ({
  kind: 'branch',
  format: 'ABC',
  a: 'src',
  b: 'none',
  c: 'none',
  constant: 'value',
  safepoint: false,
  intrinsic: null,
  inverse: null,
  guest: false,
  hot: false,
  ...spec,
});

export const control = (spec: ControlSpec): ControlInstruction => ({
  kind: 'control',
  format: 'ABC',
  a: 'none',
  b: 'none',
  c: 'none',
  constant: 'value',
  safepoint: false,
  window: null,
  flow: 'next',
  target: false,
  place: 'anywhere',
  cold: false,
  syncs: false,
  // biome-ignore lint/suspicious/noThenProperty: an instruction is never awaited
  then: null,
  ...spec,
});

export type { Code, Fn };
