import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The launcher, as a user starts it. */
export const CLOVE = join(root, 'clove');

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Place {
  /** The standard input. */
  readonly input?: string;
  /** The folder that it is started in. */
  readonly cwd?: string;
  /** Variables of the environment beside our own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `./clove` with these words. */
export function clove(args: readonly string[], { input = '', cwd = root, env = {} }: Place = {}): Outcome {
  const { status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync(CLOVE, args, {
    cwd,
    input,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { code: status, out: stdout, err: stderr };
}
