import { helpText, parseCommandLine, UsageError } from './options.js';
import { runCommandLine } from './run.js';

/** The version of package.json, put in by the build. */
declare const CLOVE_VERSION: string;

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
    if (!(e instanceof UsageError)) throw e;
    process.stderr.write(`clove: ${e.message}\n${e.hint === null ? '' : `hint: ${e.hint}\n`}`);
    return WRONG_USE;
  }
}

// Not process.exit: what the program has begun (timers, servers) goes on until it is done.
process.exitCode = await main(process.argv.slice(2));
