import { ExceptionClass, Throwable } from './errors.js';

/** The most elements that an array grows to element by element: half a gigabyte of them. */
const MOST_ELEMENTS = 1 << 26;
/** The most characters of a printed text: V8 makes no string of twice as many. */
const MOST_TEXT = 1 << 28;

/** What Java says when its heap is used up, which a program may catch: a host that runs out of memory just ends. */
export function outOfMemory(): Throwable {
  return new Throwable(ExceptionClass.outOfMemory, 'Java heap space');
}

/** Throws where an array of that length must not take another element. */
export function checkRoom(length: number): void {
  if (length >= MOST_ELEMENTS) throw outOfMemory();
}

/** Throws where a text of that length must not grow. */
export function checkText(length: number): void {
  if (length > MOST_TEXT) throw outOfMemory();
}
