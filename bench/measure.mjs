/** Takes samples: each a fresh process, the contestants in turn. */
import { spawnSync } from 'node:child_process';
import { root } from './programs.mjs';

/** Some peers never end: squint with big integers, for one. */
const TIME_LIMIT_MS = 300_000;
const firstLine = (text) => text.split('\n').find((line) => line.trim() !== '') ?? '';

/**
 * One process: `load`, `first` (the first run) and the warm runs, in milliseconds, and the result as text.
 * `{ failure }` when it fails.
 */
function runOnce(command) {
  const { failure, text, reports } = run(command);
  return failure === undefined ? reports.at(-1) : { failure, text };
}

/** A process and the lines of JSON that it prints, or how it failed. */
function run([executable, ...rest]) {
  const { status, stdout, stderr, error } = spawnSync(executable, rest, {
    encoding: 'utf8',
    cwd: root,
    maxBuffer: 1 << 26,
    timeout: TIME_LIMIT_MS,
  });
  const text = `${stderr}${stdout}`;
  if (status !== 0) {
    // What is stored says nothing of where the project lies.
    const told = firstLine(error?.message ?? '') || firstLine(stderr) || firstLine(stdout) || 'was stopped';
    return { failure: told.replaceAll('file://', '').replaceAll(`${root}/`, ''), text };
  }
  const reports = stdout.split('\n').filter((line) => line.startsWith('{'));
  return { text, reports: reports.map((line) => JSON.parse(line)) };
}

/**
 * All samples of one program at one size: contestant to `{ samples }`, or to `{ failure }` for a peer that cannot run it
 * or gives another result. Throws when a strict contestant does.
 */
export function measureProgram(program, size, entrants, samples, timing, expected) {
  const taken = {};
  for (let i = 0; i < samples; i++) {
    for (const entrant of entrants) {
      if (taken[entrant.name]?.failure !== undefined) continue;
      const command = entrant.command(program, size, timing);
      if (command === null) continue;
      const one = runOnce([...command.before, ...command.program]);
      const wrong = one.failure === undefined && one.result !== expected ? `gives ${one.result}, not ${expected}` : undefined;
      const failure = one.failure ?? wrong;
      if (failure === undefined) {
        taken[entrant.name] ??= { samples: [] };
        taken[entrant.name].samples.push({ load: one.load, first: one.first, warm: one.warm });
      } else if (entrant.strict) {
        throw new Error(`${program.name} ${size}: ${entrant.name}: ${failure}\n${one.text ?? ''}`);
      } else {
        taken[entrant.name] = { failure: failure.slice(0, 200) };
      }
    }
  }
  return taken;
}

/** What a case of bench/system prints on its last line: `{ metric: value, … }`. Throws when it fails. */
export function measureCase(command) {
  const one = runOnce(command);
  if (one.failure !== undefined) throw new Error(`${command.join(' ')}: ${one.failure}\n${one.text}`);
  return one;
}

/**
 * Runs all programs at their small sizes in one process of the contestant, and gives how many. Throws when that fails, or a
 * result is not the expected one.
 */
export function checkPrograms(entrant, programs, expected) {
  const timing = { repeats: 0, warmUp: 0, budget: 0 };
  const given = programs
    .map((program) => ({ program, command: entrant.command(program, program.small, timing) }))
    .filter(({ command }) => command !== null);
  if (given.length === 0) return 0;
  const { failure, text, reports } = run([...given[0].command.before, ...given.flatMap(({ command }) => command.program)]);
  if (failure !== undefined) throw new Error(`${entrant.name}: ${failure}\n${text}`);
  given.forEach(({ program }, i) => {
    const wanted = expected[`${program.name}/${program.small}`];
    if (reports[i]?.result !== wanted) throw new Error(`${entrant.name}: ${program.name} gives ${reports[i]?.result}, not ${wanted}`);
  });
  return given.length;
}
