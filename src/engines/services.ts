import type { MachineServices } from '../bytecode/instructions/define.js';
import type { FnIr } from '../compiler/ir.js';
import type { TraceFrame } from '../data/errors.js';
import type { Identities } from '../data/identity.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';

/** What an engine needs of the runtime that it runs for, beside what instructions ask of it. */
export interface Services extends MachineServices {
  /** What tells objects of this runtime apart. */
  readonly identities: Identities;
  /** Calls a function of the host with guest values. */
  invokeHost(fn: Value, args: Value[]): Value;
  /** The var of the core library of that name. */
  core(name: string): Var;
  /** Keeps the trace of an error of the host, which has no place of its own for it. */
  noteTrace(error: Value, trace: readonly TraceFrame[]): void;
}

/** One way to run what the compiler made. */
export interface Engine {
  readonly name: 'tree' | 'vm';
  /** Evaluates a top-level form that was lowered to a function without parameters. */
  run(fn: FnIr): Value;
  /** Calls any callable value from the host. */
  call(fn: Value, args: readonly Value[]): Value;
}
