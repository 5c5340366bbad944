import { type Profiler as HostProfiler, Session as Inspector } from 'node:inspector';
import type { Code } from '../bytecode/code.js';
import { disassemble, placeText } from '../bytecode/disassemble.js';
import { NAMES } from '../bytecode/instructions/index.js';
import type { CompilationLog, Departure, Part } from '../engines/jit/log.js';
import { UsageError } from './options.js';
import type { Session } from './session.js';

/** A profile that is being taken. */
export interface Profiler {
  readonly log: CompilationLog;
  /** Ends the profile, and prints what it tells. */
  report(session: Session): void;
}

interface Made {
  readonly code: Code;
  readonly part: Part;
  readonly text: string;
}

/** Microseconds between two looks at what runs. */
const INTERVAL = 500;
/** The longest list of functions, and of places where compiled code was left. */
const MOST_LINES = 20;

const REASONS: Readonly<Record<Departure, string>> = {
  on: 'its next step is one that only the interpreter takes, or calls go too deep',
  parked: 'it waits',
  sliced: 'its turn ended',
  struck: 'a limit was reached',
  value: 'a var changed',
  failed: 'an exception',
};

/** Begins a profile of all that this process does. `shown` is the function whose code is to be printed; null for none. */
export function startProfiler(shown: string | null): Profiler {
  const made: Made[] = [];
  const refused = new Map<string, string>();
  const dropped = new Map<string, number>();
  const loops = new Map<string, number>();
  const departures = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  const inspector = new Inspector();
  inspector.connect();
  inspector.post('Profiler.enable');
  inspector.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  inspector.post('Profiler.start');

  return {
    log: {
      compiled: (code, part, text) => void made.push({ code, part, text }),
      refused: (code, reason) => void refused.set(code.name, reason),
      dropped: (code) => count(dropped, code.name),
      enteredLoop: (code, pc) => count(loops, `${code.name} at ${placeOf(code, pc)}`),
      left: (code, pc, why) => count(departures, `${code.name} at ${placeOf(code, pc)}: ${stepText(code, pc, why)}`),
    },
    report({ host, runtime }) {
      const lines = [...timeLines(stop(inspector), made), ...compiledLines(made)];
      const list = (title: string, counts: Map<string, number>): void => {
        if (counts.size > 0) lines.push('', title, ...countLines(counts));
      };
      if (refused.size > 0) lines.push('', 'not compiled:', ...[...refused].map(([name, reason]) => `  ${name}: ${reason}`));
      list('entered at the head of a loop:', loops);
      list('left for the interpreter:', departures);
      list('compiled code dropped, since a var changed that it trusted:', dropped);
      if (shown !== null)
        lines.push(
          ...codeLines(
            made,
            shown,
            (file) => sourceLines(host, file),
            (value) => runtime.printString(value),
          ),
        );
      host.stdout.write(`\n${lines.join('\n')}\n`);
      host.stdout.flush();
    },
  };
}

const placeOf = (code: Code, pc: number): string => {
  const place = placeText(code, pc);
  return place === '' ? code.file : `${code.file}:${place}`;
};

const stepText = (code: Code, pc: number, why: Departure): string =>
  why === 'on' && pc >= 0 ? `${REASONS.on} (${NAMES[code.words[pc] & 255]})` : REASONS[why];

const partText = (part: Part): string => ('argc' in part ? `${part.argc} arguments` : `a loop, at word ${part.pc}`);

function stop(inspector: Inspector): HostProfiler.Profile {
  let taken: HostProfiler.Profile | null = null;
  inspector.post('Profiler.stop', (error, { profile }) => {
    if (error !== null) throw error;
    taken = profile;
  });
  inspector.disconnect();
  if (taken === null) throw new Error('the host gave no profile');
  return taken;
}

