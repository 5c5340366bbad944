import { Char, charOf } from '../../../data/char.js';
import { illegalArgument } from '../../../data/errors.js';
import type { NativeResult } from '../../../data/functions.js';
import { thenCall } from '../../../data/guest.js';
import { mapFromArray } from '../../../data/maps/index.js';
import type { Value } from '../../../data/value.js';
import type { Var } from '../../../data/var.js';
import type { Host, TextSink } from '../../../runtime/host.js';
import {
  type FileRef,
  LineNumberingReader,
  outOfReach,
  PushbackReader,
  Reader,
  StringReader,
  StringWriter,
} from '../../../runtime/streams.js';
import type { Arities, ClassMembers } from '../define.js';
import { closeWriter, filesOf, flushWriter, readerArgument, textArgument } from './access.js';
import { childOf, fileOf } from './files.js';

/** What Java's writers take: a string, a char, or the code of a char. */
function writtenText(x: Value): string {
  if (typeof x === 'number') return String.fromCharCode(x);
  return x instanceof Char ? String.fromCharCode(x.code) : textArgument(x);
}

const sink = (x: Value): TextSink => x as TextSink;
const file = (x: Value): FileRef => x as FileRef;

function fileArgument(x: Value): FileRef {
  const found = fileOf(x);
  if (found === null) throw illegalArgument('A file needs a path');
  return found;
}

/** Members of the classes for input, output and files, and the statics that reach the machine. */
export function hostMembers(host: Host, core: (name: string) => Var): ClassMembers {
  const files = () => filesOf(host);
  const parentOf = (x: Value): string | null => {
    const { path } = file(x);
    const slash = path.lastIndexOf('/');
    if (slash < 0 || path === '/') return null;
    return slash === 0 ? '/' : path.slice(0, slash);
  };
  const onReader = (reader: Value): Value => new PushbackReader(readerArgument(reader).source);
  const onLines = (reader: Value): Value => new LineNumberingReader(readerArgument(reader).source);
  const pushback: Arities = { 1: onReader, 2: onReader };
  const reference = (path: string | null): FileRef | null => (path === null ? null : fileOf(path));

  /** What programs ask of the JVM that has an answer here too; nil for the rest, and for what was not granted. */
  const property = (name: string): string | null => {
    switch (name) {
      case 'line.separator':
        return '\n';
      case 'file.separator':
        return '/';
      case 'path.separator':
        return ':';
      case 'user.dir':
        return host.files?.absolutePath('.') ?? null;
      case 'user.home':
        return host.env?.('HOME') ?? null;
      case 'java.io.tmpdir':
        return host.env?.('TMPDIR') ?? (host.files === undefined ? null : '/tmp');
      default:
        return null;
    }
  };

  return {
    statics: {
      'System/exit': {
        1(code) {
          if (host.exit === undefined) throw outOfReach('The process is');
          return host.exit(code as number);
        },
      },
      'System/getenv': {
        0() {
          if (host.envAll === undefined) throw outOfReach('The environment is');
          return mapFromArray(Object.entries(host.envAll()).flat());
        },
        1(name) {
          if (host.env === undefined) throw outOfReach('The environment is');
          return host.env(textArgument(name));
        },
      },
      'System/getProperty': {
        1: (name) => property(textArgument(name)),
        2: (name, fallback) => property(textArgument(name)) ?? fallback,
      },
      'Thread/sleep': {
        1: (milliseconds) => thenCall(core('-sleep').root, [milliseconds]),
      },
    },
    fields: { 'File/separator': '/', 'File/separatorChar': charOf(47), 'File/pathSeparator': ':', 'File/pathSeparatorChar': charOf(58) },
    constructors: {
      'java.io.File': { 1: (path) => fileArgument(path), 2: (parent, child) => childOf(parent, child) },
      'java.io.StringReader': { 1: (text) => new StringReader(textArgument(text)) },
      'java.io.StringWriter': { 0: () => new StringWriter() },
      'java.io.PushbackReader': pushback,
      'clojure.lang.LineNumberingPushbackReader': { 1: onLines, 2: onLines },
      'java.io.BufferedReader': { 1: (reader) => new Reader(readerArgument(reader).source) },
      'java.io.BufferedWriter': { 1: (writer) => writer },
    },
    methods: {
      'java.io.Reader': {
        readLine: { 1: (reader) => readerArgument(reader).source.readLine() },
        unread: {
          2(reader, x) {
            readerArgument(reader).unread(writtenText(x));
            return null;
          },
        },
        read: { 1: (reader) => readerArgument(reader).source.readChar() },
        close: {
          1(reader) {
            readerArgument(reader).source.close();
            return null;
          },
        },
      },
      'java.io.Writer': writerMethods,
      'java.io.StringWriter': { toString: { 1: (writer: Value): Value => (writer as StringWriter).text } },
      'java.io.File': {
        getName: { 1: (x) => file(x).path.slice(file(x).path.lastIndexOf('/') + 1) },
        getPath: { 1: (x) => file(x).path },
        toString: { 1: (x: Value): Value => file(x).path },
        getParent: { 1: parentOf },
        getParentFile: { 1: (x) => reference(parentOf(x)) },
        getAbsolutePath: { 1: (x) => files().absolutePath(file(x).path) },
        getCanonicalPath: { 1: (x) => files().absolutePath(file(x).path) },
        getAbsoluteFile: { 1: (x) => reference(files().absolutePath(file(x).path)) },
        isAbsolute: { 1: (x) => file(x).path.startsWith('/') },
        exists: { 1: (x) => files().exists(file(x).path) },
        isDirectory: { 1: (x) => files().isDirectory(file(x).path) },
        isFile: { 1: (x) => files().exists(file(x).path) && !files().isDirectory(file(x).path) },
        length: { 1: (x) => files().size(file(x).path) },
        list: { 1: (x) => files().list(file(x).path) },
        listFiles: {
          1: (x) =>
            files()
              .list(file(x).path)
              ?.map((name) => childOf(x, name)) ?? null,
        },
        mkdir: { 1: (x) => files().makeFolders(file(x).path) },
        mkdirs: { 1: (x) => files().makeFolders(file(x).path) },
        delete: { 1: (x) => files().delete(file(x).path) },
      },
    },
  };
}

const writerMethods: Readonly<Record<string, Arities>> = {
  write: {
    2: (writer: Value, x: Value): Value => {
      sink(writer).write(writtenText(x));
      return null;
    },
    4: (writer: Value, x: Value, from: Value, length: Value): Value => {
      sink(writer).write(writtenText(x).slice(Number(from), Number(from) + Number(length)));
      return null;
    },
  },
  append: {
    2: (writer: Value, x: Value): Value => {
      sink(writer).write(x === null ? 'null' : writtenText(x));
      return writer;
    },
    4: (writer: Value, x: Value, from: Value, to: Value): Value => {
      sink(writer).write(writtenText(x).slice(Number(from), Number(to)));
      return writer;
    },
  },
  newLine: {
    1: (writer: Value): Value => {
      sink(writer).write('\n');
      return null;
    },
  },
  flush: {
    1: (writer: Value): NativeResult => {
      return flushWriter(sink(writer));
    },
  },
  close: {
    1: (writer: Value): NativeResult => {
      return closeWriter(sink(writer));
    },
  },
};
