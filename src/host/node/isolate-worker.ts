// What runs in the worker thread of an isolate.
import { parentPort } from 'node:worker_threads';
import type { Host } from '../../runtime/host.js';
import type { Grant, Setting } from '../isolate/messages.js';
import { serveIsolate } from '../isolate/world.js';
import { createRuntime } from './entry.js';
import { nodeHost } from './grants.js';
import { createNodeHost } from './index.js';
import { SourcePath } from './source-path.js';

/** The parts of the host that each grant opens. */
const PARTS: Readonly<Record<Grant, readonly (keyof Host)[]>> = {
  clock: ['now', 'nanoTime'],
  chance: ['random'],
  sleep: ['sleep'],
  files: ['files'],
  environment: ['env', 'envAll'],
};

function hostFor({ grants = [], sourcePath, http, listen, processes }: Setting): Host {
  const whole: Host = createNodeHost([]);
  const parts = grants.flatMap((grant) => PARTS[grant] ?? []).map((part) => [part, whole[part]]);
  return {
    ...nodeHost({ http, listen, processes }),
    ...Object.fromEntries(parts),
    ...(sourcePath === undefined ? {} : { sources: new SourcePath(sourcePath, null) }),
  };
}

if (parentPort === null) throw new Error('isolate-worker.js runs in a thread that createIsolate makes');
const port = parentPort;
port.on('message', serveIsolate({ createRuntime }, { send: (message) => port.postMessage(message) }, hostFor));
