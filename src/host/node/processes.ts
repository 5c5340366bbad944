import { spawn } from 'node:child_process';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import type { Processes } from '../../runtime/host-io.js';
import { sinkOf, sourceOf } from './async-bytes.js';

export interface ProcessesOptions {
  /** Whether a command may be run. Without it all may. */
  readonly allow?: (command: readonly string[]) => boolean;
  /** The variables of the environment that processes have beside those that the program gives them. Default: PATH alone. */
  readonly env?: Readonly<Record<string, string>>;
}

const REASONS: Readonly<Record<string, string>> = { ENOENT: 'No such file or directory', EACCES: 'Permission denied' };

const pathAlone = (): Readonly<Record<string, string>> => (process.env.PATH === undefined ? {} : { PATH: process.env.PATH });

/** Other programs of this machine, with the rights of this process. */
export function nodeProcesses({ allow = () => true, env = pathAlone() }: ProcessesOptions = {}): Processes {
  return {
    start({ command, folder, env: own }) {
      const [program, ...args] = command;
      if (!allow(command)) return Promise.reject(new Throwable(ExceptionClass.io, `This runtime may not run ${program}`));
      return new Promise((resolve, reject) => {
        const child = spawn(program, args, { cwd: folder ?? undefined, env: { ...env, ...own }, stdio: 'pipe', windowsHide: true });
        child.once('error', (e: NodeJS.ErrnoException) =>
          reject(new Throwable(ExceptionClass.io, `Cannot run program "${program}" (${REASONS[e.code ?? ''] ?? e.message})`)),
        );
        child.once('spawn', () => {
          child.removeAllListeners('error');
          child.on('error', () => {});
          resolve({
            pid: child.pid as number,
            input: sinkOf(child.stdin),
            output: sourceOf(child.stdout),
            errors: sourceOf(child.stderr),
            ended: new Promise((ended) => child.once('exit', (code, signal) => ended({ code, signal }))),
            kill: (signal) => void child.kill(signal as NodeJS.Signals),
          });
        });
      });
    },
  };
}
