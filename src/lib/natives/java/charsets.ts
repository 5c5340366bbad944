import { defineClass } from '../../../data/classes.js';
import { Throwable } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';

const UNSUPPORTED = defineClass('java.io.UnsupportedEncodingException', ['java.io.IOException']);

/** How a charset of Java turns text into bytes and back. */
interface Charset {
  readonly encode: (text: string) => Int8Array;
  readonly decode: (bytes: Uint8Array) => string;
}

/** One byte for each character up to `limit`; `?` or U+FFFD for what is beyond. */
function bytewise(limit: number): Charset {
  return {
    encode: (text) => Int8Array.from(text, (c) => ((c.codePointAt(0) as number) < limit ? c.charCodeAt(0) : 63)),
    decode: (bytes) => Array.from(bytes, (b) => (b < limit ? String.fromCharCode(b) : '\ufffd')).join(''),
  };
}

/** Two bytes for each unit, after a byte order mark where one is written. */
function utf16(littleEndian: boolean, marked: boolean): Charset {
  const low = littleEndian ? 0 : 1;
  return {
    encode(text) {
      const units = marked && text !== '' ? `\ufeff${text}` : text;
      const bytes = new Int8Array(units.length * 2);
      for (let i = 0; i < units.length; i++) {
        bytes[2 * i + low] = units.charCodeAt(i);
        bytes[2 * i + 1 - low] = units.charCodeAt(i) >> 8;
      }
      return bytes;
    },
    decode(bytes) {
      const reversed = marked && bytes[0] === 0xff && bytes[1] === 0xfe;
      return new TextDecoder(littleEndian || reversed ? 'utf-16le' : 'utf-16be', { ignoreBOM: !marked }).decode(bytes);
    },
  };
}

const UTF8: Charset = {
  encode: (text) => new Int8Array(new TextEncoder().encode(text).buffer),
  decode: (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
};
const LATIN1 = bytewise(256);
const ASCII = bytewise(128);
const UTF16 = utf16(false, true);

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
  'utf-16be': utf16(false, false),
  'utf-16le': utf16(true, false),
};

/** A charset by name, in any case; nil means UTF-8. Throws UnsupportedEncodingException. */
function charsetNamed(name: Value): Charset {
  if (name === null) return UTF8;
  const key = String(name).toLowerCase();
  if (!Object.hasOwn(CHARSETS, key)) throw new Throwable(UNSUPPORTED, String(name));
  return CHARSETS[key];
}

/** The bytes of a text in a charset. */
export function encodeText(text: string, charset: Value): Int8Array {
  return charsetNamed(charset).encode(text);
}

/** The text of bytes in a charset; what is no text in it reads as U+FFFD. */
export function decodeBytes(bytes: Int8Array, charset: Value): string {
  return charsetNamed(charset).decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
