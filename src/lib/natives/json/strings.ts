/** Which characters are written as escapes beside those that JSON demands. */
export interface EscapeOptions {
  readonly unicode: boolean;
  readonly separators: boolean;
  readonly slash: boolean;
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const SPACE = 32;
const QUOTE = 34;
const SLASH = 47;
const BACKSLASH = 92;
const DELETE = 127;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

/** A function that writes a string as JSON, quotes and all. */
export function quoter({ unicode, separators, slash }: EscapeOptions): (text: string) => string {
  const escapes = (c: number): boolean => {
    if (c <= DELETE) return c < SPACE || c === QUOTE || c === BACKSLASH || (slash && c === SLASH);
    return unicode
      ? !(c === LINE_SEPARATOR || c === PARAGRAPH_SEPARATOR) || separators
      : separators && (c === LINE_SEPARATOR || c === PARAGRAPH_SEPARATOR);
  };
  return (text) => {
    const n = text.length;
    let i = 0;
    for (; i < n; i++) {
      const c = text.charCodeAt(i);
      // The first test alone settles nearly all characters.
      if ((c < SPACE || c >= DELETE || c === QUOTE || c === BACKSLASH || c === SLASH) && escapes(c)) break;
    }
    if (i === n) return `"${text}"`;
    let out = `"${text.slice(0, i)}`;
    for (; i < n; i++) {
      const c = text.charCodeAt(i);
      out += escapes(c) ? (SHORT[text[i]] ?? `\\u${c.toString(16).padStart(4, '0')}`) : text[i];
    }
    return `${out}"`;
  };
}
