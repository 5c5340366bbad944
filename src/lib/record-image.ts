import { writeImage } from '../bytecode/image/index.js';
import { symbol } from '../data/symbol.js';
import { createImageRecorder } from '../runtime/image.js';
import { describeError } from '../runtime/report.js';
import { createRuntime } from '../runtime/runtime.js';
import { sourceLibrary } from './library.js';
import { CORE_FILES, PARTS, SOURCES } from './sources.gen.js';

/**
 * The image of all namespaces of the library, made by loading them from their sources. `warn` hears of one that does not
 * load: it is left out, so that its error comes when a program requires it.
 */
export function recordImage(warn: (message: string) => void): string {
  const recorder = createImageRecorder();
  const sink = { write() {}, flush() {}, close() {} };
  const runtime = createRuntime({ engine: 'vm', host: {}, stdout: sink, stderr: sink, library: sourceLibrary, recorder });
  const load = runtime.coreVar('-load-ns').root;
  for (const ns of shippedNamespaces()) {
    try {
      runtime.call(load, [symbol(null, ns), false]);
    } catch (e) {
      warn(`${ns} is not in the image: ${describeError(e, runtime)}`);
    }
  }
  return writeImage(recorder.sections);
}

/** The namespaces beside clojure.core, by the names of their files. */
export function shippedNamespaces(): string[] {
  const further = new Set([...CORE_FILES, ...Object.values(PARTS).flatMap((files) => files.slice(1))]);
  return Object.keys(SOURCES)
    .filter((file) => !further.has(file))
    .map((file) =>
      file
        .replace(/\.clj$/, '')
        .replace(/\//g, '.')
        .replace(/_/g, '-'),
    );
}
