import { describe, expect, it } from 'vitest';
import { createRuntime, restoreRuntime, SnapshotError } from '../../src/api/index.js';
import { createRuntimeOf, restoreRuntimeOf } from '../../src/api/runtime.js';
import { library } from '../../src/lib/shipped.js';
import type { Library } from '../../src/runtime/library.js';

/** The bytes of a program with something of everything, which waits. */
function sample(): Uint8Array {
  const runtime = createRuntime();
  runtime.start(`
    (defrecord P [x y])
    (def data {:v (vec (range 40)) :m (zipmap (range 20) (range)) :s (sorted-map 1 2) :l '(1 2) :r (->P 1 2.5) :big 10000000000000000000000N})
    (def p (promise))
    (defn f [n] (if (zero? n) @p (+ 1 (f (dec n)))))
    (f 5)`);
  runtime.advance();
  return runtime.snapshot();
}

const bytes = sample();

/** FNV-1a, as in the header. */
function checksum(body: Uint8Array): number {
  let h = 0x811c9dc5;
  for (const b of body) h = Math.imul(h ^ b, 0x01000193);
  return h >>> 0;
}

function varint(n: number): number[] {
  const out: number[] = [];
  let left = n;
  for (; left > 127; left = Math.floor(left / 128)) out.push((left % 128) | 128);
  return [...out, left];
}

function skipVarint(all: Uint8Array, at: number): number {
  let i = at;
  while (all[i] > 127) i++;
  return i + 1;
}

/** Where the sum begins, and where the body does. */
const sumAt = skipVarint(bytes, skipVarint(bytes, skipVarint(bytes, 8)));
const bodyAt = skipVarint(bytes, sumAt);

/** A snapshot with that body, and a checksum that fits. */
const mended = (body: Uint8Array): Uint8Array =>
  Uint8Array.from([...bytes.slice(0, skipVarint(bytes, skipVarint(bytes, 8))), ...varint(body.length), ...varint(checksum(body)), ...body]);

describe('bytes that are no snapshot', () => {
  it('the mended bytes of an unchanged body are the snapshot', () => {
    expect(mended(bytes.slice(bodyAt))).toEqual(bytes);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['something else', new TextEncoder().encode('a text that is no snapshot')],
    ['another format', Uint8Array.from([...bytes.slice(0, 8), 99, ...bytes.slice(9)])],
  ])('%s', (_what, given) => {
    expect(() => restoreRuntime(given)).toThrow(SnapshotError);
  });

  it('but those of a buffer of the host are', () => {
    const restored = restoreRuntime(Buffer.from(bytes));
    restored.evalString('(deliver p 1)');
    restored.advance();
    expect(restored.programs[0].value).toBe(6);
  });

  it('are refused wherever they are cut', () => {
    for (let n = 0; n < bytes.length; n += 37) expect(() => restoreRuntime(bytes.slice(0, n))).toThrow(SnapshotError);
  });

  it('are refused whichever bit was altered, and nothing has been restored', () => {
    for (let i = 0; i < bytes.length; i += 29) {
      const altered = bytes.slice();
      altered[i] ^= 1 << (i % 8);
      expect(() => restoreRuntime(altered)).toThrow(SnapshotError);
    }
  });
});

describe('bytes that were altered with a checksum that fits', () => {
  it('give an error, or a runtime that fails like any other', { timeout: 120_000 }, () => {
    const body = bytes.slice(bodyAt);
    const rounds = process.env.CLOVE_TEST_IMAGE === '1' ? 150 : 5;
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    let seed = 42;
    const random = (n: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % n;
    };
    let refused = 0;
    for (let i = 0; i < rounds; i++) {
      const altered = body.slice();
      for (let k = random(3); k >= 0; k--) altered[random(altered.length)] = random(256);
      try {
        const runtime = restoreRuntime(mended(altered), { engine: 'vm' });
        runtime.advance({ turns: 20, safepoints: 1000 });
        runtime.evalString('(deliver p 1)');
        runtime.advance({ turns: 20, safepoints: 1000 });
        for (const program of runtime.programs) runtime.describeError(program.error);
      } catch (e) {
        if (e instanceof SnapshotError) refused++;
        else expect(e).toBeInstanceOf(Error);
      }
      expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }
    expect(refused).toBeGreaterThan(rounds / 3);
  });
});

describe('a library that is another one', () => {
  const other: Library = {
    ...library,
    section: (ns) => (ns === 'clojure.set' ? undefined : library.section(ns)),
    find: (ns) =>
      ns === 'clojure.set' ? library.find(ns)?.map(({ file, text }) => ({ file, text: `${text}\n(def more 1)\n` })) : library.find(ns),
  };
  const taken = (program: string): Uint8Array => {
    const runtime = createRuntimeOf({ library }, {});
    runtime.evaluate(program);
    return runtime.snapshot();
  };

  it('is refused where the program has loaded what differs', () => {
    const using = taken("(require 'clojure.set) (def x (clojure.set/union #{1} #{2}))");
    expect(restoreRuntimeOf({ library }, using, {}).evaluate('(count x)')).toBe(2);
    expect(() => restoreRuntimeOf({ library: other }, using, {})).toThrow(SnapshotError);
    expect(() => restoreRuntimeOf({ library: other }, using, {})).toThrow('another library');
  });

  it('makes no difference where it has not', () => {
    expect(restoreRuntimeOf({ library: other }, taken('(def x #{1 2})'), {}).evaluate('(count x)')).toBe(2);
  });
});
