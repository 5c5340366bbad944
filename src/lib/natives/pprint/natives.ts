import { classCast, illegalArgument } from '../../../data/errors.js';
import { Keyword } from '../../../data/keyword.js';
import type { Value } from '../../../data/value.js';
import type { TextSink } from '../../../runtime/host.js';
import { defineNatives } from '../define.js';
import { type NewlineKind, PrettyWriter } from './pretty-writer.js';

function pretty(x: Value): PrettyWriter {
  if (x instanceof PrettyWriter) return x;
  throw classCast(x, 'clojure.pprint.PrettyWriter');
}

const widthOf = (x: Value): number | null => (typeof x === 'number' ? x : null);
const textOf = (x: Value): string => (typeof x === 'string' ? x : '');

function newlineKind(x: Value): NewlineKind {
  const name = x instanceof Keyword ? x.name : '';
  if (name === 'linear' || name === 'miser' || name === 'fill' || name === 'mandatory') return name;
  throw illegalArgument(`Bad argument: ${x}. It must be one of #{:linear :miser :fill :mandatory}`);
}

/** Natives of clojure.pprint. */
export const pprintNatives = defineNatives('clojure.pprint', {
  '-pretty-writer': {
    doc: 'A writer that breaks lines before the margin, and writes to the base; nil as the margin means none.',
    arglists: '([base margin miser-width])',
    internal: true,
    3: (base, margin, miserWidth) => new PrettyWriter(base as TextSink, widthOf(margin), widthOf(miserWidth)),
  },
  '-pretty?': { doc: 'Whether x is a writer that breaks lines.', arglists: '([x])', internal: true, 1: (x) => x instanceof PrettyWriter },
  '-start-block': {
    doc: 'Begins a block with a prefix, a text before each of its lines (nil for none), and a suffix.',
    arglists: '([writer prefix line-prefix suffix])',
    internal: true,
    4(writer, prefix, linePrefix, suffix) {
      pretty(writer).start(linePrefix === null ? textOf(prefix) : textOf(linePrefix), linePrefix as string | null, textOf(suffix));
      return null;
    },
  },
  '-end-block': {
    doc: 'Ends the innermost block.',
    arglists: '([writer])',
    internal: true,
    1(writer) {
      pretty(writer).end();
      return null;
    },
  },
  '-newline': {
    doc: 'A place where a line may end, of that kind.',
    arglists: '([writer kind])',
    internal: true,
    2(writer, kind) {
      pretty(writer).newline(newlineKind(kind));
      return null;
    },
  },
  '-indent': {
    doc: 'Sets where further lines of the block begin, from its own start or from the current column.',
    arglists: '([writer relative-to-block offset])',
    internal: true,
    3(writer, relativeToBlock, offset) {
      pretty(writer).indent(relativeToBlock === true, offset as number);
      return null;
    },
  },
  '-in-line?': {
    doc: 'Whether the current line has something in it.',
    arglists: '([writer])',
    internal: true,
    1: (writer) => pretty(writer).isInLine,
  },
});
