import { helpText, parseCommandLine, UsageError } from './options.js';
import { runCommandLine } from './run.js';
import type { World } from './session.js';

/** The version of package.json, put in by the build. */
declare const CLOVE_VERSION: string;

const FAILED = 1;
const WRONG_USE = 2;

/** Runs a command line, in the prepared world where that will do. Returns the exit code; all errors have been told. */
export async function main(args: readonly string[], prepared: World | null): Promise<number> {
  try {
    const line = parseCommandLine(args);
    switch (line.command.kind) {
      case 'help':
        process.stdout.write(helpText());
        return 0;
      case 'version':
        process.stdout.write(`clove ${CLOVE_VERSION}\n`);
        return 0;
      default:
        return await runCommandLine(line, prepared);
    }
  } catch (e) {
    if (e instanceof UsageError) {
      process.stderr.write(`clove: ${e.message}\n${e.hint === null ? '' : `hint: ${e.hint}\n`}`);
      return WRONG_USE;
    }
    // Errors of programs are told by the runtime; this one left us without a runtime.
    process.stderr.write(`clove could not start: ${e instanceof Error ? (e.stack ?? e) : e}\n`);
    return FAILED;
  }
}
