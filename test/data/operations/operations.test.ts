import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Throwable } from '../../../src/data/errors.js';
import { keyword } from '../../../src/data/keyword.js';
import * as operations from '../../../src/data/operations/index.js';
import { nth, nthOr } from '../../../src/data/operations/index.js';
import { printString } from '../../../src/data/print.js';
import { List } from '../../../src/data/seqs/index.js';
import type { Sym } from '../../../src/data/symbol.js';
import type { Value } from '../../../src/data/value.js';
import { createReader } from '../../../src/reader/reader.js';
import { Source } from '../../../src/reader/source.js';

const cases = JSON.parse(readFileSync(new URL('operations.json', import.meta.url), 'utf8')) as [string, string][];
const read = (text: string): Value => createReader(new Source('test', text)).read();

type Operation = (...args: Value[]) => Value;
const NAMES: Record<string, string> = {
  'assoc!': 'assocBang',
  'conj!': 'conjBang',
  'contains?': 'contains',
  'disj!': 'disjBang',
  'dissoc!': 'dissocBang',
  'persistent!': 'persistent',
  'pop!': 'popBang',
  'with-meta': 'withMeta',
};

function operation(name: string): Operation {
  if (name === 'nth') return (x, i, ...rest) => (rest.length > 0 ? nthOr(x, i, rest[0]) : nth(x, i));
  if (name === 'subvec') return (v, start, ...end) => operations.subvec(v, start, ...(end.length === 0 ? [] : ([end[0]] as [Value])));
  const found = (operations as unknown as Record<string, Operation | undefined>)[NAMES[name] ?? name];
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}

/** Calls of operations within one another; everything else is data. */
function evaluate(form: Value): Value {
  if (!(form instanceof List) || form.length === 0) return form;
  const [head, ...args] = operations.toArray(form) as [Sym, ...Value[]];
  return head.name === 'quote' ? args[0] : operation(head.name)(...args.map(evaluate));
}

function answer(text: string): string {
  try {
    return printString(evaluate(read(text))) as string;
  } catch (e) {
    if (!(e instanceof Throwable)) throw e;
    return `throws ${e.name}: ${e.message ?? ''}`;
  }
}

describe('operations', () => {
  for (const [text, expected] of cases) it(text, () => expect(answer(text)).toBe(expected));
});

describe('operations on host things', () => {
  it('read arrays, maps and sets', () => {
    expect(operations.count([1, 2])).toBe(2);
    expect(operations.count(new Map([['a', 1]]))).toBe(1);
    expect(nth([1, undefined], 1)).toBe(null);
    expect(operations.get([7], 0)).toBe(7);
    expect(operations.get([7], keyword(null, 'a'), 'no')).toBe('no');
    expect(operations.contains(new Int32Array(3), 2)).toBe(true);
    expect(operations.first([5])).toBe(5);
    expect(operations.rest([5, 6]).toString).toBeTypeOf('function');
    expect(operations.toArray(new Uint8Array([1, 2]))).toEqual([1, 2]);
  });
  it('take undefined for nil', () => {
    expect(operations.count(undefined)).toBe(0);
    expect(operations.seq(undefined)).toBe(null);
    expect(operations.get(undefined, 1)).toBe(null);
    expect(operations.first(undefined)).toBe(null);
    expect(operations.toArray(undefined)).toEqual([]);
  });
});
