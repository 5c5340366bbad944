/** The bars that Clove has set itself, each with the figure that a result has for it. */
import { geometricMean, summarise } from './statistics.mjs';
import { milliseconds, times } from './table.mjs';

/** How far `name` is from `base` on the rows that both have and that `wanted` names: geometric mean and number of rows. */
function against(rows, name, base, wanted) {
  const ratios = rows.filter(wanted).flatMap(({ cells }) => {
    const [mine, other] = [cells[name]?.median, cells[base]?.median];
    return mine === undefined || other === undefined ? [] : [mine / other];
  });
  return ratios.length === 0 ? undefined : { mean: geometricMean(ratios), rows: ratios.length };
}

const find = (rows, program, size) => rows.find((row) => row.program === program && (size === undefined || row.size === size));
const isCompute = (row) => row.group === 'compute';
const unmeasured = { text: 'not measured in this result', met: undefined };

/** A figure that meets its bar where it is no more than `most`. */
const atMost = (value, most, text) => (value === undefined ? unmeasured : { text, met: value <= most });

function ratioBar(rows, name, base, wanted) {
  const found = against(rows, name, base, wanted);
  return found === undefined ? unmeasured : atMost(found.mean, 1, `${times(found.mean)}x its time over ${found.rows} programs`);
}

/** The time of one of `count` steps of a program, in nanoseconds. */
const stepOf = (rows, program, size, count, name) => {
  const ms = find(rows, program, size)?.cells[name]?.median;
  return ms === undefined ? undefined : (ms * 1e6) / count;
};

const nanoseconds = (ns) => `${ns.toFixed(ns < 10 ? 1 : 0)} ns`;

function metricOf(result, name, metric) {
  const list = result.system.find((one) => one.contestant === name && one.values[metric] !== undefined)?.values[metric];
  return list === undefined ? undefined : summarise(list).median;
}

const REFERENCE = ['fib', 'tak', 'loop'];
const RIVALRY = ['destructuring', 'exceptions', 'throw-catch', 'transducers', 'update-in', 'frequencies'];
const isCollection = (row) => /^(vector|map|set)-(build|read)$/.test(row.program);

/**
 * The bars in their order: what, the bar itself, and `{ text, met }` of this result; `met` is undefined where it says nothing.
 * `system` is the result's list of cases, `cold` the rows of the cold runs, `bundle` the sizes of the embedding bundle in bytes after gzip: whole, and with the core alone.
 */
