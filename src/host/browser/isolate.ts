import { createIsolateOver, type Isolate, type IsolateOptions } from '../isolate/index.js';
import type { FromIsolate, ToIsolate } from '../isolate/messages.js';

export type { Grant, Isolate, IsolateOptions, IsolateRequest } from '../isolate/index.js';

/** What is needed of the browser's own class `Worker`. */
interface WebWorker {
  postMessage(message: ToIsolate): void;
  terminate(): void;
  onmessage: (event: { readonly data: FromIsolate }) => void;
  onerror: (event: { readonly message: string }) => void;
}
declare const Worker: new (url: URL, options: { readonly type: 'module' }) => WebWorker;

/** Makes a runtime in a web worker: what it does holds up nobody, and it can be killed at any time. How large its heap grows is the browser's affair. */
export function createIsolate(options: IsolateOptions = {}): Isolate {
  return createIsolateOver((events) => {
    const worker = new Worker(new URL('./isolate-worker.browser.js', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => events.message(data);
    worker.onerror = ({ message }) => events.died(new Error(message));
    return {
      send: (message) => worker.postMessage(message),
      hold() {},
      async end() {
        worker.terminate();
      },
    };
  }, options);
}
