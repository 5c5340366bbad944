import { NativeFn } from './functions.js';
import type { Var } from './var.js';

/** Whether the var is one of the core library that still holds the native it was made with. */
export function isCanonical(v: Var): boolean {
  return v.ns === 'clojure.core' && !v.dynamic && v.root instanceof NativeFn && v.root.name === `clojure.core/${v.name}`;
}
