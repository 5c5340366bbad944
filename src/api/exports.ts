// What every entry of the package exports beside what makes runtimes.
export { LimitError, type LimitName } from '../data/budget.js';
export type { Place, TraceFrame } from '../data/errors.js';
export type { Value } from '../data/value.js';
export type { Var } from '../data/var.js';
export type { CompilationLog } from '../engines/jit/log.js';
export type { Tiering } from '../engines/jit/tiering.js';
export type { Host } from '../runtime/host.js';
export type { LimitOptions } from '../runtime/limits.js';
export type { EngineName } from '../runtime/runtime.js';
export type { HostObjects } from '../runtime/snapshot/index.js';
export type { Debugger, Frame, Watched } from './debugger.js';
export { CloveError } from './errors.js';
export { type Explanation, explain, type Path } from './explain.js';
export type { InstructionTrace } from './instruction-trace.js';
export type {
  AsyncOptions,
  Compiled,
  CompileOptions,
  EvalOptions,
  HostNamespace,
  RestoreOptions,
  Runtime,
  RuntimeOptions,
  SnapshotOptions,
} from './interface.js';
export type { AdvanceOptions, Program } from './programs.js';
