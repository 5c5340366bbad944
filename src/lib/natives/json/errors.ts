import { defineClass } from '../../../data/classes.js';
import { ExceptionClass, illegalArgument, Throwable } from '../../../data/errors.js';

const END_OF_FILE = defineClass('java.io.EOFException', ['java.io.IOException']);

/** The error of text that is no JSON. */
export function jsonError(message: string): Throwable {
  return new Throwable(ExceptionClass.exception, message);
}

/** The error of text that ends too early; `where` is empty or begins with a space. */
export function endOfFile(where: string): Throwable {
  return new Throwable(END_OF_FILE, `JSON error (end-of-file${where})`);
}

/** The error of a character that no rule is for: its code as Clojure's `case` tells it, -1 at the end of the text. */
export function noClause(code: number): Throwable {
  return illegalArgument(`No matching clause: ${code}`);
}
