import { registerClass } from '../classes.js';
import type { OrGuest, Seq } from '../collection.js';
import type { Value } from '../value.js';
import { LazySeq } from './lazy-seq.js';
import { UnboundedSeq } from './list.js';
import { SEQ_SUPERS } from './supers.js';

const SUPERS = [...SEQ_SUPERS, 'clojure.lang.IPending'] as const;

/**
 * An endless seq whose next cell guest code makes: `iterate`, `cycle`. A cell is realised; what follows it is a lazy seq
 * that shows itself as a cell of the same kind.
 */
export abstract class Generated extends UnboundedSeq {
  constructor(
    /** The function of `iterate`, the seq that `cycle` repeats. */
    readonly generator: Value,
    protected readonly head: Value,
    protected readonly tail: LazySeq,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.head;
  }
  override next(): OrGuest<Seq | null> {
    return this.tail.seq();
  }
  override rest(): Seq {
    return this.tail;
  }
}

/** `(iterate f x)`. */
export class Iterate extends Generated {
  override withMeta(meta: Value): Iterate {
    return new Iterate(this.generator, this.head, this.tail, meta);
  }
}
registerClass(Iterate, 'clojure.lang.Iterate', SUPERS);

/** `(cycle coll)`. */
export class Cycle extends Generated {
  constructor(
    generator: Value,
    head: Value,
    tail: LazySeq,
    /** Where in the seq this cell stands. */
    readonly at: Seq,
    meta: Value,
  ) {
    super(generator, head, tail, meta);
  }
  override withMeta(meta: Value): Cycle {
    return new Cycle(this.generator, this.head, this.tail, this.at, meta);
  }
}
registerClass(Cycle, 'clojure.lang.Cycle', SUPERS);

/** What follows a cell of `iterate`. */
export class PendingIterate extends LazySeq {}
registerClass(PendingIterate, 'clojure.lang.Iterate', SUPERS);

/** What follows a cell of `cycle`. */
export class PendingCycle extends LazySeq {}
registerClass(PendingCycle, 'clojure.lang.Cycle', SUPERS);
