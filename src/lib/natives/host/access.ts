import { className, defineClass, isInstance } from '../../../data/classes.js';
import { classCast, illegalArgument, nullPointer, Throwable } from '../../../data/errors.js';
import type { NativeResult } from '../../../data/functions.js';
import { thenCall } from '../../../data/guest.js';
import type { Value } from '../../../data/value.js';
import type { Encoding, Files, Host, TextSink } from '../../../runtime/host.js';
import { CallbackWriter, FileRef, outOfReach, Reader, Writer } from '../../../runtime/streams.js';

const WRITER = defineClass('java.io.Writer');
const UNSUPPORTED_ENCODING = defineClass('java.io.UnsupportedEncodingException', ['java.io.IOException']);

/** The host's files; an error where they were not granted. */
export function filesOf({ files }: Host): Files {
  if (files === undefined) throw outOfReach('Files are');
  return files;
}

/** An encoding by one of its common names; nil means UTF-8. */
export function encodingNamed(name: Value): Encoding {
  if (name === null) return 'utf8';
  switch (String(name).toLowerCase()) {
    case 'utf-8':
    case 'utf8':
      return 'utf8';
    case 'iso-8859-1':
    case 'latin1':
    case 'us-ascii':
      return 'latin1';
    default:
      throw new Throwable(UNSUPPORTED_ENCODING, String(name));
  }
}

/** The path that a string or a file names; undefined for anything else. */
export function pathOf(x: Value): string | undefined {
  if (typeof x === 'string') return x.startsWith('file:') ? decodeURI(x.slice('file:'.length).replace(/^\/\/(?=\/)/, '')) : x;
  return x instanceof FileRef ? x.path : undefined;
}

function cannotOpen(x: Value, kind: string): Throwable {
  const shown = x === null ? 'nil' : typeof x === 'object' ? className(x) : String(x);
  return illegalArgument(`Cannot open <${shown}> as ${x === null ? kind : kind === 'a Reader' ? 'an InputStream' : 'an OutputStream'}.`);
}

/** A reader on a path, a file or a reader (which is itself). */
export function readerOn(host: Host, x: Value, encoding: Value): Reader {
  if (x instanceof Reader) return x;
  const path = pathOf(x);
  if (path === undefined) throw cannotOpen(x, 'a Reader');
  return new Reader(filesOf(host).openReader(path, encodingNamed(encoding)));
}

/** A writer on a path, a file or a writer (which is itself). */
export function writerOn(host: Host, x: Value, append: boolean, encoding: Value): TextSink {
  if (isInstance(WRITER, x)) return x as TextSink;
  const path = pathOf(x);
  if (path === undefined) throw cannotOpen(x, 'a Writer');
  return new Writer(filesOf(host).openWriter(path, append, encodingNamed(encoding)));
}

export function readerArgument(x: Value): Reader {
  if (x instanceof Reader) return x;
  throw x === null ? nullPointer('Cannot read lines from nil') : classCast(x, 'java.io.BufferedReader');
}

export function textArgument(x: Value): string {
  if (typeof x === 'string') return x;
  throw classCast(x, 'java.lang.String');
}

/** Flushes a writer; its guest function, where it has one, is left to the engine. */
export function flushWriter(writer: TextSink): NativeResult {
  if (!(writer instanceof CallbackWriter)) {
    writer.flush();
    return null;
  }
  const text = writer.take();
  return text === '' ? null : thenCall(writer.onFlush, [text]);
}

/** Closes a writer; its guest function, where it has one, is left to the engine. */
export function closeWriter(writer: TextSink): NativeResult {
  if (writer instanceof CallbackWriter) return thenCall(writer.onClose, [writer.take()]);
  writer.close();
  return null;
}

export const isTrue = (x: Value): boolean => x !== null && x !== false;
