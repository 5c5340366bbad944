/** Times the function `run` of a program: SIZE REPEATS FILE. The same measurement as warm.clj. */
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

// Compilers at run time need a while: runs before this time are not counted.
const WARM_UP_MS = 1000;
const BUDGET_MS = 6000;

const size = Number(process.argv[2]);
const repeats = Number(process.argv[3]);
const start = performance.now();
const { run } = await import(pathToFileURL(resolve(process.argv[4])).href);
run(size);
const first = performance.now() - start;
const result = run(size);
for (const begin = performance.now(); performance.now() - begin < WARM_UP_MS; ) run(size);
const warm = [];
const begin = performance.now();
while (warm.length < repeats && !(warm.length > 2 && performance.now() - begin > BUDGET_MS)) {
  const before = performance.now();
  const again = run(size);
  warm.push(performance.now() - before);
  if (again !== result) throw new Error(`the result changed from ${result} to ${again}`);
}
console.log(JSON.stringify({ first, warm, result: String(result) }));
