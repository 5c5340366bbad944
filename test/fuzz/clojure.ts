import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type OracleAnswer, readAnswer } from '../support/oracle.mjs';
import { type Answerer, type Events, Live } from './live.js';

const SUPPORT = join(process.cwd(), 'test', 'support');
/** It cuts what does not end by itself, after four seconds of a processor or a minute: this is for when it cannot. */
const STUCK_MS = 300_000;
const MOST_PROGRAMS = 40_000;
/** Programs run once: better machine code for them would not pay. */
const JVM = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx700m -Xmn300m';

/** A `clojure` process. `before` is evaluated once; the function `beforeEach` is called before each program. */
function startClojure(before: string, beforeEach: string, { ready, answer, ended }: Events<OracleAnswer>): Answerer {
  const child = spawn('clojure', [join(SUPPORT, 'oracle-server.clj')], { env: { ...process.env, JAVA_TOOL_OPTIONS: JVM } });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-2000);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') ready();
    else answer(line === 'null' ? null : readAnswer(line));
  });
  child.on('exit', () => ended(`Clojure ended: ${complaints}`));
  // What is written to a process that has ended is rejected by its end.
  child.stdin.on('error', () => {});
  const say = (...texts: string[]): boolean => child.stdin.write(`${texts.map((text) => JSON.stringify(text)).join(' ')}\n`);
  say(join(SUPPORT, 'oracle.clj'), before, beforeEach);
  return {
    ask: (namespace, text) => void say(namespace, text),
    end: () => void child.kill('SIGKILL'),
  };
}

/** A `clojure` process that lives on and answers one program after another. */
export function liveClojure(before: string, beforeEach: string): Live<OracleAnswer> {
  return new Live({ start: (events) => startClojure(before, beforeEach, events), stuckMs: STUCK_MS, most: MOST_PROGRAMS });
}
