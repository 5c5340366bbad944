import { inOnePiece, unitsOfText } from '../../../data/budget.js';
import { type ClassRef, defineClass } from '../../../data/classes.js';
import { MapLike, SetLike } from '../../../data/collection.js';
import {
  castTo,
  classCast,
  ExceptionClass,
  illegalArgument,
  illegalState,
  numberFormat,
  runtimeError,
  Throwable,
} from '../../../data/errors.js';
import { parseInst } from '../../../data/inst.js';
import { Keyword, keyword } from '../../../data/keyword.js';
import { vectorFromArray } from '../../../data/seqs/index.js';
import { parseUuid } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import { EOF, type Eof, ReaderCall, type ReaderContext } from '../../../reader/context.js';
import { createEdnReader } from '../../../reader/edn.js';
import { ReadError } from '../../../reader/read-error.js';
import { createReader, type Reader as FormReader } from '../../../reader/reader.js';
import { Source } from '../../../reader/source.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { LineNumberingReader, PushbackReader } from '../../../runtime/streams.js';
import { defineNatives, type NativeTable } from '../define.js';

const FILE = '<text>';
const READ_COND = keyword(null, 'read-cond');
const FEATURES = keyword(null, 'features');
const ALLOW = keyword(null, 'allow');
const PRESERVE = keyword(null, 'preserve');

function withFeatures(own: ReadonlySet<Keyword>, more: SetLike): ReadonlySet<Keyword> {
  const all = new Set(own);
  more.forEach((feature) => {
    if (feature instanceof Keyword) all.add(feature);
    return undefined;
  });
  return all;
}

type MakeReader = (source: Source) => FormReader;

/** A form and where it ends; the form is EOF where the text had none. */
interface Found {
  readonly form: Value | Eof;
  readonly end: number;
}

