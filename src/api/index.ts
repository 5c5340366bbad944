// The package as a whole, in one bundle with no files beside it.
import { library } from '../lib/shipped.js';
import { entryOver } from './entry.js';

export { SnapshotError } from '../runtime/snapshot/index.js';
export * from './exports.js';
export type { DebugOptions, InstructionTraceOptions } from './trace.js';
export const { createRuntime, restoreRuntime, debug, traceInstructions } = entryOver({ library });
