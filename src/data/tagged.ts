import { Labelled } from './by-value.js';
import { registerClass } from './classes.js';
import type { OrGuest } from './collection.js';
import { equiv } from './equality.js';
import { GUEST } from './guest.js';
import { javaHash } from './java-hash.js';
import { Keyword } from './keyword.js';
import { type Sym, sameSymbol } from './symbol.js';
import type { Value } from './value.js';

const labelOf = (key: Value): string | null => (key instanceof Keyword && key.ns === null ? key.name : null);

function hashOfTwo(a: Value, b: Value): OrGuest<number> {
  const first = javaHash(a);
  const second = javaHash(b);
  return first === GUEST || second === GUEST ? GUEST : (Math.imul(31, first) + second) | 0;
}

/** A tagged literal kept as data: what `tagged-literal` makes, and `#js {…}` until it is compiled. Immutable. */
export class TaggedLiteral extends Labelled {
  constructor(
    readonly tag: Sym,
    readonly form: Value,
  ) {
    super();
  }
  override lookup(key: Value, notFound: Value): Value {
    const label = labelOf(key);
    return label === 'tag' ? this.tag : label === 'form' ? this.form : notFound;
  }
  override hasheq(): OrGuest<number> {
    return hashOfTwo(this.tag, this.form);
  }
  override equiv(other: Value): OrGuest<boolean> {
    return other instanceof TaggedLiteral && sameSymbol(this.tag, other.tag) ? equiv(this.form, other.form) : false;
  }
}
registerClass(TaggedLiteral, 'clojure.lang.TaggedLiteral', ['java.lang.Object', 'clojure.lang.ILookup']);

/** A reader conditional kept as data: read with `:read-cond :preserve`. Immutable. */
export class ReaderConditional extends Labelled {
  constructor(
    /** The list of features and forms. */
    readonly form: Value,
    /** `#?@` rather than `#?`. */
    readonly splicing: boolean,
  ) {
    super();
  }
  override lookup(key: Value, notFound: Value): Value {
    const label = labelOf(key);
    return label === 'form' ? this.form : label === 'splicing?' ? this.splicing : notFound;
  }
  override hasheq(): OrGuest<number> {
    return hashOfTwo(this.form, this.splicing);
  }
  override equiv(other: Value): OrGuest<boolean> {
    return other instanceof ReaderConditional && this.splicing === other.splicing ? equiv(this.form, other.form) : false;
  }
}
registerClass(ReaderConditional, 'clojure.lang.ReaderConditional', ['java.lang.Object', 'clojure.lang.ILookup']);
