import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { Bindings } from './bindings.js';
import type { Namespace } from './namespace.js';

/** What a program may change by `set!` anywhere, as under Clojure's own main. */
const OF_SESSION = [
  '*ns*',
  '*file*',
  '*source-path*',
  '*warn-on-reflection*',
  '*unchecked-math*',
  '*math-context*',
  '*print-meta*',
  '*print-length*',
  '*print-level*',
  '*print-namespace-maps*',
  '*data-readers*',
  '*default-data-reader-fn*',
  '*read-eval*',
  '*compile-path*',
  '*command-line-args*',
  '*assert*',
  '*1',
  '*2',
  '*3',
  '*e',
] as const;

/** What a file that is loaded may change by `set!` for itself only. */
const OF_FILE = ['*warn-on-reflection*', '*unchecked-math*', '*data-readers*', '*read-eval*'] as const;

const present = (core: Namespace, names: readonly string[]): Var[] => names.flatMap((name) => core.own(name) ?? []);

/** Puts in force the bindings that last as long as the runtime. */
export function bindSession(core: Namespace, bindings: Bindings): void {
  const vars = present(core, OF_SESSION);
  bindings.push(
    vars,
    vars.map((v) => v.root),
  );
}

/** The bindings of a file that is loaded, to begin with what holds where it is loaded. */
export function fileBindings(core: Namespace, bindings: Bindings): Map<Var, Value> {
  // While the core library itself is loaded they are not all there.
  return new Map(
    present(core, OF_FILE)
      .filter((v) => v.dynamic)
      .map((v) => [v, bindings.read(v)]),
  );
}

/** What a program that runs in a fiber of its own may change there by `set!`, to begin with what holds now. */
export function sessionBindings(core: Namespace, bindings: Bindings): Map<Var, Value> {
  return new Map(present(core, OF_SESSION).map((v) => [v, bindings.read(v)]));
}
