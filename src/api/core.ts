// The package for programs that pay for what they use: clojure.core, the interpreter and what compiles; all else is given as parts.
import { createLibrary, type Part } from '../lib/part.js';
import { core } from '../lib/parts/core.js';
import type { Library } from '../runtime/library.js';
import type { RestoreOptions, Runtime, RuntimeOptions } from './interface.js';
import { createRuntimeOf, type Foundation, restoreRuntimeOf } from './runtime.js';

export type { Part } from '../lib/part.js';
export * from './exports.js';

/** What a program has of Clove beside its core. */
export interface WithParts {
  /** Imported from `clove/parts/…`: namespaces of the library by their names, `details`, `snapshots`, `sources`, `tree`. */
  readonly parts?: readonly Part[];
}

interface Known {
  readonly parts: readonly Part[];
  readonly library: Library;
}
/** The libraries that were made: runtimes of the same parts share one. */
const made: Known[] = [];

function foundationOf({ parts = [] }: WithParts): Foundation {
  const known = made.find((one) => one.parts.length === parts.length && one.parts.every((part, i) => part === parts[i]));
  if (known !== undefined) return known;
  const one = { parts: [...parts], library: createLibrary([core, ...parts]) };
  made.push(one);
  return one;
}

/** Makes a runtime: a Clojure world of its own, which reaches nothing but what `options.host` grants. */
export const createRuntime = (options: RuntimeOptions & WithParts = {}): Runtime => createRuntimeOf(foundationOf(options), options);

/**
 * A runtime that goes on where `snapshot` left another one, in whatever process; needs the part `snapshots`. Throws a SnapshotError where
 * the bytes are no snapshot, were cut short or altered, or were taken by a version with another library.
 */
export const restoreRuntime = (bytes: Uint8Array, options: RestoreOptions & WithParts = {}): Runtime =>
  restoreRuntimeOf(foundationOf(options), bytes, options);
