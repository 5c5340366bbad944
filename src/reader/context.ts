import type { Keyword } from '../data/keyword.js';
import type { Sym } from '../data/symbol.js';
import type { Value } from '../data/value.js';

/** What `read` answers when no form is left. */
export const EOF: unique symbol = Symbol('end of file');
export type Eof = typeof EOF;

/**
 * What `read` answers when a guest function must run before the reader can go on (a data reader written in
 * Clojure): call `fn` with `args`, and give its result to `resume`.
 */
export class ReaderCall {
  constructor(
    readonly fn: Value,
    readonly args: Value[],
  ) {}
}

/** What the reader asks of the world around it. All of it is asked anew each time, so it may change between forms. */
export interface ReaderContext {
  /** `edn` knows data only: no quoting, no functions, no conditionals, no `::`. Default `clojure`. */
  readonly dialect?: 'clojure' | 'edn';
  /** The features that hold in reader conditionals; `:default` always does. Default: `:clove`. */
  readonly features?: ReadonlySet<Keyword>;
  /** What to do with reader conditionals. Default `allow`; `disallow` makes them an error, as in a `.clj` file. */
  readonly readCond?: 'allow' | 'preserve' | 'disallow';
  /** Whether lists carry `:line` and `:column` as metadata. Default true. */
  readonly positions?: boolean;
  /** The name of the current namespace. Default `user`. */
  currentNs?(): string;
  /** The name of the namespace that `alias` means in the current one, be it an alias or a full name; null if none. */
  resolveAlias?(alias: string): string | null;
  /** The full symbol that syntax-quote puts for a symbol. Default: unqualified ones get the current namespace. */
  resolveSymbol?(s: Sym): Sym;
  /** A number, or a text, not given before, for gensyms. Default: a counter of this module. */
  nextId?(): number | string;
  /**
   * Reads a tagged literal, record literals (`#user.R{…}`) included. `undefined` where nothing is known of the
   * tag: then `#inst` and `#uuid` mean what they always do, and any other tag is an error. May throw a Throwable.
   */
  readTagged?(tag: Sym, form: Value): Value | ReaderCall | undefined;
}
