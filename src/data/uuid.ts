import { ByValue } from './by-value.js';
import { registerClass } from './classes.js';
import { classCast, illegalArgument, numberFormat } from './errors.js';
import { bigOf } from './numbers/kinds.js';
import type { Long } from './numbers/wide-long.js';
import type { Value } from './value.js';

/** A UUID: 128 bits. Equal to another by its text, which is always canonical. */
export class Uuid extends ByValue {
  constructor(
    /** 36 characters, lower case. */
    readonly text: string,
  ) {
    super();
  }
  /** Clojure's `hash` of a UUID: its four 32-bit words, xor-ed. An int32. */
  override hasheq(): number {
    const hex = this.text.replaceAll('-', '');
    let h = 0;
    for (let i = 0; i < 32; i += 8) h ^= Number.parseInt(hex.slice(i, i + 8), 16);
    return h;
  }
  override equiv(other: Value): boolean {
    return other instanceof Uuid && other.text === this.text;
  }
  override compareTo(other: Value): number {
    if (!(other instanceof Uuid)) throw classCast(other, 'java.util.UUID');
    return compareUuids(this, other);
  }
  override toString(): string {
    return this.text;
  }
}
registerClass(Uuid, 'java.util.UUID', ['java.lang.Object', 'java.lang.Comparable']);

const WIDTHS = [8, 4, 4, 4, 12];

/**
 * The UUID of a text, with Java's leniency: each of the five parts may lack leading zeros, and of a part that is too
 * long the last digits count. Throws IllegalArgumentException, or NumberFormatException where a part is no hex number.
 */
export function parseUuid(text: string): Uuid {
  if (text.length > 36) throw illegalArgument('UUID string too large');
  const parts = text.split('-');
  if (parts.length !== 5 || parts.some((p) => p === '')) throw illegalArgument(`Invalid UUID string: ${text}`);
  const padded = parts.map((part, i) => {
    const bad = part.search(/[^0-9a-fA-F]/);
    if (bad >= 0) throw numberFormat(`Error at index ${bad} in: "${part}"`);
    return part.toLowerCase().padStart(WIDTHS[i], '0').slice(-WIDTHS[i]);
  });
  return new Uuid(padded.join('-'));
}

/** The UUID of its two halves, as longs. */
export function uuidOfHalves(most: Long, least: Long): Uuid {
  const hex = [most, least].map((half) => BigInt.asUintN(64, bigOf(half)).toString(16).padStart(16, '0')).join('');
  return new Uuid(hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
}

/** Java's order of UUIDs: both halves as signed 64-bit numbers, the first half first. -1, 0 or 1. */
function compareUuids(a: Uuid, b: Uuid): number {
  const half = (u: Uuid, from: number): bigint => BigInt.asIntN(64, BigInt(`0x${u.text.replaceAll('-', '').slice(from, from + 16)}`));
  for (const from of [0, 16]) {
    const x = half(a, from);
    const y = half(b, from);
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
