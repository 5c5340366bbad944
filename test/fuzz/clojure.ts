import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type OracleAnswer, readAnswer } from '../support/oracle.mjs';

const SUPPORT = join(process.cwd(), 'test', 'support');
/** A program that takes longer than this is taken for one that does not end. */
const STUCK_MS = 10_000;
/** For so long it may still answer then. */
const GRACE_MS = 5_000;
/** After so many programs another process takes over: what the compiler of Clojure defines is not all given back. */
const MOST_PROGRAMS = 40_000;

/** A `clojure` process that lives on and answers one program after another. */
export class LiveClojure {
  private process: ChildProcessWithoutNullStreams | null = null;
  private answered = 0;
  private asked = 0;
  /** How many programs it gave no answer to. */
  unanswered = 0;
  private waiting: { resolve(answer: OracleAnswer): void; reject(e: Error): void }[] = [];
  private watch: NodeJS.Timeout | null = null;

  /** `before` is evaluated once, `beforeEach` before each program. */
  constructor(
    private readonly before: string,
    private readonly beforeEach: string,
  ) {}

  private start(): ChildProcessWithoutNullStreams {
    const child = spawn('clojure', [join(SUPPORT, 'oracle-server.clj')], {
      env: { ...process.env, JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx700m -Xshare:auto' },
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString()).slice(-2000);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (this.process !== child) return;
      this.answered++;
      this.rewatch();
      this.waiting.shift()?.resolve(readAnswer(line));
    });
    child.on('exit', () => {
      if (this.process !== child) return;
      this.process = null;
      for (const { reject } of this.waiting.splice(0)) reject(new Error(`Clojure ended: ${complaints}`));
    });
    // What is written to a process that has ended is rejected by its end.
    child.stdin.on('error', () => {});
    const say = (text: string): boolean => child.stdin.write(`${JSON.stringify(text)}\n`);
    say(join(SUPPORT, 'oracle.clj'));
    say(this.before);
    say(this.beforeEach);
    return child;
  }

  /** A timer that fires late, since Clove was busy, may do so before the answers that are there have been read. */
  private rewatch(): void {
    if (this.watch !== null) clearTimeout(this.watch);
    const look = (): void => {
      const { answered } = this;
      this.watch = setTimeout(() => {
        if (answered === this.answered) this.stop();
      }, GRACE_MS);
    };
    this.watch = this.waiting.length === 0 ? null : setTimeout(look, STUCK_MS);
  }

  /** The answers to programs, each run in a namespace of its own; null where Clojure gave none, since the program does not end. */
  async ask(texts: readonly string[], namespace: (i: number) => string): Promise<(OracleAnswer | null)[]> {
    const answers: (OracleAnswer | null)[] = [];
    while (answers.length < texts.length) {
      const from = answers.length;
      const settled = await Promise.allSettled(this.askRunning(texts.slice(from), (i) => namespace(from + i)));
      for (const s of settled) if (s.status === 'fulfilled') answers.push(s.value);
      // It answers in order: the first without an answer is the one that it was at.
      if (answers.length < texts.length) {
        process.stderr.write(`no answer to: ${texts[answers.length]}`);
        this.unanswered++;
        answers.push(null);
      }
    }
    return answers;
  }

  /** Sends programs to a process, a new one where the last has ended. */
  private askRunning(texts: readonly string[], namespace: (i: number) => string): Promise<OracleAnswer>[] {
    if (this.asked >= MOST_PROGRAMS) this.stop();
    if (this.process === null) {
      this.process = this.start();
      this.asked = 0;
    }
    const { stdin } = this.process;
    this.asked += texts.length;
    const answers = texts.map((text, i) => {
      stdin.write(`${JSON.stringify(namespace(i))} ${JSON.stringify(text)}\n`);
      return new Promise<OracleAnswer>((resolve, reject) => {
        this.waiting.push({ resolve, reject });
      });
    });
    this.rewatch();
    return answers;
  }

  /** Ends the process; what it has not answered is rejected. */
  stop(): void {
    this.process?.kill('SIGKILL');
    this.process = null;
    for (const { reject } of this.waiting.splice(0)) reject(new Error('Clojure was stopped'));
    if (this.watch !== null) clearTimeout(this.watch);
    this.watch = null;
  }
}
