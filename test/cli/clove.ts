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

/** Runs `./clove` with these words; `input` is its standard input, `cwd` the folder that it is started in. */
export function clove(args: readonly string[], { input = '', cwd = root }: { input?: string; cwd?: string } = {}): Outcome {
  const { status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync(CLOVE, args, { cwd, input, encoding: 'utf8', timeout: 30_000 });
  return { code: status, out: stdout, err: stderr };
}
