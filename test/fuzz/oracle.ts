import { createSubject, type Outcome } from '../support/engines.js';
import { askClojure, type OracleAnswer, portableMessage } from '../support/oracle.mjs';
import { prelude } from './prelude.js';

/** A program on which Clove and Clojure do not agree. */
export interface Disagreement {
  readonly text: string;
  readonly clove: Outcome;
  readonly clojure: OracleAnswer;
}

/** Texts in values and outputs that are not portable: identities, generated numbers, the JVM's words for nil. */
function portable(text: string | null): string | null {
  if (text === null) return null;
  return text
    .replace(/0x[0-9a-f]+/g, '0x')
    .replace(/__\d+(__auto__)?/g, '__N')
    .replace(/--\d+/g, '--N')
    .replace(/eval\d+/g, 'evalN')
    .replace(/"Cannot (invoke|throw|read|load|store|enter)(?:[^"\\]|\\.)*"/g, 'nil')
    .replace(/ \([^()]* (is|are) in (unnamed )?module [^()]*\)/g, '');
}

function agree(clove: Outcome, clojure: OracleAnswer): boolean {
  return (
    portable(clove.value) === portable(clojure.value) &&
    portable(clove.output) === portable(clojure.output) &&
    (clove.error?.class ?? null) === (clojure.error?.class ?? null) &&
    portableMessage(clove.error?.message ?? null) === (clojure.error?.message ?? null)
  );
}

/** Runs texts on Clove and on the `clojure` command; answers those on which value, output, class or message differ. */
export function compareWithClojure(texts: readonly string[]): Disagreement[] {
  const answers = askClojure(texts, { namespace: (i) => `f${i}`, before: prelude, beforeEach: '(p/start)' });
  const subject = createSubject('vm');
  const { error } = subject.run(`${prelude}\n(require 'clojure.string 'clojure.set)`, 'prelude.clj');
  if (error !== null) throw new Error(`the prelude fails:\n${error.report}`);
  return texts.flatMap((text, i) => {
    subject.run(`(in-ns 'f${i}) (clojure.core/refer 'clojure.core) (p/start)`);
    const clove = subject.run(text, 'case.clj');
    subject.run(`(clojure.core/in-ns 'user) (clojure.core/remove-ns 'f${i})`);
    return agree(clove, answers[i]) ? [] : [{ text, clove, clojure: answers[i] }];
  });
}
