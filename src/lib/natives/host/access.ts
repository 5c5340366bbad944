import { defineClass, isInstance } from '../../../data/classes.js';
import { classCast, nullPointer } from '../../../data/errors.js';
import type { NativeResult } from '../../../data/functions.js';
import { thenCall } from '../../../data/guest.js';
import type { Value } from '../../../data/value.js';
import { FileInputStream, FileOutputStream, InputStream, OutputStream } from '../../../runtime/byte-streams.js';
import type { Encoding, Files, Host, TextSink } from '../../../runtime/host.js';
import { CallbackWriter, FileRef, outOfReach, Reader, Writer } from '../../../runtime/streams.js';
import { charsetName, decodeBytes } from '../java/charsets.js';
import { InputStreamReader, OutputStreamWriter } from './encoded.js';
import { UrlRef, urlOf } from './urls.js';

const WRITER = defineClass('java.io.Writer');

/** The host's files; an error where they were not granted. */
export function filesOf({ files }: Host): Files {
  if (files === undefined) throw outOfReach('Files are');
  return files;
}

/** The encoding that the host itself reads and writes; undefined for others. nil means UTF-8. */
function ownEncoding(charset: Value): Encoding | undefined {
  switch (charsetName(charset)) {
    case 'UTF-8':
      return 'utf8';
    case 'ISO-8859-1':
      return 'latin1';
    default:
      return undefined;
  }
}

/** The path that a string, a file or a URL of a file names; undefined for anything else. */
export function pathOf(x: Value): string | undefined {
  if (typeof x === 'string') return urlOf(x)?.filePath ?? x;
  if (x instanceof UrlRef) return x.filePath;
  return x instanceof FileRef ? x.path : undefined;
}

/** A reader of the text of a file. */
export function openReader(host: Host, path: string, charset: Value): Reader {
  const encoding = ownEncoding(charset);
  return encoding === undefined
    ? new InputStreamReader(openInput(host, path), charset)
    : new Reader(filesOf(host).openReader(path, encoding));
}

/** A writer of the text of a file. */
export function openWriter(host: Host, path: string, append: boolean, charset: Value): TextSink {
  const encoding = ownEncoding(charset);
  return encoding === undefined
    ? new OutputStreamWriter(openOutput(host, path, append), charset)
    : new Writer(filesOf(host).openWriter(path, append, encoding));
}

/** The bytes of a file. */
export function openInput(host: Host, path: string): InputStream {
  return new FileInputStream(filesOf(host).openInput(path));
}

/** A file for bytes. */
export function openOutput(host: Host, path: string, append: boolean): OutputStream {
  return new FileOutputStream(filesOf(host).openOutput(path, append));
}

/** All text of a path, file, reader, stream of bytes or array of bytes, which is closed then; undefined for anything else. */
export function allText(host: Host, x: Value, charset: Value): string | undefined {
  const path = pathOf(x);
  if (path !== undefined) {
    const encoding = ownEncoding(charset);
    if (encoding !== undefined) return filesOf(host).readText(path, encoding);
  }
  const reader = path !== undefined ? openReader(host, path, charset) : x instanceof InputStream ? new InputStreamReader(x, charset) : x;
  if (x instanceof Int8Array) return decodeBytes(x, charset);
  if (!(reader instanceof Reader)) return undefined;
  const text = reader.source.readRest();
  reader.source.close();
  return text;
}

/** A writer on a path, a file, a stream of bytes or a writer (which is itself); undefined for anything else. */
export function writerOn(host: Host, x: Value, append: boolean, charset: Value): TextSink | undefined {
  if (isInstance(WRITER, x)) return x as TextSink;
  if (x instanceof OutputStream) return new OutputStreamWriter(x, charset);
  const path = pathOf(x);
  return path === undefined ? undefined : openWriter(host, path, append, charset);
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
