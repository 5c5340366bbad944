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
        const source = typeof file === 'string' ? runtime.sources.get(file) : undefined;
        if (source === undefined || typeof line !== 'number') return null;
        const from = source.text
          .split('\n')
          .slice(line - 1)
          .join('\n');
        const reader = createReader(new Source(source.file, from), runtime.readerContext);
        runtime.finishRead(
          () => reader.read(),
          (value) => reader.resume(value),
        );
        return from.slice(0, reader.offset).trim();
      },
    },
  });
}
