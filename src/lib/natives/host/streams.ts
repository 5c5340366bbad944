import type { Runtime } from '../../../runtime/runtime.js';
import { LineSeq } from '../../../runtime/streams.js';
import { defineNatives, type NativeTable } from '../define.js';
import { encodingNamed, filesOf, isTrue, pathOf, readerArgument, readerOn, textArgument, writerOn } from './access.js';

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
      1: (reader) => new LineSeq(readerArgument(reader).source, null).seq(),
    },
    '-slurp': {
      doc: 'All text of a path, file or reader, in the encoding of that name.',
      arglists: '([f encoding])',
      internal: true,
      2(x, encoding) {
        const path = pathOf(x);
        if (path !== undefined) return filesOf(host).readText(path, encodingNamed(encoding));
        const { source } = readerOn(host, x, encoding);
        const text = source.readRest();
        source.close();
        return text;
      },
    },
    '-spit': {
      doc: 'Writes the text to a path, file or writer.',
      arglists: '([f text append encoding])',
      internal: true,
      4(x, text, append, encoding) {
        const writer = writerOn(host, x, isTrue(append), encoding);
        writer.write(textArgument(text));
        writer.close();
        return null;
      },
    },
  });
}
