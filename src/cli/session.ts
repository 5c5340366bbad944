import type { EngineName, Runtime, RuntimeOptions } from '../api/exports.js';
import { createRuntime } from '../host/node/entry.js';
import type { NodeHost } from '../host/node/index.js';
import { setCore } from '../repl/core-var.js';

/** A runtime on this machine. */
export interface World {
  readonly runtime: Runtime;
  readonly host: NodeHost;
}

/** What every command works with. */
export interface Session extends World {
  /** The folders where namespaces are looked for. */
  readonly path: readonly string[];
}

/** The engine of a world that is prepared before the command line is known: programs of the command line may be long and hot. */
export const USUAL_ENGINE: EngineName = 'auto';

export function createWorld(options: RuntimeOptions & { readonly host: NodeHost }): World {
  const runtime = createRuntime(options);
  // As Clojure's own command line does, for programs too.
  setCore(runtime, '*print-namespace-maps*', true);
  return { runtime, host: options.host };
}

/** Tells the user about an uncaught error. */
export function report({ runtime, host }: Session, e: unknown): void {
  host.stdout.flushNow();
  host.stderr.write(`${runtime.describeError(e)}\n`);
  host.stderr.flush();
}
