import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, expect, it } from 'vitest';
import { showProgram } from '../fuzz/form.js';
import { makeProgram } from '../fuzz/grammar.js';
import { prelude } from '../fuzz/prelude.js';
import { seedOf } from '../fuzz/random.js';

const ROOT = join(import.meta.dirname, '../..');
const ENGINES = ['vm', 'jit', 'auto'] as const;
/** More of them: `CLOVE_SUSPEND=2000 CLOVE_SUSPEND_SEED=7 npx vitest run test/snapshot/suspend.test.ts`. */
const COUNT = Number(process.env.CLOVE_SUSPEND ?? 24);
const SEED = Number(process.env.CLOVE_SUSPEND_SEED ?? 20_241_121);
/** A program is stopped so often at most, and then runs to its end. */
const MOST_STOPS = 12;
/** So many programs are run by two processes before others take their places. */
const PORTION = 30;

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--quick']);
}, 300_000);

/** The numbers of a linear congruential generator. */
function randomFrom(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

interface Subject {
  readonly text: string;
  readonly prelude?: string;
}

const random = randomFrom(SEED);
const pick = <T>(all: readonly T[]): T => all[random(all.length)] as T;

/** Waits for time to pass: what it answers depends on how long the parts take. */
const TIMED = /\.deref|deref \S+ \d|await-for|sleep|timeout/i;

/** The expressions that the oracle has answered. */
function oracleCases(): string[] {
  const folder = join(ROOT, 'test/oracle/cases');
  const all: string[] = [];
  for (const area of readdirSync(folder))
    for (const topic of readdirSync(join(folder, area)).filter((name) => name.endsWith('.txt')))
      for (const line of readFileSync(join(folder, area, topic), 'utf8').split('\n'))
        if (line.trim() !== '' && !line.startsWith(';') && !TIMED.test(line)) all.push(`(require 'clojure.string 'clojure.set) ${line}`);
  return all;
}

/** The examples that are one file. */
const examples = (): string[] =>
  readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(ROOT, 'examples', name))
        .filter((file) => file === `${name}.clj`)
        .map((file) => readFileSync(join(ROOT, 'examples', name, file), 'utf8')),
    );

const RANDOM_PRELUDE = `${prelude}
(require 'clojure.string 'clojure.set 'clojure.walk 'clojure.math)
(clojure.core/in-ns 'f0) (clojure.core/refer-clojure) (p/start)`;

type Stop = { readonly fuel: number } | { readonly turns: number };

interface Answer {
  readonly bytes?: string;
  readonly told?: string;
  readonly output?: string;
  readonly refused?: string;
  readonly broken?: string;
}

/** A process that runs parts of programs. */
class Leg {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  constructor() {
    this.child = spawn(process.execPath, [join(import.meta.dirname, 'leg.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.answers = createInterface({ input: this.child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }
  async run(task: object): Promise<Answer> {
    this.child.stdin?.write(`${JSON.stringify(task)}\n`);
    const { value, done } = await this.answers.next();
    if (done === true) throw new Error('The process has ended');
    return JSON.parse(value as string) as Answer;
  }
  end(): void {
    this.child.stdin?.end();
  }
}

/** Generated numbers and identities are those of a process. */
const plain = (text: string): string => text.replace(/0x[0-9a-f]+|@[0-9a-f]+|__\d+|--\d+|eval\d+/g, '…');

/** Runs a program in parts, each in the other process, on any engine; null where it holds what cannot be saved. */
async function inParts(subject: Subject, legs: readonly Leg[], safepoints: number, stop: Stop): Promise<string | null> {
  let output = '';
  let bytes: string | undefined;
  for (let part = 0; ; part++) {
    const task = bytes === undefined ? subject : { bytes };
    const answer = await (legs[part % 2] as Leg).run({ ...task, engine: pick(ENGINES), safepoints, stop: part < MOST_STOPS ? stop : null });
    if (answer.broken !== undefined) return `broken in part ${part}: ${answer.broken}`;
    if (answer.refused !== undefined) return null;
    output += answer.output ?? '';
    if (answer.told !== undefined) return plain(`${answer.told}\n${output}`);
    bytes = answer.bytes;
  }
}

async function inOneGo(subject: Subject, leg: Leg, safepoints: number): Promise<string | null> {
  const { told, output, broken } = await leg.run({ ...subject, engine: 'vm', safepoints, stop: null });
  if (broken !== undefined) throw new Error(broken);
  return told === undefined ? null : plain(`${told}\n${output ?? ''}`);
}

it('a program that is stopped, saved, and taken up by another process does what it does undisturbed', { timeout: 3_600_000 }, async () => {
  const [cases, files] = [oracleCases(), examples()];
  const subjectOf = (i: number): Subject => {
    if (i % 6 === 5) return { text: pick(files) };
    if (i % 2 === 0) return { text: pick(cases) };
    return { text: showProgram(makeProgram(seedOf(SEED, i))), prelude: RANDOM_PRELUDE };
  };
  let legs: Leg[] = [];
  let compared = 0;
  let tried = 0;
  for (let i = 0; i < COUNT; i++) {
    if (i % PORTION === 0) {
      for (const leg of legs) leg.end();
      legs = [new Leg(), new Leg()];
    }
    const subject = subjectOf(i);
    const safepoints = 1 + random(pick([2, 20, 200, 2000]));
    const whole = await inOneGo(subject, legs[0] as Leg, safepoints);
    if (whole === null) continue;
    tried++;
    const fuel: Stop = { fuel: 1 + random(pick([30, 300, 3000])) };
    const turns: Stop = { turns: 1 + random(20) };
    const stop = random(2) === 0 ? fuel : turns;
    const broken = (await inParts(subject, legs, safepoints, stop)) ?? (await inParts(subject, legs, safepoints, turns));
    if (broken === null) continue;
    expect(broken, `number ${i} of the seed ${SEED}, stopped by ${JSON.stringify(stop)}:\n${subject.text}`).toBe(whole);
    compared++;
  }
  for (const leg of legs) leg.end();
  console.log(`suspension: ${compared} of ${tried} programs compared, seed ${SEED}`);
  expect(compared).toBeGreaterThan(tried * 0.6);
});
