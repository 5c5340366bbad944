import { createSubject, ENGINES, type Outcome, type Subject } from '../support/engines.js';
import { prelude } from './prelude.js';
import { restlessSubjects } from './restless.js';

/** Two engines that did not do the same. */
export interface Difference {
  readonly engines: readonly [string, string];
  readonly outcomes: readonly [Outcome, Outcome];
}

/** Runs texts on all engines, each in one long-lived runtime, every text in a namespace of its own. */
export interface Comparer {
  /** The first difference between the engines; null when they agree. */
  compare(text: string): Difference | null;
}

/** Numbers of generated names and identities of objects may differ from one run to the next. */
function normalise(text: string | null): string | null {
  return text === null
    ? null
    : text
        .replace(/0x[0-9a-f]+/g, '0x')
        .replace(/@[0-9a-f]+/g, '@')
        .replace(/__\d+(__auto__)?/g, '__N')
        .replace(/--\d+/g, '--N')
        .replace(/eval\d+/g, 'evalN');
}

function aspects({ value, output, error }: Outcome, loose: boolean): (string | null)[] {
  const found = [value, output, error?.class ?? null, error?.message ?? null];
  return loose ? found : [...found, error?.place ?? null, error?.report ?? null];
}

function sameOutcome(a: Outcome, b: Outcome, loose: boolean): boolean {
  const other = aspects(b, loose);
  return aspects(a, loose).every((aspect, i) => normalise(aspect) === normalise(other[i]));
}

/**
 * With `loose`, the places and stacks of errors may differ. With `restless`, the engines that compile are those of `restless.ts`, beside
 * the interpreter alone.
 */
export function createComparer(loose = false, restless = false): Comparer {
  const subjects: [string, Subject][] = restless ? restlessSubjects() : ENGINES.map((engine) => [engine, createSubject(engine)]);
  for (const [engine, subject] of subjects) {
    const { error } = subject.run(`${prelude}\n(require 'clojure.string 'clojure.set 'clojure.walk 'clojure.math)`, 'prelude.clj');
    if (error !== null) throw new Error(`the prelude fails on ${engine}:\n${error.report}`);
  }
  let made = 0;

  function runOn(subject: Subject, text: string): Outcome {
    subject.run(`(clojure.core/in-ns 'f${made}) (clojure.core/refer-clojure) (p/start)`);
    return subject.run(text, 'fuzz.clj');
  }

  return {
    compare(text) {
      made++;
      const [first, ...others] = subjects.map(([engine, subject]) => [engine, runOn(subject, text)] as const);
      for (const other of others) {
        if (!sameOutcome(first[1], other[1], loose)) return { engines: [first[0], other[0]], outcomes: [first[1], other[1]] };
      }
      return null;
    },
  };
}

/** What differs, for people. */
export function describeDifference({ engines, outcomes }: Difference): string {
  return engines
    .map((engine, i) => {
      const { value, output, error } = outcomes[i];
      return [
        `${engine}: ${value ?? 'failed'}`,
        `  output: ${JSON.stringify(output)}`,
        ...(error?.report.split('\n').map((line) => `  ${line}`) ?? []),
      ].join('\n');
    })
    .join('\n');
}