export function barsOf(rows, cold, system, bundle) {
  const result = { system };
  const compute = against(rows, 'clove-jit', 'js', isCompute);
  const reference = REFERENCE.map((program) => find(rows, program)?.cells['clove-jit']?.ratio).filter((x) => x !== undefined);
  const vmFib = find(rows, 'fib')?.cells['clove-vm']?.median;
  const vmLoop = find(rows, 'loop')?.cells['clove-vm']?.median;
  const protocol = stepOf(rows, 'protocol-calls', 200_000, 200_000, 'clove-jit');
  const multimethod = stepOf(rows, 'multimethod-calls', 100_000, 100_000, 'clove-jit');
  const conj = find(rows, 'vector-build', 1000)?.cells['clove-jit']?.median;
  const assoc = find(rows, 'map-build', 1000)?.cells['clove-jit']?.median;
  const pipeline = find(rows, 'lazy-pipeline')?.cells['clove-jit']?.median;
  const startUp = (name) => metricOf(result, name, 'start-up (ms)');
  const overNode = startUp('js') === undefined || startUp('clove-vm') === undefined ? undefined : startUp('clove-vm') - startUp('js');
  const load = find(cold, 'load-functions')?.cells['clove-vm']?.median;
  const runtime = metricOf(result, 'clove-vm', 'new runtime (ms)');
  const hostCall = metricOf(result, 'clove-jit', 'host calls guest (ns)');
  const deep = find(rows, 'deep-recursion')?.cells['clove-vm']?.median;
  const appends = [
    [10, 100_000],
    [1000, 100_000],
    [1_000_000, 1_000_000],
  ].map(([size, count]) => stepOf(rows, 'vector-build', size, count, 'clove-jit'));

  return [
    {
      what: 'jit, compute programs against plain JavaScript',
      bar: 'geometric mean ≤ 1.25x',
      ...atMost(compute?.mean, 1.25, `${times(compute?.mean ?? 0)}x over ${compute?.rows} programs`),
    },
    {
      what: 'jit: fib, tak, plain loop against plain JavaScript',
      bar: 'each ≤ 1.1x',
      ...(reference.length === 0 ? unmeasured : atMost(Math.max(...reference), 1.1, reference.map((x) => `${times(x)}x`).join(', '))),
    },
    ...['luajit', 'sbcl', 'chez', 'clojure'].map((peer) => ({
      what: `jit against ${peer === 'clojure' ? 'Clojure on the JVM' : peer}, compute programs`,
      bar: 'ahead on the geometric mean',
      ...ratioBar(rows, 'clove-jit', peer, isCompute),
    })),
    {
      what: 'vm: fib 27, loop to 1e6',
      bar: '≤ 15 ms, ≤ 8 ms',
      ...(vmFib === undefined || vmLoop === undefined
        ? unmeasured
        : { text: `${milliseconds(vmFib)} ms, ${milliseconds(vmLoop)} ms`, met: vmFib <= 15 && vmLoop <= 8 }),
    },
    {
      what: 'vm against Lua 5.4, compute programs',
      bar: 'ahead on the geometric mean',
      ...ratioBar(rows, 'clove-vm', 'lua5.4', isCompute),
    },
    {
      what: 'jit: protocol call',
      bar: '≤ 5 ns',
      ...atMost(protocol, 5, protocol === undefined ? '' : `${nanoseconds(protocol)}, with its loop`),
    },
    {
      what: 'jit: multimethod call',
      bar: '≤ 30 ns',
      ...atMost(multimethod, 30, multimethod === undefined ? '' : `${nanoseconds(multimethod)}, with its loop`),
    },
    ...['squint', 'cherry', 'clojure'].map((peer) => ({
      what: `jit against ${peer}: ${RIVALRY.join(', ')}`,
      bar: 'ahead',
      ...ratioBar(rows, 'clove-jit', peer, (row) => RIVALRY.includes(row.program)),
    })),
    {
      what: 'jit: conj of 1e5',
      bar: '≤ 4 ms',
      ...atMost(conj, 4, conj === undefined ? '' : `${milliseconds(conj)} ms in vectors of 1000`),
    },
    {
      what: 'jit: assoc of 1e5 entries',
      bar: '≤ 5 ms',
      ...atMost(
        assoc === undefined ? undefined : assoc * 2.5,
        5,
        assoc === undefined ? '' : `${milliseconds(assoc * 2.5)} ms in maps of 1000`,
      ),
    },
    {
      what: 'jit: the lazy pipeline over 1e6',
      bar: '≤ 4.5 ms',
      ...atMost(pipeline, 4.5, pipeline === undefined ? '' : `${milliseconds(pipeline)} ms`),
    },
    {
      what: 'jit: collections built and read, against Clojure on the JVM',
      bar: 'ahead',
      ...ratioBar(rows, 'clove-jit', 'clojure', isCollection),
    },
    {
      what: 'start-up of `clove -e nil` over `node -e 0`',
      bar: '≤ 20 ms',
      ...atMost(overNode, 20, overNode === undefined ? '' : `${milliseconds(overNode)} ms`),
    },
    {
      what: 'cold load of 500 small functions from source',
      bar: '≤ 200 ms',
      ...atMost(load, 200, load === undefined ? '' : `${milliseconds(load)} ms`),
    },
    {
      what: 'new runtime in a loaded process',
      bar: '≤ 0.1 ms',
      ...atMost(runtime, 0.1, runtime === undefined ? '' : `${milliseconds(runtime)} ms`),
    },
    { what: 'the host calls a function', bar: '≤ 15 ns', ...atMost(hostCall, 15, hostCall === undefined ? '' : nanoseconds(hostCall)) },
    {
      what: 'embedding bundle after gzip',
      bar: '≤ 100 KB',
      ...atMost(
        bundle.lean / 1024,
        100,
        `${(bundle.lean / 1024).toFixed(0)} KB with the core, ${(bundle.whole / 1024).toFixed(0)} with the whole library`,
      ),
    },
    {
      what: 'calls inside each other',
      bar: '1e6 deep',
      ...(deep === undefined ? unmeasured : { text: `1e6 in ${milliseconds(deep)} ms on the vm`, met: true }),
    },
    {
      what: 'time of an append in a loop',
      bar: 'flat from 1e2 on',
      ...(appends.includes(undefined)
        ? unmeasured
        : { text: `${appends.map(nanoseconds).join(', ')} at 10, 1e3, 1e6`, met: appends[2] <= 2 * appends[1] }),
    },
  ];
}
