import { classCast } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';
import type { TextSink } from '../../../runtime/host.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { CallbackWriter, StringWriter } from '../../../runtime/streams.js';
import { defineNatives, type NativeTable } from '../define.js';
import { flushWriter } from '../host/access.js';

function writer(x: Value): TextSink {
  if (typeof x === 'object' && x !== null && 'write' in x && 'flush' in x) return x as TextSink;
  throw classCast(x, 'java.io.Writer');
}

/** Natives that write to `*out*`. */
export function outputNatives(runtime: Runtime): NativeTable {
  const out = (): TextSink => {
    const v = runtime.coreVar('*out*');
    return writer(v.bound === 0 ? v.root : runtime.bindings.read(v));
  };
  return defineNatives('clojure.core', {
    '-write': {
      doc: 'Appends the text to *out*.',
      arglists: '([text])',
      internal: true,
      1(text) {
        out().write(text as string);
        return null;
      },
    },
    '-flush': {
      doc: 'Flushes *out*.',
      arglists: '([])',
      internal: true,
      0() {
        return flushWriter(out());
      },
    },
    '-write-to': {
      doc: 'Appends the text to a writer.',
      arglists: '([writer text])',
      internal: true,
      2(w, text) {
        writer(w).write(text as string);
        return null;
      },
    },
    '-callback-writer': {
      doc: 'A writer that calls a function with its text when it is flushed, and another one with what is left when it is closed.',
      arglists: '([on-flush on-close])',
      internal: true,
      2: (onFlush, onClose) => new CallbackWriter(onFlush, onClose),
    },
    '-string-writer': { doc: 'A writer that keeps what is written to it.', arglists: '([])', internal: true, 0: () => new StringWriter() },
    '-written': {
      doc: 'What has been written to a writer of -string-writer.',
      arglists: '([writer])',
      internal: true,
      1: (w) => (w as StringWriter).text,
    },
  });
}
