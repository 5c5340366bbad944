/* Numbers with a point, for Common Lisp's ~F ~E ~G ~$. They are rounded half up from the digits that they print with. */

/** The size of a number as digits: 0.DIGITS times ten to the power of `point`. No digits stand for zero. */
interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** What a directive asks for; null is what was left out. */
export interface FloatFormat {
  readonly width: number | null;
  /** How many digits after the point. */
  readonly places: number | null;
  /** The power of ten to multiply by first. */
  readonly scale: number;
  /** Fills the width where the number does not fit in it. */
  readonly overflow: string | null;
  readonly pad: string;
  readonly plus: boolean;
}

export interface ExponentFormat extends FloatFormat {
  /** How many digits the exponent has at least. */
  readonly exponentDigits: number | null;
  readonly exponentSign: string;
}

/** The digits of a plain or scientific decimal text without a sign. */
function digitsOf(text: string): Digits {
  const [, whole, fraction = '', exponent = '0'] = /^(\d*)\.?(\d*)(?:E([+-]?\d+))?$/.exec(text) as RegExpExecArray;
  const all = whole + fraction;
  const digits = all.replace(/^0+/, '');
  const point = whole.length - (all.length - digits.length) + Number(exponent);
  const trimmed = digits.replace(/0+$/, '');
  return { digits: trimmed, point: trimmed === '' ? 0 : point };
}

/** Rounded to so many digits; fewer where there are no more. */
function rounded({ digits, point }: Digits, count: number): Digits {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return { digits: '', point: 0 };
  const up = digits[count] >= '5';
  const kept = digits.slice(0, count);
  if (!up) return { digits: kept.replace(/0+$/, ''), point };
  const next = String(BigInt(`0${kept}`) + 1n).padStart(count, '0');
  return { digits: next.replace(/0+$/, ''), point: next.length > count ? point + 1 : point };
}

/** The text with that many digits after the point, as whole part and fraction. The whole part may be empty. */
function plain({ digits, point }: Digits, places: number): readonly [whole: string, fraction: string] {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '';
  const fraction = point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(0, point));
  return [whole, fraction.padEnd(places, '0').slice(0, Math.max(places, 0))];
}

function fill(text: string, { width, overflow, pad }: FloatFormat): string {
  if (width === null) return text;
  if (text.length > width && overflow !== null) return overflow.repeat(width);
  return text.padStart(width, pad);
}

const signOf = (negative: boolean, plus: boolean): string => (negative ? '-' : plus ? '+' : '');

/** ~F. `text` is a decimal without a sign. */
export function fixedFloat(text: string, negative: boolean, format: FloatFormat): string {
  const sign = signOf(negative, format.plus);
  const given = digitsOf(text);
  const number = { digits: given.digits, point: given.digits === '' ? 0 : given.point + format.scale };
  let places = format.places;
  if (places === null) {
    places = Math.max(number.digits.length - number.point, number.digits === '' ? 1 : 0, number.point >= number.digits.length ? 1 : 0);
    if (format.width !== null) {
      const room = format.width - sign.length - Math.max(number.point, 0) - 1;
      // A zero before the point goes before digits after it do.
      places = Math.max(number.point > 0 ? 0 : 1, Math.min(places, room));
    }
  }
  const [whole, fraction] = plain(rounded(number, number.point + places), places);
  const tight = format.width !== null && sign.length + 2 + fraction.length > format.width && fraction !== '';
  return fill(`${sign}${whole === '' && !tight ? '0' : whole}.${fraction}`, format);
}

/** ~E. */
export function exponentFloat(text: string, negative: boolean, format: ExponentFormat): string {
  const sign = signOf(negative, format.plus);
  const { scale } = format;
  const given = digitsOf(text);
  const zero = given.digits === '';
  const exponentText = (point: number): string => {
    const exponent = (zero ? 1 : point) - scale;
    return `${format.exponentSign}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(format.exponentDigits ?? 1, '0')}`;
  };
  const lead = scale > 0 ? scale : 1;
  let places = format.places === null ? null : scale > 0 ? format.places - scale + 1 : format.places;
  if (places === null) {
    places = Math.max(given.digits.length - scale, 1);
    if (format.width !== null) {
      const room = format.width - sign.length - lead - 1 - exponentText(given.point).length;
      places = Math.max(0, Math.min(places, room));
    }
  }
  const r = rounded(given, scale + places);
  const [whole, fraction] = plain({ digits: r.digits, point: r.digits === '' ? 0 : scale }, places);
  return fill(`${sign}${whole === '' ? '0' : whole}.${fraction}${exponentText(r.digits === '' ? given.point : r.point)}`, format);
}

/** ~G: fixed where the number has a handy size, with room for an exponent after it, else with one. */
export function generalFloat(text: string, negative: boolean, format: ExponentFormat): string {
  const { digits, point } = digitsOf(text);
  const room = format.exponentDigits === null ? 4 : format.exponentDigits + 2;
  const width = format.width === null ? null : format.width - room;
  const count = format.places ?? Math.max(digits.length, Math.min(point, 7), 1);
  const places = count - point;
  if (places < 0 || places > count) return exponentFloat(text, negative, format);
  return fixedFloat(text, negative, { ...format, width, places, scale: 0 }) + ' '.repeat(room);
}

/** ~$: so many digits after the point, at least so many before it. */
export function moneyFloat(text: string, negative: boolean, format: FloatFormat, wholeDigits: number, signFirst: boolean): string {
  const sign = signOf(negative, format.plus);
  const number = digitsOf(text);
  const places = format.places ?? 2;
  const [whole, fraction] = plain(rounded(number, number.point + places), places);
  const body = `${whole.padStart(wholeDigits, '0')}.${fraction}`;
  const width = format.width ?? 0;
  return signFirst ? sign + body.padStart(width - sign.length, format.pad) : (sign + body).padStart(width, format.pad);
}
