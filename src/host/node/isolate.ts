import { Worker } from 'node:worker_threads';
import { LimitError } from '../../data/budget.js';
import { createIsolateOver, type Isolate, type IsolateOptions } from '../isolate/index.js';

export type { Grant, Isolate, IsolateOptions, IsolateRequest } from '../isolate/index.js';

export interface NodeIsolateOptions extends IsolateOptions {
  /** Megabytes of its heap: a program that needs more ends its isolate, and nothing else. Default 256. Array buffers are not in it. */
  readonly heap?: number;
  /** Megabytes of its thread's stack. Default 4. */
  readonly stack?: number;
}

/**
 * Makes a runtime in a worker thread: what it does holds up nobody, it has a heap of its own with a hard limit, and it can be
 * killed at any time.
 */
export function createIsolate(options: NodeIsolateOptions = {}): Isolate {
  const { heap = 256, stack = 4, ...own } = options;
  return createIsolateOver((events) => {
    const worker = new Worker(new URL('./isolate-worker.js', import.meta.url), {
      env: own.grants?.includes('environment') === true ? process.env : own.processes === undefined ? {} : { PATH: process.env.PATH },
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: Math.max(1, Math.min(16, heap / 4)), stackSizeMb: stack },
      stdin: false,
    });
    worker.on('message', events.message);
    worker.on('error', (e: NodeJS.ErrnoException) =>
      events.died(
        e.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new LimitError('memory', 'The program needs more than the heap of its isolate', false) : e,
      ),
    );
    worker.on('exit', () => events.died(new Error('its thread ended')));
    worker.unref();
    return {
      send: (message) => worker.postMessage(message),
      hold: (busy) => (busy ? worker.ref() : worker.unref()),
      end: async () => void (await worker.terminate()),
    };
  }, own);
}
