import { Throwable } from '../data/errors.js';
import type { Runtime } from './index.js';

/** The keys and indices that lead from a value to a part of it. */
export type Path = readonly (string | number)[];

/** What made a field of an output. */
export interface Explanation {
  /** The field. */
  readonly value: unknown;
  /** The parts of the input without which, or with other values of which, the field would be another one. */
  readonly inputs: readonly { readonly path: Path; readonly value: unknown }[];
  /** How often the function was called to find that out. */
  readonly calls: number;
}

/** The output has no such field. */
const NOTHING: unique symbol = Symbol('nothing');
/** The program throws for that input, which tells nothing of the field. */
const FAILED: unique symbol = Symbol('failed');

/**
 * Tells which parts of the input of a function of the program have an influence on a field of what it answers: each leaf is changed, and left
 * out, in turn, with all else as it is, each time in a fork of the runtime, and the field is compared. Data is JavaScript's own, without
 * cycles. An influence that shows only where several parts change at once, or for other values than those tried, is not found. (The idea is
 * that of causes as counterfactuals: Pearl, "Causality", 2000.)
 */
export function explain(runtime: Runtime, fn: string, input: unknown, path: Path): Explanation {
  let calls = 0;
  const differs = (given: unknown): boolean => {
    calls++;
    const field = run(runtime, fn, given, path);
    return field !== FAILED && (field === NOTHING || JSON.stringify(field, ofBigints) !== expected);
  };
  const value = run(runtime, fn, input, path);
  if (value === NOTHING || value === FAILED) throw new Error(`${fn} answers nothing at ${path.join('.')}, or fails`);
  const expected = JSON.stringify(value, ofBigints);
  const inputs = leaves(input, []).filter((leaf) =>
    others(leaf.value)
      .map((other) => replaced(input, leaf.path, other))
      .concat(leaf.path.length === 0 ? [] : [without(input, leaf.path)])
      .some(differs),
  );
  return { value, inputs, calls: calls + 1 };
}

const ofBigints = (_key: string, x: unknown): unknown => (typeof x === 'bigint' ? `${x}n` : x);

function run(runtime: Runtime, fn: string, given: unknown, path: Path): unknown {
  const world = runtime.fork();
  try {
    let at = world.toJs((world.get(fn) as (x: unknown) => unknown)(world.fromJs(given)));
    for (const key of path) {
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return NOTHING;
      at = (at as Record<string | number, unknown>)[key];
    }
    return at;
  } catch (e) {
    if (e instanceof Throwable) return FAILED;
    throw e;
  } finally {
    world.dispose();
  }
}

function leaves(x: unknown, path: Path): { readonly path: Path; readonly value: unknown }[] {
  if (typeof x !== 'object' || x === null) return [{ path, value: x }];
  const inner = Array.isArray(x) ? x.map((item, i) => [i, item] as const) : Object.entries(x);
  return inner.length === 0 ? [{ path, value: x }] : inner.flatMap(([key, item]) => leaves(item, [...path, key]));
}

/** Other values of the same kind, near and far, and nil. */
function others(x: unknown): unknown[] {
  switch (typeof x) {
    case 'number':
      return [x + 1, x - 1, x * 1000 + 7, -x - 7, null];
    case 'bigint':
      return [x + 1n, x * 1000n + 7n, null];
    case 'string':
      return [`${x}~`, '', null];
    case 'boolean':
      return [!x, null];
    default:
      return x === null ? [0, 'x'] : [null];
  }
}

/** The input with another value at a path; a copy as far as it differs. */
function replaced(x: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: unknown = Array.isArray(x) ? [...x] : { ...(x as object) };
  const parts = copy as Record<string | number, unknown>;
  parts[key] = replaced(parts[key], rest, value);
  return copy;
}

/** The input without what is at a path. */
function without(x: unknown, [key, ...rest]: Path): unknown {
  if (rest.length > 0) return replaced(x, [key], without((x as Record<string | number, unknown>)[key], rest));
  if (Array.isArray(x)) return x.filter((_, i) => i !== key);
  return Object.fromEntries(Object.entries(x as object).filter(([own]) => own !== key));
}
