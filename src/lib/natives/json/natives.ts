import type { ProtocolFn } from '../../../data/dispatch.js';
import { classCast } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';
import type { TextSink } from '../../../runtime/host.js';
import { Reader } from '../../../runtime/streams.js';
import { defineNatives } from '../define.js';
import { isTrue, textArgument } from '../host/access.js';
import { Failed, JsonParser, RawObject } from './parser.js';
import { JsonWriter } from './writer.js';

const REQUESTS = { key: 1, value: 2, seq: 3, write: 4 } as const;

/** A value of the parser, or what `atEnd` gives where the text has none. */
function read(parser: JsonParser, raw: boolean, atEnd: () => Value): Value {
  if (parser.atEnd()) return atEnd();
  return raw ? parser.raw() : parser.value();
}

function sink(x: Value): TextSink {
  if (typeof x === 'object' && x !== null && 'write' in x && 'flush' in x) return x as TextSink;
  throw classCast(x, 'java.lang.Appendable');
}

/** `[out write for-data for-others escape-unicode escape-js-separators escape-slash asks-keys asks-values omitted]`. */
function writerOn(x: Value, settings: Value): JsonWriter {
  const [out, write, forData, forOthers, unicode, separators, slash, asksKeys, asksValues, omitted] = settings as Value[];
  return new JsonWriter(
    {
      out: sink(out),
      write: write as ProtocolFn,
      forData,
      forOthers,
      unicode: isTrue(unicode),
      separators: isTrue(separators),
      slash: isTrue(slash),
      asksKeys: asksKeys === true,
      asksValues: asksValues === true,
      omitted,
    },
    x,
  );
}

/** Natives of clojure.data.json. */
export const jsonNatives = defineNatives('clojure.data.json', {
  '-read-text': {
    doc: 'The first value of a text. mode is :keywords, :raw or nil; at-end is an array of what to answer where there is none.',
    arglists: '([text mode bigdec at-end])',
    internal: true,
    4(text, mode, bigdec, atEnd) {
      const parser = new JsonParser(textArgument(text), String(mode) === ':keywords', isTrue(bigdec));
      return read(parser, String(mode) === ':raw', () => ending(parser, atEnd));
    },
  },
  '-read-from': {
    doc: 'The next value of a reader; see -read-text. What follows it is left in the reader.',
    arglists: '([reader mode bigdec at-end])',
    internal: true,
    4(reader, mode, bigdec, atEnd) {
      if (!(reader instanceof Reader)) throw classCast(reader, 'java.io.Reader');
      const text = reader.source.readRest();
      const parser = new JsonParser(text, String(mode) === ':keywords', isTrue(bigdec));
      try {
        return read(parser, String(mode) === ':raw', () => ending(parser, atEnd));
      } finally {
        reader.unread(text.slice(parser.position));
      }
    },
  },
  '-node-kind': {
    doc: 'Whether a part of what :raw gave is an array (1) or an object (2); 0 for all else. Throws where the text was wrong there.',
    arglists: '([x])',
    internal: true,
    1(x) {
      if (x instanceof Failed) throw x.error;
      return Array.isArray(x) ? 1 : x instanceof RawObject ? 2 : 0;
    },
  },
  '-node-items': {
    doc: 'The elements of an array, or the keys and values of an object by turns, as an array.',
    arglists: '([x])',
    internal: true,
    1: (x) => (x instanceof RawObject ? x.pairs : x),
  },
  '-writer': {
    doc: 'What writes x as JSON; the settings are an array.',
    arglists: '([x settings])',
    internal: true,
    2: writerOn,
  },
  '-write-on': {
    doc: 'Writes on, given the answer to the last request: 0 when all is written, 1 to ask for the text of a key, 2 for a value, 3 for a seq, 4 for a value to be written by its own method.',
    arglists: '([writer answer])',
    internal: true,
    2(writer, answer) {
      const request = (writer as JsonWriter).run(answer);
      return request === null ? 0 : REQUESTS[request];
    },
  },
  '-asked': {
    doc: 'The argument of the last request with that number.',
    arglists: '([writer i])',
    internal: true,
    2: (writer, i) => (writer as JsonWriter).asked[i as number],
  },
  '-flush-writer': {
    doc: 'Hands on what has been written.',
    arglists: '([writer])',
    internal: true,
    1(writer) {
      (writer as JsonWriter).flush();
      return null;
    },
  },
});

function ending(parser: JsonParser, atEnd: Value): Value {
  return Array.isArray(atEnd) ? atEnd[0] : parser.value();
}
