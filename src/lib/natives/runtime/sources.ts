import { MapLike } from '../../../data/collection.js';
import { keyword } from '../../../data/keyword.js';
import { Var } from '../../../data/var.js';
import { createReader } from '../../../reader/reader.js';
import { Source } from '../../../reader/source.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';

const FILE = keyword(null, 'file');
const LINE = keyword(null, 'line');

/** Natives over the texts that the runtime has read. */
export function sourceNatives(runtime: Runtime): NativeTable {
  return defineNatives('clojure.core', {
    '-source-text': {
      doc: 'The text of the definition of a var; nil where it is not known.',
      arglists: '([v])',
      internal: true,
      1(v) {
        if (!(v instanceof Var) || !(v.meta instanceof MapLike)) return null;
        const file = v.meta.get(FILE, null);
        const line = v.meta.get(LINE, null);
        if (typeof file !== 'string' || typeof line !== 'number') return null;
        // What was loaded from the image has not been read.
        const shipped = (): string | undefined => runtime.library.find(v.ns)?.find((found) => found.file === file)?.text;
        const text = runtime.sources.get(file)?.text ?? shipped();
        if (text === undefined) return null;
        const from = text
          .split('\n')
          .slice(line - 1)
          .join('\n');
        const reader = createReader(new Source(file, from), runtime.readerContext);
        runtime.finishRead(
          () => reader.read(),
          (value) => reader.resume(value),
        );
        return from.slice(0, reader.offset).trim();
      },
    },
  });
}
