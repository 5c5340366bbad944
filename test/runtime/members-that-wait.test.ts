import { expect, test } from 'vitest';
import { createRuntimeOf } from '../../src/api/runtime.js';
import { GUEST } from '../../src/data/guest.js';
import { library } from '../../src/lib/shipped.js';
import type { Library } from '../../src/runtime/library.js';
import type { Member } from '../../src/runtime/natives.js';
import { ENGINES } from '../support/engines.js';

/** The library, with a class whose method and whose constructor leave their work to a native that waits. */
const waiting: Library = {
  ...library,
  members(host, core) {
    const all = library.members(host, core);
    const member: Member = { 1: () => GUEST, twin: '-wait!' };
    return {
      ...all,
      methods: (type) => (type === 'clove.Waiter' ? { block: member } : all.methods(type)),
      maker: (type) => (type === 'java.lang.Thread' ? member : all.maker(type)),
    };
  },
};

const WAITER = '(let [w (clojure.core/-waiter)] (future (clojure.core/-wake! w 7))';

test.each(ENGINES)('members of classes wait, on %s', async (engine) => {
  for (const [text, want] of [
    [`${WAITER} (inc (.block w)))`, 8],
    [`${WAITER} (.block w))`, 7],
    [`${WAITER} [(java.lang.Thread. w)])`, [7]],
    [`${WAITER} (try (.block w) (finally (clojure.core/-wake! w 8))))`, 7],
    [
      '(mapv (fn [i] (let [w (clojure.core/-waiter)] (future (clojure.core/-wake! w i)) (+ 1 (.block w)))) (range 20))',
      Array.from({ length: 20 }, (_, i) => i + 1),
    ],
  ] as const) {
    const runtime = createRuntimeOf({ library: waiting }, { engine });
    expect(runtime.evaluate(text)).toEqual(want);
    expect(await runtime.evaluateAsync(text)).toEqual(want);
  }
});
