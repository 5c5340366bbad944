import type { Runtime, Value, Var } from '../api/exports.js';

/** A var of clojure.core that the tools count on, such as `*1`. */
function coreVar(runtime: Runtime, name: string): Var {
  const found = runtime.lookup('clojure.core', name);
  if (found === undefined) throw new Error(`Internal error: clojure.core has no ${name}`);
  return found;
}

/** The value of a var of clojure.core as programs see it now. */
export function readCore(runtime: Runtime, name: string): Value {
  return runtime.call(runtime.lookup('clojure.core', 'deref')?.root, coreVar(runtime, name));
}

/** Gives a var of clojure.core a value, as `set!` does. */
export function setCore(runtime: Runtime, name: string, value: Value): void {
  runtime.setVar(coreVar(runtime, name), value);
}
