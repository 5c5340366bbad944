import type { Runtime } from '../api/index.js';
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
    runPiped(session, host);
  }
  return 0;
}

function runPiped(session: ReplSession, { stdin, stdout }: NodeHost): void {
  while (!session.ended) {
    // A text that goes on has no prompt of its own, so that the output reads as it would in Clojure.
    if (!session.unfinished) stdout.write(session.prompt);
    stdout.flush();
    const line = stdin.readLine();
    if (line === null) break;
    session.feed(line);
  }
  session.finish();
  stdout.write('\n');
}
