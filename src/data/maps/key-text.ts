import { CLASS, className } from '../classes.js';
import type { Value } from '../value.js';

/** A key in an error message. A host object is named by its class: its own `toString` is not ours to call. */
export function keyText(key: Value): string {
  if (key === null || key === undefined) return 'null';
  return typeof key === 'object' && !(CLASS in key) ? className(key) : String(key);
}
