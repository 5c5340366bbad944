/**
 * Times the benchmark programs on Clove's engines and on whatever else is installed. Every sample is a fresh
 * process, the contestants take turns, and a wrong result ends the run: it is never a time.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { buildClove, contestants, isInstalled, median, programs, sample } from './contestants.mjs';

const USAGE = `usage: node bench/compare.mjs [options]
  --samples N     fresh processes per program and contestant (5)
  --repeats N     warm runs in each process (15)
  --only A,B      only these programs: ${programs.map((p) => p.name).join(', ')}
  --with A,B      only these contestants: ${contestants.map((c) => c.name).join(', ')}
  --smoke         small sizes, one sample: does everything run and agree?
  --json FILE     also write all numbers there`;

function readOptions() {
  try {
    return parseArgs({
      options: {
        samples: { type: 'string', default: '5' },
        repeats: { type: 'string', default: '15' },
        only: { type: 'string' },
        with: { type: 'string' },
        smoke: { type: 'boolean', default: false },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (e) {
    console.error(`${e.message}\n${USAGE}`);
    process.exit(2);
  }
}

/** The items whose names `list` (separated by commas) has; all of them when there is no list. */
function pick(items, list) {
  if (list === undefined) return items;
  const wanted = list.split(',');
  const names = items.map((item) => item.name);
  for (const name of wanted) {
    if (!names.includes(name)) {
      console.error(`there is no ${name}; there are ${names.join(', ')}`);
      process.exit(2);
    }
  }
  return items.filter((item) => wanted.includes(item.name));
}

const geometricMean = (numbers) => Math.exp(numbers.reduce((sum, x) => sum + Math.log(x), 0) / numbers.length);
const show = (ms) => (ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0));
const summarise = (times) => ({ median: median(times), low: Math.min(...times), high: Math.max(...times) });

/** Takes all samples of one program, the contestants in turn; all results must be equal. */
function measure(program, entrants, size, samples, repeats) {
  const taken = new Map(entrants.map((entrant) => [entrant.name, []]));
  let agreed;
  for (let i = 0; i < samples; i++) {
    for (const entrant of entrants) {
      const command = entrant.command(program, size, repeats);
      if (command === null) continue;
      const one = sample(command);
      agreed ??= one.result;
      if (one.result !== agreed) throw new Error(`${program.name} ${size}: ${entrant.name} says ${one.result}, others ${agreed}`);
      taken.get(entrant.name).push(one);
    }
  }
  const times = {};
  for (const [name, list] of taken) {
    if (list.length > 0) times[name] = { first: summarise(list.map((s) => s.first)), warm: summarise(list.map((s) => s.warm)) };
  }
  return { program: program.name, size, result: agreed, times };
}

function printRows(rows, names) {
  const header = ['program', 'size', ...names.flatMap((name) => [`${name} warm`, 'low-high', 'x js', 'first'])];
  const lines = rows.map(({ program, size, times }) => [
    program,
    String(size),
    ...names.flatMap((name) => {
      const t = times[name];
      if (t === undefined) return ['', '', '', ''];
      const ratio = times.js === undefined ? '' : (t.warm.median / times.js.warm.median).toFixed(2);
      return [show(t.warm.median), `${show(t.warm.low)}-${show(t.warm.high)}`, ratio, show(t.first.median)];
    }),
  ]);
  const widths = header.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i].length)));
  for (const line of [header, ...lines])
    console.log(line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
  for (const name of names) {
    const ratios = rows.filter((r) => r.times[name] && r.times.js).map((r) => r.times[name].warm.median / r.times.js.warm.median);
    if (ratios.length > 1) console.log(`geometric mean of ${name} over js, ${ratios.length} programs: ${geometricMean(ratios).toFixed(2)}`);
  }
}

function commitOf() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8', cwd: import.meta.dirname }).trim();
  } catch {
    return null;
  }
}

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const samples = options.smoke ? 1 : Number(options.samples);
const repeats = options.smoke ? 1 : Number(options.repeats);
const entrants = pick(contestants, options.with).filter(isInstalled);
const chosen = pick(programs, options.only);
const rows = [];
try {
  if (entrants.some((entrant) => entrant.name.startsWith('clove'))) buildClove();
  for (const program of chosen) {
    rows.push(measure(program, entrants, options.smoke ? program.smallSize : program.size, samples, repeats));
    console.error(`${program.name}: ${rows.at(-1).result}`);
  }
} catch (e) {
  console.error(e.message);
  process.exit(1);
}
console.log(
  `milliseconds; warm: the median of ${samples} processes, each the median of up to ${repeats} runs; first: loading and the first run`,
);
printRows(
  rows,
  entrants.map((entrant) => entrant.name),
);
if (options.json !== undefined) {
  const about = {
    commit: commitOf(),
    date: new Date().toISOString(),
    node: process.version,
    processor: cpus()[0]?.model,
    cores: cpus().length,
    samples,
    repeats,
  };
  writeFileSync(options.json, `${JSON.stringify({ about, rows }, null, 2)}\n`);
}
