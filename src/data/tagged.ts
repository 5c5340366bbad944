import { registerClass } from './classes.js';
import type { Sym } from './symbol.js';
import type { Value } from './value.js';

/** A tagged literal kept as data: what `tagged-literal` makes, and `#js {…}` until it is compiled. Immutable. */
export class TaggedLiteral {
  constructor(
    readonly tag: Sym,
    readonly form: Value,
  ) {}
}
registerClass(TaggedLiteral, 'clojure.lang.TaggedLiteral', ['java.lang.Object', 'clojure.lang.ILookup']);

/** A reader conditional kept as data: read with `:read-cond :preserve`. Immutable. */
export class ReaderConditional {
  constructor(
    /** The list of features and forms. */
    readonly form: Value,
    /** `#?@` rather than `#?`. */
    readonly splicing: boolean,
  ) {}
}
registerClass(ReaderConditional, 'clojure.lang.ReaderConditional', ['java.lang.Object', 'clojure.lang.ILookup']);
