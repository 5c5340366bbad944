import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  type Stats,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import type { ByteSink, ByteSource, Encoding, Files, TextSink, TextSource } from '../../runtime/host.js';
import { FileInput, FileOutput } from './file-bytes.js';
import { ioError } from './io-error.js';
import { LineReader } from './line-reader.js';
import { encode, Output } from './output.js';

function opening<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (e) {
    throw ioError(e, path, true);
  }
}

/** Whether an operation on the file system succeeded, for those that answer rather than throw. */
function succeeds(operation: () => void): boolean {
  try {
    operation();
    return true;
  } catch {
    return false;
  }
}

/** What the system says of a file; undefined where there is none, or where what stands above it in the path is no folder. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw e;
  }
}

/** A descriptor for reading a file; a folder, which could be opened but not read, is refused at once. */
function descriptorOf(path: string): number {
  if (stat(path)?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  return openSync(path, 'r');
}

const RIGHTS = { read: constants.R_OK, write: constants.W_OK, execute: constants.X_OK } as const;

/** What is deleted when the process ends, the last first. */
const passing: string[] = [];

/** The files of this machine, with the rights of this process. */
export const nodeFiles: Files = {
  readText: (path: string, encoding: Encoding): string => opening(path, () => readFileSync(path, encoding)),

  writeText(path: string, text: string, append: boolean, encoding: Encoding): void {
    opening(path, () => (append ? appendFileSync : writeFileSync)(path, encode(text, encoding)));
  },

  openReader: (path: string, encoding: Encoding): TextSource => opening(path, () => new LineReader(descriptorOf(path), encoding, path)),

  openWriter: (path: string, append: boolean, encoding: Encoding): TextSink =>
    opening(path, () => new Output(openSync(path, append ? 'a' : 'w'), { encoding, name: path })),

  openInput: (path: string): ByteSource => opening(path, () => new FileInput(descriptorOf(path), path)),

  openOutput: (path: string, append: boolean): ByteSink => opening(path, () => new FileOutput(openSync(path, append ? 'a' : 'w'), path)),

  exists: (path: string): boolean => existsSync(path),

  isDirectory: (path: string): boolean => stat(path)?.isDirectory() ?? false,

  size: (path: string): number => stat(path)?.size ?? 0,

  list: (path: string): string[] | null => (nodeFiles.isDirectory(path) ? readdirSync(path).sort() : null),

  makeFolders: (path: string): boolean => !existsSync(path) && succeeds(() => mkdirSync(path, { recursive: true })),

  makeFolder: (path: string): boolean => succeeds(() => mkdirSync(path)),

  create(path: string): boolean {
    if (existsSync(path)) return false;
    opening(path, () => closeSync(openSync(path, 'wx')));
    return true;
  },

  rename: (path: string, to: string): boolean => succeeds(() => renameSync(path, to)),

  modified: (path: string): number => Math.floor(stat(path)?.mtimeMs ?? 0),

  setModified: (path: string, milliseconds: number): boolean => succeeds(() => utimesSync(path, milliseconds / 1000, milliseconds / 1000)),

  allows: (path: string, what: 'read' | 'write' | 'execute'): boolean => succeeds(() => accessSync(path, RIGHTS[what])),

  deleteAtEnd(path: string): void {
    if (passing.length === 0) process.once('exit', () => passing.reverse().forEach((each) => nodeFiles.delete(each)));
    passing.push(resolve(path));
  },

  delete: (path: string): boolean => succeeds(() => (nodeFiles.isDirectory(path) ? rmdirSync : unlinkSync)(path)),

  absolutePath: (path: string): string => resolve(path),
};
