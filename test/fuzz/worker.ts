import { parentPort, workerData } from 'node:worker_threads';
import { createComparer, describeDifference } from './compare.js';
import { showProgram } from './form.js';
import { makeProgram } from './grammar.js';
import { seedOf } from './random.js';
import { shrink } from './shrink.js';

/** Runs the programs `from` up to `to` of a seed; tells the main thread about each start, and about each difference. */
const { seed, from, to, loose, restless } = workerData as { seed: number; from: number; to: number; loose: boolean; restless: boolean };
const comparer = createComparer(loose, restless);
for (let index = from; index < to; index++) {
  parentPort?.postMessage({ kind: 'start', index });
  const program = makeProgram(seedOf(seed, index));
  if (comparer.compare(showProgram(program)) === null) continue;
  parentPort?.postMessage({ kind: 'shrinking', index });
  const least = showProgram(shrink(program, (forms) => comparer.compare(showProgram(forms)) !== null));
  const difference = comparer.compare(least) ?? comparer.compare(showProgram(program));
  parentPort?.postMessage({
    kind: 'found',
    index,
    text: least,
    report: difference === null ? 'it differs only now and then' : describeDifference(difference),
  });
}
parentPort?.postMessage({ kind: 'done' });
