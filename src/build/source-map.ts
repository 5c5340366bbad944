/** A place of a generated text, and where it comes from; lines and columns from 0. */
export interface Mapping {
  readonly line: number;
  readonly column: number;
  readonly source: number;
  readonly sourceLine: number;
  readonly sourceColumn: number;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A number as source maps write it (ECMA-426): five bits to a digit, the lowest first, the sign in the lowest bit of all. */
function digits(n: number): string {
  let rest = n < 0 ? -n * 2 + 1 : n * 2;
  let out = '';
  do {
    const low = rest & 31;
    rest >>>= 5;
    out += DIGITS[rest > 0 ? low | 32 : low];
  } while (rest > 0);
  return out;
}

/** The mappings, which are in order, as the field of that name. */
function mappingsField(mappings: readonly Mapping[]): string {
  let out = '';
  let line = 0;
  let before: Mapping = { line: 0, column: 0, source: 0, sourceLine: 0, sourceColumn: 0 };
  for (const m of mappings) {
    const isFirst = out === '' || line < m.line;
    for (; line < m.line; line++) out += ';';
    if (!out.endsWith(';') && out !== '') out += ',';
    const column = isFirst ? m.column : m.column - before.column;
    out += [column, m.source - before.source, m.sourceLine - before.sourceLine, m.sourceColumn - before.sourceColumn].map(digits).join('');
    before = m;
  }
  return out;
}

/** A source map, version 3, of a file whose sources have these texts. */
export function sourceMap(
  file: string,
  sources: readonly { readonly file: string; readonly text: string }[],
  mappings: readonly Mapping[],
): string {
  return JSON.stringify({
    version: 3,
    file,
    sources: sources.map((source) => source.file),
    sourcesContent: sources.map((source) => source.text),
    names: [],
    mappings: mappingsField(mappings),
  });
}
