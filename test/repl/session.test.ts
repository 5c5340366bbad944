import { expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { ReplSession } from '../../src/repl/session.js';
import type { TextSink } from '../../src/runtime/host.js';

interface Dialogue {
  readonly session: ReplSession;
  /** What the session and the program printed, and what it was told of errors. */
  readonly printed: string[];
  readonly told: string[];
}

function begin(): Dialogue {
  const [printed, told]: [string[], string[]] = [[], []];
  const stdout: TextSink = { write: (text) => void printed.push(text), flush() {}, close() {} };
  const never = (): Promise<null> => new Promise(() => {});
  const slow = (): Promise<null> => new Promise((resolve) => setTimeout(() => resolve(null), 20));
  const runtime = createRuntime({ host: { stdout }, namespaces: { host: { later: async () => [1, 2], never, slow } } });
  const session = new ReplSession(runtime, stdout, (e) => void told.push(runtime.describeError(e).split('\n')[0]));
  return { session, printed, told };
}

test('an input may wait for the host', async () => {
  const { session, printed, told } = begin();
  await session.feed("(require 'host) (host/later)");
  await session.feed('(do (def a 1)');
  await session.feed('    (+ a 1))');
  expect(told).toEqual([]);
  expect(printed).toEqual(['nil\n', '[1 2]\n', '2\n']);
});

test.each([
  '(try (host/never) (finally (prn :left)))',
  '(try (loop [] (recur)) (finally (prn :left)))',
])('%s can be interrupted', async (text) => {
  const { session, printed, told } = begin();
  await session.feed("(require 'host) (def other (future (while true)))");
  printed.length = 0;
  expect(session.interrupt()).toBe(false);
  session.serve();
  const fed = session.feed(text);
  // An event of the host that is no timer, which programs at work must not hold up.
  setTimeout(() => setImmediate(() => expect(session.interrupt()).toBe(true)), 30);
  await fed;
  expect(told).toEqual(['java.util.concurrent.CancellationException: Evaluation interrupted']);
  expect(printed.join('')).toBe(':left\n');
  await session.feed('(future-cancel other) (+ 1 1)');
  expect(printed.at(-1)).toBe('2\n');
});

test('what inputs began goes on while the user types', async () => {
  const { session, printed } = begin();
  await session.feed("(require 'host)");
  printed.length = 0;
  await session.feed('(def other (future (host/slow) (prn :done)))');
  session.serve();
  expect(printed).toEqual(["#'user/other\n"]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(printed.slice(1).join('')).toBe(':done\n');
});
