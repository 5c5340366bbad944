import { ExceptionClass, Throwable } from './errors.js';

/** The most elements that an array or vector grows to element by element: half a gigabyte of them. */
const MOST_ELEMENTS = 1 << 26;
/** The most characters of a printed text: V8 makes no string of twice as many. */
const MOST_TEXT = 1 << 28;

/** The most entries of a map or set, or cells of a list, each of which takes some hundred bytes. */
const MOST_ENTRIES = 1 << 24;

/** What Java says when its heap is used up, which a program may catch: a host that runs out of memory just ends. */
export function outOfMemory(): Throwable {
  return new Throwable(ExceptionClass.outOfMemory, 'Java heap space');
}

/** Throws where an array of that length must not take another element. */
export function checkRoom(length: number): void {
  if (length >= MOST_ELEMENTS) throw outOfMemory();
}

/** Throws where a map, set or list must not have so many entries. */
export function checkEntries(count: number): void {
  if (count > MOST_ENTRIES) throw outOfMemory();
}

/** Throws where a text of that length must not grow. */
export function checkText(length: number): void {
  if (length > MOST_TEXT) throw outOfMemory();
}
