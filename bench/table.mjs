/** What a run found, as rows, and as text for a terminal. */
import { geometricMean, leastDisturbed, summarise } from './statistics.mjs';

/** What one process says of a warm program, or of a cold one: loading and the first run. */
const warmOf = (sample) => leastDisturbed(sample.warm);
const coldOf = (sample) => sample.load + sample.first;

/**
 * The rows of a result: for each contestant its summary in milliseconds, its `ratio` to plain JavaScript, or its `failure`.
 * `cold` asks for loading and the first run.
 */
export function rowsOf(result, cold = false) {
  const figure = cold ? coldOf : warmOf;
  return result.rows.map((row) => {
    const cells = {};
    for (const [name, taken] of Object.entries(row.contestants)) {
      if (taken.failure !== undefined) cells[name] = { failure: taken.failure };
      else if (cold || taken.samples[0].warm.length > 0) cells[name] = summarise(taken.samples.map(figure));
    }
    if (cells.js !== undefined)
      for (const cell of Object.values(cells)) if (cell.failure === undefined) cell.ratio = cell.median / cells.js.median;
    return { name: `${row.group}/${row.program} ${row.size}`, group: row.group, program: row.program, size: row.size, cells };
  });
}

/** Row and contestant to the summary of the ratio to plain JavaScript, for Clove's engines: what regressions are sought in. */
export function ratiosOf(result) {
  const ratios = {};
  for (const row of rowsOf(result)) {
    for (const [name, cell] of Object.entries(row.cells)) {
      if (name.startsWith('clove-') && cell.ratio !== undefined) {
        ratios[`${row.name} ${name}`] = { median: cell.ratio, spread: cell.spread + row.cells.js.spread };
      }
    }
  }
  return ratios;
}

/**
 * The geometric means of the ratios to `base`, for each contestant over the rows that it and `base` have: group to contestant
 * to `{ mean, rows }`; the group `all` has every row.
 */
export function meansOf(rows, base = 'js') {
  const means = {};
  for (const group of ['all', ...new Set(rows.map((row) => row.group))]) {
    const ratios = {};
    for (const row of rows) {
      if (group !== 'all' && row.group !== group) continue;
      const of = row.cells[base]?.median;
      if (of === undefined) continue;
      for (const [name, cell] of Object.entries(row.cells)) {
        if (cell.median === undefined) continue;
        ratios[name] ??= [];
        ratios[name].push(cell.median / of);
      }
    }
    means[group] = Object.fromEntries(
      Object.entries(ratios).map(([name, list]) => [name, { mean: geometricMean(list), rows: list.length }]),
    );
  }
  return means;
}

export const milliseconds = (ms) => (ms < 0.1 ? ms.toFixed(4) : ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0));
export const times = (ratio) => (ratio < 10 ? ratio.toFixed(2) : ratio < 100 ? ratio.toFixed(1) : ratio.toFixed(0));
const percent = (part) => `±${(part * 100).toFixed(0)}%`;

/** Lines of columns: the first to the left, the others to the right. */
export function columns(lines) {
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  return lines.map((line) =>
    line
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}

function cellText(cell) {
  if (cell === undefined) return '';
  if (cell.failure !== undefined) return /^gives /.test(cell.failure) ? 'wrong' : 'cannot';
  return cell.ratio === undefined
    ? `${milliseconds(cell.median)} ms ${percent(cell.spread)}`
    : `${times(cell.ratio)} ${percent(cell.spread)}`;
}

/** The table of a result: milliseconds of plain JavaScript, and of the others how many times as long; then the means. */
export function tableText(result, cold) {
  const rows = rowsOf(result, cold);
  const names = result.contestants.filter((name) => rows.some((row) => row.cells[name] !== undefined));
  const others = names.filter((name) => name !== 'js');
  const hasBase = names.includes('js');
  const header = ['program', ...(hasBase ? ['js, ms'] : []), ...others];
  const body = rows.map((row) => {
    const js = row.cells.js;
    return [
      row.name,
      ...(hasBase ? [js?.median === undefined ? '' : `${milliseconds(js.median)} ${percent(js.spread)}`] : []),
      ...others.map((name) => cellText(row.cells[name])),
    ];
  });
  const lines = [...columns([header, ...body])];
  if (hasBase) {
    const means = meansOf(rows);
    lines.push('', 'geometric means over plain JavaScript (programs)');
    const meanRows = Object.entries(means).map(([group, of]) => [
      group,
      ...others.map((name) => (of[name] === undefined ? '' : `${times(of[name].mean)} (${of[name].rows})`)),
    ]);
    lines.push(...columns([['group', ...others], ...meanRows]));
  }
  return lines.join('\n');
}

/** The table of the cases of bench/system: a line for each metric. */
export function systemText(result) {
  const metrics = [...new Set(result.system.flatMap(({ values }) => Object.keys(values)))];
  const names = result.contestants.filter((name) => result.system.some((one) => one.contestant === name));
  if (metrics.length === 0) return '';
  const lines = metrics.map((metric) => [
    metric,
    ...names.map((name) => {
      const list = result.system.find((one) => one.contestant === name && one.values[metric] !== undefined)?.values[metric];
      return list === undefined ? '' : milliseconds(summarise(list).median);
    }),
  ]);
  return columns([['metric', ...names], ...lines]).join('\n');
}

/** Peers that were left out of a program, and why. */
export function failuresText(result) {
  const lines = [];
  for (const row of result.rows) {
    for (const [name, taken] of Object.entries(row.contestants)) {
      if (taken.failure !== undefined) lines.push(`${name}, ${row.program} ${row.size}: ${taken.failure}`);
    }
  }
  return lines.join('\n');
}
