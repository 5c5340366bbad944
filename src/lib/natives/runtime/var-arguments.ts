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

/** Whether guest code must judge the value of one of the vars before it may be bound. */
export function isValidated(vars: Iterable<Var>): boolean {
  for (const v of vars) if (v.validator !== null) return true;
  return false;
}
