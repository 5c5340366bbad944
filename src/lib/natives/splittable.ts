import { Double } from '../../data/numbers/double.js';
import { WideLong } from '../../data/numbers/wide-long.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';

/**
 * The arithmetic of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators), which is that of Java's
 * SplittableRandom. 64-bit words are held in two halves: bigints would take several times as long.
 */
let high = 0;
let low = 0;

const TWO_32 = 4294967296;
const words = new DataView(new ArrayBuffer(8));

function take(x: Value): void {
  if (x instanceof WideLong) {
    words.setBigInt64(0, x.value);
    high = words.getInt32(0);
    low = words.getInt32(4);
  } else {
    const n = x as number;
    low = n | 0;
    high = Math.floor(n / TWO_32) | 0;
  }
}

function give(): Value {
  const n = high * TWO_32 + (low >>> 0);
  if (Number.isSafeInteger(n)) return n;
  words.setInt32(0, high);
  words.setInt32(4, low);
  return new WideLong(words.getBigInt64(0));
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function highProduct(a: number, b: number): number {
  const a1 = a >>> 16;
  const a0 = a & 0xffff;
  const b1 = b >>> 16;
  const b0 = b & 0xffff;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  const cross = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + Math.floor(middle / 65536) + Math.floor(cross / 65536)) | 0;
}

function multiply(h: number, l: number): void {
  high = (highProduct(low, l) + Math.imul(low, h) + Math.imul(high, l)) | 0;
  low = Math.imul(low, l);
}

/** x ^ (x >>> n), for n of 1 to 63. */
function xorShift(n: number): void {
  const h = high;
  if (n >= 32) low ^= n === 32 ? h : h >>> (n - 32);
  else {
    low ^= (low >>> n) | (h << (32 - n));
    high ^= h >>> n;
  }
}

function bitCount(x: number): number {
  let n = x - ((x >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many of neighbouring bits differ. */
function turns(): number {
  return bitCount(high ^ (high >>> 1)) + bitCount(low ^ ((low >>> 1) | (high << 31)));
}

function mix64(): void {
  xorShift(30);
  multiply(0xbf58476d, 0x1ce4e5b9);
  xorShift(27);
  multiply(0x94d049bb, 0x133111eb);
  xorShift(31);
}

function mixGamma(): void {
  xorShift(33);
  multiply(0xff51afd7, 0xed558ccd);
  xorShift(33);
  multiply(0xc4ceb9fe, 0x1a85ec53);
  xorShift(33);
  low |= 1;
  if (turns() >= 24) return;
  high ^= 0xaaaaaaaa;
  low ^= 0xaaaaaaaa;
}

/** What clojure.test.check.random is made of. */
export const splittableNatives = defineNatives('clojure.core', {
  '-mix-64': {
    doc: 'The bits of a long mixed into those of a random one.',
    arglists: '([n])',
    internal: true,
    1(n) {
      take(n);
      mix64();
      return give();
    },
  },
  '-mix-gamma': {
    doc: 'The bits of a long mixed into an odd one with many turns between 0 and 1, by which a generator steps.',
    arglists: '([n])',
    internal: true,
    1(n) {
      take(n);
      mixGamma();
      return give();
    },
  },
  '-unit': {
    doc: 'The upper 53 bits of a long as a double from 0 to just below 1.',
    arglists: '([n])',
    internal: true,
    1(n) {
      take(n);
      return new Double(((high >>> 0) * 2097152 + (low >>> 11)) / 2 ** 53);
    },
  },
});
