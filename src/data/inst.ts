import { runtimeError } from './errors.js';

const TIMESTAMP = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?)?)?)?(?:Z|([-+])(\d{2}):(\d{2}))?$/;

function verify(ok: boolean, test: string): void {
  if (!ok) throw runtimeError(`failed: ${test}`);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The date that an `#inst` literal names: RFC 3339 of which everything after the year may be left out, as Clojure
 * reads it, digits past the millisecond dropped. The Gregorian calendar holds for all years.
 * Throws RuntimeException with Clojure's text where a field is out of range or the text is something else.
 */
export function parseInst(text: string): Date {
  const m = TIMESTAMP.exec(text);
  if (m === null) throw runtimeError(`Unrecognized date/time syntax: ${text}`);
  const field = (i: number, otherwise: number): number => (m[i] === undefined ? otherwise : Number(m[i]));
  const year = field(1, 0);
  const month = field(2, 1);
  const day = field(3, 1);
  const hour = field(4, 0);
  const minute = field(5, 0);
  const second = field(6, 0);
  const offsetHours = field(9, 0);
  const offsetMinutes = field(10, 0);
  verify(month >= 1 && month <= 12, '(<= 1 months 12)');
  verify(day >= 1 && day <= daysInMonth(year, month), '(<= 1 days (days-in-month months (leap-year? years)))');
  verify(hour <= 23, '(<= 0 hours 23)');
  verify(minute <= 59, '(<= 0 minutes 59)');
  verify(second <= (minute === 59 ? 60 : 59), '(<= 0 seconds (if (= minutes 59) 60 59))');
  verify(offsetHours <= 23, '(<= 0 offset-hours 23)');
  verify(offsetMinutes <= 59, '(<= 0 offset-minutes 59)');
  const millisecond = m[7] === undefined ? 0 : Number(m[7].slice(0, 3).padEnd(3, '0'));
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  const offset = (offsetHours * 60 + offsetMinutes) * 60_000;
  return new Date(date.getTime() - (m[8] === '-' ? -offset : offset));
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The text of a date between the quotes of its `#inst` literal; `date` must be valid. */
export function formatInst(date: Date): string {
  const year = date.getUTCFullYear();
  const shown = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return `${shown}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}.${String(date.getUTCMilliseconds()).padStart(3, '0')}-00:00`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date as `str` gives it: Java's `Date.toString`, always in UTC. */
export function dateText(date: Date): string {
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${two(date.getUTCDate())} ${time} UTC ${String(date.getUTCFullYear()).padStart(4, '0')}`;
}
