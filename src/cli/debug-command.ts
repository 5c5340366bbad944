import type { Debugger } from '../api/exports.js';
import { debug } from '../host/node/entry.js';
import type { Session } from './session.js';

const HELP = `s  step      to the next line, into calls       n  next     to the next line of this function
o  out       until this function has returned   c  continue to a breakpoint, or to the end
b  back      to the line before                 g  goto N   to the moment N, forward or back
br break [FILE:]LINE [CONDITION]                cl clear [FILE:]LINE
w  where     the calls under way                l  locals   of the innermost call
wa watch EXPRESSION  at each stop               wc EXPRESSION  and stop where it changes
uw EXPRESSION  no longer
p  EXPRESSION                                   q  quit
An empty line does the last step again.`;

const STEPS: Readonly<Record<string, (d: Debugger) => void>> = {
  s: (d) => d.stepIn(),
  n: (d) => d.stepOver(),
  o: (d) => d.stepOut(),
  c: (d) => d.run(),
  b: (d) => d.back(),
};

/** Runs a program line by line, as told by the input. Returns the exit code. */
export function runDebugger({ host }: Session, file: string): number {
  const text = host.files.readText(file, 'utf8');
  const lines = text.split(/\r\n|\r|\n/);
  const print = (line: string): void => {
    host.stdout.write(`${line}\n`);
  };
  const d = debug(text, { file, host });

  function tell(): void {
    const { place, state } = d;
    if (state === 'done') print(`The program has ended: ${d.print(d.value)}`);
    else if (state === 'failed') print(d.describeError(d.error).trimEnd());
    else if (place === null) print(`[${d.moment}]`);
    else print(`[${d.moment}] ${place.file}:${place.line}  ${place.file === file ? lines[place.line - 1].trim() : ''}`);
    if (state !== 'paused') return;
    for (const { text, value, before } of d.watches())
      print(`  ${text}${value === null ? ' is not known here' : ` = ${value}`}${d.changed === text ? ` (was ${before})` : ''}`);
  }

  function where(): void {
    for (const { name, place } of d.frames()) print(`  ${name}${place === null ? '' : ` (${place.file}:${place.line})`}`);
  }

  function locals(): void {
    const [frame] = d.frames();
    for (const [name, value] of frame?.locals ?? []) print(`  ${name} = ${d.print(value)}`);
  }

  /** `[FILE:]LINE [CONDITION]`; null where there is no line. */
  function lineOf(rest: string): { file: string; line: number; condition: string | undefined } | null {
    const found = /^(?:(.+):)?(\d+)(?:\s+(.*))?$/.exec(rest);
    if (found === null) print('Which line? As in: br 12, or br app/core.clj:12 (> x 3)');
    return found === null ? null : { file: found[1] ?? file, line: Number(found[2]), condition: found[3] };
  }

  let last = 's';
  print('h tells what can be asked.');
  tell();
  for (;;) {
    host.stdout.write('> ');
    host.stdout.flush();
    const input = host.stdin.readLine();
    if (input === null) return 0;
    const [, word, rest] = /^\s*(\S*)\s*(.*)$/.exec(input) as unknown as [string, string, string];
    const step = STEPS[word === '' ? last : word.slice(0, 1)];
    try {
      if (word === 'br' || word === 'break') {
        const at = lineOf(rest);
        if (at !== null) d.breakAt(at.file, at.line, at.condition);
      } else if (word === 'cl' || word === 'clear') {
        const at = lineOf(rest);
        if (at !== null) d.clear(at.file, at.line);
      } else if (word === 'wa' || word === 'watch' || word === 'wc') d.watch(rest, word === 'wc');
      else if (word === 'uw' || word === 'unwatch') d.unwatch(rest);
      else if (word === 'q' || word === 'quit') return 0;
      else if (word === 'w' || word === 'where') where();
      else if (word === 'l' || word === 'locals') locals();
      else if (word === 'p') print(d.print(d.evaluate(rest)));
      else if (word === 'g' || word === 'goto') {
        d.goTo(Number(rest));
        tell();
      } else if (['', 's', 'step', 'n', 'next', 'o', 'out', 'c', 'continue', 'b', 'back'].includes(word)) {
        if (word !== '') last = word.slice(0, 1);
        step(d);
        tell();
      } else print(HELP);
    } catch (e) {
      print(d.describeError(e).trimEnd());
    }
  }
}
