/** The measurement, for contestants that live in a process of Node. The same as in warm.clj. */
import { performance } from 'node:perf_hooks';

/** What follows the harness's own arguments, for each program SIZE REPEATS WARM-UP-MS BUDGET-MS FILE NAMESPACE. */
function readArguments(skip) {
  const words = process.argv.slice(2 + skip);
  const programs = [];
  while (words.length > 0) {
    const [size, repeats, warmUp, budget, file] = words.splice(0, 6);
    programs.push({ size: Number(size), repeats: Number(repeats), warmUp: Number(warmUp), budget: Number(budget), file });
  }
  return programs;
}

/**
 * Loads the program of a file with `load`, which gives its `run`; runs it once; then, when there are to be repeats, for the time of
 * the warm-up and after that measured; prints it all as JSON.
 */
async function reportOne({ size, repeats, warmUp, budget, file }, load) {
  const start = performance.now();
  const run = await load(file);
  const loaded = performance.now();
  let result = run(size);
  if (result instanceof Promise) result = await result;
  const first = performance.now() - loaded;
  const again = async () => {
    const before = performance.now();
    let value = run(size);
    if (value instanceof Promise) value = await value;
    const elapsed = performance.now() - before;
    if (value !== result) throw new Error(`the result changed from ${result} to ${value}`);
    return elapsed;
  };
  const warm = [];
  if (repeats > 0) {
    for (const begin = performance.now(); performance.now() - begin < warmUp; ) await again();
    const begin = performance.now();
    while (warm.length < repeats && !(warm.length > 0 && performance.now() - begin > budget)) warm.push(await again());
  }
  console.log(JSON.stringify({ load: loaded - start, first, warm, result: String(result) }));
}

/** The report of each program that the arguments name, after `skip` arguments of the harness's own. */
export async function report(load, skip = 0) {
  for (const program of readArguments(skip)) await reportOne(program, load);
}
