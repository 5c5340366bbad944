/**
 * The fuzzer: makes programs at random, runs each on every engine, and reports where they differ, cut down to
 * little. Program number I of seed S is always the same.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { showProgram } from './form.js';
import { makeProgram } from './grammar.js';
import { type Disagreement, OracleComparer } from './oracle.js';
import { seedOf } from './random.js';

const USAGE = `usage: npm run fuzz -- [options]
  --count N    how many programs (10000)
  --seed S     which ones (a new seed each time)
  --from I     begin with program number I (0)
  --jobs N     so many at the same time (as many as there are processors)
  --show       only print the programs
  --keep       write what is found to test/fuzz/found/
  --loose      the places and stacks of errors may differ
  --restless   compiled code is left at every few safepoints, loops are entered at once, and the code cache is too small
  --oracle     compare with a running clojure instead
  --shrink N   with --oracle: cut down what is found for so many seconds (20)`;

/** A program that runs longer than this is reported as one that does not end. */
const STUCK_MS = 30_000;
/** How many programs a worker runs before another takes its place. */
const PORTION = 2500;

interface OracleOutcome {
  readonly value: string | null;
  readonly output: string;
  readonly error: { readonly class: string; readonly message: string | null } | null;
}

type Message =
  | { readonly kind: 'start' | 'shrinking'; readonly index: number }
  | { readonly kind: 'found'; readonly index: number; readonly text: string; readonly report: string }
  | { readonly kind: 'done' };

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly from: number;
  readonly jobs: number;
  readonly show: boolean;
  readonly keep: boolean;
  readonly oracle: boolean;
  readonly loose: boolean;
  readonly restless: boolean;
  readonly shrink: number;
}

function readOptions(): Options {
  const number = (text: string, name: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a number, not ${text}`);
    return value;
  };
  try {
    const { values } = parseArgs({
      options: {
        count: { type: 'string', default: '10000' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        from: { type: 'string', default: '0' },
        jobs: { type: 'string', default: String(availableParallelism()) },
        show: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        oracle: { type: 'boolean', default: false },
        shrink: { type: 'string', default: '20' },
        loose: { type: 'boolean', default: false },
        restless: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const { show, keep, oracle, loose, restless } = values;
    return {
      count: number(values.count, 'count'),
      seed: number(values.seed, 'seed'),
      from: number(values.from, 'from'),
      jobs: Math.max(1, number(values.jobs, 'jobs')),
      show,
      keep,
      oracle,
      loose,
      restless,
      shrink: number(values.shrink, 'shrink'),
    };
  } catch (e) {
    console.error(`${(e as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}

/** Runs programs in a worker until all are done or one does not end; answers where to go on. */
function runFrom(
  from: number,
  to: number,
  seed: number,
  { loose, restless }: Options,
  found: (index: number, text: string, report: string) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { seed, from, to, loose, restless } });
    let current = from;
    // What goes to and fro between compiled code and the interpreter takes its time.
    const usual = restless ? 10 * STUCK_MS : STUCK_MS;
    let allowed = usual;
    const watch = (): NodeJS.Timeout =>
      setTimeout(() => {
        found(current, showProgram(makeProgram(seedOf(seed, current))), 'it does not end');
        void worker.terminate().then(() => resolve(current + 1));
      }, allowed);
    let timer = watch();
    worker.on('message', (message: Message) => {
      // A long run of quick programs would spend its time on timers: one in a hundred is enough.
      if (message.kind === 'start' && message.index % 100 !== 0 && allowed === usual) {
        current = message.index;
        return;
      }
      clearTimeout(timer);
      if (message.kind === 'done') {
        void worker.terminate();
        resolve(to);
        return;
      }
      current = message.index;
      allowed = message.kind === 'shrinking' ? 10 * usual : usual;
      if (message.kind === 'found') found(message.index, message.text, message.report);
      timer = watch();
    });
    worker.on('error', (e) => {
      clearTimeout(timer);
      reject(e);
    });
  });
}

