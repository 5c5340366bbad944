import type { Runtime } from '../api/index.js';
import type { Var } from '../data/var.js';

/** A var of clojure.core that the tools count on, such as `*1`. */
export function coreVar(runtime: Runtime, name: string): Var {
  const found = runtime.lookup('clojure.core', name);
  if (found === undefined) throw new Error(`Internal error: clojure.core has no ${name}`);
  return found;
}
