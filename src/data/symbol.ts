import { registerClass } from './classes.js';
import { hashCombine, hashUnencoded, stringHash } from './murmur3.js';
import type { Value } from './value.js';

/** A symbol. Equal to another by namespace and name; metadata does not count. Not interned, since it carries metadata. */
export class Sym {
  constructor(
    readonly ns: string | null,
    readonly name: string,
    readonly meta: Value,
    /** Clojure's `hash`, an int32. */
    readonly hash: number,
  ) {}
  /** A copy with other metadata. */
  withMeta(meta: Value): Sym {
    return new Sym(this.ns, this.name, meta, this.hash);
  }
  toString(): string {
    return this.ns === null ? this.name : `${this.ns}/${this.name}`;
  }
}
registerClass(Sym, 'clojure.lang.Symbol', [
  'clojure.lang.AFn',
  'java.lang.Object',
  'clojure.lang.IFn',
  'clojure.lang.Named',
  'clojure.lang.IObj',
  'java.lang.Comparable',
]);

/** Clojure's `hash` of the symbol `ns/name`: an int32. */
export function symbolHash(ns: string | null, name: string): number {
  return hashCombine(hashUnencoded(name), ns === null ? 0 : stringHash(ns));
}

/** The symbol `ns/name`, or `name` where `ns` is null. Any strings will do, as with Clojure's `symbol`. */
export function symbol(ns: string | null, name: string): Sym {
  return new Sym(ns, name, null, symbolHash(ns, name));
}

/** The symbol of a text: `a/b` has namespace `a`; a lone `/` is a name. */
export function symbolOf(text: string): Sym {
  const slash = text.indexOf('/');
  return slash <= 0 || text === '/' ? symbol(null, text) : symbol(text.slice(0, slash), text.slice(slash + 1));
}

/** Whether both are the same symbol. */
export function sameSymbol(a: Sym, b: Sym): boolean {
  return a === b || (a.hash === b.hash && a.name === b.name && a.ns === b.ns);
}
