import { Source } from '../reader/source.js';
import { describeError } from '../runtime/report.js';
import { createRuntime as createWorld } from '../runtime/runtime.js';
import { restoreSnapshot } from '../runtime/snapshot/index.js';
import { createDebugger, type Debugger } from './debugger.js';
import { type InstructionTrace, traceProgram } from './instruction-trace.js';
import type { EvalOptions, RuntimeOptions } from './interface.js';
import { type Foundation, worldOptions } from './runtime.js';

export interface DebugOptions extends Pick<RuntimeOptions, 'stdout' | 'stderr' | 'host' | 'features'>, Pick<EvalOptions, 'file' | 'line'> {}

/** Begins to run a text line by line, in a runtime of its own: it stands before its first line. */
export function debugOf(
  foundation: Foundation,
  text: string,
  { file = 'NO_SOURCE_FILE', line = 1, features, ...options }: DebugOptions,
): Debugger {
  const { stdout } = worldOptions(options, foundation);
  const printing = (write: (text: string) => void) => worldOptions({ ...options, stdout: write }, foundation);
  return createDebugger(
    {
      create: (write) => createWorld({ ...printing(write), engine: 'vm', features, debug: true }),
      restore: ({ bytes, hostObjects }, write) => restoreSnapshot(bytes, { ...printing(write), engine: 'vm', debug: true, hostObjects }),
      stdout: (more) => stdout.write(more),
      describeError,
    },
    new Source(file, text, line),
  );
}

export interface InstructionTraceOptions extends DebugOptions {
  /** How many numbers are kept. Default 100,000. */
  readonly most?: number;
  /** Whether instructions of the library count too. Default: those of the text alone. */
  readonly library?: boolean;
}

/** Runs a text on the vm, in a runtime of its own, and notes which instructions ran. Throws what it throws. */
export function traceInstructionsOf(
  foundation: Foundation,
  text: string,
  { file = 'NO_SOURCE_FILE', line = 1, features, most = 100_000, library: withLibrary = false, ...options }: InstructionTraceOptions,
): InstructionTrace {
  const world = createWorld({ ...worldOptions(options, foundation), engine: 'vm', features });
  return traceProgram(world, new Source(file, text, line), most, withLibrary);
}
