import { registerClass } from './classes.js';
import { symbolHash } from './symbol.js';

/** A keyword. Interned for the whole process: two equal keywords are the same object, so `===` is equality. */
export class Keyword {
  constructor(
    readonly ns: string | null,
    readonly name: string,
    /** Clojure's `hash`, an int32. */
    readonly hash: number,
  ) {}
  toString(): string {
    return this.ns === null ? `:${this.name}` : `:${this.ns}/${this.name}`;
  }
}
registerClass(Keyword, 'clojure.lang.Keyword', ['java.lang.Object', 'clojure.lang.IFn', 'clojure.lang.Named', 'java.lang.Comparable']);

/** One table for each namespace, keyed by name, so that a look-up builds no string. */
const plain = new Map<string, Keyword>();
const qualified = new Map<string, Map<string, Keyword>>();

/** The keyword `:ns/name`, or `:name` where `ns` is null. Any strings will do, as with Clojure's `keyword`. */
export function keyword(ns: string | null, name: string): Keyword {
  let table = plain;
  if (ns !== null) {
    const known = qualified.get(ns);
    if (known === undefined) {
      table = new Map();
      qualified.set(ns, table);
    } else table = known;
  }
  let k = table.get(name);
  if (k === undefined) {
    // Clojure adds the golden ratio to the symbol's hash, so that a keyword and its symbol differ.
    k = new Keyword(ns, name, (symbolHash(ns, name) + 0x9e3779b9) | 0);
    table.set(name, k);
  }
  return k;
}

/** The keyword `:ns/name` where somebody has made it before. */
export function knownKeyword(ns: string | null, name: string): Keyword | undefined {
  return (ns === null ? plain : qualified.get(ns))?.get(name);
}

/** The keyword of a text without its colon: `a/b` has namespace `a`; a lone `/` is a name. */
export function keywordOf(text: string): Keyword {
  const slash = text.indexOf('/');
  return slash <= 0 || text === '/' ? keyword(null, text) : keyword(text.slice(0, slash), text.slice(slash + 1));
}
