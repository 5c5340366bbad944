// The package as a whole for Node: what is not the core is read from the files of the package when it is first required.
import { entryOver } from '../../api/entry.js';
import { library } from './library-files.js';

export * from '../../api/exports.js';
export type { DebugOptions, InstructionTraceOptions } from '../../api/trace.js';
export { SnapshotError } from '../../runtime/snapshot/index.js';
export const { createRuntime, restoreRuntime, debug, traceInstructions } = entryOver({ library });
