import type { Outcome } from '../support/engines.js';
import { type OracleAnswer, portableMessage } from '../support/oracle.mjs';

/**
 * Texts in values and outputs that are not portable: identities, names of functions, the JVM's words for nil, and
 * what it says of primitive longs.
 */
export function portable(text: string | null): string | null {
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
      .replace(/this type: (Integer|Short|Byte)/g, 'this type: Long')
      // Texts of identities are of different lengths.
      .replace(/begin -?\d+, end -?\d+, length \d+/g, 'begin, end, length')
      .replace(/f\d+\$[\w$]+/g, 'fn')
      // A count is an int there, of which `range` makes the general kind.
      .replace(/clojure\.lang\.LongRange\b/g, 'clojure.lang.Range')
      // The place of an iteration in the library's own source, which reify keeps as its metadata.
      .replace(/\{:line \d+, :column 3\}/g, '{:line, :column}')
      // The place of an error in data that was made for `eval`: there it is that of the form at the top, here that of the symbol.
      .replace(/(Syntax error \w+ (?:[^ ]+ )?at \((?:[^ ():]+:)?)\d+:\d+\)/g, '$1)')
      // The entries of a sorted map are the nodes of its tree.
      .replace(/PersistentTreeMap[$/](Black|Red)(Branch)?(Val)?\b/g, 'MapEntry')
      // Rest arguments are a seq over an array, whatever was applied: docs/differences.md.
      .replace(
        /(PersistentVector\$ChunkedSeq|StringSeq|PersistentArrayMap\$Seq|PersistentHashMap\$NodeSeq|PersistentTreeMap\$Seq|APersistentMap\$(?:Key|Val)Seq|Range)\b/g,
        'ArraySeq',
      )
      // What functions without a global name are called is left to each.
      .replace(/passed to: f\d+[/.][^ "\\]+/g, 'passed to: fn')
      .replace(/\b(clojure\.lang\.)?(AFunction\$)?Native\b|\bclojure\.lang\.AFunction\b|\b(clojure\.)?core\$[\w$]+/g, 'native')
      .replace(/([\w$])@[0-9a-f]{1,8}\b/g, '$1')
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
  /is not matching primitive|Unexpected param type, expected|Can't type hint a (primitive )?local|Method code too large|--inliner--/;

/** Said of macros that check their arguments by specs there and in words of their own here: docs/differences.md. */
const SPEC = /^Call to \S+ did not conform to spec\.$/;

const same = (a: string | null, b: string | null): boolean => a === b || portable(a) === portable(b);

/** Whether value, output, class and message of the error are the same, as far as they are portable. */
export function agree({ value, output, error }: Outcome, clojure: OracleAnswer): boolean {
  if (clojure.error !== null && JVM_ONLY.test(clojure.error.message ?? '')) return true;
  if (!same(value, clojure.value) || !same(output, clojure.output)) return false;
  if (error === null || clojure.error === null) return error === clojure.error;
  const { class: kind, message, phase } = clojure.error;
  if (SPEC.test(message ?? '')) return error.class === 'clojure.lang.Compiler$CompilerException';
  const compiling = phase !== null && phase !== 'execution' && phase !== 'read-source';
  // A syntax error is a ReaderException here; the oracle tells of its cause.
  if (phase === 'read-source')
    return error.class === 'clojure.lang.LispReader$ReaderException' && same(portableMessage(error.message), message);
  if (error.class !== (compiling ? 'clojure.lang.Compiler$CompilerException' : kind)) return false;
  // What the JVM says of nil names parameters of its own sources; or it leaves the message out where it has compiled the code.
  return (
    kind === 'java.lang.NullPointerException' ||
    (message === null && kind === 'java.lang.ClassCastException') ||
    same(portableMessage(error.message), message)
  );
}
