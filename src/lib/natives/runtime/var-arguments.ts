import { MapLike } from '../../../data/collection.js';
import { castTo, classCast } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';
import { Var } from '../../../data/var.js';

/** `x`, which must be a var. */
export const varArgument = castTo(Var, 'clojure.lang.Var');

/** The entries of a map whose keys must be vars. */
export function varMap(x: Value): Map<Var, Value> {
  if (!(x instanceof MapLike)) throw classCast(x, 'clojure.lang.Associative');
  const entries = new Map<Var, Value>();
  x.forEach((v, value) => void entries.set(varArgument(v), value));
  return entries;
}

/** Whether guest code must judge one of the values before it may be bound. */
export function isValidated(bindings: ReadonlyMap<Var, Value>): boolean {
  for (const v of bindings.keys()) if (v.validator !== null) return true;
  return false;
}
