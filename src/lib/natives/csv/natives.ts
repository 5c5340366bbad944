import { classCast } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';
import { Reader } from '../../../runtime/streams.js';
import { defineNatives } from '../define.js';
import { textArgument } from '../host/access.js';
import { CsvParser } from './parser.js';

/** A cell as it is written between these; `quoted` is null where the cell itself decides. */
function cellText(text: string, separator: string, quote: string, quoted: Value): string {
  const quotes =
    quoted === null ? text.includes(separator) || text.includes(quote) || text.includes('\n') || text.includes('\r') : quoted !== false;
  return quotes ? quote + text.replaceAll(quote, () => quote + quote) + quote : text;
}

/** Natives of clojure.data.csv. */
export const csvNatives = defineNatives('clojure.data.csv', {
  '-parser': {
    doc: 'What reads records from a string or a reader. Separator and quote are codes of characters.',
    arglists: '([input separator quote])',
    internal: true,
    3(input, separator, quote) {
      if (input instanceof Reader) return new CsvParser('', () => input.readWithEnd(), separator as number, quote as number);
      if (typeof input !== 'string') throw classCast(input, 'java.lang.String');
      return new CsvParser(input, () => '', separator as number, quote as number);
    },
  },
  '-next-record': {
    doc: 'The next record as a vector; nil where there is none.',
    arglists: '([parser])',
    internal: true,
    1: (parser) => (parser as CsvParser).record(),
  },
  '-line': {
    doc: 'The text of a record, given as an array of strings. quoted is an array that tells which are quoted, or nil to have those quoted that need it. Separator and quote are codes of characters.',
    arglists: '([cells quoted separator quote])',
    internal: true,
    4(cells, quoted, separator, quote) {
      const s = String.fromCharCode(separator as number);
      const q = String.fromCharCode(quote as number);
      const flags = quoted as Value[] | null;
      return (cells as Value[]).map((c, i) => cellText(textArgument(c), s, q, flags === null ? null : flags[i])).join(s);
    },
  },
});
