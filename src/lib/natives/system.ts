import { parseUuid } from '../../data/uuid.js';
import { Var } from '../../data/var.js';
import { defineNatives } from './define.js';
import { nanoTime, randomUuid } from './java/statics.js';

/** Time, chance, and vars that belong to no namespace. */
export const systemNatives = defineNatives('clojure.core', {
  '-nano-time': { doc: 'Nanoseconds from some point in time on.', arglists: '([])', internal: true, 0: nanoTime },
  'random-uuid': { doc: 'A UUID of chance.', arglists: '([])', 0: () => parseUuid(randomUuid()) },
  '-local-var': {
    doc: 'A var that belongs to no namespace.',
    arglists: '([])',
    internal: true,
    0() {
      const v = new Var('', '--unnamed--');
      v.dynamic = true;
      return v;
    },
  },
});
