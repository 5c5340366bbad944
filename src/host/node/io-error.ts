import { ExceptionClass, Throwable } from '../../data/errors.js';

/** What Java adds to the path in its messages, by Node's error code. */
const REASONS: Record<string, string> = {
  ENOENT: 'No such file or directory',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  EMFILE: 'Too many open files',
  ENAMETOOLONG: 'File name too long',
  ENOSPC: 'No space left on device',
};

const TOO_LONG = new Set(['ERR_STRING_TOO_LONG', 'ERR_FS_FILE_TOO_LARGE', 'ERR_BUFFER_TOO_LARGE', 'ERR_INVALID_ARG_VALUE']);

/**
 * The guest's exception for a failure of `node:fs`. `opening` a file that cannot be opened is a
 * FileNotFoundException, whatever the reason, as in Java; all else is an IOException.
 */
export function ioError(e: unknown, path: string, opening: boolean): Throwable {
  const code = (e as NodeJS.ErrnoException).code ?? '';
  if (TOO_LONG.has(code)) return new Throwable(ExceptionClass.io, `${path} is longer than one string can be: read it line by line`);
  const message = `${path} (${REASONS[code] ?? (e as Error).message})`;
  return new Throwable(opening ? ExceptionClass.fileNotFound : ExceptionClass.io, message);
}
