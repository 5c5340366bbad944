import { createRuntime, type EngineName, type Runtime, type RuntimeOptions } from '../../src/api/index.js';
import { CompileError } from '../../src/compiler/errors.js';
import { className } from '../../src/data/classes.js';
import { Throwable } from '../../src/data/errors.js';

/** The engines that every program must run on, with the same result. */
export const ENGINES: readonly EngineName[] = ['tree', 'vm', 'jit', 'auto'];

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

/** A message that is no string is a defect of whoever made the error: it must show, not break the comparison. */
function checkedMessage(message: unknown): string | null {
  return message === null || typeof message === 'string' ? message : `not a string: ${typeof message}`;
}

function failure(runtime: Runtime, error: unknown): Failure {
  const report = runtime.describeError(error);
  const place = /^[^\n:]+:(\d+:\d+): /.exec(report);
  return {
    class: className(error),
    message:
      error instanceof CompileError
        ? error.text
        : error instanceof Throwable || error instanceof Error
          ? checkedMessage(error.message)
          : null,
    place: place === null ? null : place[1],
    report,
  };
}

export function createSubject(engine: EngineName, options: Pick<RuntimeOptions, 'tiering' | 'slice'> = {}): Subject {
  let output = '';
  const keep = (text: string): void => {
    output += text;
  };
  const runtime = createRuntime({ ...options, engine, stdout: keep });
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

const shared = new Map<EngineName, Subject>();

/** Begins a `user` namespace that knows nothing of the texts before. */
const FRESH_USER = "(in-ns 'between) (clojure.core/remove-ns 'user) (clojure.core/in-ns 'user) (clojure.core/refer 'clojure.core)";
/** What tests may name without loading it, as they may where they were recorded. */
const LOADED = "(require 'clojure.string 'clojure.set)";

/** Identities of objects differ from one runtime to the next. */
const withoutIdentities = (text: string): string => text.replace(/0x[0-9a-f]+/g, '0x0').replace(/@[0-9a-f]+/g, '@0');

function runShared(engine: EngineName, text: string, file?: string): Outcome {
  let subject = shared.get(engine);
  if (subject === undefined) {
    subject = createSubject(engine);
    subject.run(LOADED);
    shared.set(engine, subject);
  }
  const { error } = subject.run(FRESH_USER);
  if (error !== null) throw new Error(`no fresh namespace:\n${error.report}`);
  return subject.run(text, file);
}

/**
 * Runs a text on each engine, in one runtime per engine that lives on, but in a new namespace `user`; throws when the
 * engines differ in anything, else answers what they agree on.
 */
export function evalBoth(text: string, file?: string): Outcome {
  const [first, ...others] = ENGINES.map((engine) => ({ engine, outcome: runShared(engine, text, file) }));
  for (const other of others) {
    const [a, b] = [first, other].map(({ outcome }) => withoutIdentities(JSON.stringify(outcome, null, 2)));
    if (a !== b) throw new Error(`the engines differ on:\n${text}\n${first.engine}: ${a}\n${other.engine}: ${b}`);
  }
  return first.outcome;
}
