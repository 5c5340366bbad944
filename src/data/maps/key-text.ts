import { className } from '../classes.js';
import { GUEST } from '../guest.js';
import { strOf } from '../str.js';
import type { Value } from '../value.js';

/** A key in an error message, as `str` gives it; its class where only guest code could tell. */
export function keyText(key: Value): string {
  if (key === null || key === undefined) return 'null';
  const text = strOf(key);
  return text === GUEST ? className(key) : text;
}
