import type { Value } from '../../data/value.js';
import type { ArrayKind } from './facts.js';

/**
 * What is known of the value in a register: a long between two bounds, a double, or nothing. A double stands as a raw number in a
 * variable of its own (`D3` for register 3); where it is `boxed`, the register's own variable holds its box as well.
 */
export interface Kind {
  readonly is: 'any' | 'long' | 'double';
  readonly low: number;
  readonly high: number;
  readonly boxed: boolean;
  /** The value itself, where it is a constant and no number; undefined where nothing is known. */
  readonly only?: Value;
  /** Which kind of array of the host it is, where that is known. */
  readonly array?: ArrayKind;
  /** Whether it is a record or an instance of a type, which have their fields in slots. */
  readonly hasSlots?: boolean;
}

/** The greatest long that is a JavaScript number. */
export const MOST = Number.MAX_SAFE_INTEGER;

export const ANY: Kind = { is: 'any', low: 0, high: 0, boxed: false };
/** A record, or an instance of a type. */
export const SLOTS: Kind = { ...ANY, hasSlots: true };
export const RAW: Kind = { is: 'double', low: 0, high: 0, boxed: false };
export const BOXED: Kind = { is: 'double', low: 0, high: 0, boxed: true };
export const LONG: Kind = { is: 'long', low: -MOST, high: MOST, boxed: false };

/** A long between two bounds; what lies beyond ±(2^53-1) is cut off. */
export const long = (low: number, high: number): Kind => ({
  is: 'long',
  low: Math.max(low, -MOST),
  high: Math.min(high, MOST),
  boxed: false,
});

/** A value that is no number. */
export const constant = (only: Value): Kind => ({ ...ANY, only });

export const sameKind = (x: Kind, y: Kind): boolean =>
  x === y || (x.is === y.is && x.low === y.low && x.high === y.high && x.boxed === y.boxed && sameValue(x, y));

const sameValue = (x: Kind, y: Kind): boolean => x.only === y.only && x.array === y.array && x.hasSlots === y.hasSlots;

/** What is known of a value that is one or the other. */
export function either(x: Kind, y: Kind): Kind {
  if (x === y) return x;
  if (x.is !== y.is) return ANY;
  if (x.is === 'any') {
    if (sameValue(x, y)) return x;
    if (x.hasSlots === true && y.hasSlots === true) return SLOTS;
    return x.array !== undefined && x.array === y.array ? { ...ANY, array: x.array } : ANY;
  }
  if (x.is === 'double') return x.boxed && y.boxed ? BOXED : RAW;
  return long(Math.min(x.low, y.low), Math.max(x.high, y.high));
}

/** `next` where it is known to be no more than `before`; a bound that has moved goes as far as it can, so that loops come to an end. */
export function widened(before: Kind, next: Kind): Kind {
  if (before.is !== 'long' || next.is !== 'long') return next;
  return long(next.low < before.low ? -MOST : next.low, next.high > before.high ? MOST : next.high);
}
