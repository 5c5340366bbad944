import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charOf } from '../../../src/data/char.js';
import { keyword } from '../../../src/data/keyword.js';
import { Double, Ratio } from '../../../src/data/numbers/index.js';
import { symbol } from '../../../src/data/symbol.js';
import type { Value } from '../../../src/data/value.js';
import { ENGINES } from '../../support/engines.js';
import { type Api, guestApi, nativeApi } from './api.js';

/** Data as a model: what stands in it, not how it is made. */
type Data =
  | { readonly kind: 'atom'; readonly value: Value }
  | { readonly kind: 'sequence' | 'set'; readonly items: readonly Data[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Data, Data])[] };

const atom: fc.Arbitrary<Data> = fc
  .oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom<Value>(null, true, false, '', 'Aa', 'BB', 'a', 2 ** 53 - 1, 123456789012345678901234567890n),
    fc.constantFrom<Value>(new Double(0), new Double(1), new Double(1.5), new Ratio(1n, 2n), charOf(97)),
    fc.constantFrom('a', 'b').map((n) => keyword(null, n)),
    fc.constantFrom('a', 'b').map((n) => symbol(null, n)),
  )
  .map((value) => ({ kind: 'atom', value }));

const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.record({ kind: fc.constantFrom<'sequence' | 'set'>('sequence', 'set'), items: fc.array(tie('data'), { maxLength: 4 }) }),
    fc.record({ kind: fc.constant<'map'>('map'), entries: fc.array(fc.tuple(tie('data'), tie('data')), { maxLength: 4 }) }),
  ),
}));

/** Makes the data; `way` says which of the kinds that are equal each collection is to be. */
function make(api: Api, d: Data, way: () => number): Value {
  switch (d.kind) {
    case 'atom':
      // A long and a BigInt are equal too.
      return typeof d.value === 'number' && way() % 2 === 1 ? BigInt(d.value) : d.value;
    case 'sequence': {
      const v = api.call('vector', ...d.items.map((x) => make(api, x, way)));
      switch (way() % 5) {
        case 0:
          return v;
        case 1:
          return api.call('list', ...d.items.map((x) => make(api, x, way)));
        case 2:
          return d.items.length === 0 ? v : api.call('seq', v);
        case 3:
          return d.items.reduce((q, x) => api.call('conj', q, make(api, x, way)), api.call('queue'));
        default:
          return api.call('subvec', api.call('conj', v, null), 0, d.items.length);
      }
    }
    case 'set': {
      const items = d.items.map((x) => make(api, x, way));
      return api.call('hash-set', ...(way() % 2 === 0 ? items : [...items].reverse()));
    }
    case 'map':
      return api.call(
        ['array-map', 'hash-map', 'literal-map'][way() % 3],
        ...d.entries.flatMap(([k, v]) => [make(api, k, way), make(api, v, way)]),
      );
  }
}

const ways = fc.infiniteStream(fc.nat(59)).map((stream) => () => stream.next().value as number);

function laws(api: Api, runs: number): void {
  it('what is made of the same parts is equal and has one hash', () => {
    fc.assert(
      fc.property(data, ways, ways, (d, one, other) => {
        const [a, b] = [make(api, d, one), make(api, d, other)];
        expect([api.call('=', a, b), api.call('=', b, a), api.call('=', a, a)]).toEqual([true, true, true]);
        expect(api.call('hash', a)).toBe(api.call('hash', b));
        expect(api.call('get', api.call('hash-map', a, 'found'), b)).toBe('found');
        expect(api.call('count', api.call('hash-set', a, b))).toBe(1);
      }),
      { numRuns: runs },
    );
  });
  it('equality is symmetric, and equal values have equal hashes', () => {
    fc.assert(
      fc.property(data, data, ways, (d, e, way) => {
        const [a, b] = [make(api, d, way), make(api, e, way)];
        const same = api.call('=', a, b);
        expect(api.call('=', b, a)).toBe(same);
        if (same === true) expect(api.call('hash', a)).toBe(api.call('hash', b));
        expect(api.call('=', api.call('vector', a), api.call('list', b))).toBe(same);
        expect(api.call('contains?', api.call('hash-set', a), b)).toBe(same);
      }),
      { numRuns: runs },
    );
  });
}

describe('equality and hashes agree', () => {
  describe('by TypeScript', () => laws(nativeApi, 400));
  describe.each(ENGINES)('by programs on %s', (engine) => laws(guestApi(engine), 60));
});
