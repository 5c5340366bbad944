import type { Debugger } from './debugger.js';
import type { InstructionTrace } from './instruction-trace.js';
import type { RestoreOptions, Runtime, RuntimeOptions } from './interface.js';
import { createRuntimeOf, type Foundation, restoreRuntimeOf } from './runtime.js';
import { type DebugOptions, debugOf, type InstructionTraceOptions, traceInstructionsOf } from './trace.js';

/** What makes runtimes, over one library. */
export interface Entry {
  /** Makes a runtime: a Clojure world of its own, which reaches nothing but what `options.host` grants. */
  createRuntime(options?: RuntimeOptions): Runtime;
  /**
   * A runtime that goes on where `snapshot` left another one, in whatever process. Throws a SnapshotError where the bytes are no
   * snapshot, were cut short or altered, or were taken by a version with another library.
   */
  restoreRuntime(bytes: Uint8Array, options?: RestoreOptions): Runtime;
  /** Begins to run a text line by line, in a runtime of its own: it stands before its first line. */
  debug(text: string, options?: DebugOptions): Debugger;
  /** Runs a text on the vm, in a runtime of its own, and notes which instructions ran. Throws what it throws. */
  traceInstructions(text: string, options?: InstructionTraceOptions): InstructionTrace;
}

export const entryOver = (foundation: Foundation): Entry => ({
  createRuntime: (options = {}) => createRuntimeOf(foundation, options),
  restoreRuntime: (bytes, options = {}) => restoreRuntimeOf(foundation, bytes, options),
  debug: (text, options = {}) => debugOf(foundation, text, options),
  traceInstructions: (text, options = {}) => traceInstructionsOf(foundation, text, options),
});