/** Where the time went, by function. What the host calls itself is named as it calls it. */
function timeLines(profile: HostProfiler.Profile, made: readonly Made[]): string[] {
  const names = new Map(made.map(({ code, text }) => [/function ([^\s(]+)/.exec(text)?.[1], code.name]));
  const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame.functionName]));
  const times = new Map<string, number>();
  let total = 0;
  profile.samples?.forEach((id, i) => {
    const host = nodes.get(id) ?? '';
    if (host === '(idle)' || host === '(program)') return;
    const name = whatRuns(host, names);
    const elapsed = profile.timeDeltas?.[i] ?? 0;
    times.set(name, (times.get(name) ?? 0) + elapsed);
    total += elapsed;
  });
  const shown = [...times].sort((a, b) => b[1] - a[1]).slice(0, MOST_LINES);
  return [
    `where ${(total / 1e6).toFixed(2)} s went:`,
    ...shown.map(([name, elapsed]) => `  ${((100 * elapsed) / total).toFixed(1).padStart(5)}%  ${name}`),
  ];
}

function whatRuns(host: string, names: ReadonlyMap<string | undefined, string>): string {
  const compiled = names.get(host);
  if (compiled !== undefined) return `${compiled}  compiled`;
  if (host === 'runLoop') return '(the interpreter)';
  return host === '' ? '(host functions without a name)' : host.startsWith('(') ? host : `host: ${host}`;
}

function compiledLines(made: readonly Made[]): string[] {
  if (made.length === 0) return ['', 'nothing was compiled'];
  const characters = made.reduce((sum, { text }) => sum + text.length, 0);
  const own = made.filter(({ code }) => !code.name.startsWith('clojure.'));
  const loops = made.filter(({ part }) => 'pc' in part).length;
  return [
    '',
    `compiled: ${made.length - loops} clauses and ${loops} loops, ${(characters / 1024).toFixed(1)} KB of JavaScript; of the program:`,
    ...own.map(({ code, part, text }) => `  ${code.name}, ${partText(part)}: ${text.length} characters`),
  ];
}

function countLines(counts: ReadonlyMap<string, number>): string[] {
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const rest = sorted.slice(MOST_LINES).reduce((sum, [, n]) => sum + n, 0);
  const lines = sorted.slice(0, MOST_LINES).map(([what, n]) => `${String(n).padStart(7)}  ${what}`);
  return rest === 0 ? lines : [...lines, `${String(rest).padStart(7)}  at ${sorted.length - MOST_LINES} other places`];
}

function sourceLines(host: Session['host'], file: string): readonly string[] {
  try {
    return host.files.readText(file, 'utf8').split('\n');
  } catch {
    // The library's files are not on this machine.
    return [];
  }
}

/** The bytecode of a function under the lines of its source that it comes from, and the JavaScript that was made of it. */
function codeLines(
  made: readonly Made[],
  name: string,
  read: (file: string) => readonly string[],
  print: Parameters<typeof disassemble>[1],
): string[] {
  const wanted = made.filter(({ code }) => code.name === name || code.name.endsWith(`/${name}`));
  if (wanted.length === 0) {
    const known = [...new Set(made.map(({ code }) => code.name))].filter((other) => !other.startsWith('clojure.'));
    throw new UsageError(`No function ${name} was compiled`, known.length === 0 ? null : `of the program there are ${known.join(', ')}`);
  }
  const lines: string[] = [];
  for (const code of new Set(wanted.map((one) => one.code))) {
    lines.push('', ...withSource(disassemble(code, print), read(code.file)));
    // The newest of each part: what came before was dropped.
    const parts = new Map(wanted.filter((one) => one.code === code).map((one) => [partText(one.part), one.text]));
    for (const [part, text] of parts) lines.push('', `${code.name}, ${part}:`, text);
  }
  return lines;
}

/** A listing with the source's lines put in where they begin. */
function withSource(listing: string, source: readonly string[]): string[] {
  let shown = 0;
  return listing.split('\n').flatMap((line) => {
    const number = Number(/; (\d+):\d+/.exec(line)?.[1] ?? shown);
    if (number === shown || source[number - 1] === undefined) return [line];
    shown = number;
    return [`${String(number).padStart(5)} | ${source[number - 1]}`, line];
  });
}
