/*
 * The conversions of Java's formatter for moments, %tY and its kin, in UTC and in English. A moment is given in
 * milliseconds since the beginning of 1970.
 */

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const two = (n: number): string => String(n).padStart(2, '0');
const three = (n: number): string => String(n).padStart(3, '0');
const year = (d: Date): string => String(d.getUTCFullYear()).padStart(4, '0');
const hour12 = (d: Date): number => d.getUTCHours() % 12 || 12;
const half = (d: Date): string => (d.getUTCHours() < 12 ? 'am' : 'pm');
const monthName = (d: Date): string => MONTHS[d.getUTCMonth()];
const dayName = (d: Date): string => DAYS[d.getUTCDay()];
const dayOfYear = (d: Date): number => Math.floor((d.getTime() - Date.UTC(d.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
const hourAndMinute = (d: Date): string => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
const time = (d: Date): string => `${hourAndMinute(d)}:${two(d.getUTCSeconds())}`;

const CONVERSIONS: Readonly<Record<string, (d: Date) => string>> = {
  H: (d) => two(d.getUTCHours()),
  I: (d) => two(hour12(d)),
  k: (d) => String(d.getUTCHours()),
  l: (d) => String(hour12(d)),
  M: (d) => two(d.getUTCMinutes()),
  S: (d) => two(d.getUTCSeconds()),
  L: (d) => three(d.getUTCMilliseconds()),
  N: (d) => `${three(d.getUTCMilliseconds())}000000`,
  p: half,
  z: () => '+0000',
  Z: () => 'UTC',
  s: (d) => String(Math.floor(d.getTime() / 1000)),
  Q: (d) => String(d.getTime()),
  B: monthName,
  b: (d) => monthName(d).slice(0, 3),
  h: (d) => monthName(d).slice(0, 3),
  A: dayName,
  a: (d) => dayName(d).slice(0, 3),
  C: (d) => two(Math.floor(d.getUTCFullYear() / 100)),
  Y: year,
  y: (d) => two(d.getUTCFullYear() % 100),
  j: (d) => three(dayOfYear(d)),
  m: (d) => two(d.getUTCMonth() + 1),
  d: (d) => two(d.getUTCDate()),
  e: (d) => String(d.getUTCDate()),
  R: hourAndMinute,
  T: time,
  r: (d) => `${two(hour12(d))}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${half(d).toUpperCase()}`,
  D: (d) => `${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}/${two(d.getUTCFullYear() % 100)}`,
  F: (d) => `${year(d)}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`,
  c: (d) => `${dayName(d).slice(0, 3)} ${monthName(d).slice(0, 3)} ${two(d.getUTCDate())} ${time(d)} UTC ${year(d)}`,
};

/** Whether %t knows that letter. */
export const isTimeConversion = (letter: string): boolean => Object.hasOwn(CONVERSIONS, letter);

/** A moment by one of the letters of %t. */
export function timeText(letter: string, milliseconds: number): string {
  return CONVERSIONS[letter](new Date(milliseconds));
}
