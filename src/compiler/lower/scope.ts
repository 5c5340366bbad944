import { MapLike, type Vec } from '../../data/collection.js';
import { keyword } from '../../data/keyword.js';
import { Sym } from '../../data/symbol.js';
import type { FnIr, Local, RecurTarget } from '../ir.js';

/** What a name means locally: a local, or a field of the instance whose method is being lowered. */
export type Binding =
  | { readonly kind: 'local'; readonly local: Local }
  | { readonly kind: 'field'; readonly self: Local; readonly index: number; readonly mutable: boolean };

/** The names in scope, innermost first. */
export interface Scope {
  readonly name: string;
  readonly binding: Binding;
  readonly outer: Scope | null;
}

/** Where a form stands while it is lowered. */
export interface Context {
  readonly fn: FnIr;
  readonly scope: Scope | null;
  /** What `recur` would jump to; null where it may not stand at all. */
  readonly target: RecurTarget | null;
  /** Whether the value of the form is the value of the target: only there may `recur` stand. */
  readonly tail: boolean;
  /** Whether a `try` stands between here and the target, for the message. */
  readonly inTry: boolean;
  /** The var that is being defined, which names the functions inside. */
  readonly defining: string | null;
}

export function lookup(scope: Scope | null, name: string): Binding | undefined {
  for (let s = scope; s !== null; s = s.outer) if (s.name === name) return s.binding;
  return undefined;
}

/** The names in scope, innermost first, each once. */
export function localNames(scope: Scope | null): string[] {
  const names = new Set<string>();
  for (let s = scope; s !== null; s = s.outer) names.add(s.name);
  return [...names];
}

export function bindLocal(scope: Scope | null, local: Local): Scope {
  return { name: local.name, binding: { kind: 'local', local }, outer: scope };
}

export function makeLocal(name: string, fn: FnIr, rebound = false, hint: Local['hint'] = null, array: Local['array'] = null): Local {
  return { name, fn, slot: -1, rebound, hint, array };
}

const TAG = keyword(null, 'tag');

/** The primitive that a name, or a vector of parameters, is hinted with. */
export function primitiveHint({ meta }: Sym | Vec): Local['hint'] {
  const tag = meta instanceof MapLike ? meta.get(TAG, null) : null;
  return tag instanceof Sym && tag.ns === null && (tag.name === 'long' || tag.name === 'double') ? tag.name : null;
}

/** The array of primitives that a name is hinted with. */
export function arrayHint({ meta }: Sym): Local['array'] {
  const tag = meta instanceof MapLike ? meta.get(TAG, null) : null;
  if (!(tag instanceof Sym) || tag.ns !== null) return null;
  return tag.name === 'ints' || tag.name === 'longs' || tag.name === 'doubles' ? tag.name : null;
}

/** The same place, but where the value is not the target's: an argument, a test, an initial value. */
export function notTail(context: Context): Context {
  return context.tail ? { ...context, tail: false } : context;
}
