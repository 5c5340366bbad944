import { registerClass } from '../classes.js';
import type { Value } from '../value.js';
import { BaseSeq, LONGEST_WALK, UnboundedSeq } from './list.js';
import { SEQ_SUPERS } from './supers.js';

/** `(repeat n x)`. Never empty. */
export class Repeat extends BaseSeq {
  constructor(
    readonly value: Value,
    /** How often, 1 at the least. */
    readonly times: number,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.value;
  }
  override next(): Repeat | null {
    return this.times > 1 ? new Repeat(this.value, this.times - 1, null) : null;
  }
  override count(): number {
    return this.times;
  }
  override isEndless(): boolean {
    return this.times > LONGEST_WALK;
  }
  override withMeta(meta: Value): Repeat {
    return new Repeat(this.value, this.times, meta);
  }
}
registerClass(Repeat, 'clojure.lang.Repeat', SEQ_SUPERS);

/** `(repeat x)`. */
export class RepeatForever extends UnboundedSeq {
  constructor(
    readonly value: Value,
    readonly meta: Value,
  ) {
    super();
  }
  override first(): Value {
    return this.value;
  }
  override next(): RepeatForever {
    return this;
  }
  override withMeta(meta: Value): RepeatForever {
    return new RepeatForever(this.value, meta);
  }
}
registerClass(RepeatForever, 'clojure.lang.Repeat', SEQ_SUPERS);
