import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/data/value.js';
import { ENGINES } from '../../support/engines.js';
import { type Api, elements, guestApi, nativeApi } from './api.js';

/** A change to a collection of longs; what does not apply to a kind, or now, is left out. */
type Step =
  | { readonly op: 'conj' | 'pop' | 'empty' | 'meta' }
  | { readonly op: 'grow'; readonly by: number }
  | { readonly op: 'assoc' | 'cut'; readonly at: number }
  | { readonly op: 'transient'; readonly steps: readonly TransientStep[] };
interface TransientStep {
  readonly op: 'conj!' | 'pop!' | 'assoc!';
  readonly at: number;
}

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const transientStep: fc.Arbitrary<TransientStep> = fc.record({
  op: fc.constantFrom<TransientStep['op']>('conj!', 'conj!', 'conj!', 'pop!', 'pop!', 'assoc!'),
  at: place,
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constantFrom<'conj' | 'pop'>('conj', 'pop') }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom<'empty' | 'meta'>('empty', 'meta') }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant<'grow'>('grow'), by: fc.constantFrom(1, 5, 31, 32, 33, 40) }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constantFrom<'assoc' | 'cut'>('assoc', 'cut'), at: place }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant<'transient'>('transient'), steps: fc.array(transientStep, { maxLength: 40 }) }) },
);

interface Kind {
  readonly name: string;
  readonly start: (api: Api) => Value;
  readonly model: readonly number[];
  /** Where `conj` and `pop` work: at the end, in front, or at the end and in front (a queue). */
  readonly grows: 'end' | 'front' | 'through';
  readonly isVector: boolean;
}

const KINDS: readonly Kind[] = [
  { name: 'vectors', start: (api) => api.call('vector'), model: [], grows: 'end', isVector: true },
  {
    name: 'subvectors',
    start: (api) => api.call('subvec', api.call('vector', 0, 1, 2, 3, 4, 5), 2, 5),
    model: [2, 3, 4],
    grows: 'end',
    isVector: true,
  },
  { name: 'lists', start: (api) => api.call('list', 1, 2), model: [1, 2], grows: 'front', isVector: false },
  { name: 'queues', start: (api) => api.call('queue'), model: [], grows: 'through', isVector: false },
];

interface Version {
  readonly value: Value;
  readonly model: readonly number[];
}

function check(api: Api, kind: Kind, { value, model }: Version): void {
  expect(api.call('count', value)).toBe(model.length);
  expect(elements(api, value)).toEqual(model);
  expect(api.call('peek', value)).toBe((kind.grows === 'end' ? model.at(-1) : model[0]) ?? null);
  expect(api.call('nth', value, model.length, 'none')).toBe('none');
  for (const i of [0, model.length >> 1, model.length - 1]) if (i in model) expect(api.call('nth', value, i)).toBe(model[i]);
  const plain = api.call('vector', ...model);
  expect([api.call('=', value, plain), api.call('=', plain, value)]).toEqual([true, true]);
  expect(api.call('hash', value)).toBe(api.call('hash', plain));
  if (!kind.isVector) return;
  for (const i of [-1, 0, model.length - 1, model.length]) {
    expect(api.call('get', value, i, 'none')).toBe(model[i] ?? 'none');
    expect(api.call('contains?', value, i)).toBe(i in model);
  }
  const back = api.call('rseq', value);
  expect(back === null ? [] : elements(api, back)).toEqual([...model].reverse());
}

/** The value after a step; the new elements are numbers that were not there before. */
function apply(api: Api, kind: Kind, { value, model }: Version, s: Step, fresh: () => number): Version {
  switch (s.op) {
    case 'conj': {
      const x = fresh();
      return { value: api.call('conj', value, x), model: kind.grows === 'front' ? [x, ...model] : [...model, x] };
    }
    case 'grow': {
      let grown: Version = { value, model };
      for (let i = 0; i < s.by; i++) grown = apply(api, kind, grown, { op: 'conj' }, fresh);
      return grown;
    }
    case 'pop':
      if (model.length === 0) {
        if (kind.grows !== 'through') expect(() => api.call('pop', value)).toThrow("Can't pop empty");
        return { value, model };
      }
      return { value: api.call('pop', value), model: kind.grows === 'end' ? model.slice(0, -1) : model.slice(1) };
    case 'empty':
      return model.length > 60 ? { value: api.call('empty', value), model: [] } : { value, model };
    case 'meta': {
      const m = api.call('array-map', 'm', fresh());
      const marked = api.call('with-meta', value, m);
      expect(api.call('meta', marked)).toBe(m);
      return { value: marked, model };
    }
    case 'assoc': {
      if (!kind.isVector) return { value, model };
      const i = Math.floor(s.at * (model.length + 1));
      const x = fresh();
      const changed = model.slice();
      changed[i] = x;
      expect(() => api.call('assoc', value, model.length + 1, x)).toThrow();
      return { value: api.call('assoc', value, i, x), model: changed };
    }
    case 'cut': {
      if (!kind.isVector || kind.name !== 'subvectors') return { value, model };
      const from = Math.floor((s.at * model.length) / 3);
      return { value: api.call('subvec', value, from, model.length), model: model.slice(from) };
    }
    case 'transient':
      return kind.name === 'vectors' ? transiently(api, { value, model }, s.steps, fresh) : { value, model };
  }
}

function transiently(api: Api, { value, model }: Version, steps: readonly TransientStep[], fresh: () => number): Version {
  const m = model.slice();
  const t = api.call('transient', value);
  for (const s of steps) {
    if (s.op === 'conj!') {
      m.push(fresh());
      api.call('conj!', t, m.at(-1));
    } else if (s.op === 'pop!') {
      if (m.pop() !== undefined) api.call('pop!', t);
    } else {
      const i = Math.floor(s.at * (m.length + 1));
      m[i] = fresh();
      api.call('assoc!', t, i, m[i]);
    }
    expect([api.call('count', t), api.call('nth', t, m.length - 1, 'none')]).toEqual([m.length, m.at(-1) ?? 'none']);
  }
  const made = api.call('persistent!', t);
  expect(() => api.call('conj!', t, 1)).toThrow('Transient used after persistent! call');
  return { value: made, model: m };
}

describe.each([
  { make: (): Api => nativeApi, runs: 200 },
  ...ENGINES.map((engine) => ({ make: (): Api => guestApi(engine), runs: 15 })),
])('collections in order behave as arrays', ({ make, runs }) => {
  const api = make();
  it.each(KINDS)(`$name, by ${api.name}`, (kind) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let last = 100;
        const fresh = (): number => last++;
        const versions: Version[] = [{ value: kind.start(api), model: kind.model }];
        for (const s of steps) versions.push(apply(api, kind, versions[versions.length - 1], s, fresh));
        for (const v of versions) check(api, kind, v);
      }),
      { numRuns: runs },
    );
  });
});
