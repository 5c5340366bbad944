import { CLASS, type ClassRef, className } from './classes.js';
import { errorMessage } from './host-property.js';
import { identityNumber } from './identity.js';
import type { Value } from './value.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
  '\f': '\\f',
  '\b': '\\b',
};

/** A string as a literal that reads back to it. */
export function quoteString(s: string): string {
  return `"${s.replace(/[\n\t\r"\\\f\b]/g, (c) => ESCAPES[c])}"`;
}

/** The source of a regex as a literal: its quotes escaped, inside \Q…\E by leaving the quotation for a moment. */
export function quoteRegex(source: string): string {
  let out = '#"';
  let quoting = false;
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (c === '\\') {
      const next = source[i + 1] ?? '';
      out += c + next;
      i++;
      quoting = quoting ? next !== 'E' : next === 'Q';
    } else if (c === '"') out += quoting ? '\\E\\"\\Q' : '\\"';
    else out += c;
  }
  return `${out}"`;
}

/** A number in hexadecimal that tells objects apart. */
export function identityText(x: object): string {
  return identityNumber(x).toString(16);
}

/** The name of the constructor of a host object, found without running any getter. */
function hostClass(x: object): string {
  for (let proto: object | null = Object.getPrototypeOf(x); proto !== null; proto = Object.getPrototypeOf(proto)) {
    const made: unknown = Object.getOwnPropertyDescriptor(proto, 'constructor')?.value;
    if (typeof made !== 'function') continue;
    const name: unknown = Object.getOwnPropertyDescriptor(made, 'name')?.value;
    if (typeof name === 'string' && name !== '') return name;
  }
  return 'Object';
}

/** What stands for the class of an object in `#object[…]`. */
export function objectClass(x: object): string {
  return (x as { [CLASS]?: ClassRef })[CLASS] === undefined ? hostClass(x) : className(x);
}

/** An object without a text of its own, as Java's `Object.toString` gives it: `user$f@1`. */
export function objectText(x: object): string {
  const ours = (x as { [CLASS]?: ClassRef })[CLASS] !== undefined;
  if (ours && x.toString !== Object.prototype.toString) return x.toString();
  if (!ours && x instanceof Error) {
    const message = errorMessage(x);
    return message !== null && message !== '' ? `${hostClass(x)}: ${message}` : hostClass(x);
  }
  return `${objectClass(x)}@${identityText(x)}`;
}

/** `#object[class 0x1 "text"]`. */
export function printObject(x: Value & object): string {
  return `#object[${objectClass(x)} 0x${identityText(x)} ${quoteString(objectText(x))}]`;
}
