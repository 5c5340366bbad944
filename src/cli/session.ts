import type { Runtime } from '../api/index.js';
import type { NodeHost } from '../host/node/index.js';

/** A runtime on this machine: what every command works with. */
export interface Session {
  readonly runtime: Runtime;
  readonly host: NodeHost;
  /** The folders where namespaces are looked for. */
  readonly path: readonly string[];
}

/** Tells the user about an uncaught error. */
export function report({ runtime, host }: Session, e: unknown): void {
  host.stdout.flushNow();
  host.stderr.write(`${runtime.describeError(e)}\n`);
  host.stderr.flush();
}
