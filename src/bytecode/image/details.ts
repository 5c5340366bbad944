import { ImageReader, ImageWriter } from './text.js';

/**
 * What a section leaves to a text of its own, since programs run without it: the metadata of vars (docstrings, arglists, places), by the
 * number of the var, and where the instructions of codes stand in their files. The text is asked for when somebody first wants any of it.
 */
export class Details {
  private readonly metadata = new Map<number, number>();
  private readonly lineTables: number[] = [];
  constructor(private readonly text: string) {
    const reader = new ImageReader(text);
    for (let left = reader.number(); left > 0; left--) this.metadata.set(reader.number(), reader.skipBlock());
    for (let left = reader.number(); left > 0; left--) this.lineTables.push(reader.skipBlock());
  }

  /** A reader of the metadata of that var; null where it has none. */
  describe(varIndex: number): ImageReader | null {
    const at = this.metadata.get(varIndex);
    return at === undefined ? null : new ImageReader(this.text, at);
  }

  lines(index: number): Int32Array {
    const at = this.lineTables[index];
    const reader = new ImageReader(this.text, at);
    const lines = new Int32Array(reader.number() * 3);
    for (let i = 0; i < lines.length; i++) lines[i] = reader.signed() + (i < 3 ? 0 : lines[i - 3]);
    return lines;
  }
}

/** Collects the details of one section. */
export class DetailsWriter {
  private readonly metadata = new Map<number, ImageWriter>();
  private readonly lineTables: Int32Array[] = [];

  /** The metadata of a var, that of its last definition. */
  describe(varIndex: number, write: (out: ImageWriter) => void): void {
    const out = new ImageWriter();
    write(out);
    this.metadata.set(varIndex, out);
  }

  /** Keeps a line table; its number. */
  linesIndex(lines: Int32Array): number {
    return this.lineTables.push(lines) - 1;
  }

  finish(): string {
    const out = new ImageWriter();
    out.number(this.metadata.size);
    for (const [varIndex, text] of this.metadata) {
      out.number(varIndex);
      out.block((inner) => inner.raw(`${text}`));
    }
    out.number(this.lineTables.length);
    for (const lines of this.lineTables) out.block((inner) => writeLines(inner, lines));
    return `${out}`;
  }
}

function writeLines(out: ImageWriter, lines: Int32Array): void {
  out.number(lines.length / 3);
  const before = [0, 0, 0];
  lines.forEach((n, i) => {
    out.signed(n - before[i % 3]);
    before[i % 3] = n;
  });
}
