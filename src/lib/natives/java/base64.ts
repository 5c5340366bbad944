import { defineClass, registerClass } from '../../../data/classes.js';
import { classCast, illegalArgument } from '../../../data/errors.js';
import type { Value } from '../../../data/value.js';
import type { ClassMembers } from '../define.js';
import { encodeText } from './charsets.js';

const COMMON = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BASIC = `${COMMON}+/`;
const URL_SAFE = `${COMMON}-_`;
const LINE = 76;

defineClass('java.util.Base64');

/** An encoder of RFC 4648, or of RFC 2045 where it breaks lines. */
export class Encoder {
  constructor(
    readonly alphabet: string,
    readonly lines: boolean,
    readonly padding = true,
  ) {}
  encode(bytes: Int8Array): string {
    let out = '';
    for (let i = 0; i < bytes.length; i += 3) {
      const word = ((bytes[i] & 0xff) << 16) | (((bytes[i + 1] ?? 0) & 0xff) << 8) | ((bytes[i + 2] ?? 0) & 0xff);
      const digits = Math.min(3, bytes.length - i) + 1;
      for (let k = 0; k < digits; k++) out += this.alphabet[(word >> (18 - 6 * k)) & 63];
      if (this.padding) out += '='.repeat(4 - digits);
      if (this.lines && out.length % (LINE + 2) === LINE && i + 3 < bytes.length) out += '\r\n';
    }
    return out;
  }
}
registerClass(Encoder, 'java.util.Base64$Encoder');

export class Decoder {
  constructor(
    readonly alphabet: string,
    /** Whether characters that are no digits are passed over. */
    readonly lenient: boolean,
  ) {}
  decode(text: string): Int8Array {
    const digits = (this.lenient ? [...text].filter((c) => this.alphabet.includes(c)).join('') : text).replace(/={1,2}$/, '');
    if (digits.length % 4 === 1) throw illegalArgument('Last unit does not have enough valid bits');
    const out = new Int8Array(Math.floor((digits.length * 3) / 4));
    let bits = 0;
    for (let i = 0, at = 0; i < digits.length; i++) {
      const value = this.alphabet.indexOf(digits[i]);
      if (value < 0) throw illegalArgument(`Illegal base64 character ${digits.charCodeAt(i).toString(16)}`);
      bits = (bits << 6) | value;
      if (i % 4 > 0) out[at++] = bits >> (6 - 2 * (i % 4));
    }
    return out;
  }
}
registerClass(Decoder, 'java.util.Base64$Decoder');

const encoder = new Encoder(BASIC, false);
const urlEncoder = new Encoder(URL_SAFE, false);
const mimeEncoder = new Encoder(BASIC, true);
const decoder = new Decoder(BASIC, false);
const urlDecoder = new Decoder(URL_SAFE, false);
const mimeDecoder = new Decoder(BASIC, true);

function bytesOf(x: Value): Int8Array {
  if (x instanceof Int8Array) return x;
  throw classCast(x, '[B');
}

const textOfBytes = (x: Value): string => (typeof x === 'string' ? x : String.fromCharCode(...bytesOf(x)));

/** Members of `java.util.Base64`. */
export const base64Members: Pick<ClassMembers, 'statics' | 'methods'> = {
  statics: {
    'Base64/getEncoder': { 0: () => encoder },
    'Base64/getUrlEncoder': { 0: () => urlEncoder },
    'Base64/getMimeEncoder': { 0: () => mimeEncoder },
    'Base64/getDecoder': { 0: () => decoder },
    'Base64/getUrlDecoder': { 0: () => urlDecoder },
    'Base64/getMimeDecoder': { 0: () => mimeDecoder },
  },
  methods: {
    'java.util.Base64$Encoder': {
      encode: { 2: (e, bytes) => encodeText((e as Encoder).encode(bytesOf(bytes)), null) },
      encodeToString: { 2: (e, bytes) => (e as Encoder).encode(bytesOf(bytes)) },
      withoutPadding: { 1: (e) => new Encoder((e as Encoder).alphabet, (e as Encoder).lines, false) },
    },
    'java.util.Base64$Decoder': { decode: { 2: (d, text) => (d as Decoder).decode(textOfBytes(text)) } },
  },
};
