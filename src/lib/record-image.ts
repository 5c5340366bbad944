import { writeImage } from '../bytecode/image/index.js';
import { symbol } from '../data/symbol.js';
import { createImageRecorder } from '../runtime/image.js';
import { describeError } from '../runtime/report.js';
import { createRuntime } from '../runtime/runtime.js';
import { sourceLibrary } from './library.js';
import { NAMESPACES } from './namespaces.gen.js';

/** The library as a build compiles it: by namespace an image that holds it alone, and what images leave out. */
export interface RecordedLibrary {
  readonly images: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, string>>;
}

/**
 * Compiles all namespaces of the library by loading them from their sources. `warn` hears of one that does not
 * load: it is left out, so that its error comes when a program requires it.
 */
export function recordImages(warn: (message: string) => void): RecordedLibrary {
  const recorder = createImageRecorder();
  const sink = { write() {}, flush() {}, close() {} };
  const runtime = createRuntime({ engine: 'vm', host: {}, stdout: sink, stderr: sink, library: sourceLibrary, recorder });
  const load = runtime.coreVar('-load-ns').root;
  for (const ns of NAMESPACES) {
    try {
      runtime.call(load, [symbol(null, ns), false]);
    } catch (e) {
      warn(`${ns} is not in the image: ${describeError(e, runtime)}`);
    }
  }
  const sections = [...recorder.sections];
  return {
    images: Object.fromEntries(sections.map(([ns, { text }]) => [ns, writeImage(new Map([[ns, text]]))])),
    details: Object.fromEntries(sections.map(([ns, { details }]) => [ns, details])),
  };
}
