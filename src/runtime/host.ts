import type { HttpClient, HttpServers, Processes } from './host-io.js';

/** The text of a namespace, and the file it came from (as messages name it). */
export interface FoundSource {
  readonly file: string;
  readonly text: string;
}

/** Text that comes in: what `clojure.java.io/reader` gives and `*in*` holds. */
export interface TextSource {
  /** The next line without its end (`\n`, `\r\n` or `\r`); null at the end. */
  readLine(): string | null;
  /** The next UTF-16 unit; -1 at the end. */
  readChar(): number;
  /** All that is left. */
  readRest(): string;
  close(): void;
}

/** Text that goes out: what `clojure.java.io/writer` gives and `*out*` holds. */
export interface TextSink {
  write(text: string): void;
  flush(): void;
  close(): void;
}

/** Bytes that come in. */
export interface ByteSource {
  /** Puts what there is, one byte at least, at the front of `target`; how many bytes, -1 at the end. */
  read(target: Uint8Array): number;
  close(): void;
}

/** Bytes that go out. */
export interface ByteSink {
  write(bytes: Uint8Array): void;
  close(): void;
}

/** Finds the text of namespaces for `require`. */
export interface SourceFinder {
  /** Throws a FileNotFoundException that tells where it looked. */
  find(ns: string): FoundSource;
  /** The files that name data readers, `data_readers.cljc` and its like, in the order of the path. */
  dataReaders?(): readonly FoundSource[];
  /** The absolute path of a file by its path below the folders where namespaces are; null where there is none. */
  resource?(path: string): string | null;
}

/** Encodings of text files. Bytes that are not valid in the encoding read as U+FFFD. */
export type Encoding = 'utf8' | 'latin1';

/** Files by path, relative ones from the current folder. Everything throws java.io.IOException and its kin. */
export interface Files {
  readText(path: string, encoding: Encoding): string;
  writeText(path: string, text: string, append: boolean, encoding: Encoding): void;
  openReader(path: string, encoding: Encoding): TextSource;
  openWriter(path: string, append: boolean, encoding: Encoding): TextSink;
  openInput(path: string): ByteSource;
  openOutput(path: string, append: boolean): ByteSink;
  exists(path: string): boolean;
  isDirectory(path: string): boolean;
  /** The length in bytes; 0 where there is no such file. */
  size(path: string): number;
  /** The names in a folder, sorted; null where it is not a folder. */
  list(path: string): string[] | null;
  /** Makes a folder and those above it; false where it cannot be made or is there already. */
  makeFolders(path: string): boolean;
  /** Makes a folder in one that is there; false where it cannot be made or is there already. */
  makeFolder(path: string): boolean;
  /** Makes an empty file; false where there is one already. Throws where it cannot be made. */
  create(path: string): boolean;
  /** Gives a file or folder another path; false where that fails. */
  rename(path: string, to: string): boolean;
  /** When it was last changed, in milliseconds since the beginning of 1970; 0 where there is no such file. */
  modified(path: string): number;
  /** Sets when it was last changed; false where that fails. */
  setModified(path: string, milliseconds: number): boolean;
  /** Whether this process may do that with the file. */
  allows(path: string, what: 'read' | 'write' | 'execute'): boolean;
  /** Has the file deleted when the process ends. */
  deleteAtEnd(path: string): void;
  /** Deletes a file or an empty folder; false where that fails. */
  delete(path: string): boolean;
  absolutePath(path: string): string;
}

/** What a runtime may reach of the machine that it runs on. A part that is absent was not granted. */
export interface Host {
  readonly sources?: SourceFinder;
  readonly files?: Files;
  readonly stdin?: TextSource;
  readonly stdout?: TextSink;
  readonly stderr?: TextSink;
  /** The value of an environment variable, or null. */
  readonly env?: (name: string) => string | null;
  /** All environment variables. */
  readonly envAll?: () => Record<string, string>;
  /** Ends the process, after all output has gone out. */
  readonly exit?: (code: number) => never;
  /** The globals that `js/name` reaches. */
  readonly globals?: object;
  /**
   * Whether a program may run the getters and setters of the objects that it is handed. Without it, it finds what stands in
   * properties, and may call methods.
   */
  readonly getters?: boolean;
  /** Milliseconds since the beginning of 1970. */
  readonly now?: () => number;
  /** Nanoseconds since some moment of the host's own choice, for measuring time. */
  readonly nanoTime?: () => number;
  /** A number of chance, from 0 to just below 1. */
  readonly random?: () => number;
  /** Waits without doing anything. */
  readonly sleep?: (milliseconds: number) => void;
  /** Requests to other machines: `clove.http`. */
  readonly http?: HttpClient;
  /** Servers that others send requests to: `clove.http.server`. */
  readonly listen?: HttpServers;
  /** Other programs of the machine: `clove.process`. */
  readonly processes?: Processes;
}