const said = (outcome: OracleOutcome | null): string => {
  if (outcome === null) return 'it does not end';
  const { value, output, error } = outcome;
  return JSON.stringify({ value, output, error: error && [error.class, error.message] });
};

/** Compares with Clojure, so many programs at a time; prints what differs, cut down to little. */
async function compareAll({ from, count, seed, keep, shrink }: Options): Promise<void> {
  const to = from + count;
  const AT_ONCE = 500;
  const comparer = new OracleComparer();
  const begin = Date.now();
  let differences = 0;
  let unsteady = 0;

  async function report(found: readonly Disagreement[], programs: ReadonlyMap<string, number>): Promise<void> {
    for (const { text } of found) {
      if (await comparer.isUnsteady(text)) {
        unsteady++;
        continue;
      }
      differences++;
      const index = programs.get(text) ?? from;
      const least = showProgram(await comparer.shrink(makeProgram(seedOf(seed, index)), shrink));
      const [still] = await comparer.compare([least]);
      console.log(`;; program ${index} of seed ${seed}`);
      console.log(
        still === undefined
          ? `${text}it differs only now and then\n`
          : `${least}clove:   ${said(still.clove)}\nclojure: ${said(still.clojure)}\n`,
      );
      if (keep && still !== undefined) keepFound(`oracle-s${seed}-${index}`, least);
    }
  }

  // Each portion is asked about before the one before it has been looked at, so that neither side waits for the other.
  let last = Promise.resolve();
  let looked = Promise.resolve();
  for (let at = from; at < to; at += AT_ONCE) {
    const programs = new Map<string, number>();
    for (let i = at; i < Math.min(at + AT_ONCE, to); i++) programs.set(showProgram(makeProgram(seedOf(seed, i))), i);
    const found = comparer.compare([...programs.keys()]);
    await last;
    last = looked;
    looked = looked.then(async () => {
      await report(await found, programs);
      process.stderr.write(`${at + programs.size - from} of ${count}\r`);
    });
  }
  await looked;
  comparer.stop();
  const seconds = (Date.now() - begin) / 1000;
  console.log(`${count} programs of seed ${seed} from ${from} in ${seconds.toFixed(0)} s: Clove and Clojure differ on ${differences}`);
  if (unsteady > 0) console.log(`${unsteady} more were left out: Clojure answers them differently each time`);
  if (comparer.endless > 0) console.log(`${comparer.endless} end neither here nor there`);
  process.exitCode = differences === 0 ? 0 : 1;
}

/** Keeps a program among the tests. */
function keepFound(name: string, text: string): void {
  const folder = join('test', 'fuzz', 'found');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.clj`), text);
}

async function main(): Promise<void> {
  const options = readOptions();
  const { count, seed, from, jobs, show, keep, oracle } = options;
  const to = from + count;
  if (show) {
    for (let i = from; i < to; i++) console.log(`;; program ${i} of seed ${seed}\n${showProgram(makeProgram(seedOf(seed, i)))}`);
    return;
  }
  if (oracle) {
    await compareAll(options);
    return;
  }
  let differences = 0;
  const begin = Date.now();
  const found = (index: number, text: string, report: string): void => {
    differences++;
    console.log(`program ${index} of seed ${seed}:\n${text}${report}\n`);
    if (keep) keepFound(`s${seed}-${index}`, text);
  };
  let next = from;
  const work = async (): Promise<void> => {
    while (next < to) {
      const end = Math.min(next + PORTION, to);
      let at = next;
      next = end;
      while (at < end) at = await runFrom(at, end, seed, options, found);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  console.log(`${count} programs of seed ${seed} in ${((Date.now() - begin) / 1000).toFixed(1)} s, ${differences} differences`);
  process.exitCode = differences === 0 ? 0 : 1;
}

await main();
