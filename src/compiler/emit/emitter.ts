import type { CompilerHost } from '../host.js';
import type { FnIr, Local, Node, NodeOf } from '../ir.js';
import type { Assembler, Label } from './assembler.js';

/** Where a value is to go: a register, or one of these. */
export type Destination = number;
/** The value is the function's result. */
export const TAIL = -1;
/** Nobody wants the value. */
export const EFFECT = -2;

/** The emission of one function. */
export interface Emitter {
  readonly fn: FnIr;
  readonly host: CompilerHost;
  readonly assembler: Assembler;
  /** Emits code that puts the value of `node` where `to` says. */
  emit(node: Node, to: Destination): void;
  /** A register that holds the value of `node`: a local's own where it is one, else a new one at the top. */
  operand(node: Node): number;
  /** Code for a value that stands in a register already. */
  deliver(register: number, to: Destination): void;
  /** A register above all that are in use. Give back by resetting `top`. */
  allocate(): number;
  /** The first register that is not in use. */
  top: number;
  /** A test whose outcome `folded` tells: goes on, or jumps to `otherwise`, without asking. */
  emitFoldedTest(node: NodeOf<'folded'>, holds: boolean, otherwise: Label): void;
  register(local: Local): number;
  bind(local: Local, register: number): void;
  /** Whether the local has a register in this function. */
  isBound(local: Local): boolean;
  /** Runs `body`, then gives back the registers that it took. */
  scoped(body: () => void): void;
}

/** Whether a node is a number that fits in an operand. */
export function isImmediate(node: Node): boolean {
  return node.op === 'const' && typeof node.value === 'number' && Number.isInteger(node.value) && node.value >= -128 && node.value < 128;
}
