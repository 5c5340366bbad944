import { registerClass } from '../../../data/classes.js';
import { castTo } from '../../../data/errors.js';
import { vectorFromArray } from '../../../data/seqs/index.js';
import type { Value } from '../../../data/value.js';
import { IncomingBytes, OutgoingBytes } from '../../../runtime/async-streams.js';
import type { HostProcess, ProcessEnd } from '../../../runtime/host-io.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { outOfReach } from '../../../runtime/streams.js';
import { defineNatives, type NativeTable } from '../define.js';
import { textArgument } from '../host/access.js';
import { countOrNull, waitFor } from './waiting.js';

/** Milliseconds that a process has to end by itself after it was told to. */
const GRACE = 2000;

/** A process that the program began. */
class Running {
  end: ProcessEnd | null = null;
  /** Whether its time was over before it had ended. */
  late = false;
  readonly ended: Promise<ProcessEnd>;
  #timers: ReturnType<typeof setTimeout>[] = [];
  constructor(
    readonly host: HostProcess,
    release: () => void,
  ) {
    this.ended = host.ended.then((end) => {
      this.end = end;
      for (const timer of this.#timers) clearTimeout(timer);
      release();
      return end;
    });
  }
  kill(signal: string): void {
    if (this.end === null) this.host.kill(signal);
  }
  endAfter(milliseconds: number): void {
    this.#timers.push(
      setTimeout(() => {
        this.late = true;
        this.kill('SIGTERM');
      }, milliseconds),
      setTimeout(() => this.kill('SIGKILL'), milliseconds + GRACE),
    );
  }
}
registerClass(Running, 'clove.process.Handle', ['java.lang.Object']);
const running = castTo(Running, 'clove.process.Handle');

const texts = (x: Value): string[] => (x as Value[]).map(textArgument);

/** Natives of clove.process. */
export function processNatives({ fibers, host }: Pick<Runtime, 'fibers' | 'host'>): NativeTable {
  const internal = true;
  return defineNatives('clove.process', {
    '-start': {
      doc: 'Begins a process: [handle pid in out err]. env is an array of names and values in turn.',
      arglists: '([command folder env most])',
      internal,
      4(command, folder, env, most) {
        const { processes } = host;
        if (processes === undefined) throw outOfReach('Other programs are');
        const pairs = texts(env);
        const begun: { process: HostProcess | null; given: boolean } = { process: null, given: true };
        // It may be there only after whoever wanted it has been given up.
        const release = fibers.keepOpen(() => {
          begun.given = false;
          begun.process?.kill('SIGKILL');
        });
        const started = processes
          .start({
            command: texts(command),
            folder: folder === null ? null : textArgument(folder),
            env: Object.fromEntries(Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[2 * i], pairs[2 * i + 1]])),
          })
          .then(
            (made) => {
              begun.process = made;
              if (!begun.given) made.kill('SIGKILL');
              return made;
            },
            (e: unknown) => {
              release();
              throw e;
            },
          );
        const bound = countOrNull(most);
        return waitFor(fibers, started, (made) =>
          vectorFromArray([
            new Running(made, release),
            made.pid,
            new OutgoingBytes(made.input),
            new IncomingBytes(made.output, bound),
            new IncomingBytes(made.errors, bound),
          ]),
        );
      },
    },
    '-ended': {
      doc: 'Waits until a process has ended: [exit-code signal late?].',
      arglists: '([handle])',
      internal,
      1(x) {
        const made = running(x);
        return waitFor(fibers, made.ended, ({ code, signal }) => vectorFromArray([code, signal, made.late]));
      },
    },
    '-alive?': { doc: 'Whether a process has not ended.', arglists: '([handle])', internal, 1: (x) => running(x).end === null },
    '-kill': {
      doc: 'Sends a signal to a process that has not ended.',
      arglists: '([handle signal])',
      internal,
      2(x, signal) {
        running(x).kill(textArgument(signal));
        return null;
      },
    },
    '-end-after': {
      doc: 'Ends a process after so many milliseconds, where it has not ended.',
      arglists: '([handle ms])',
      internal,
      2(x, ms) {
        running(x).endAfter(countOrNull(ms) ?? 0);
        return null;
      },
    },
  });
}
