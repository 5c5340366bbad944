/**
 * Writes docs/performance.md and its plot from stored results: `npm run bench:report [-- FILE ...]`, by default all in bench/results,
 * the newest first. Where several have a row of a contestant, the first one's counts; ratios are always to plain JavaScript in the same result.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { barsOf } from './bars.mjs';
import { LEAN, measureSize, SIZE_HEADS, sizeRows } from './bundle.mjs';
import { contestants } from './contestants.mjs';
import { plot } from './plot.mjs';
import { readPrograms, root } from './programs.mjs';
import { meansOf, milliseconds, rowsOf, times } from './table.mjs';

const RESULTS = join(import.meta.dirname, 'results');

function resultFiles() {
  if (process.argv.length > 2) return process.argv.slice(2);
  const stored = readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse();
  if (stored.length === 0) throw new Error('there is no stored result: npm run bench -- --json store');
  return stored.map((name) => join(RESULTS, name));
}

/** The rows of all results: each contestant's cell from the first that has it. */
function mergedRows(results, cold) {
  const merged = new Map();
  for (const result of results) {
    for (const row of rowsOf(result, cold)) {
      const known = merged.get(row.name);
      merged.set(row.name, known === undefined ? row : { ...known, cells: { ...row.cells, ...known.cells } });
    }
  }
  return [...merged.values()];
}

function mergedSystem(results) {
  const merged = [];
  for (const one of results.flatMap((result) => result.system)) {
    if (!merged.some((known) => known.case === one.case && known.contestant === one.contestant)) merged.push(one);
  }
  return merged;
}

const table = (header, lines) =>
  [header, header.map((_, i) => (i === 0 ? '---' : '---:')), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');

function cellText(cell) {
  if (cell === undefined) return '';
  if (cell.failure !== undefined) return cell.failure.startsWith('gives ') ? 'wrong' : '–';
  return cell.ratio === undefined ? `${milliseconds(cell.median)} ms` : times(cell.ratio);
}

function describeMachine({ about }, file) {
  const { commit, date, node, machine, load, samples, timing } = about;
  return `- \`${basename(file)}\`: commit ${commit}, ${date.slice(0, 10)}, Node ${node}, ${machine}; ${samples} processes each, warmed up for ${timing.warmUp} ms; load of the machine ${load.before[0].toFixed(1)} before and ${load.after[0].toFixed(1)} after.`;
}

function failures(results) {
  const lines = results.flatMap((result) =>
    result.rows.flatMap((row) =>
      Object.entries(row.contestants).flatMap(([name, { failure }]) => (failure === undefined ? [] : [[name, row.program, failure]])),
    ),
  );
  const seen = new Map();
  for (const [name, program, failure] of lines)
    seen.set(`${name} ${program}`, `- ${name}, ${program}: \`${failure.replaceAll('`', "'").slice(0, 110)}\``);
  return [...seen.values()].sort();
}

const files = resultFiles();
const results = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
const rows = mergedRows(results, false);
const cold = mergedRows(results, true);
const system = mergedSystem(results);
const all = await measureSize();
const lean = await measureSize(LEAN);
const bars = barsOf(rows, cold, system, { whole: all.whole.gzip, lean: lean.whole.gzip });
const names = contestants.map(({ name }) => name).filter((name) => name !== 'js' && rows.some((row) => row.cells[name] !== undefined));
const means = meansOf(rows);
const measures = new Map((await readPrograms()).map((program) => [program.name, program]));
const judged = bars.filter((bar) => bar.met !== undefined);
const metrics = [...new Set(system.flatMap(({ values }) => Object.keys(values)))];
const systemNames = contestants.map(({ name }) => name).filter((name) => system.some((one) => one.contestant === name));
const loaded = results.some(({ about }) => about.load.before[0] > 2 || about.load.after[0] > 2);
const metricText = (metric, name) => {
  const list = system.find((one) => one.contestant === name && one.values[metric] !== undefined)?.values[metric];
  return list === undefined ? '' : milliseconds([...list].sort((a, b) => a - b)[list.length >> 1]);
};
const left = failures(results);

const page = `# Performance

This page is written by \`npm run bench:report\` from stored results; \`npm run bench -- --json store\` makes one.

${results.map((result, i) => describeMachine(result, files[i])).join('\n')}

A figure is the median of fresh processes, each of which gives its least disturbed run after warming up; contestants take turns, and a
wrong result is never a time. \`js\` is what a JavaScript programmer writes for the same task, with arrays, objects and \`Map\`s that
change in place; the other columns say how many times as long they take.
${loaded ? '\nThe machine was busy with other work, so single figures may be off by far more than on a quiet one; those of 1 ms and less, and of start-up, most.\n' : ''}
## The bars

${judged.filter((bar) => bar.met).length} of the ${judged.length} that this result says something about are met.

${table(
  ['what', 'bar', 'now', ''],
  bars.map(({ what, bar, text, met }) => [what, bar, text, met === undefined ? '' : met ? 'met' : '**missed**']),
)}

Not measured here: 1BRC (\`examples/1brc\`), and the cost of fuel and of safepoints.

## Geometric means over plain JavaScript

${table(
  ['group', ...names],
  Object.entries(means).map(([group, of]) => [
    group,
    ...names.map((name) => (of[name] === undefined ? '' : `${times(of[name].mean)} (${of[name].rows})`)),
  ]),
)}

In brackets: how many programs it is the mean of.

![Each program's time over plain JavaScript's](performance.svg)

## Warm

${table(
  ['program', 'measures', 'js, ms', ...names],
  rows.map((row) => [
    `${row.program} ${row.size}`,
    measures.get(row.program)?.measures ?? '',
    row.cells.js?.median === undefined ? '' : milliseconds(row.cells.js.median),
    ...names.map((name) => cellText(row.cells[name])),
  ]),
)}

## Cold: loading and the first run, in milliseconds

${table(
  ['program', 'js', ...names],
  cold.map((row) => [
    `${row.program} ${row.size}`,
    ...['js', ...names].map((name) => (row.cells[name]?.median === undefined ? '' : milliseconds(row.cells[name].median))),
  ]),
)}

## Start-up, embedding, memory

${table(
  ['', ...systemNames],
  metrics.map((metric) => [metric, ...systemNames.map((name) => metricText(metric, name))]),
)}

## Size

\`npm run size\`: bundles by what is in them, each packed alone. \`clove\` with all of the library:

${table(SIZE_HEADS, sizeRows(all, 'embedding bundle'))}

\`clove/core\` ([what a program uses](embedding.md)), without docstrings, line tables, sources, snapshots, and namespaces that a program does not import:

${table(SIZE_HEADS, sizeRows(lean, 'lean bundle'))}

What stands between this and 100 KB: the compiled core and the natives are about half, and cannot be left out in parts without a build that knows the
program (\`clove build\`, [build](build.md)); docstrings of natives are some 11 KB; numbers, collections and regular expressions as Java has them are the data.
${left.length === 0 ? '' : `\n## Left out\n\nPrograms that a peer cannot run, or for which it gives another result:\n\n${left.join('\n')}\n`}`;

writeFileSync(join(root, 'docs', 'performance.md'), page);
writeFileSync(join(root, 'docs', 'performance.svg'), plot(rows));
