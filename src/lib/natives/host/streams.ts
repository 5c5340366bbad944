import { MapLike } from '../../../data/collection.js';
import { GUEST } from '../../../data/guest.js';
import { keyword } from '../../../data/keyword.js';
import { IncomingBytes } from '../../../runtime/async-streams.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { LineSeq } from '../../../runtime/streams.js';
import { defineNatives, type NativeTable } from '../define.js';
import { allText, closeWriter, isTrue, readerArgument, textArgument, writerOn } from './access.js';

const APPEND = keyword(null, 'append');

/** Natives of clojure.core over input and output. */
export function streamNatives(runtime: Runtime): NativeTable {
  const { host } = runtime;

  return defineNatives('clojure.core', {
    '-read-line': {
      doc: 'The next line of the reader, without its end; nil where there is none.',
      arglists: '([rdr])',
      internal: true,
      1: (reader) => readerArgument(reader).source.readLine(),
    },
    'line-seq': {
      doc: 'The lines of the reader as a lazy seq of strings; nil where there are none. Each line is read when it is first looked at.',
      arglists: '([rdr])',
      1: (reader) => (reader instanceof IncomingBytes ? GUEST : new LineSeq(readerArgument(reader).source, null).seq()),
    },
    '-slurp': {
      doc: 'All text of a path, a file, a reader or a stream of bytes, in the encoding of that name. Others are opened with the options.',
      arglists: '([f encoding opts])',
      internal: true,
      3: (x, encoding, _opts) => allText(host, x, encoding) ?? GUEST,
    },
    '-spit': {
      doc: 'Writes the text to a path, a file, a writer or a stream of bytes. Others are opened with the options.',
      arglists: '([f text encoding opts])',
      internal: true,
      4(x, text, encoding, opts) {
        const append = opts instanceof MapLike && isTrue(opts.get(APPEND, null));
        const writer = writerOn(host, x, append, encoding);
        if (writer === undefined) return GUEST;
        writer.write(textArgument(text));
        return closeWriter(writer);
      },
    },
  });
}
