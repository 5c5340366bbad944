import { Worker } from 'node:worker_threads';
import type { Outcome } from '../support/engines.js';
import { type Answerer, type Events, Live } from './live.js';

const STUCK_MS = 20_000;
const MOST_PROGRAMS = 20_000;
/** Most of what programs and their compilation make is dropped at once: a large nursery spares a fifth of the time. */
const MEMORY = { maxYoungGenerationSizeMb: 96, maxOldGenerationSizeMb: 1024 };

function startClove({ ready, answer, ended }: Events<Outcome>): Answerer {
  const worker = new Worker(new URL('./clove-worker.mjs', import.meta.url), { resourceLimits: MEMORY });
  worker.on('message', (message: Outcome | 'ready') => (message === 'ready' ? ready() : answer(message)));
  worker.on('error', (e) => ended(e.message));
  return {
    ask: (namespace, text) => worker.postMessage([namespace, text]),
    end: () => void worker.terminate(),
  };
}

/** A Clove in a thread of its own that lives on and answers one program after another. */
export function liveClove(): Live<Outcome> {
  return new Live({ start: startClove, stuckMs: STUCK_MS, most: MOST_PROGRAMS });
}
