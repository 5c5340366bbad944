import { GUEST } from '../data/guest.js';
import { printString } from '../data/print.js';
import type { Value } from '../data/value.js';

/** A form as an error message shows it: printed, cut where it is long. */
export function describe(form: Value): string {
  const text = printString(form, { readably: true, length: 10, level: 4 });
  if (text === GUEST) return '…';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
