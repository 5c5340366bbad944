import { ask, GUEST } from '../guest.js';
import { strOf } from '../str.js';
import type { Value } from '../value.js';

/** A key in an error message, as `str` gives it. */
export function keyText(key: Value): string {
  if (key === null || key === undefined) return 'null';
  const text = strOf(key);
  return text === GUEST ? `${ask('text', key)}` : text;
}
