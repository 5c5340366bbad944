// Runs programs for as long as it is told, each from a text or from where another process left it. Each line of the input is a task:
// { text | bytes, prelude, engine, safepoints, stop }, where `safepoints` is the length of a turn, and `stop` is null, { fuel } or { turns }.
// Each line of the output is what became of it: { bytes } where it was stopped, { told } where it has ended, { refused } where it holds
// what no snapshot can or was stopped where it could not go on.
import { createInterface } from 'node:readline';
import { createRuntime, LimitError, restoreRuntime, SnapshotError } from '../../dist/index.js';

/** A program that takes more fuel than that is passed over. */
const MOST_FUEL = 3e6;

function run({ text, bytes, prelude, engine, safepoints, stop }) {
  let output = '';
  const keep = (more) => {
    output += more;
  };
  const options = { engine, stdout: keep, stderr: keep };
  let runtime;
  if (bytes === undefined) {
    runtime = createRuntime(options);
    if (prelude !== undefined) runtime.evalString(prelude, { file: 'prelude.clj' });
    output = '';
    runtime.start(text, { file: 'test.clj' });
  } else runtime = restoreRuntime(Buffer.from(bytes, 'base64'), options);
  let more = true;
  try {
    more = runtime.advance({ wait: true, safepoints, turns: stop?.turns, limits: { fuel: stop?.fuel ?? MOST_FUEL } });
  } catch (e) {
    if (!(e instanceof LimitError && e.limit === 'fuel')) throw e;
    // In the middle of a macro a program cannot go on.
    if (!e.resumable || stop?.fuel === undefined) return { refused: e.message };
  }
  if (more) {
    try {
      return { bytes: Buffer.from(runtime.snapshot()).toString('base64'), output };
    } catch (e) {
      if (!(e instanceof SnapshotError && /^A snapshot cannot hold/.test(e.message))) throw e;
      return { refused: e.message };
    }
  }
  // What is left of the fuel is not for printing.
  runtime.evalString('nil', { limits: {} });
  const [{ state, value, error }] = runtime.programs;
  let told;
  try {
    told = error === null ? runtime.printString(value) : runtime.describeError(error);
  } catch (e) {
    told = runtime.describeError(e);
  }
  return { told: `${state} ${told}`, output };
}

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  let answer;
  try {
    answer = run(task);
  } catch (e) {
    answer = { broken: String(e?.stack ?? e) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
