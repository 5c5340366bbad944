/**
 * How far hostile programs (`test/limits/hostile.ts`) go beyond a limit before they are stopped: milliseconds beyond the limit of time, and bytes of
 * live data beyond that of memory.
 *
 *   node bench/limits.mjs [--engine vm|jit|auto] [--time MS] [--memory MB] [--tries N] [--only time|memory] [--all]
 *
 * Each program is tried until it is stopped within 10 ms of its time, at most `--tries` times (default 3), and the least is kept: a machine that
 * does something else makes any program late.
 */
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { createRuntime, LimitError } from '../dist/index.js';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'jit' },
    time: { type: 'string', default: '50' },
    memory: { type: 'string', default: '64' },
    tries: { type: 'string', default: '3' },
    only: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
});
const MEGABYTE = 1 << 20;
const [time, memory, tries] = [Number(values.time), Number(values.memory) * MEGABYTE, Number(values.tries)];

const bundled = await build({ entryPoints: ['test/limits/hostile.ts'], format: 'esm', write: false });
const { HOSTILE } = await import(`data:text/javascript,${encodeURIComponent(bundled.outputFiles[0].text)}`);

function fresh() {
  const runtime = createRuntime({ engine: values.engine });
  runtime.evaluate("(require 'clojure.string 'clojure.walk)");
  return runtime;
}

let runtime = fresh();

/** Runs a program; what ended it, and how many milliseconds that took. */
function run(text, limits) {
  const began = performance.now();
  let end = 'itself';
  try {
    runtime.evaluate(text, { limits });
  } catch (e) {
    end = e instanceof LimitError ? e.limit : 'an error';
  }
  return { end, took: performance.now() - began };
}

/** Gives up what was stopped. */
function clear() {
  try {
    runtime.evaluate('1', { limits: { fuel: 2000, time: 20_000 } });
  } catch {
    runtime = fresh();
  }
}

const others = { depth: 2_000_000, output: 10_000_000, fibers: 10_000 };

function report(title, unit, found, bar) {
  const over = found.map(({ beyond }) => beyond).sort((a, b) => a - b);
  const at = (share) => over[Math.min(over.length - 1, Math.floor(over.length * share))].toFixed(1);
  const beyondBar = found.filter(({ beyond }) => beyond > bar);
  console.log(
    `${title}: ${over.length} programs were stopped by it; beyond it by ${unit}: median ${at(0.5)}, 90% ${at(0.9)}, 99% ${at(0.99)}, most ${at(1)}; ${beyondBar.length} by more than ${bar}`,
  );
  for (const { text, beyond } of beyondBar) console.log(`  ${beyond.toFixed(1)} ${text.slice(0, 120)}`);
}

if (values.only !== 'memory') {
  const late = [];
  for (const text of HOSTILE) {
    let least = Number.POSITIVE_INFINITY;
    let end = '';
    for (let i = 0; i < tries && least > 10; i++) {
      const result = run(text, { ...others, time, memory });
      end = result.end;
      least = Math.min(least, result.took - time);
      clear();
    }
    if (values.all) console.log(`${end} ${least.toFixed(1)} ${text.slice(0, 100)}`);
    if (end !== 'itself' && end !== 'an error') late.push({ text, beyond: least });
  }
  report(`time ${time} ms, memory ${values.memory} MB`, 'milliseconds', late, 10);
}

if (values.only !== 'time') {
  const over = [];
  let heap = 0;
  for (const text of HOSTILE) {
    const heapBefore = process.memoryUsage().heapUsed;
    const { end, took } = run(text, { ...others, time: 20_000, fuel: 500_000, memory: 4 * MEGABYTE });
    if (values.all) console.log(`${end} ${took.toFixed(0)} ms ${text.slice(0, 100)}`);
    if (end === 'memory') {
      over.push({ text, beyond: (runtime.measureMemory() - 4 * MEGABYTE) / MEGABYTE });
      heap = Math.max(heap, process.memoryUsage().heapUsed - heapBefore);
    }
    clear();
  }
  report('memory 4 MB', 'megabytes', over, 1);
  console.log(`the heap of the process grew by ${(heap / MEGABYTE).toFixed(0)} MB at most`);
}
