/**
 * Times the benchmark programs on Clove's engines, in plain JavaScript, and on whatever peers are installed. Every sample
 * is a fresh process, the contestants take turns, and a wrong result is never a time.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildClove, contestants, isInstalled } from './contestants.mjs';
import { checkPrograms, measureCase, measureProgram } from './measure.mjs';
import { expectedFile, readExpected, readPrograms, root } from './programs.mjs';
import { regressions, summarise } from './statistics.mjs';
import { failuresText, ratiosOf, systemText, tableText } from './table.mjs';

const RESULTS = join(import.meta.dirname, 'results');
const SYSTEM = ['start-up', 'runtimes', 'memory'];
const USAGE = `usage: npm run bench -- [options]
  --samples N     fresh processes per program and contestant (5)
  --repeats N     warm runs in each process, at most (15)
  --warm-up MS    how long a program runs before it is measured, of the processor's time (1500)
  --budget MS     how long it is measured, at most, of the processor's time (2000)
  --cold          only loading and the first run
  --only A,B      only these programs, groups, or cases: system, ${SYSTEM.join(', ')}
  --with A,B      only these contestants: ${contestants.map((c) => c.name).join(', ')}
  --smoke         small sizes, one process for each family of contestants: does everything run and agree?
  --json FILE     writes all numbers there; the name "store" means bench/results/DATE-COMMIT.json
  --against best  compares with the best stored results of this kind of machine; exit code 1 where a row is slower
  --record        writes the results of the JavaScript programs as those that all must give`;

const OPTIONS = {
  samples: { type: 'string', default: '5' },
  repeats: { type: 'string', default: '15' },
  'warm-up': { type: 'string', default: '1500' },
  budget: { type: 'string', default: '2000' },
  cold: { type: 'boolean', default: false },
  only: { type: 'string' },
  with: { type: 'string' },
  smoke: { type: 'boolean', default: false },
  json: { type: 'string' },
  against: { type: 'string' },
  record: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

function fail(message) {
  console.error(message);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (e) {
    return fail(`${e.message}\n${USAGE}`);
  }
}

/** The names in `list`, separated by commas, each of which must be known; null where there is no list. */
function namesIn(list, known) {
  if (list === undefined) return null;
  const wanted = list.split(',');
  for (const name of wanted) if (!known.includes(name)) fail(`there is no ${name}; there are ${known.join(', ')}`);
  return new Set(wanted);
}

/** Of a result: when, what, and on which kind of machine. */
function about(samples, timing) {
  const git = (...words) => execFileSync('git', words, { encoding: 'utf8', cwd: root }).trim();
  return {
    commit: git('describe', '--always', '--dirty', '--abbrev=8'),
    date: new Date().toISOString(),
    node: process.version,
    machine: `${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.versions.node.split('.')[0]}`,
    load: { before: loadavg(), after: loadavg() },
    samples,
    timing,
  };
}

/** The commands of the cases of bench/system, each contestant's in turn. */
function measureSystem(cases, entrants, samples) {
  const found = [];
  for (const name of cases) {
    const values = new Map();
    for (let i = 0; i < samples; i++) {
      for (const entrant of entrants) {
        const metrics = measureCase([process.execPath, join(import.meta.dirname, 'system', `${name}.mjs`), entrant.name]);
        const of = values.get(entrant.name) ?? {};
        values.set(entrant.name, of);
        for (const [metric, value] of Object.entries(metrics)) {
          of[metric] ??= [];
          of[metric].push(value);
        }
      }
    }
    for (const [contestant, of] of values) if (Object.keys(of).length > 0) found.push({ case: name, contestant, values: of });
    console.error(name);
  }
  return found;
}

/** One contestant of each family, of those that have one. */
function ofEachFamily(entrants) {
  const seen = new Set([undefined]);
  return entrants.filter(({ family }) => !seen.has(family) && seen.add(family));
}

/** The contestants that were asked for: those that are here, and the names of the others. */
function entrantsOf(options) {
  const wanted = namesIn(
    options.with,
    contestants.map(({ name }) => name),
  );
  const asked = contestants.filter(({ name }) => wanted === null || wanted.has(name));
  const entrants = asked.filter(isInstalled);
  if (entrants.some(({ name }) => name.startsWith('clove'))) buildClove();
  return { entrants, absent: asked.filter((entrant) => !entrants.includes(entrant)).map(({ name }) => name) };
}

/** Does everything run, and agree? */
function smoke(options, programs, cases) {
  const entrants = ofEachFamily(entrantsOf(options).entrants);
  const expected = readExpected();
  for (const entrant of entrants) console.log(`${entrant.name}: ${checkPrograms(entrant, programs, expected)} programs`);
  const vm = entrants.filter(({ name }) => name === 'clove-vm');
  for (const { case: name, values } of measureSystem(cases, vm, 1)) console.log(`${name}: ${Object.keys(values).length} values`);
}

