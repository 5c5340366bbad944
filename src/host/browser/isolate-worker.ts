// What runs in the web worker of an isolate.
import { createRuntime } from '../../api/index.js';
import type { Host } from '../../runtime/host.js';
import type { FromIsolate, Grant, Setting, ToIsolate } from '../isolate/messages.js';
import { serveIsolate } from '../isolate/world.js';

declare const self: {
  postMessage(message: FromIsolate): void;
  onmessage: (event: { readonly data: ToIsolate }) => void;
};

/** What each grant opens. */
const PARTS: Readonly<Record<Grant, Host | null>> = {
  clock: { now: Date.now, nanoTime: () => performance.now() * 1e6 },
  chance: { random: Math.random },
  sleep: null,
  files: null,
  environment: null,
};

const OF_NODE = ['sourcePath', 'http', 'listen', 'processes'] as const;

function hostFor({ grants = [], ...others }: Setting): Host {
  const missing = grants.find((grant) => PARTS[grant] === null) ?? OF_NODE.find((name) => others[name] !== undefined);
  if (missing !== undefined) throw new Error(`There is no ${missing} in a browser`);
  return Object.assign({}, ...grants.map((grant) => PARTS[grant]));
}

const answer = serveIsolate({ createRuntime }, { send: (message) => self.postMessage(message) }, hostFor);
self.onmessage = ({ data }) => answer(data);
