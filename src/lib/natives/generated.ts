import type { Seq } from '../../data/collection.js';
import { classCast } from '../../data/errors.js';
import { GUEST } from '../../data/guest.js';
import * as op from '../../data/operations/index.js';
import { Cycle, Generated, Iterate, PendingCycle, PendingIterate } from '../../data/seqs/index.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';

function generated(x: Value): Generated {
  if (x instanceof Generated) return x;
  throw classCast(x, 'clojure.lang.Iterate');
}

/** What waits for a chunk of the seq that a transducer makes: the first that came in is the first to go out. */
export class Held {
  #items: Value[] = [];
  #at = 0;
  /** What waits. */
  get left(): readonly Value[] {
    return this.#items.slice(this.#at);
  }
  get isEmpty(): boolean {
    return this.#at === this.#items.length;
  }
  add(x: Value): void {
    this.#items.push(x);
  }
  /** Moves elements to an array, until that has so many. */
  moveTo(out: Value[], limit: number): void {
    while (this.#at < this.#items.length && out.length < limit) out.push(this.#items[this.#at++]);
    if (this.isEmpty) {
      this.#items = [];
      this.#at = 0;
    }
  }
}

function held(x: Value): Held {
  if (x instanceof Held) return x;
  throw classCast(x, 'clojure.lang.TransformerIterator');
}

/** Endless seqs made by a function, and seqs made by transducers. */
export const generatedNatives = defineNatives('clojure.core', {
  '-iterate': {
    doc: 'A cell of iterate; next-cell gives the one after it.',
    arglists: '([f x next-cell])',
    internal: true,
    3: (f, x, nextCell) => new Iterate(f, x, new PendingIterate(nextCell, null), null),
  },
  '-cycle': {
    doc: 'A cell of the cycle of the seq all, standing at s; next-cell gives the one after it.',
    arglists: '([all s next-cell])',
    internal: true,
    3(all, s, nextCell) {
      const x = op.first(s);
      return x === GUEST ? GUEST : new Cycle(all, x, new PendingCycle(nextCell, null), s as Seq, null);
    },
  },
  '-generated?': { doc: 'Whether x is a cell of iterate or cycle.', arglists: '([x])', internal: true, 1: (x) => x instanceof Generated },
  '-iterate?': { doc: 'Whether x is a cell of iterate.', arglists: '([x])', internal: true, 1: (x) => x instanceof Iterate },
  '-generator': {
    doc: 'The function of a cell of iterate, the seq that a cell of cycle repeats.',
    arglists: '([x])',
    internal: true,
    1: (x) => generated(x).generator,
  },
  '-cycle-at': {
    doc: 'Where in its seq a cell of cycle stands.',
    arglists: '([x])',
    internal: true,
    1(x) {
      if (x instanceof Cycle) return x.at;
      throw classCast(x, 'clojure.lang.Cycle');
    },
  },
  '-held': { doc: 'What a transducer puts its results in, empty.', arglists: '([])', internal: true, 0: () => new Held() },
  '-holding?': { doc: 'Whether something waits there.', arglists: '([held])', internal: true, 1: (h) => !held(h).isEmpty },
  '-hold!': {
    doc: 'Puts a result there.',
    arglists: '([held x])',
    internal: true,
    2(h, x) {
      held(h).add(x);
      return h;
    },
  },
  '-move-held!': {
    doc: 'Moves what waits to an array, until that has n elements; the array.',
    arglists: '([held array n])',
    internal: true,
    3(h, out, n) {
      held(h).moveTo(out as Value[], n as number);
      return out;
    },
  },
});