/** Compares with the stored results of this kind of machine; true where no row is slower beyond the spread. */
function isNoSlower(result) {
  const stored = readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(RESULTS, name), 'utf8')))
    .filter((one) => one.about.machine === result.about.machine);
  if (stored.length === 0) console.log(`no stored result of ${result.about.machine}`);
  const found = regressions(ratiosOf(result), stored.map(ratiosOf));
  for (const { row, now, best, allowed } of found) {
    console.log(
      `slower: ${row}: ${now.toFixed(2)} times plain JavaScript, ${best.toFixed(2)} at best (up to ${(best * allowed).toFixed(2)} is noise)`,
    );
  }
  if (stored.length > 0) console.log(`${found.length} rows slower than the best of ${stored.length} stored results`);
  return found.length === 0;
}

/** Writes a result, as a whole: what is interrupted leaves the rows that it has. */
function store(result, name) {
  const stamp = `${result.about.date.slice(0, 16).replace(/[-:]/g, '').replace('T', '-')}-${result.about.commit}.json`;
  const file = name === 'store' ? join(RESULTS, stamp) : name;
  mkdirSync(dirname(file), { recursive: true });
  const rounded = (key, value) => (typeof value === 'number' && key !== 'size' ? Number(value.toPrecision(5)) : value);
  writeFileSync(file, `${JSON.stringify(result, rounded, 1)}\n`);
}

function measureAll(options, programs, cases, keep) {
  const samples = Number(options.samples);
  const timing = options.cold
    ? { repeats: 0, warmUp: 0, budget: 0 }
    : { repeats: Number(options.repeats), warmUp: Number(options['warm-up']), budget: Number(options.budget) };
  const { entrants, absent } = entrantsOf(options);
  const expected = readExpected();
  const result = { about: about(samples, timing), contestants: entrants.map(({ name }) => name), absent, rows: [], system: [] };
  for (const program of programs) {
    for (const size of program.sizes) {
      const key = `${program.name}/${size}`;
      if (expected[key] === undefined) throw new Error(`bench/expected.json has no ${key}: npm run bench -- --record`);
      const taken = measureProgram(program, size, entrants, samples, timing, expected[key]);
      result.rows.push({ group: program.group, program: program.name, size, contestants: taken });
      keep(result);
      const jit = taken['clove-jit']?.samples;
      const shown =
        jit === undefined || jit[0].warm.length === 0 ? '' : `, jit ${summarise(jit.map((s) => Math.min(...s.warm))).median.toFixed(2)} ms`;
      console.error(`${program.group}/${key}: ${expected[key].slice(0, 40)}${shown}`);
    }
  }
  result.system = measureSystem(cases, entrants, samples);
  result.about.load.after = loadavg();
  keep(result);
  return result;
}

async function record(programs) {
  const expected = {};
  for (const program of programs) {
    const { run } = await import(program.inLanguage('mjs'));
    for (const size of [program.small, ...program.sizes]) expected[`${program.name}/${size}`] = String(run(size));
  }
  writeFileSync(expectedFile, `${JSON.stringify(expected, null, 2)}\n`);
}

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const all = await readPrograms();
if (options.record) {
  await record(all);
  process.exit(0);
}
const groups = new Set(all.map((program) => program.group));
const only = namesIn(options.only, [...groups, ...all.map((program) => program.name), 'system', ...SYSTEM]);
const programs = all.filter((program) => only === null || only.has(program.name) || only.has(program.group));
const cases = SYSTEM.filter((name) => only === null || only.has(name) || only.has('system'));

/** Measures, prints, stores and compares as the options ask. */
function compare() {
  const result = measureAll(options, programs, cases, (soFar) => options.json !== undefined && store(soFar, options.json));
  const cold = options.cold;
  if (result.rows.length > 0) {
    console.log(
      cold
        ? 'loading and the first run; the others: how many times as long as plain JavaScript'
        : `warm: the median of ${result.about.samples} processes, each the least disturbed of up to ${options.repeats} runs; the others: how many times as long as plain JavaScript`,
    );
    console.log(tableText(result, cold));
  }
  console.log(`\n${systemText(result)}`);
  if (result.absent.length > 0) console.log(`\nnot installed: ${result.absent.join(', ')} (bench/peers/install.sh)`);
  const failures = failuresText(result);
  if (failures !== '') console.log(`\nleft out:\n${failures}`);
  console.log(`\nload of the machine: ${result.about.load.before[0].toFixed(1)} before, ${result.about.load.after[0].toFixed(1)} after`);
  if (options.against !== undefined && !isNoSlower(result)) process.exitCode = 1;
}

try {
  if (options.smoke) smoke(options, programs, cases);
  else compare();
} catch (e) {
  console.error(e.message);
  process.exitCode = 1;
}
