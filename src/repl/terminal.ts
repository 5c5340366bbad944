import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { History } from './history.js';
import type { ReplSession } from './session.js';

/** What cannot be part of a symbol, so begins the word that is completed. */
const WORD = /[^\s()[\]{}"'`~@^,;#]*$/;

/** Runs a session on a terminal, with line editing, history and completion, until the user leaves. */
export function runTerminal(session: ReplSession): Promise<void> {
  const history = openHistory();
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    history: [...(history?.lines ?? [])].reverse(),
    historySize: 1000,
    removeHistoryDuplicates: true,
    completer: (line: string) => completionsOf(session, line),
  });
  const prompt = (): void => {
    lines.setPrompt(session.unfinished ? session.continuation : session.prompt);
    lines.prompt();
  };
  // Lines that were typed or pasted while one is evaluated wait for their turn.
  let last = Promise.resolve();
  lines.on('line', (line) => {
    last = last.then(async () => {
      if (session.ended) return;
      history?.add(line);
      await evaluating(lines, () => session.feed(line));
      if (session.ended) lines.close();
      else {
        session.serve();
        prompt();
      }
    });
  });
  process.on('SIGINT', () => session.interrupt());
  lines.on('SIGINT', () => {
    const idle = lines.line === '' && !session.unfinished;
    session.abandon();
    process.stdout.write(idle ? '\n(Ctrl-D or :repl/quit leaves)\n' : '\n');
    clearLine(lines);
    prompt();
  });
  process.stdout.write('Clove. Ctrl-D or :repl/quit leaves.\n');
  prompt();
  return new Promise((leave) => {
    lines.on('close', () => {
      if (!session.ended) process.stdout.write('\n');
      leave();
    });
  });
}

function openHistory(): History | null {
  const path = join(homedir(), '.clove_history');
  try {
    return new History(path);
  } catch (e) {
    process.stderr.write(`The history is not kept: ${(e as Error).message}\n`);
    return null;
  }
}

function completionsOf({ runtime }: ReplSession, line: string): [string[], string] {
  const word = WORD.exec(line)?.[0] ?? '';
  return [word === '' ? [] : runtime.completions(word), word];
}

/** Gives the terminal back while a program runs, so that the program can read it and Ctrl-C can interrupt it. */
async function evaluating(lines: Interface, evaluate: () => Promise<void>): Promise<void> {
  lines.pause();
  process.stdin.setRawMode(false);
  try {
    await evaluate();
  } finally {
    process.stdin.setRawMode(true);
    lines.resume();
  }
}

function clearLine(lines: Interface): void {
  lines.write(null, { ctrl: true, name: 'e' });
  lines.write(null, { ctrl: true, name: 'u' });
}
