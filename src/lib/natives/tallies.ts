import { Keyword } from '../../data/keyword.js';
import { EMPTY_MAP, TransientMap } from '../../data/maps/index.js';
import { vectorFromArray } from '../../data/seqs/index.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';

/** How many elements are counted at once, so that a long array does not hold up what counts steps. */
const AT_ONCE = 1024;

/** Whether only the identical value equals the key, so that a host map tells such keys apart as Clojure does. */
function isPlainKey(key: Value): boolean {
  return typeof key === 'string' || typeof key === 'number' || key instanceof Keyword || key === null || typeof key === 'boolean';
}

/** Counting and grouping in host maps, for as long as the keys are plain. */
export const tallyNatives = defineNatives('clojure.core', {
  '-host-map': { doc: 'A new map of the host.', arglists: '([])', internal: true, 0: () => new Map<Value, Value>() },
  '-tally!': {
    doc: 'Counts elements of a host array from index i on, up to the first that is no plain key; the index where it stopped.',
    arglists: '([counts array i])',
    internal: true,
    3(counts, array, i) {
      const known = counts as Map<Value, number>;
      const items = array as Value[];
      const end = Math.min(items.length, (i as number) + AT_ONCE);
      for (let at = i as number; at < end; at++) {
        const x = items[at];
        if (!isPlainKey(x)) return at;
        known.set(x, (known.get(x) ?? 0) + 1);
      }
      return end;
    },
  },
  '-group!': {
    doc: 'Adds x to the array of a plain key; false, and nothing is done, where the key is none.',
    arglists: '([groups k x])',
    internal: true,
    3(groups, k, x) {
      if (!isPlainKey(k)) return false;
      const known = groups as Map<Value, Value[]>;
      const group = known.get(k);
      if (group === undefined) known.set(k, [x]);
      else group.push(x);
      return true;
    },
  },
  '-vectors': {
    doc: 'The host map with vectors in the place of its arrays, which they take over.',
    arglists: '([groups])',
    internal: true,
    1: (groups) => new Map([...(groups as Map<Value, Value[]>)].map(([key, items]) => [key, vectorFromArray(items)])),
  },
  '-transient-of': {
    doc: 'A transient map of what a host map holds, added in its order.',
    arglists: '([m])',
    internal: true,
    1(m) {
      const out = new TransientMap(EMPTY_MAP);
      for (const [key, value] of m as Map<Value, Value>) out.assoc(key, value);
      return out;
    },
  },
});
