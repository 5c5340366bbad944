import { helpText, parseCommandLine, UsageError } from './options.js';
import { runCommandLine } from './run.js';

/** The version of package.json, put in by the build. */
declare const CLOVE_VERSION: string;

const FAILED = 1;
const WRONG_USE = 2;

async function main(args: readonly string[]): Promise<number> {
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
        return await runCommandLine(line);
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

// Not process.exit: what the program has begun (timers, servers) goes on until it is done.
process.exitCode = await main(process.argv.slice(2));
