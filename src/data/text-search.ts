import { checkText } from './bounds.js';
import { isLimited, spend, spendOnText, unitsOfText } from './budget.js';

/** The host looks for parts of that length at the most by itself: what it does takes up to the product of both lengths. */
const SHORT = 64;

/** Where `part` next begins in `text`, from an index on; -1 where it does not. As `String.prototype.indexOf`, after it has been paid for. */
export function findText(text: string, part: string, from = 0): number {
  spend(unitsOfText(text.length));
  return nextPlace(text, part, from);
}

function nextPlace(text: string, part: string, from: number): number {
  if (part.length <= SHORT || !isLimited()) return text.indexOf(part, from);
  const start = Math.min(Math.max(from, 0), text.length);
  const found = linearSearch(
    text.length - start,
    (i) => text.charCodeAt(start + i),
    part.length,
    (i) => part.charCodeAt(i),
  );
  return found < 0 ? -1 : start + found;
}

/** Where `part` last begins in `text`, at an index at the most; -1 where it does not. As `String.prototype.lastIndexOf`, after it has been paid for. */
export function findLastText(text: string, part: string, from = Number.POSITIVE_INFINITY): number {
  spend(unitsOfText(text.length));
  if (part.length <= SHORT || !isLimited()) return text.lastIndexOf(part, from);
  const end = Math.min(Math.max(from, 0) + part.length, text.length);
  const found = linearSearch(
    end,
    (i) => text.charCodeAt(end - 1 - i),
    part.length,
    (i) => part.charCodeAt(part.length - 1 - i),
  );
  return found < 0 ? -1 : end - found - part.length;
}

/** The text with `by` in the place of each `part`, after both texts have been paid for. As `String.prototype.replaceAll` with a function. */
export function replaceText(text: string, part: string, by: string): string {
  spend(unitsOfText(text.length));
  const between: string[] = [];
  let from = 0;
  // An empty part stands before each character, and at the end.
  const step = Math.max(1, part.length);
  for (let at = nextPlace(text, part, 0); at >= 0; at = at === text.length ? -1 : nextPlace(text, part, at + step)) {
    between.push(text.slice(from, at));
    from = at + part.length;
  }
  if (between.length === 0) return text;
  between.push(text.slice(from));
  const length = text.length + (between.length - 1) * (by.length - part.length);
  checkText(length);
  spendOnText(length);
  return between.join(by);
}

/**
 * The first place of a part in a text, each given by its length and its characters, in as many steps as both have characters: by Knuth, Morris and
 * Pratt. -1 where there is none.
 */
function linearSearch(length: number, at: (i: number) => number, partLength: number, partAt: (i: number) => number): number {
  /** For each place of the part, how much of its beginning ends there. */
  const border = new Int32Array(partLength);
  for (let i = 1, k = 0; i < partLength; i++) {
    while (k > 0 && partAt(i) !== partAt(k)) k = border[k - 1];
    if (partAt(i) === partAt(k)) k++;
    border[i] = k;
  }
  for (let i = 0, k = 0; i < length; i++) {
    while (k > 0 && at(i) !== partAt(k)) k = border[k - 1];
    if (at(i) === partAt(k)) k++;
    if (k === partLength) return i - partLength + 1;
  }
  return -1;
}
