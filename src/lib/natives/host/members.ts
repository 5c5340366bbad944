import { Char, charOf } from '../../../data/char.js';
import { classCast, illegalArgument, unsupported } from '../../../data/errors.js';
import type { NativeResult } from '../../../data/functions.js';
import { GUEST, thenCall } from '../../../data/guest.js';
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
import type { Arities, ClassMembers, Member } from '../define.js';
import { Uri } from '../java/atomics-and-uris.js';
import { closeWriter, filesOf, flushWriter, readerArgument, textArgument, writerOn } from './access.js';
import { childOf, fileOf } from './files.js';
import { fileUrl } from './urls.js';

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
  /** A path from the root of the file system, as it was given: `..` stays. */
  const fromRoot = (path: string): string => {
    if (path.startsWith('/')) return path;
    const here = files().absolutePath('.');
    return path === '' ? here : `${here === '/' ? '' : here}/${path}`;
  };
  const bufferedReader = (reader: Value): Value => new Reader(readerArgument(reader).source);
  /** A writer that prints: another writer is one itself. After it may stand whether it is flushed with each line, or an encoding. */
  const printing = (x: Value, option: Value): Value => {
    const writer = writerOn(host, x, false, typeof option === 'boolean' ? null : option);
    if (writer === undefined) throw classCast(x, 'java.io.Writer');
    return writer as unknown as Value;
  };
  const onReader = (reader: Value): Value => new PushbackReader(readerArgument(reader).source);
  const onLines = (reader: Value): Value => new LineNumberingReader(readerArgument(reader).source);
  const pushback: Arities = { 1: onReader, 2: onReader };
  const reference = (path: string | null): FileRef | null => (path === null ? null : fileOf(path));

  /** A new empty file, whose name is made up between prefix and suffix (nil: ".tmp"), in a folder (nil: that of the system). */
  function temporary(prefix: Value, suffix: Value, folder: Value): FileRef {
    const start = textArgument(prefix);
    const { create } = files();
    if (host.random === undefined) throw outOfReach('Chance is');
    if (start.length < 3) throw illegalArgument(`Prefix string "${start}" too short: length must be at least 3`);
    for (;;) {
      const name = `${start}${Math.floor(host.random() * Number.MAX_SAFE_INTEGER)}${suffix === null ? '.tmp' : textArgument(suffix)}`;
      const made = childOf(folder ?? property('java.io.tmpdir'), name);
      if (create(made.path)) return made;
    }
  }

  /** What the program has set, and null for what it has cleared. */
  const properties = new Map<string, string | null>();

  /** What programs ask of the JVM that has an answer here too; nil for the rest, and for what was not granted. */
  const property = (name: string): string | null => {
    const set = properties.get(name);
    if (set !== undefined) return set;
    switch (name) {
      case 'line.separator':
        return '\n';
      case 'file.separator':
        return '/';
      case 'path.separator':
        return ':';
      case 'user.dir':
        return host.files?.absolutePath('.') ?? null;
      case 'user.name':
        return host.env?.('USER') ?? host.env?.('LOGNAME') ?? null;
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
      'System/setProperty': {
        2(name, value) {
          const before = property(textArgument(name));
          properties.set(textArgument(name), textArgument(value));
          return before;
        },
      },
      'System/clearProperty': {
        1(name) {
          const before = property(textArgument(name));
          properties.set(textArgument(name), null);
          return before;
        },
      },
      'File/createTempFile': {
        2: (prefix, suffix) => temporary(prefix, suffix, null),
        3: temporary,
      },
      'Thread/sleep': {
        1: (milliseconds) => thenCall(core('-sleep').root, [milliseconds]),
      },
    },
    fields: {
      'System/out': core('*out*').root,
      'System/err': core('*err*').root,
      'System/in': core('*in*').root,
      'File/separator': '/',
      'File/separatorChar': charOf(47),
      'File/pathSeparator': ':',
      'File/pathSeparatorChar': charOf(58),
    },
    constructors: {
      'java.io.File': { 1: (path) => fileArgument(path), 2: (parent, child) => childOf(parent, child) },
      'java.io.StringReader': { 1: (text) => new StringReader(textArgument(text)) },
      'java.io.StringWriter': { 0: () => new StringWriter() },
      'java.io.PushbackReader': pushback,
      'clojure.lang.LineNumberingPushbackReader': { 1: onLines, 2: onLines },
      'java.io.BufferedReader': { 1: bufferedReader, 2: bufferedReader },
      'java.io.BufferedWriter': { 1: (writer) => writer, 2: (writer) => writer },
      'java.io.PrintWriter': { 1: (x) => printing(x, null), 2: printing },
      'java.io.PrintStream': { 1: (x) => printing(x, null), 2: printing, 3: (x, _flush, charset) => printing(x, charset) },
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
        getAbsolutePath: { 1: (x) => fromRoot(file(x).path) },
        getCanonicalPath: { 1: (x) => files().absolutePath(file(x).path) },
        getAbsoluteFile: { 1: (x) => reference(fromRoot(file(x).path)) },
        getCanonicalFile: { 1: (x) => reference(files().absolutePath(file(x).path)) },
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
        mkdir: { 1: (x) => files().makeFolder(file(x).path) },
        createNewFile: { 1: (x) => files().create(file(x).path) },
        renameTo: { 2: (x, to) => files().rename(file(x).path, fileArgument(to).path) },
        lastModified: { 1: (x) => files().modified(file(x).path) },
        setLastModified: { 2: (x, milliseconds) => files().setModified(file(x).path, Number(milliseconds)) },
        canRead: { 1: (x) => files().allows(file(x).path, 'read') },
        canWrite: { 1: (x) => files().allows(file(x).path, 'write') },
        canExecute: { 1: (x) => files().allows(file(x).path, 'execute') },
        isHidden: { 1: (x) => /(^|\/)\.[^/]*$/.test(file(x).path) },
        toURI: { 1: (x) => new Uri(fileUrl(fromRoot(file(x).path)).text) },
        toPath: {
          1() {
            throw unsupported('There is no java.nio.file.Path: java.io.File and clojure.java.io have the methods of files');
          },
        },
        deleteOnExit: {
          1(x) {
            files().deleteAtEnd(file(x).path);
            return null;
          },
        },
        mkdirs: { 1: (x) => files().makeFolders(file(x).path) },
        delete: { 1: (x) => files().delete(file(x).path) },
      },
    },
  };
}

const guest = () => GUEST;

const writerMethods: Readonly<Record<string, Member>> = {
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
  print: { twin: '-writer-print', 2: guest },
  println: { twin: '-writer-println', 1: guest, 2: guest },
  printf: { twin: '-writer-printf', 2: guest, 3: guest, 4: guest },
  format: { twin: '-writer-printf', 2: guest, 3: guest, 4: guest },
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
