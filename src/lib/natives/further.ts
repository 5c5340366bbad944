import type { Runtime } from '../../runtime/runtime.js';
import { httpClientNatives, httpServerNatives } from './clove/http.js';
import { processNatives } from './clove/processes.js';
import { asyncStreamNatives } from './clove/streams.js';
import { csvNatives } from './csv/natives.js';
import type { NativeTable } from './define.js';
import { jsonNatives } from './json/natives.js';
import { pprintNatives } from './pprint/natives.js';

/** The natives that come with namespaces that are loaded after the core. */
export const furtherNatives: Readonly<Record<string, (runtime: Runtime) => NativeTable>> = {
  'clojure.pprint': () => pprintNatives,
  'clojure.data.json': () => jsonNatives,
  'clojure.data.csv': () => csvNatives,
  'clove.stream': asyncStreamNatives,
  'clove.http': httpClientNatives,
  'clove.http.server': httpServerNatives,
  'clove.process': processNatives,
};
