import { defineClass, registerClass } from '../../../data/classes.js';
import { classCast, Throwable } from '../../../data/errors.js';
import { parseUuid } from '../../../data/uuid.js';
import type { Value } from '../../../data/value.js';
import type { ClassMembers } from '../define.js';
import { textOf } from '../string-namespace.js';

const rotated = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** The bytes in blocks of 64: after them a bit that is set, zeros, and their number of bits in eight bytes. */
function padded(bytes: Int8Array, littleEndian: boolean): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const view = new DataView(new ArrayBuffer(length));
  for (let i = 0; i < bytes.length; i++) view.setInt8(i, bytes[i]);
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n, littleEndian);
  return view;
}

function bytesOfWords(words: readonly number[], littleEndian: boolean): Int8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, i) => {
    view.setInt32(i * 4, word, littleEndian);
  });
  return new Int8Array(view.buffer);
}

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const MD5_SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

/** MD5 by RFC 1321. */
function md5(bytes: Int8Array): Int8Array {
  const view = padded(bytes, true);
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a, b, c, d] = state;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4;
      const f = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round];
      const k = [i, 5 * i + 1, 3 * i + 5, 7 * i][round] % 16;
      const sum = (f + a + MD5_SINES[i] + view.getInt32(block + 4 * k, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotated(sum, MD5_SHIFTS[round * 4 + (i % 4)])) | 0];
    }
    [a, b, c, d].forEach((x, i) => {
      state[i] = (state[i] + x) | 0;
    });
  }
  return bytesOfWords(state, true);
}

/** SHA-1 by FIPS 180-4. */
function sha1(bytes: Int8Array): Int8Array {
  const view = padded(bytes, false);
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  const w = new Int32Array(80);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let i = 0; i < 80; i++) w[i] = i < 16 ? view.getInt32(block + 4 * i) : rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    let [a, b, c, d, e] = state;
    for (let i = 0; i < 80; i++) {
      const round = Math.floor(i / 20);
      const f = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const k = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round];
      const sum = (rotated(a, 5) + f + e + k + w[i]) | 0;
      [e, d, c, b, a] = [d, c, rotated(b, 30), a, sum];
    }
    [a, b, c, d, e].forEach((x, i) => {
      state[i] = (state[i] + x) | 0;
    });
  }
  return bytesOfWords(state, false);
}

/** The first 32 bits behind the point of a root. */
const fraction = (x: number): number => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
};

/** SHA-256 by FIPS 180-4. */
function sha256(bytes: Int8Array): Int8Array {
  const view = padded(bytes, false);
  const keys = primes(64).map((p) => fraction(Math.cbrt(p)));
  const state = primes(8).map((p) => fraction(Math.sqrt(p)));
  const w = new Int32Array(64);
  const turned = (x: number, a: number, b: number): number => rotated(x, 32 - a) ^ rotated(x, 32 - b);
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let i = 0; i < 64; i++)
      w[i] =
        i < 16
          ? view.getInt32(block + 4 * i)
          : (turned(w[i - 2], 17, 19) ^ (w[i - 2] >>> 10)) + w[i - 7] + (turned(w[i - 15], 7, 18) ^ (w[i - 15] >>> 3)) + w[i - 16];
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const first = (h + (turned(e, 6, 11) ^ rotated(e, 7)) + ((e & f) ^ (~e & g)) + keys[i] + w[i]) | 0;
      const second = ((turned(a, 2, 13) ^ rotated(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => {
      state[i] = (state[i] + x) | 0;
    });
  }
  return bytesOfWords(state, false);
}

const ALGORITHMS: Readonly<Record<string, (bytes: Int8Array) => Int8Array>> = {
  MD5: md5,
  'SHA-1': sha1,
  SHA1: sha1,
  SHA: sha1,
  'SHA-256': sha256,
};

/** What gathers bytes and tells their digest. */
export class MessageDigest {
  bytes: number[] = [];
  constructor(readonly algorithm: string) {}
  update(more: Iterable<number>): void {
    for (const byte of more) this.bytes.push(byte);
  }
  /** Whether there is such an algorithm. */
  get isKnown(): boolean {
    return Object.hasOwn(ALGORITHMS, this.algorithm);
  }
  reset(): void {
    this.bytes = [];
  }
  digest(): Int8Array {
    const given = Int8Array.from(this.bytes);
    this.reset();
    return ALGORITHMS[this.algorithm](given);
  }
}
registerClass(MessageDigest, 'java.security.MessageDigest');
defineClass('java.security.GeneralSecurityException', ['java.lang.Exception']);
const UNKNOWN = defineClass('java.security.NoSuchAlgorithmException', ['java.security.GeneralSecurityException']);

function bytesOf(x: Value): Int8Array {
  if (x instanceof Int8Array) return x;
  throw classCast(x, '[B');
}

const of = (x: Value): MessageDigest => x as MessageDigest;

/** The UUID of version 3 that the digest of a name makes. */
function nameUuid(name: Value): Value {
  const bytes = md5(bytesOf(name));
  bytes[6] = (bytes[6] & 0x0f) | 0x30;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => (b & 0xff).toString(16).padStart(2, '0')).join('');
  return parseUuid(hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
}

/** Members of `MessageDigest`, and the UUID of a name. */
export const digestMembers: Pick<ClassMembers, 'statics' | 'methods'> = {
  statics: {
    'MessageDigest/getInstance': {
      1(name) {
        const algorithm = textOf(name);
        const known = Object.keys(ALGORITHMS).find((each) => each === algorithm.toUpperCase());
        if (known === undefined) throw new Throwable(UNKNOWN, `${algorithm} MessageDigest not available`);
        return new MessageDigest(known);
      },
    },
    'MessageDigest/isEqual': { 2: (a, b) => bytesOf(a).join() === bytesOf(b).join() },
    'UUID/nameUUIDFromBytes': { 1: nameUuid },
  },
  methods: {
    'java.security.MessageDigest': {
      update: {
        2(d, more) {
          of(d).update(typeof more === 'number' ? [more] : bytesOf(more));
          return null;
        },
      },
      digest: {
        1: (d) => of(d).digest(),
        2(d, more) {
          of(d).update(bytesOf(more));
          return of(d).digest();
        },
      },
      reset: {
        1(d) {
          of(d).reset();
          return null;
        },
      },
      getAlgorithm: { 1: (d) => of(d).algorithm },
      getDigestLength: { 1: (d) => ALGORITHMS[of(d).algorithm](new Int8Array()).length },
    },
  },
};
