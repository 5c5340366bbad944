import { runtimeError } from '../data/errors.js';
import type { Sym } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import { EOF, ReaderCall, type ReaderContext } from './context.js';
import { createReader, type Reader } from './reader.js';
import { Source } from './source.js';

export interface EdnOptions {
  /** What reads the tagged literals, by the name of the tag (`my/tag`). `inst` and `uuid` are there without asking. */
  readonly readers?: Readonly<Record<string, (form: Value) => Value>>;
  /** Reads what has no reader. Without it an unknown tag is an error. */
  readonly default?: (tag: Sym, form: Value) => Value;
  /** The answer for a text without a form; without it, nil. */
  readonly eof?: Value;
  /** The name for error messages. Default `<edn>`. */
  readonly file?: string;
}

/**
 * A reader of EDN, data and nothing but data: it runs no code of the text's. `readTagged` may answer a `ReaderCall`
 * where a reader is a guest function; see `ReaderContext`.
 */
export function createEdnReader(source: Source, readTagged?: ReaderContext['readTagged'], offset = 0): Reader {
  return createReader(source, { dialect: 'edn', positions: false, ...(readTagged === undefined ? {} : { readTagged }) }, offset);
}

/** The first form of an EDN text, as `clojure.edn/read-string` gives it. Throws ReadError. */
export function readEdn(text: string, options: EdnOptions = {}): Value {
  const readTagged = (tag: Sym, form: Value): Value | undefined => {
    const name = tag.toString();
    const known = options.readers !== undefined && Object.hasOwn(options.readers, name) ? options.readers[name] : undefined;
    if (known !== undefined) return known(form);
    const builtIn = name === 'inst' || name === 'uuid';
    return options.default === undefined || builtIn ? undefined : options.default(tag, form);
  };
  const form = createEdnReader(new Source(options.file ?? '<edn>', text), readTagged).read();
  if (form instanceof ReaderCall) throw runtimeError('A reader of EDN answered with a call');
  return form === EOF ? (options.eof ?? null) : form;
}
