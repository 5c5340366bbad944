import type { Runtime } from '../api/interface.js';
import type { NodeHost } from '../host/node/index.js';
import { ReplSession } from './session.js';

/**
 * Reads, evaluates and prints until the user leaves. On a terminal with editing, history and completion; on a pipe
 * line by line, where the program shares its input with the REPL, as in Clojure. `report` tells about errors.
 * Returns the exit code.
 */
export async function startRepl(runtime: Runtime, host: NodeHost, report: (e: unknown) => void): Promise<number> {
  const session = new ReplSession(runtime, host.stdout, report);
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const { runTerminal } = await import('./terminal.js');
    await runTerminal(session);
  } else {
    await runPiped(session, host);
  }
  return 0;
}

async function runPiped(session: ReplSession, { stdin, stdout }: NodeHost): Promise<void> {
  while (!session.ended) {
    // A text that goes on has no prompt of its own, so that the output reads as it would in Clojure.
    if (!session.unfinished) stdout.write(session.prompt);
    stdout.flush();
    const line = stdin.readLine();
    if (line === null) break;
    await session.feed(line);
  }
  await session.finish();
  stdout.write('\n');
}
