import { className, defineClass } from '../../../data/classes.js';
import { classCast, illegalArgument, indexOutOfBounds, nullPointer } from '../../../data/errors.js';
import { toInt, toLong } from '../../../data/numbers/index.js';
import type { Value } from '../../../data/value.js';
import {
  BufferedInput,
  BufferedOutput,
  ByteArrayInput,
  ByteArrayOutput,
  InputStream,
  OutputStream,
} from '../../../runtime/byte-streams.js';
import type { Host } from '../../../runtime/host.js';
import { Reader } from '../../../runtime/streams.js';
import type { ClassMembers } from '../define.js';
import { CharsetRef, decodeBytes, STANDARD_CHARSETS } from '../java/charsets.js';
import { textOf } from '../string-namespace.js';
import { isTrue, openInput, openOutput, openReader, openWriter, pathOf } from './access.js';
import { InputStreamReader, OutputStreamWriter } from './encoded.js';
import { transfer } from './files.js';
import { parseUrl, type UrlRef } from './urls.js';

const input = (x: Value): InputStream => x as InputStream;
const output = (x: Value): OutputStream => x as OutputStream;
const array = (x: Value): ByteArrayOutput => x as ByteArrayOutput;

function inputArgument(x: Value): InputStream {
  if (x instanceof InputStream) return x;
  throw x === null ? nullPointer() : classCast(x, 'java.io.InputStream');
}

function outputArgument(x: Value): OutputStream {
  if (x instanceof OutputStream) return x;
  throw x === null ? nullPointer() : classCast(x, 'java.io.OutputStream');
}

/** The bytes of an array of the guest, in place: so many from `from` on, all of them unless told. */
function bytesOf(x: Value, from: Value = 0, length: Value = null): Uint8Array {
  if (!(x instanceof Int8Array || x instanceof Uint8Array)) throw x === null ? nullPointer() : classCast(x, '[B');
  const start = toInt(from);
  const count = length === null ? x.length : toInt(length);
  if (start < 0 || count < 0 || start + count > x.length)
    throw indexOutOfBounds(`Range [${start}, ${start} + ${count}) out of bounds for length ${x.length}`);
  return new Uint8Array(x.buffer, x.byteOffset + start, count);
}

function pathArgument(x: Value): string {
  const path = pathOf(x);
  if (path === undefined) throw x === null ? nullPointer() : classCast(x, 'java.io.File');
  return path;
}

/** Runs an action that has no value. */
const nil = (_done: unknown): null => null;

/** Scratch, for reading one byte at a time. */
const ONE = new Uint8Array(1);

function readByte(stream: InputStream): number {
  return stream.read(ONE) < 0 ? -1 : ONE[0];
}

/** Goes past so many bytes at most; how many there were. */
function skip(stream: InputStream, count: Value): number {
  return stream.readUpTo(Math.max(0, Number(toLong(count)))).length;
}

function write(stream: OutputStream, x: Value): void {
  if (typeof x === 'number') stream.write(Uint8Array.of(x));
  else if (x instanceof Int8Array || x instanceof Uint8Array) stream.write(bytesOf(x));
  else throw illegalArgument(`No matching method write found taking 1 args for class ${className(stream as Value)}`);
}

/** A reader of the text of a stream; what stands for System/in is a reader already. */
function readerOf(stream: Value, charset: Value): Value {
  return stream instanceof Reader ? stream : new InputStreamReader(inputArgument(stream), charset);
}

/** A window of an array, as ByteArrayInputStream takes it: what would lie behind the end is left out. */
function clipped(x: Value, from: Value, length: Value): Uint8Array {
  const all = bytesOf(x);
  return all.subarray(toInt(from), toInt(from) + toInt(length));
}

defineClass('java.io.FileReader', ['java.io.InputStreamReader']);
defineClass('java.io.FileWriter', ['java.io.OutputStreamWriter']);

