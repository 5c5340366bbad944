import { registerClass } from '../../../data/classes.js';
import { illegalArgument } from '../../../data/errors.js';
import * as n from '../../../data/numbers/index.js';
import type { Value } from '../../../data/value.js';
import type { Arities, ClassMembers } from '../define.js';

const HALF = 2 ** 24;
const MASK = (1n << 48n) - 1n;
/** The multiplier of the generator, 0x5DEECE66D, in two halves. */
const [HIGH, LOW] = [0x5de, 0xece66d];

/**
 * The generator of `java.util.Random`, whose documentation gives the algorithm: a linear congruence over 48 bits, here in two halves of
 * 24 bits, so that no product is beyond what a double holds exactly. A seed gives the same numbers as there.
 */
export class Random {
  high = 0;
  low = 0;
  /** The second of a pair of normally distributed numbers; null where the next call makes a new pair. */
  spare: number | null = null;
  constructor(seed: bigint) {
    this.seed(seed);
  }
  seed(seed: bigint): void {
    const scrambled = (seed ^ 0x5deece66dn) & MASK;
    this.high = Number(scrambled >> 24n);
    this.low = Number(scrambled) % HALF;
    this.spare = null;
  }
  /** So many bits of chance, at most 32, as a signed number. */
  bits(count: number): number {
    const low = this.low * LOW + 0xb;
    this.high = (((this.high * LOW + this.low * HIGH) % HALF) + Math.floor(low / HALF)) % HALF;
    this.low = low % HALF;
    return Math.floor((this.high * HALF + this.low) / 2 ** (48 - count)) >> 0;
  }
  /** A number from 0 to below a bound, which is a positive int. */
  below(bound: number): number {
    if (bound <= 0) throw illegalArgument('bound must be positive');
    if ((bound & -bound) === bound) return Math.floor((bound * this.bits(31)) / 2 ** 31);
    for (;;) {
      const drawn = this.bits(31);
      const value = drawn % bound;
      // What lies in the last, incomplete run of the bound would favour small numbers.
      if (drawn - value + (bound - 1) < 2 ** 31) return value;
    }
  }
  long(): bigint {
    return BigInt.asIntN(64, (BigInt(this.bits(32)) << 32n) + BigInt(this.bits(32)));
  }
  double(): number {
    return (this.bits(26) * 2 ** 27 + this.bits(27)) / 2 ** 53;
  }
  /** A normally distributed number, by the polar method of G. Marsaglia. */
  gaussian(): number {
    if (this.spare !== null) {
      const given = this.spare;
      this.spare = null;
      return given;
    }
    for (;;) {
      const [x, y] = [2 * this.double() - 1, 2 * this.double() - 1];
      const s = x * x + y * y;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      this.spare = y * factor;
      return x * factor;
    }
  }
}
registerClass(Random, 'java.util.Random');

const of = (x: Value): Random => x as Random;

const methods: Readonly<Record<string, Arities>> = {
  nextInt: {
    1: (r) => of(r).bits(32),
    2: (r, bound) => of(r).below(n.toInt(bound)),
    3: (r, from, to) => n.toInt(from) + of(r).below(n.toInt(to) - n.toInt(from)),
  },
  nextLong: { 1: (r) => n.longFromBigInt(of(r).long()) },
  nextDouble: { 1: (r) => new n.Double(of(r).double()) },
  nextFloat: { 1: (r) => new n.Float(of(r).bits(24) / 2 ** 24) },
  nextBoolean: { 1: (r) => of(r).bits(1) !== 0 },
  nextGaussian: { 1: (r) => new n.Double(of(r).gaussian()) },
  nextBytes: {
    2(r, bytes) {
      const out = bytes as Int8Array;
      for (let i = 0; i < out.length; ) for (let word = of(r).bits(32), k = 0; k < 4 && i < out.length; k++, word >>= 8) out[i++] = word;
      return null;
    },
  },
  setSeed: {
    2(r, seed) {
      of(r).seed(n.toBigInt(n.toLong(seed)));
      return null;
    },
  },
};

/** Members of `java.util.Random`; without a seed it takes one from the chance that the host grants. */
export function randomMembers(chance: () => number): Pick<ClassMembers, 'methods' | 'constructors'> {
  return {
    methods: { 'java.util.Random': methods },
    constructors: {
      'java.util.Random': {
        0: () => new Random(BigInt(Math.floor(chance() * 2 ** 48))),
        1: (seed) => new Random(n.toBigInt(n.toLong(seed))),
      },
    },
  };
}