const ILLEGAL_ARGUMENT = /^(?:Duplicate key|Invalid digit|Invalid character length|Invalid unicode character|Metadata )/;
const ILLEGAL_STATE = /^(?:splice not in list|Nested #\(\)s|arg literal)/;

/** The error of a reader by the class that Clojure gives it; `message` is its own where that is left out. */
function reason(e: ReadError, message: string = e.message ?? ''): Throwable {
  if (e.cause instanceof Throwable) return e.cause;
  if (message.startsWith('Invalid number')) return numberFormat(message);
  if (ILLEGAL_STATE.test(message)) return illegalState(message);
  return ILLEGAL_ARGUMENT.test(message) ? illegalArgument(message) : runtimeError(message);
}

/** The error as Clojure gives it for text that is no file: it names no place. */
function placeless(e: unknown): unknown {
  return e instanceof ReadError ? reason(e, (e.message ?? '').replace(/, starting at line \d+$/, '')) : e;
}

const EDN_ERROR = defineClass('clojure.lang.EdnReader$ReaderException', ['java.lang.RuntimeException']);

/** The error as Clojure gives it for text whose lines are counted. */
function wrapped(e: unknown, type: ClassRef): unknown {
  const inner = e instanceof ReadError ? reason(e) : e;
  return inner instanceof Throwable ? new Throwable(type, `${inner.name}: ${inner.message ?? ''}`, null, inner) : e;
}

/** Reading forms from a reader: one that counts lines has its errors wrapped. */
function readFrom(reader: PushbackReader, type: ClassRef, read: () => Value): Value {
  if (!(reader instanceof LineNumberingReader)) return read();
  try {
    return read();
  } catch (e) {
    throw wrapped(e, type);
  }
}

const pushbackArgument = castTo(PushbackReader, 'java.io.PushbackReader');

function textArgument(x: Value): string {
  if (typeof x === 'string') return x;
  throw classCast(x, 'java.lang.String');
}

/** Natives that read forms from text and from readers. */
export function readingNatives(runtime: Runtime): readonly NativeTable[] {
  function firstForm(text: string, make: MakeReader): Found {
    const reader = make(new Source(FILE, text));
    const form = runtime.finishRead(
      () => reader.read(),
      (value) => reader.resume(value),
    );
    return { form, end: reader.offset };
  }

  function fromText(text: string, make: MakeReader, atEnd: () => Value): Value {
    // The host copies what was joined of parts at its first look, all at once.
    inOnePiece('flatten', unitsOfText(text.length), () => text.charCodeAt(0));
    try {
      const { form } = firstForm(text, make);
      return form === EOF ? atEnd() : form;
    } catch (e) {
      throw placeless(e);
    }
  }

  /** Reads whole lines until they hold a form, and puts back what follows it. */
  function fromReader(reader: PushbackReader, make: MakeReader, atEnd: () => Value, consumed: (text: string) => void = () => {}): Value {
    let text = '';
    for (;;) {
      const line = reader.readWithEnd();
      text += line;
      try {
        const { form, end } = firstForm(text, make);
        if (form !== EOF) {
          reader.unread(text.slice(end));
          consumed(text.slice(0, end));
          return form;
        }
        if (line === '') return atEnd();
        text = '';
      } catch (e) {
        if (!(e instanceof ReadError && e.incomplete && line !== '')) throw reader instanceof LineNumberingReader ? e : placeless(e);
      }
    }
  }

  function ednReader(readers: Value, fallback: Value): MakeReader {
    const readTagged: ReaderContext['readTagged'] = (tag, form) => {
      const known = readers instanceof MapLike ? readers.get(tag, null) : null;
      if (known !== null) return new ReaderCall(known, [form]);
      const builtIn = tag.ns === null && (tag.name === 'inst' || tag.name === 'uuid');
      return fallback === null || builtIn ? undefined : new ReaderCall(fallback, [tag, form]);
    };
    return (source) => createEdnReader(source, readTagged);
  }

  /** `(option at-end)`: nil means an error, else an array of the one value to answer. */
  function ending(option: Value): () => Value {
    return () => {
      if (Array.isArray(option)) return option[0];
      throw runtimeError('EOF while reading');
    };
  }

  /** The reader of code, as the options of `read` have it; without any, a reader conditional is an error, as in Clojure. */
  function codeReader(options: Value, positions: boolean): MakeReader {
    const option = (key: Keyword): Value => (options instanceof MapLike ? options.get(key, null) : null);
    const readCond = option(READ_COND);
    const features = option(FEATURES);
    const context: ReaderContext = {
      ...runtime.readerContext,
      positions,
      readCond: readCond === ALLOW ? 'allow' : readCond === PRESERVE ? 'preserve' : 'disallow',
      features: features instanceof SetLike ? withFeatures(runtime.features, features) : runtime.features,
    };
    return (source) => createReader(source, context);
  }

  return [
    defineNatives('clojure.edn', {
      '-read-string': {
        doc: 'The first form of a text. at-end is an array of what to answer where there is none, or nil.',
        arglists: '([s readers default at-end])',
        internal: true,
        4: (text, readers, fallback, atEnd) => fromText(textArgument(text), ednReader(readers, fallback), ending(atEnd)),
      },
      '-read': {
        doc: 'The next form of a reader. at-end is an array of what to answer where there is none, or nil.',
        arglists: '([reader readers default at-end])',
        internal: true,
        4(x, readers, fallback, atEnd) {
          const reader = pushbackArgument(x);
          return readFrom(reader, EDN_ERROR, () => fromReader(reader, ednReader(readers, fallback), ending(atEnd)));
        },
      },
    }),
    defineNatives('clojure.core', {
      '-parse-inst': {
        doc: 'The date of a text, as #inst has it.',
        arglists: '([s])',
        internal: true,
        1: (text) => parseInst(textArgument(text)),
      },
      '-parse-uuid': {
        doc: 'The UUID of a text, as #uuid has it.',
        arglists: '([s])',
        internal: true,
        1: (text) => parseUuid(textArgument(text)),
      },
      '-read-string': {
        doc: 'The first form of a text. at-end is an array of what to answer where there is none, or nil.',
        arglists: '([s at-end options])',
        internal: true,
        3: (text, atEnd, options) => fromText(textArgument(text), codeReader(options, false), ending(atEnd)),
      },
      '-read': {
        doc: 'The next form of a reader. at-end is an array of what to answer where there is none, or nil.',
        arglists: '([reader at-end options])',
        internal: true,
        3(x, atEnd, options) {
          const reader = pushbackArgument(x);
          const make = codeReader(options, reader instanceof LineNumberingReader);
          return readFrom(reader, ExceptionClass.reader, () => fromReader(reader, make, ending(atEnd)));
        },
      },
      '-read+string': {
        doc: 'The next form of a reader and its text, in a vector. at-end and options as for -read.',
        arglists: '([reader at-end options])',
        internal: true,
        3(reader, atEnd, options) {
          let text = '';
          const form = fromReader(pushbackArgument(reader), codeReader(options, true), ending(atEnd), (consumed) => {
            text = consumed.trim();
          });
          return vectorFromArray([form, text]);
        },
      },
    }),
  ];
}
