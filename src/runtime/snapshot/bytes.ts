/** The bytes are no snapshot that this version of Clove can restore: cut short, altered, of another version, or of something else. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Larger numbers do not fit the operators for 32 bits: their lower digits are written before. */
const HALF = 2 ** 28;
/** Texts shorter than that are written without the host's encoder, where they can be. */
const SHORT = 64;
const LONE_SURROGATE = /[\ud800-\udfff]/u;

function isAscii(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) > 127) return false;
  return true;
}

/** Writes numbers and texts one after the other into bytes that grow. */
export class ByteWriter {
  private bytes = new Uint8Array(1 << 12);
  private view = new DataView(this.bytes.buffer);
  /** How many bytes there are. */
  length = 0;

  private room(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + count, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  byte(n: number): void {
    if (this.length === this.bytes.length) this.room(1);
    this.bytes[this.length++] = n;
  }

  /** A whole number from 0 to 2^53 - 1: seven bits a byte, the lowest first. */
  uint(n: number): void {
    this.room(9);
    let left = n;
    if (left >= HALF) {
      let low = left % HALF;
      for (let i = 0; i < 4; i++) {
        this.bytes[this.length++] = (low & 127) | 128;
        low >>>= 7;
      }
      left = Math.floor(left / HALF);
    }
    while (left > 127) {
      this.bytes[this.length++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.bytes[this.length++] = left;
  }

  /** A safe integer of either sign. */
  int(n: number): void {
    this.byte(n < 0 ? 1 : 0);
    this.uint(Math.abs(n));
  }

  float(n: number): void {
    this.room(8);
    this.view.setFloat64(this.length, n, true);
    this.length += 8;
  }

  /** Any string, halves of surrogate pairs included. */
  string(s: string): void {
    const n = s.length;
    if (n < SHORT && isAscii(s)) {
      this.uint(n * 2);
      this.room(n);
      for (let i = 0; i < n; i++) this.bytes[this.length++] = s.charCodeAt(i);
    } else if (LONE_SURROGATE.test(s)) {
      this.uint(n * 2 + 1);
      for (let i = 0; i < n; i++) this.uint(s.charCodeAt(i));
    } else {
      const bytes = encoder.encode(s);
      this.uint(bytes.length * 2);
      this.raw(bytes);
    }
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** All that was written. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** Reads what a ByteWriter wrote. Throws a SnapshotError where the bytes end too early or make no sense. */
export class ByteReader {
  private readonly view: DataView;
  at = 0;
  private readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    // What is given may be of a class of the host's own, whose parts share memory where those of a Uint8Array are copies.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  broken(what = 'its bytes make no sense'): SnapshotError {
    return new SnapshotError(`The snapshot is damaged: ${what}, at byte ${this.at} of ${this.bytes.length}`);
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw this.broken('it ends too early');
    return this.bytes[this.at++];
  }

  uint(): number {
    let n = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const b = this.byte();
      n += (b & 127) * scale;
      if (b < 128) {
        if (n > Number.MAX_SAFE_INTEGER) throw this.broken();
        return n;
      }
      scale *= 128;
    }
    throw this.broken();
  }

  int(): number {
    const negative = this.byte();
    const n = this.uint();
    return negative === 0 ? n : -n;
  }

  /** How many of something follow, each of which takes `size` bytes at the least: never more than there can be. */
  count(size = 1): number {
    const n = this.uint();
    if (n * size > this.left) throw this.broken('it ends too early');
    return n;
  }

  float(): number {
    if (this.left < 8) throw this.broken('it ends too early');
    const x = this.view.getFloat64(this.at, true);
    this.at += 8;
    return x;
  }

  string(): string {
    const head = this.uint();
    const length = Math.floor(head / 2);
    if (length > this.left) throw this.broken('it ends too early');
    if (head % 2 === 1) {
      let s = '';
      for (let i = 0; i < length; i++) s += String.fromCharCode(this.uint());
      return s;
    }
    try {
      return decoder.decode(this.raw(length));
    } catch {
      throw this.broken('a text in it is no UTF-8');
    }
  }

  raw(length: number): Uint8Array {
    if (length > this.left) throw this.broken('it ends too early');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