/** Members of the classes for streams of bytes, for charsets and for URLs. */
export function byteMembers(host: Host): ClassMembers {
  const bufferedInput = { 1: (x: Value) => new BufferedInput(inputArgument(x)), 2: (x: Value) => new BufferedInput(inputArgument(x)) };
  const bufferedOutput = { 1: (x: Value) => new BufferedOutput(outputArgument(x)), 2: (x: Value) => new BufferedOutput(outputArgument(x)) };

  return {
    statics: { 'Charset/forName': { 1: (name) => CharsetRef.forName(textOf(name)) } },
    fields: Object.fromEntries(
      ['UTF-8', 'ISO-8859-1', 'US-ASCII', 'UTF-16', 'UTF-16BE', 'UTF-16LE'].map((name) => [
        `${STANDARD_CHARSETS.simpleName}/${name.replaceAll('-', '_')}`,
        CharsetRef.forName(name),
      ]),
    ),
    constructors: {
      'java.io.ByteArrayInputStream': {
        1: (bytes) => new ByteArrayInput(bytesOf(bytes)),
        3: (bytes, from, length) => new ByteArrayInput(clipped(bytes, from, length)),
      },
      'java.io.ByteArrayOutputStream': { 0: () => new ByteArrayOutput(), 1: () => new ByteArrayOutput() },
      'java.io.FileInputStream': { 1: (path) => openInput(host, pathArgument(path)) },
      'java.io.FileOutputStream': {
        1: (path) => openOutput(host, pathArgument(path), false),
        2: (path, append) => openOutput(host, pathArgument(path), isTrue(append)),
      },
      'java.io.BufferedInputStream': bufferedInput,
      'java.io.BufferedOutputStream': bufferedOutput,
      'java.io.InputStreamReader': {
        1: (stream) => readerOf(stream, null),
        2: readerOf,
      },
      'java.io.OutputStreamWriter': {
        1: (stream) => new OutputStreamWriter(outputArgument(stream), null),
        2: (stream, charset) => new OutputStreamWriter(outputArgument(stream), charset),
      },
      'java.io.FileReader': {
        1: (path) => openReader(host, pathArgument(path), null),
        2: (path, charset) => openReader(host, pathArgument(path), charset),
      },
      'java.io.FileWriter': {
        1: (path) => openWriter(host, pathArgument(path), false, null),
        2: (path, append) => openWriter(host, pathArgument(path), isTrue(append), null),
      },
      'java.net.URL': { 1: (text) => parseUrl(textOf(text)) },
    },
    methods: {
      'java.io.InputStream': {
        read: {
          1: (x) => readByte(input(x)),
          2: (x, target) => input(x).read(bytesOf(target)),
          4: (x, target, from, length) => input(x).read(bytesOf(target, from, length)),
        },
        readAllBytes: { 1: (x) => input(x).readUpTo(Number.POSITIVE_INFINITY) },
        readNBytes: { 2: (x, count) => input(x).readUpTo(toInt(count)) },
        skip: { 2: (x, count) => skip(input(x), count) },
        available: { 1: (x) => input(x).available() },
        transferTo: { 2: (x, to) => transfer(input(x), outputArgument(to)) },
        markSupported: { 1: (x) => input(x).marks },
        mark: { 2: (x) => nil(input(x).mark()) },
        reset: { 1: (x) => nil(input(x).reset()) },
        close: { 1: (x) => nil(input(x).close()) },
      },
      'java.io.OutputStream': {
        write: {
          2: (x, what) => nil(write(output(x), what)),
          4: (x, bytes, from, length) => nil(output(x).write(bytesOf(bytes, from, length))),
        },
        flush: { 1: (x) => nil(output(x).flush()) },
        close: { 1: (x) => nil(output(x).close()) },
      },
      'java.io.ByteArrayOutputStream': {
        toByteArray: { 1: (x) => array(x).bytes },
        size: { 1: (x) => array(x).size },
        reset: { 1: (x) => nil(array(x).clear()) },
        writeBytes: { 2: (x, bytes) => nil(array(x).write(bytesOf(bytes))) },
        writeTo: { 2: (x, to) => nil(outputArgument(to).write(new Uint8Array(array(x).bytes.buffer))) },
        toString: { 1: (x: Value): Value => String(x), 2: (x: Value, charset: Value): Value => decodeBytes(array(x).bytes, charset) },
      },
      'java.nio.charset.Charset': { name: { 1: (x) => (x as CharsetRef).name }, displayName: { 1: (x) => (x as CharsetRef).name } },
      'java.net.URL': {
        getPath: { 1: (x) => (x as UrlRef).path },
        getFile: { 1: (x) => (x as UrlRef).path },
        getProtocol: { 1: (x) => (x as UrlRef).protocol },
        getHost: { 1: (x) => (x as UrlRef).host },
        toExternalForm: { 1: (x) => (x as UrlRef).text },
      },
    },
  };
}
