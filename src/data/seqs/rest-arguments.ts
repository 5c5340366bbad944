import type { Seq } from '../collection.js';
import type { Value } from '../value.js';
import { ArraySeq } from './array-seq.js';
import { Cons } from './list.js';

/**
 * The last argument of a call that `apply` makes with a seq it has not walked to its end: what follows the arguments
 * before it. Only a variadic clause is ever called so, with more arguments than any clause without a rest takes.
 */
export class RestArguments {
  constructor(readonly seq: Seq) {}
}

/** The value of a rest parameter that takes these arguments: null where there are none. */
export function restSeq(args: readonly Value[]): Seq | null {
  const n = args.length;
  if (n === 0) return null;
  const last = args[n - 1];
  if (!(last instanceof RestArguments)) return new ArraySeq(args, 0, null);
  let rest = last.seq;
  for (let i = n - 2; i >= 0; i--) rest = new Cons(args[i], rest, null);
  return rest;
}
