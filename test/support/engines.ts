import { createRuntime, type EngineName, type Runtime } from '../../src/api/index.js';
import { className } from '../../src/data/classes.js';
import { Throwable } from '../../src/data/errors.js';

/** The engines that every program must run on, with the same result. */
export const ENGINES: readonly EngineName[] = ['tree', 'vm'];

/** What became of a program. */
export interface Outcome {
  /** Its last value as `pr` prints it; null when it failed. */
  readonly value: string | null;
  /** What it printed. */
  readonly output: string;
  readonly error: Failure | null;
}

export interface Failure {
  readonly class: string;
  readonly message: string | null;
  /** `line:column`; null when the report names no place. */
  readonly place: string | null;
  /** The full report, as the command line prints it. */
  readonly report: string;
}

/** A runtime whose output is kept. */
export interface Subject {
  readonly runtime: Runtime;
  /** Runs a text and tells what became of it; output of earlier texts is not part of that. */
  run(text: string, file?: string): Outcome;
}

function failure(runtime: Runtime, error: unknown): Failure {
  const report = runtime.describeError(error);
  const place = /^[^\n:]+:(\d+:\d+): /.exec(report);
  return {
    class: className(error),
    message: error instanceof Throwable || error instanceof Error ? error.message : null,
    place: place === null ? null : place[1],
    report,
  };
}

export function createSubject(engine: EngineName): Subject {
  let output = '';
  const keep = (text: string): void => {
    output += text;
  };
  const runtime = createRuntime({ engine, stdout: keep });
  return {
    runtime,
    run(text, file = 'test.clj') {
      output = '';
      try {
        const value = runtime.evalString(text, { file });
        return { value: runtime.printString(value), output, error: null };
      } catch (e) {
        return { value: null, output, error: failure(runtime, e) };
      }
    },
  };
}

/** Runs a text in a new runtime of one engine. */
export function evalOn(engine: EngineName, text: string, file?: string): Outcome {
  return createSubject(engine).run(text, file);
}

/** Runs a text in a new runtime of each engine; throws when they differ in anything, else answers what they agree on. */
export function evalBoth(text: string, file?: string): Outcome {
  const [first, ...others] = ENGINES.map((engine) => ({ engine, outcome: evalOn(engine, text, file) }));
  for (const other of others) {
    const [a, b] = [first, other].map(({ outcome }) => JSON.stringify(outcome, null, 2));
    if (a !== b) throw new Error(`the engines differ on:\n${text}\n${first.engine}: ${a}\n${other.engine}: ${b}`);
  }
  return first.outcome;
}
