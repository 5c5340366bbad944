import { isatty } from 'node:tty';
import type { Host } from '../../runtime/host.js';
import { nodeFiles } from './files.js';
import { nodeHttpClient } from './http-client.js';
import { LineReader } from './line-reader.js';
import { nanoTime } from './nano-time.js';
import { Output } from './output.js';
import { pause } from './pause.js';
import { SourcePath } from './source-path.js';

/** A host that grants all that this process may do: files, input and output, environment, time, chance, and ending the process. */
export interface NodeHost extends Required<Host> {
  readonly stdin: LineReader;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly sources: SourcePath;
}

/** When the process ends, what is left of the output goes out. */
export function flushAtExit({ stdout, stderr }: Pick<NodeHost, 'stdout' | 'stderr'>): void {
  process.on('exit', () => {
    stdout.flushNow();
    stderr.flushNow();
  });
}

/** What a shell reports of a program that was ended by SIGPIPE: `clove … | head` is no failure to talk about. */
const BROKEN_PIPE = 141;

const notWatched = (): boolean => {
  watched ??= isatty(1);
  return !watched;
};
let watched: boolean | null = null;

/**
 * A host for programs of the command line; namespaces are found in the folders of `path`, and in the npm packages of the
 * project in that folder. Nothing is asked of the process before it is needed, so that a host may be part of a start-up snapshot.
 */
export function createNodeHost(path: readonly string[], project: string | null = null): NodeHost {
  const stdout = new Output(1, { name: 'standard output', onBrokenPipe: () => process.exit(BROKEN_PIPE), patient: notWatched });
  const stderr = new Output(2, { name: 'standard error', onBrokenPipe: () => process.exit(BROKEN_PIPE) });
  const flushAll = (): void => {
    stdout.flushNow();
    stderr.flushNow();
  };
  return {
    sources: new SourcePath(path, project),
    files: nodeFiles,
    stdin: new LineReader(0, 'utf8', 'standard input', flushAll),
    stdout,
    stderr,
    env: (name) => process.env[name] ?? null,
    envAll: () => ({ ...process.env }) as Record<string, string>,
    exit: (code) => process.exit(code),
    globals: globalThis,
    getters: true,
    now: Date.now,
    nanoTime,
    random: Math.random,
    sleep(milliseconds) {
      flushAll();
      pause(milliseconds);
    },
    http: nodeHttpClient(),
    // Their modules are loaded when they are needed, which few programs do.
    listen: { listen: async (at) => (await import('./http-server.js')).nodeHttpServers().listen(at) },
    processes: {
      start: async (options) =>
        (await import('./processes.js')).nodeProcesses({ env: process.env as Record<string, string> }).start(options),
    },
  };
}
