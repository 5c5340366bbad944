import type { Place } from '../data/errors.js';

/** A part of a source: from offset `start` up to, not including, `end`, in UTF-16 units. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A text with the name of the file it came from. Lines end with \n, \r\n or \r. */
export class Source {
  /** The offset at which each line starts; found when first asked for. */
  private lineStarts: number[] | null = null;
  /**
   * `firstLine` is the number of the first line: a REPL that reads form by form counts on.
   */
  constructor(
    readonly file: string,
    readonly text: string,
    readonly firstLine = 1,
    /** Whether it is one of Clove's own. */
    readonly shipped = false,
  ) {}

  private starts(): number[] {
    if (this.lineStarts !== null) return this.lineStarts;
    const starts = [0];
    const text = this.text;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.lineStarts = starts;
    return starts;
  }

  /** Index into `starts` of the line that holds `offset`. */
  private lineIndex(offset: number): number {
    const starts = this.starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The place of an offset; one at or past the end of the text is the place after its last character. */
  place(offset: number): Place {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const index = this.lineIndex(at);
    return { file: this.file, line: index + this.firstLine, column: at - this.starts()[index] + 1 };
  }

  /** The offset of a place in this text; null where the text has no such line. */
  offset(line: number, column: number): number | null {
    const starts = this.starts();
    const index = line - this.firstLine;
    return index < 0 || index >= starts.length ? null : Math.min(starts[index] + column - 1, this.text.length);
  }

  /** The text of line `line` (numbered as `place` does) without its line ending; empty where there is no such line. */
  lineText(line: number): string {
    const starts = this.starts();
    const index = line - this.firstLine;
    if (index < 0 || index >= starts.length) return '';
    const end = index + 1 < starts.length ? starts[index + 1] : this.text.length;
    return this.text.slice(starts[index], end).replace(/[\r\n]+$/, '');
  }
}

/** Longer lines are shown as a window around the place of the error. */
const MAX_SHOWN = 120;

/**
 * An error message with the place it is about:
 * `file:line:column: message`, the source line, a line of carets under the span (its part on the first line),
 * and `hint: …` where there is one. No trailing newline.
 */
export function renderDiagnostic(
  message: string,
  source: Source,
  span: { readonly start: number; readonly end: number },
  hint?: string | null,
): string {
  const place = source.place(span.start);
  const line = source.lineText(place.line);
  let from = place.column - 1;
  let shown = line;
  let before = '';
  if (line.length > MAX_SHOWN) {
    const cut = Math.max(0, Math.min(from - MAX_SHOWN / 2, line.length - MAX_SHOWN));
    before = cut > 0 ? '…' : '';
    shown = line.slice(cut, cut + MAX_SHOWN);
    from -= cut;
  }
  const width = Math.max(1, Math.min(span.end - span.start, shown.length - from));
  const after = line.length > MAX_SHOWN && !line.endsWith(shown) ? '…' : '';
  // Tabs are kept in the indentation so that the carets stand under the text however wide a tab is.
  const indent = before.replace(/./, ' ') + shown.slice(0, from).replace(/[^\t]/g, ' ');
  const out = [`${place.file}:${place.line}:${place.column}: ${message}`, `${before}${shown}${after}`, `${indent}${'^'.repeat(width)}`];
  if (hint !== undefined && hint !== null) out.push(`hint: ${hint}`);
  return out.join('\n');
}
