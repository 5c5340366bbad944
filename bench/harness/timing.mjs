/**
 * The measurement, for contestants that live in a process of Node. The same as in warm.cljc, which says why a time is the lesser of two
 * clocks'.
 */
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

function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What `work` gives, and its time in milliseconds. */
async function timed(work) {
  const wall = performance.now();
  const processor = processorMs();
  let value = work();
  if (value instanceof Promise) value = await value;
  const used = processorMs() - processor;
  return { value, elapsed: Math.min(used, performance.now() - wall) };
}

/**
 * Loads the program of a file with `load`, which gives its `run`; runs it once; then, when there are to be repeats, for the time of
 * the warm-up and after that measured; prints it all as JSON.
 */
async function reportOne({ size, repeats, warmUp, budget, file }, load) {
  const { value: run, elapsed: loading } = await timed(() => load(file));
  const { value: result, elapsed: first } = await timed(() => run(size));
  const warm = [];
  if (repeats > 0) {
    for (const begin = processorMs(); processorMs() - begin < warmUp; ) await timed(() => run(size));
    const begin = processorMs();
    while (warm.length < repeats && !(warm.length > 0 && processorMs() - begin > budget)) {
      const { value, elapsed } = await timed(() => run(size));
      if (value !== result) throw new Error(`the result changed from ${result} to ${value}`);
      warm.push(elapsed);
    }
  }
  console.log(JSON.stringify({ load: loading, first, warm, result: String(result) }));
}

/** The report of each program that the arguments name, after `skip` arguments of the harness's own. */
export async function report(load, skip = 0) {
  for (const program of readArguments(skip)) await reportOne(program, load);
}
