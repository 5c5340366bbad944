import { formatError } from './java-format-errors.js';
import { isTimeConversion } from './java-time.js';

/** One directive of a format, such as `%2$-8.3f`, checked as far as that is possible without its argument. */
export interface Directive {
  readonly text: string;
  /** From 1 on; 0 where the directive takes the next argument. */
  readonly index: number;
  /** The flags in Java's order. */
  readonly flags: string;
  /** -1 where there is none, as for the precision. */
  readonly width: number;
  readonly precision: number;
  /** In lower case, but for the second letter of %t. */
  readonly conversion: string;
  readonly upperCase: boolean;
}

const DIRECTIVE = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT]?[a-zA-Z%])/y;
const KNOWN = 'bBhHsScCdoxXeEfgGaA%n';

function isKnown(conversion: string): boolean {
  return conversion.length === 1 ? KNOWN.includes(conversion) : isTimeConversion(conversion[1]);
}
const MAX_INT = 2147483647;
const FLAG_ORDER = '-#+ 0,(<';

function sortFlags(flags: string): string {
  for (let i = 1; i < flags.length; i++) if (flags.indexOf(flags[i]) < i) throw formatError.duplicateFlag(flags[i]);
  return [...FLAG_ORDER].filter((f) => flags.includes(f)).join('');
}

/** A number of the format; what is beyond an int reads as the least int, as in Java. */
function count(digits: string | undefined): number {
  if (digits === undefined) return -1;
  const n = Number(digits);
  return n > MAX_INT ? -2147483648 : n;
}

function forbid(d: Directive, flags: string): void {
  for (const f of flags) if (d.flags.includes(f)) throw formatError.flagsMismatch(d.conversion, f);
}

function needWidth(d: Directive, flags: string): void {
  for (const f of flags) if (d.width === -1 && d.flags.includes(f)) throw formatError.missingWidth(d.text);
}

function checkNumeric(d: Directive): void {
  needWidth(d, '-0');
  const has = (f: string): boolean => d.flags.includes(f);
  if ((has('+') && has(' ')) || (has('-') && has('0'))) throw formatError.badFlags(d.flags);
}

/** Java's checks, in Java's order, since the first complaint is the one that counts. */
function check(d: Directive): void {
  if (d.width < -1) throw formatError.badWidth(d.width);
  if (d.precision < -1) throw formatError.badPrecision(d.precision);
  switch (d.conversion) {
    case 'b':
    case 'h':
    case 's':
      if (d.conversion !== 's') forbid(d, '#');
      needWidth(d, '-');
      forbid(d, '+ 0,(');
      break;
    case 'c':
      if (d.precision !== -1) throw formatError.badPrecision(d.precision);
      forbid(d, '#+ 0,(');
      needWidth(d, '-');
      break;
    case 'd':
    case 'o':
    case 'x':
      checkNumeric(d);
      if (d.precision !== -1) throw formatError.badPrecision(d.precision);
      forbid(d, d.conversion === 'd' ? '#' : ',');
      break;
    case 'a':
    case 'e':
    case 'f':
    case 'g':
      checkNumeric(d);
      forbid(d, { a: ',(', e: ',', f: '', g: '#' }[d.conversion]);
      break;
    case '%':
      if (d.precision !== -1) throw formatError.badPrecision(d.precision);
      if (d.flags !== '' && d.flags !== '-') throw formatError.badFlags(d.flags);
      needWidth(d, '-');
      break;
    default:
      if (d.precision !== -1) throw formatError.badPrecision(d.precision);
      if (d.conversion[0] === 't') {
        forbid({ ...d, conversion: d.conversion[1] }, '#+ 0,(');
        needWidth(d, '-');
        return;
      }
      if (d.width !== -1) throw formatError.badWidth(d.width);
      if (d.flags !== '') throw formatError.badFlags(d.flags);
  }
}

/**
 * The plain texts and directives of a format in their order. Throws what Java throws for a malformed directive.
 */
export function parseFormat(format: string): (string | Directive)[] {
  const parts: (string | Directive)[] = [];
  let at = 0;
  for (let next = format.indexOf('%'); next >= 0; next = format.indexOf('%', at)) {
    if (next > at) parts.push(format.slice(at, next));
    DIRECTIVE.lastIndex = next;
    const m = DIRECTIVE.exec(format);
    if (m === null) throw formatError.unknownConversion(format[next + 1] ?? '%');
    const [text, index, flags, width, precision, conversion] = m;
    if (index !== undefined && (Number(index) === 0 || Number(index) > MAX_INT)) throw formatError.badIndex(Number(index));
    const sorted = sortFlags(flags);
    if (!isKnown(conversion)) throw formatError.unknownConversion(conversion);
    const lower = conversion[0].toLowerCase() + conversion.slice(1);
    const directive: Directive = {
      text,
      index: index === undefined ? 0 : Number(index),
      flags: sorted,
      width: count(width),
      precision: count(precision),
      conversion: lower,
      upperCase: lower !== conversion,
    };
    check(directive);
    parts.push(directive);
    at = next + text.length;
  }
  if (at < format.length) parts.push(format.slice(at));
  return parts;
}
