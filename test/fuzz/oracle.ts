import { createSubject, type Outcome, type Subject } from '../support/engines.js';
import { type OracleAnswer, portableMessage } from '../support/oracle.mjs';
import { LiveClojure } from './clojure.js';
import { type Form, showProgram } from './form.js';
import { prelude } from './prelude.js';
import { smallerPrograms, totalSize } from './shrink.js';

/** A program on which Clove and Clojure do not agree. */
export interface Disagreement {
  readonly text: string;
  readonly clove: Outcome;
  readonly clojure: OracleAnswer;
}

/**
 * Texts in values and outputs that are not portable: identities, names of functions, the JVM's words for nil, and
 * what it says of primitive longs.
 */
function portable(text: string | null): string | null {
  if (text === null) return null;
  return (
    text
      .replace(/#object\[[^\]]*\]/g, '#object')
      // What the JVM says of nil names parameters of its own sources.
      .replace(/"Cannot (?:[^"\\]|\\+.)*? is null(?:[^"\\]|\\+.)*?"/g, 'nil')
      .replace(/NullPointerException: Cannot [^\n]*? is null/g, 'NullPointerException')
      .replace(/"Can't call nil: it is not a function"|"Cannot invoke method [^ ]* because the target is nil"/g, 'nil')
      // There is one kind of long, and the classes of native functions have no names of their own.
      .replace(/java\.lang\.(Integer|Short|Byte)\b/g, 'java.lang.Long')
      .replaceAll('this type: Integer', 'this type: Long')
      // A promise called with too many arguments.
      .replace(/java\.lang\.AbstractMethodError \\"Receiver class clojure\.core\$promise.*?IFn\.\\"/g, 'clojure.lang.ArityException')
      .replace(/clojure\.lang\.ArityException \\"[^"]*: clojure\.core\/deliver\\"/g, 'clojure.lang.ArityException')
      .replace(/f\d+\$[\w$]+/g, 'fn')
      // The entries of a sorted map are the nodes of its tree.
      .replace(/PersistentTreeMap\$(Black|Red)(Branch)?(Val)?\b/g, 'MapEntry')
      // What functions without a global name are called is left to each.
      .replace(/passed to: f\d+\/[^ "\\]+/g, 'passed to: fn')
      .replace(/\b(clojure\.lang\.)?(AFunction\$)?Native\b|\bclojure\.lang\.AFunction\b|\b(clojure\.)?core\$[\w$]+/g, 'native')
      .replace(/([\w$])@[0-9a-f]{1,8}\b/g, '$1@')
      // The places of an error are those of the JVM's frames.
      .replace(/(?:\\n|\s)+:at \[.*?\]/g, '')
      .replace(/:trace(?:\\n|\s)+\[.*?\]\}/gs, ':trace []}')
      .replace(/\bf\d+[.$][\w$.]*reify(?:__|--)\w+/g, 'reify')
      .replace(/__\d+(__auto__)?/g, '__N')
      .replace(/\b(f\d+)\/[^ "\\]*--[\dN]+/g, '$1/fn--N')
      .replace(/(NullPointerException|ClassCastException) "(?:[^"\\]|\\.)*"/g, '$1 nil')
      .replace(/(passed to: clojure\.core\/[^ "\\]*?)--[\dN]+/g, '$1')
      .replace(/ \([^()]* (is|are) in (unnamed )?module [^()]*\)/g, '')
  );
}

/** Errors that only a compiler to JVM bytecode has, or one whose macros have specs. */
const JVM_ONLY =
  /is not matching primitive|Unexpected param type, expected|Can't type hint a (primitive )?local|Method code too large|--inliner--|did not conform to spec/;

function agree({ value, output, error }: Outcome, clojure: OracleAnswer): boolean {
  if (clojure.error !== null && JVM_ONLY.test(clojure.error.message ?? '')) return true;
  if (portable(value) !== portable(clojure.value) || portable(output) !== portable(clojure.output)) return false;
  if (error === null || clojure.error === null) return error === clojure.error;
  const { class: kind, message, phase } = clojure.error;
  const compiling = phase !== null && phase !== 'execution' && phase !== 'read-source';
  if (error.class !== (compiling ? 'clojure.lang.Compiler$CompilerException' : kind)) return false;
  // What the JVM says of nil names parameters of its own sources; or it leaves the message out where it has compiled the code.
  return (
    kind === 'java.lang.NullPointerException' ||
    (message === null && kind === 'java.lang.ClassCastException') ||
    portable(portableMessage(error.message)) === portable(message)
  );
}

/** Compares programs with a `clojure` process that lives on. Clove runs a batch while Clojure does. */
export class OracleComparer {
  private readonly clojure = new LiveClojure(prelude, '(p/start)');
  private subject: Subject | null = null;
  private made = 0;

  private fresh(): Subject {
    const subject = createSubject('vm');
    const { error } = subject.run(`${prelude}\n(require 'clojure.string 'clojure.set 'clojure.walk 'clojure.math)`, 'prelude.clj');
    if (error !== null) throw new Error(`the prelude fails:\n${error.report}`);
    // As Clojure's main, which the process runs under, binds it.
    subject.run('(set! *print-namespace-maps* true)');
    return subject;
  }

  private run(text: string, namespace: string): Outcome {
    this.subject ??= this.fresh();
    const { subject } = this;
    subject.run(`(in-ns '${namespace}) (clojure.core/refer-clojure) (p/start)`);
    const outcome = subject.run(text, 'case.clj');
    subject.run(`(clojure.core/in-ns 'user) (clojure.core/remove-ns '${namespace})`);
    return outcome;
  }

  /** Whether Clojure itself answers the text differently from one time to the next: it depends on an identity or a name that is made up. */
  async isUnsteady(text: string): Promise<boolean> {
    const first = this.made;
    this.made += 4;
    const answers = await this.clojure.ask([text, text, text, text], (i) => `f${first + i}`);
    const said = answers.map((answer) => answer && JSON.stringify([portable(answer.value), portable(answer.output), answer.error?.class]));
    return said.some((other) => other !== said[0]);
  }

  /** The texts on which value, output, class or message differ. */
  async compare(texts: readonly string[]): Promise<Disagreement[]> {
    const first = this.made;
    this.made += texts.length;
    const asked = this.clojure.ask(texts, (i) => `f${first + i}`);
    const outcomes = texts.map((text, i) => this.run(text, `f${first + i}`));
    const answers = await asked;
    return texts.flatMap((text, i) => {
      const clojure = answers[i];
      return clojure === null || agree(outcomes[i], clojure) ? [] : [{ text, clove: outcomes[i], clojure }];
    });
  }

  /** A smaller program on which Clove and Clojure still do not agree, found by asking about many at a time, for so long. */
  async shrink(program: readonly Form[], seconds: number): Promise<readonly Form[]> {
    const end = Date.now() + 1000 * seconds;
    let best = program;
    const [found] = await this.compare([showProgram(program)]);
    if (found === undefined) return program;
    const kind = kindOf(found);
    while (Date.now() < end) {
      const byText = new Map<string, readonly Form[]>();
      for (const candidate of smallerPrograms(best)) {
        if (totalSize(candidate) < totalSize(best)) byText.set(showProgram(candidate), candidate);
      }
      // The smallest first; of very many, some of every size.
      const sorted = [...byText].sort(([, a], [, b]) => totalSize(a) - totalSize(b));
      const step = Math.max(1, sorted.length / AT_ONCE);
      const asked = Array.from({ length: Math.min(AT_ONCE, sorted.length) }, (_, i) => sorted[Math.floor(i * step)]);
      const failing = (await this.compare(asked.map(([text]) => text))).find((other) => kindOf(other) === kind);
      if (failing === undefined) return best;
      best = byText.get(failing.text) ?? best;
    }
    return best;
  }

  /** How many programs Clojure gave no answer to. */
  get unanswered(): number {
    return this.clojure.unanswered;
  }

  /** Ends the process. */
  stop(): void {
    this.clojure.stop();
  }
}

/** What sort of disagreement it is: one that is cut smaller must stay of its sort. */
function kindOf({ clove, clojure }: Disagreement): string {
  return [clove, clojure].map(({ error }) => error?.class ?? 'none').join(' and ');
}

/** How many smaller programs Clojure is asked about at a time. */
const AT_ONCE = 200;
