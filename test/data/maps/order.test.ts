import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { charOf } from '../../../src/data/char.js';
import { className } from '../../../src/data/classes.js';
import { MapLike, type SetLike } from '../../../src/data/collection.js';
import { keyword, keywordOf } from '../../../src/data/keyword.js';
import {
  arrayMapFromArray,
  EMPTY_MAP,
  hashMapFromArray,
  mapFromArray,
  mapFromLiteral,
  type TransientMap,
  transientMap,
} from '../../../src/data/maps/index.js';
import { Double, longFromBigInt } from '../../../src/data/numbers/index.js';
import { vectorFromArray } from '../../../src/data/seqs/index.js';
import { EMPTY_SET, setFromArray, setFromLiteral } from '../../../src/data/sets/index.js';
import { symbolOf } from '../../../src/data/symbol.js';
import type { Value } from '../../../src/data/value.js';

interface Case {
  kind: string;
  keys: unknown[][];
  ops: number[];
  order: number[];
  values: number[];
  hash: number;
  class: string;
}
const cases = readFileSync(new URL('./order.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

function key([tag, x]: unknown[]): Value {
  switch (tag) {
    case 'k':
      return keywordOf(x as string);
    case 'y':
      return symbolOf(x as string);
    case 'l':
      return longFromBigInt(BigInt(x as string));
    case 'N':
      return BigInt(x as string);
    case 'd':
      return new Double(x as number);
    case 'c':
      return charOf(x as number);
    case 'v':
      return vectorFromArray((x as unknown[][]).map(key));
    case 'n':
      return null;
    default:
      return x;
  }
}

function edit<M extends { assoc(k: Value, v: Value): M; dissoc(k: Value): M }>(start: M, keys: Value[], ops: number[]): M {
  let m = start;
  for (const o of ops) m = o < 0 ? m.dissoc(keys[-1 - o]) : m.assoc(keys[o], o);
  return m;
}

function build({ kind, ops }: Case, keys: Value[]): (MapLike | SetLike)[] {
  const pairs = keys.flatMap((k, i) => [k, i]);
  switch (kind) {
    case 'literal':
      return [mapFromLiteral(pairs), mapFromArray(pairs)];
    case 'hash-map':
      return [hashMapFromArray(pairs)];
    case 'array-map':
      return [arrayMapFromArray(pairs)];
    case 'set':
      return [setFromArray(keys), setFromLiteral(keys)];
    case 'assoc':
      return [edit<MapLike>(EMPTY_MAP, keys, ops)];
    case 'array-then':
      return [edit<MapLike>(arrayMapFromArray(pairs.slice(0, 2 * (keys.length >> 1))), keys, ops)];
    case 'transient':
      return [edit<TransientMap>(transientMap(EMPTY_MAP), keys, ops).persistent()];
    case 'hash-transient':
      return [edit<TransientMap>(transientMap(hashMapFromArray([null, 0])), keys, ops).persistent()];
    default: {
      let s: SetLike = EMPTY_SET;
      for (const o of ops) s = o < 0 ? s.disj(keys[-1 - o]) : s.conj(keys[o]);
      return [s];
    }
  }
}

describe("the order of maps and sets is Clojure's", () => {
  it(`in ${cases.length} cases`, () => {
    expect(cases.length).toBeGreaterThan(400);
    for (const [n, c] of cases.entries()) {
      const keys = c.keys.map(key);
      for (const made of build(c, keys)) {
        const order: Value[] = [];
        const values: Value[] = [];
        if (made instanceof MapLike)
          made.forEach((k, v) => {
            order.push(k);
            values.push(v);
          });
        else made.forEach((k) => void order.push(k));
        const names = order.map((k) => (k === null ? c.keys.findIndex(([t]) => t === 'n') : keys.indexOf(k)));
        expect({ n, order: names, values }).toEqual({ n, order: c.order, values: c.values });
        expect({ n, hash: made.hasheq() }).toEqual({ n, hash: c.hash });
        expect({ n, class: className(made) }).toEqual({ n, class: c.class });
        const walked: Value[] = [];
        for (
          let s = made instanceof MapLike ? (made as unknown as typeof EMPTY_MAP).seqOf(1) : made.seq();
          s !== null && typeof s === 'object';
          s = s.next()
        )
          walked.push(s.first());
        expect(walked).toEqual(order);
      }
    }
  });
  it('covers small and large, ordered and hashed', () => {
    expect(new Set(cases.map((c) => `${c.kind} ${c.class}`)).size).toBeGreaterThan(10);
    expect(keyword(null, 'a')).toBe(keywordOf('a'));
  });
});
