import { className, classOf, defineClass } from '../../../data/classes.js';
import { castTo, classCast, illegalArgument, nullPointer } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';
import { BufferedInput, BufferedOutput, InputStream, OutputStream } from '../../../runtime/byte-streams.js';
import type { Host, TextSink } from '../../../runtime/host.js';
import { FileRef, Reader } from '../../../runtime/streams.js';
import { defineNatives, type NativeTable } from '../define.js';
import { filesOf, isTrue, openInput, openOutput, openReader, openWriter, pathOf, readerArgument, textArgument } from './access.js';
import { InputStreamReader, OutputStreamWriter } from './encoded.js';
import { fileUrl, parseUrl, pathOfUrl, UrlRef } from './urls.js';

/** A path without doubled and closing slashes, as java.io.File keeps it. */
export function normalPath(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
}

/** A file for a path, a file, a URL of one, or nothing at all. */
export function fileOf(x: Value): FileRef | null {
  if (x === null || x instanceof FileRef) return x as FileRef | null;
  if (typeof x === 'string') return new FileRef(normalPath(x));
  if (x instanceof UrlRef) return new FileRef(normalPath(pathOfUrl(x)));
  throw illegalArgument(`No implementation of method: :as-file of protocol: #'clojure.java.io/Coercions found for class: ${className(x)}`);
}

/** The file of a name in a folder; with nil as the folder, in the current one. */
export function childOf(parent: Value, child: Value): FileRef {
  const inner = fileOf(child);
  if (inner === null) throw nullPointer('The name of a file in a folder is nil');
  if (inner.path.startsWith('/')) throw illegalArgument(`${inner.path} is not a relative path`);
  const outer = fileOf(parent);
  return new FileRef(normalPath(outer === null ? inner.path : `${outer.path}/${inner.path}`));
}

/** The path of what clojure.java.io opens. */
function pathArgument(x: Value): string {
  const path = pathOf(x);
  if (path === undefined) throw classCast(x, 'java.io.File');
  return path;
}

const input = castTo(InputStream, 'java.io.InputStream');

const output = castTo(OutputStream, 'java.io.OutputStream');

/** The same, read or written in larger pieces; what is so already is itself. */
function buffered(x: Value): Value {
  if (x instanceof BufferedInput || x instanceof BufferedOutput) return x;
  if (x instanceof InputStream) return new BufferedInput(x);
  if (x instanceof OutputStream) return new BufferedOutput(x);
  // Every reader reads in large pieces: only the class tells them apart.
  return x instanceof Reader && classOf(x) !== BUFFERED_READER ? new Reader(x.source) : x;
}

const BUFFERED_READER = defineClass('java.io.BufferedReader');
const CHUNK = 8192;

/** Natives of clojure.java.io. */
export function fileNatives(host: Host): NativeTable {
  const internal = true;
  return defineNatives('clojure.java.io', {
    '-file': { doc: 'The file of a path, a file or a URL.', arglists: '([x])', internal, 1: (x) => fileOf(x) },
    '-child': {
      doc: 'The file of that name in a folder.',
      arglists: '([parent child])',
      internal,
      2: childOf,
    },
    '-url': { doc: 'The URL that a string is.', arglists: '([s])', internal, 1: (s) => parseUrl(textArgument(s)) },
    '-file-url': {
      doc: 'The URL of a file.',
      arglists: '([f])',
      internal,
      1: (f) => fileUrl(filesOf(host).absolutePath(pathArgument(f))),
    },
    '-resource': {
      doc: 'The URL of a file below the folders where namespaces are found, or nil.',
      arglists: '([name])',
      internal,
      1(name) {
        const path = host.sources?.resource?.(textArgument(name)) ?? null;
        return path === null ? null : fileUrl(path);
      },
    },
    '-open-reader': {
      doc: 'A reader on a path, file or URL.',
      arglists: '([x encoding])',
      internal,
      2: (x, encoding) => openReader(host, pathArgument(x), encoding),
    },
    '-open-writer': {
      doc: 'A writer on a path, file or URL.',
      arglists: '([x append encoding])',
      internal,
      3: (x, append, encoding) => openWriter(host, pathArgument(x), isTrue(append), encoding),
    },
    '-open-input': {
      doc: 'A stream of the bytes of a path, file or URL.',
      arglists: '([x])',
      internal,
      1: (x) => openInput(host, pathArgument(x)),
    },
    '-open-output': {
      doc: 'A stream that writes bytes to a path, file or URL.',
      arglists: '([x append])',
      internal,
      2: (x, append) => openOutput(host, pathArgument(x), isTrue(append)),
    },
    '-buffered': { doc: 'A stream or reader with a buffer before it.', arglists: '([x])', internal, 1: buffered },
    '-stream-reader': {
      doc: 'A reader of the text in a stream of bytes.',
      arglists: '([in encoding])',
      internal,
      2: (x, encoding) => new InputStreamReader(input(x), encoding),
    },
    '-stream-writer': {
      doc: 'A writer of text to a stream of bytes.',
      arglists: '([out encoding])',
      internal,
      2: (x, encoding) => new OutputStreamWriter(output(x), encoding),
    },
    '-transfer': {
      doc: 'Copies what is left of a stream of bytes to another.',
      arglists: '([in out])',
      internal,
      2(from, to) {
        transfer(input(from), output(to));
        return null;
      },
    },
    '-transfer-text': {
      doc: 'Copies what is left of a reader to a writer.',
      arglists: '([in out])',
      internal,
      2(from, to) {
        const text = readerArgument(from).source.readRest();
        (to as unknown as TextSink).write(text);
        return null;
      },
    },
    '-delete': {
      doc: 'Deletes a file; whether that worked.',
      arglists: '([f])',
      internal,
      1: (x) => filesOf(host).delete(fileOf(x)?.path ?? ''),
    },
  });
}

/** Copies what is left of a stream to another; how many bytes. */
export function transfer(from: InputStream, to: OutputStream): number {
  const part = new Uint8Array(CHUNK);
  let length = 0;
  for (;;) {
    const n = from.read(part);
    if (n < 0) return length;
    to.write(part.subarray(0, n));
    length += n;
  }
}
