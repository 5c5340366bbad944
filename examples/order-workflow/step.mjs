// One step of the order, in a process of its own: `node step.mjs FOLDER [EVENT VALUE]` begins the order, or goes on with it
// where the last process left it, tells it of an event, and saves it again. Prints its state, its journal, and the events of the steps that were
// saved.
import { readFileSync } from 'node:fs';
import { createRuntime, restoreRuntime } from '../../dist/index.js';
import { openStore } from './store.mjs';

const [folder, event, value] = process.argv.slice(2);
const store = await openStore(folder);
const saved = store.load('order');

let runtime;
if (saved === null) {
  runtime = createRuntime();
  runtime.start(readFileSync(new URL('workflow.clj', import.meta.url), 'utf8'), { file: 'workflow.clj' });
} else runtime = restoreRuntime(saved, { engine: 'auto' });

if (event !== undefined) runtime.evalString(`(deliver (events :${event}) ${value})`);
// Whoever kills the process here takes nothing with it: the step has not been saved, and is done again.
while (runtime.advance({ turns: 1, safepoints: 5 }));
store.save('order', runtime.snapshot(), event);
console.log(runtime.programs[0].state);
console.log(runtime.printString(runtime.evalString('@journal')));
console.log(JSON.stringify(store.steps('order')));
