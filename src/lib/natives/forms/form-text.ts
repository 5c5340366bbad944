import { GUEST } from '../../../data/guest.js';
import { printString } from '../../../data/print.js';
import type { Value } from '../../../data/value.js';

/** A form as text for messages. */
export function printForm(form: Value): string {
  const text = printString(form);
  return text === GUEST ? '(...)' : text;
}
