/* Integers in words and as Roman numerals, for Common Lisp's ~R. */

const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' + 'seventeen eighteen nineteen'
).split(' ');
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const UNITS = (
  '_ thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion decillion ' +
  'undecillion duodecillion tredecillion quattuordecillion quindecillion sexdecillion septendecillion octodecillion ' +
  'novemdecillion vigintillion'
).split(' ');
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function belowThousand(n: number): string {
  const hundreds = n >= 100 ? `${SMALL[Math.floor(n / 100)]} hundred` : '';
  const rest = n % 100;
  if (rest === 0) return hundreds;
  const tens = rest < 20 ? SMALL[rest] : TENS[Math.floor(rest / 10)] + (rest % 10 === 0 ? '' : `-${SMALL[rest % 10]}`);
  return hundreds === '' ? tens : `${hundreds} ${tens}`;
}

/** A number in English words; null where there are no words for one so large. */
export function cardinal(n: bigint): string | null {
  if (n === 0n) return 'zero';
  const parts: string[] = [];
  let left = n < 0n ? -n : n;
  for (let unit = 0; left > 0n; unit++, left /= 1000n) {
    if (unit === UNITS.length) return null;
    const three = Number(left % 1000n);
    if (three > 0) parts.unshift(unit === 0 ? belowThousand(three) : `${belowThousand(three)} ${UNITS[unit]}`);
  }
  return (n < 0n ? 'minus ' : '') + parts.join(', ');
}

/** A place in a row in English words; null where there are no words for one so large. */
export function ordinal(n: bigint): string | null {
  const words = cardinal(n);
  if (words === null) return null;
  return words.replace(/[a-z]+$/, (last) => {
    if (Object.hasOwn(ORDINALS, last)) return ORDINALS[last];
    return last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`;
  });
}

/** The ending of a place in a row that is written in digits: the `st` of 1st. */
export function ordinalEnding(n: bigint): string {
  const size = n < 0n ? -n : n;
  if ((size / 10n) % 10n === 1n) return 'th';
  return ['th', 'st', 'nd', 'rd'][Number(size % 10n)] ?? 'th';
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** A number from 1 to 3999 as Roman numerals, in the old manner without subtraction (IIII) if asked; null for others. */
export function roman(n: bigint, old: boolean): string | null {
  if (n < 1n || n > 3999n) return null;
  let left = Number(n);
  let out = '';
  for (const [value, letters] of ROMAN) {
    if (old && letters.length > 1) continue;
    out += letters.repeat(Math.floor(left / value));
    left %= value;
  }
  return out;
}
