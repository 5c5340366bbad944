import { ByValue } from '../../../data/by-value.js';
import { defineClass, registerClass } from '../../../data/classes.js';
import { Throwable } from '../../../data/errors.js';
import { stringHash } from '../../../data/murmur3.js';
import type { Value } from '../../../data/value.js';

const UNSUPPORTED = defineClass('java.io.UnsupportedEncodingException', ['java.io.IOException']);

/** How a charset of Java turns text into bytes and back, all at once or piece by piece. */
interface Charset {
  readonly name: string;
  /** Takes the pieces of a text in turn. */
  readonly encoder: () => (text: string) => Int8Array;
  /** Takes pieces of bytes in turn, the first one of two bytes or more where there are so many; `more` follow or not. */
  readonly decoder: () => (bytes: Uint8Array, more: boolean) => string;
}

/** One byte for each character up to `limit`; `?` or U+FFFD for what is beyond. */
function bytewise(name: string, limit: number): Charset {
  return {
    name,
    encoder: () => (text) => Int8Array.from(text, (c) => ((c.codePointAt(0) as number) < limit ? c.charCodeAt(0) : 63)),
    decoder: () => (bytes) => Array.from(bytes, (b) => (b < limit ? String.fromCharCode(b) : '\ufffd')).join(''),
  };
}

/** Two bytes for each unit, after a byte order mark where one is written. */
function utf16(name: string, littleEndian: boolean, marked: boolean): Charset {
  const low = littleEndian ? 0 : 1;
  return {
    name,
    encoder() {
      let mark = marked ? '\ufeff' : '';
      return (text) => {
        const units = text === '' ? '' : mark + text;
        if (text !== '') mark = '';
        const bytes = new Int8Array(units.length * 2);
        for (let i = 0; i < units.length; i++) {
          bytes[2 * i + low] = units.charCodeAt(i);
          bytes[2 * i + 1 - low] = units.charCodeAt(i) >> 8;
        }
        return bytes;
      };
    },
    decoder() {
      let decoder: InstanceType<typeof TextDecoder> | null = null;
      return (bytes, more) => {
        const reversed = marked && bytes[0] === 0xff && bytes[1] === 0xfe;
        decoder ??= new TextDecoder(littleEndian || reversed ? 'utf-16le' : 'utf-16be', { ignoreBOM: !marked });
        return decoder.decode(bytes, { stream: more });
      };
    },
  };
}

const UTF8: Charset = {
  name: 'UTF-8',
  encoder: () => (text) => new Int8Array(new TextEncoder().encode(text).buffer),
  decoder() {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return (bytes, more) => decoder.decode(bytes, { stream: more });
  },
};
const LATIN1 = bytewise('ISO-8859-1', 256);
const ASCII = bytewise('US-ASCII', 128);
const UTF16 = utf16('UTF-16', false, true);

const CHARSETS: Readonly<Record<string, Charset>> = {
  'utf-8': UTF8,
  utf8: UTF8,
  'iso-8859-1': LATIN1,
  iso8859_1: LATIN1,
  latin1: LATIN1,
  'us-ascii': ASCII,
  ascii: ASCII,
  'utf-16': UTF16,
  utf16: UTF16,
  'utf-16be': utf16('UTF-16BE', false, false),
  'utf-16le': utf16('UTF-16LE', true, false),
};

/** A charset by name, in any case, or as an object; nil means UTF-8. Throws UnsupportedEncodingException. */
function charsetNamed(name: Value): Charset {
  if (name === null) return UTF8;
  const key = String(name).toLowerCase();
  if (!Object.hasOwn(CHARSETS, key)) throw new Throwable(UNSUPPORTED, String(name));
  return CHARSETS[key];
}

/** The name of a charset as Java has it, by any of its names; nil means UTF-8. Throws UnsupportedEncodingException. */
export function charsetName(name: Value): string {
  return charsetNamed(name).name;
}

/** The bytes of a text in a charset. */
export function encodeText(text: string, charset: Value): Int8Array {
  return encoderFor(charset)(text);
}

/** The text of bytes in a charset; what is no text in it reads as U+FFFD. */
export function decodeBytes(bytes: Int8Array, charset: Value): string {
  return decoderFor(charset)(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), false);
}

/** A function from the pieces of a text, in turn, to their bytes. */
export function encoderFor(charset: Value): (text: string) => Int8Array {
  return charsetNamed(charset).encoder();
}

/** A function from pieces of bytes, in turn, to their text. */
export function decoderFor(charset: Value): (bytes: Uint8Array, more: boolean) => string {
  return charsetNamed(charset).decoder();
}

const UNKNOWN = defineClass('java.nio.charset.UnsupportedCharsetException', ['java.lang.IllegalArgumentException']);
export const STANDARD_CHARSETS = defineClass('java.nio.charset.StandardCharsets');

/** A charset as a value, which can be given wherever its name can. */
export class CharsetRef extends ByValue {
  constructor(readonly name: string) {
    super();
  }
  /** Throws UnsupportedCharsetException. */
  static forName(name: string): CharsetRef {
    const key = name.toLowerCase();
    if (!Object.hasOwn(CHARSETS, key)) throw new Throwable(UNKNOWN, name);
    return new CharsetRef(CHARSETS[key].name);
  }
  override hasheq(): number {
    return stringHash(this.name);
  }
  override equiv(other: Value): boolean {
    return other instanceof CharsetRef && other.name === this.name;
  }
  override toString(): string {
    return this.name;
  }
}
registerClass(CharsetRef, 'java.nio.charset.Charset');
