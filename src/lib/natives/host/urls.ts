import { ByValue } from '../../../data/by-value.js';
import { defineClass, registerClass } from '../../../data/classes.js';
import { ExceptionClass, illegalArgument, Throwable } from '../../../data/errors.js';
import { stringHash } from '../../../data/murmur3.js';
import type { Value } from '../../../data/value.js';

const MALFORMED = defineClass('java.net.MalformedURLException', ['java.io.IOException']);

/** Protocols that Java knows without help. */
const PROTOCOLS: ReadonlySet<string> = new Set(['file', 'ftp', 'http', 'https', 'jar', 'mailto']);

/** A URL as a value. Only those of files can be opened. */
export class UrlRef extends ByValue {
  constructor(
    readonly text: string,
    readonly protocol: string,
  ) {
    super();
  }
  /** The path that a URL of a file names. Throws an IOException where it is another. */
  get filePath(): string {
    if (this.protocol === 'file') return decodeURIComponent(this.path);
    throw new Throwable(ExceptionClass.io, `${this.text} is no file, and nothing else is opened by its URL`);
  }
  /** The path as the URL spells it, without a host. */
  get path(): string {
    return this.rest.replace(/^\/\/[^/]*/, '').replace(/[?#].*$/s, '');
  }
  get host(): string {
    return (/^\/\/([^/:?#]*)/.exec(this.rest) ?? ['', ''])[1];
  }
  override hasheq(): number {
    return stringHash(this.text);
  }
  override equiv(other: Value): boolean {
    return other instanceof UrlRef && other.text === this.text;
  }
  override toString(): string {
    return this.text;
  }
  private get rest(): string {
    return this.text.slice(this.protocol.length + 1);
  }
}
registerClass(UrlRef, 'java.net.URL');

/** The URL that a text is; undefined where it has no protocol that is known. */
export function urlOf(text: string): UrlRef | undefined {
  const protocol = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1].toLowerCase();
  return protocol !== undefined && PROTOCOLS.has(protocol) ? new UrlRef(text.trim(), protocol) : undefined;
}

/** The URL that a text is. Throws MalformedURLException. */
export function parseUrl(text: string): UrlRef {
  const url = urlOf(text);
  if (url !== undefined) return url;
  const protocol = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(text)?.[1];
  throw new Throwable(MALFORMED, protocol === undefined ? `no protocol: ${text}` : `unknown protocol: ${protocol.toLowerCase()}`);
}

/** The URL of a file by its absolute path. */
export function fileUrl(path: string): UrlRef {
  return new UrlRef(`file:${path.split('/').map(encodeURIComponent).join('/')}`, 'file');
}

/** The path of the file that a URL names. Throws IllegalArgumentException. */
export function pathOfUrl(url: UrlRef): string {
  if (url.protocol !== 'file') throw illegalArgument(`Not a file: ${url.text}`);
  return url.filePath;
}
