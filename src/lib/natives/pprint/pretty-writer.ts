import { registerClass } from '../../../data/classes.js';
import type { TextSink } from '../../../runtime/host.js';

/** When a conditional newline becomes a line break; see `PrettyWriter.newline`. */
export type NewlineKind = 'linear' | 'miser' | 'fill' | 'mandatory';

/** Text that belongs together: it is written in one line if it fits, and knows where its further lines begin. */
interface Block {
  readonly parent: Block | null;
  readonly prefix: string;
  /** What every line of the block begins with; null for spaces alone. */
  readonly linePrefix: string | null;
  readonly suffix: string;
  /** The column after the prefix. */
  start: number;
  /** The column at which further lines begin. */
  indent: number;
  /** Whether a line has ended in it. */
  broken: boolean;
  /** Whether a line has ended in a block inside of it since one has ended in itself. */
  innerBroken: boolean;
}

/** `from` and `to` are places in the text as if it had no line breaks: they tell how wide a run of tokens is. */
interface Token {
  readonly kind: 'text' | 'newline' | 'start' | 'end' | 'indent';
  readonly block: Block | null;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Spaces after the text, which a line break swallows. */
  readonly space: string;
  readonly newline: NewlineKind | null;
  readonly relativeToBlock: boolean;
  readonly offset: number;
}

const PLAIN = { text: '', space: '', newline: null, relativeToBlock: false, offset: 0 } as const;

function isAncestor(above: Block | null, block: Block | null): boolean {
  for (let b = block?.parent ?? null; b !== null; b = b.parent) if (b === above) return true;
  return false;
}

const width = (tokens: readonly Token[]): number => (tokens.length === 0 ? 0 : tokens[tokens.length - 1].to - tokens[0].from);

/**
 * A writer that breaks lines at conditional newlines so that they fit into a margin, by the rules of the XP pretty
 * printer (Waters, "XP: A Common Lisp Pretty Printing System", 1989) in the shape that Clojure gives them. Tokens wait
 * only until they are wider than what is left of the line.
 */
export class PrettyWriter implements TextSink {
  private column = 0;
  private position = 0;
  private block: Block | null = null;
  private waiting: Token[] = [];
  /** Whether tokens wait: true from the first conditional newline on. */
  private holds = false;
  private space = '';

  constructor(
    private readonly base: TextSink,
    /** The width of a line; null for any. */
    private readonly margin: number | null,
    /** Blocks that begin within this many columns of the margin are narrow: miser newlines break in them. */
    private readonly miserWidth: number | null,
  ) {}

  write(text: string): void {
    const lines = text.split('\n');
    for (const line of lines.slice(0, -1)) {
      this.writeLine(line);
      this.settle();
      // Blanks before the end of a line are dropped only where the writer itself breaks it.
      this.writeSpace();
      this.out(`\n${this.block?.linePrefix ?? ''}`);
    }
    this.writeLine(lines[lines.length - 1]);
  }

  private writeLine(line: string): void {
    if (line === '') return;
    const text = line.replace(/\s+$/, '');
    const space = line.slice(text.length);
    if (this.holds) this.add({ ...PLAIN, kind: 'text', block: null, from: this.position, to: this.advance(line.length), text, space });
    else {
      this.writeSpace();
      this.out(text);
      this.space = space;
    }
  }

  /** Begins a block. */
  start(prefix: string, linePrefix: string | null, suffix: string): void {
    const block: Block = { parent: this.block, prefix, linePrefix, suffix, start: 0, indent: 0, broken: false, innerBroken: false };
    this.block = block;
    if (this.holds) this.add({ ...PLAIN, kind: 'start', block, from: this.position, to: this.advance(prefix.length) });
    else {
      this.writeSpace();
      this.open(block);
    }
  }

  /** Ends the innermost block. */
  end(): void {
    const { block } = this;
    if (block === null) return;
    if (this.holds) this.add({ ...PLAIN, kind: 'end', block, from: this.position, to: this.advance(block.suffix.length) });
    else {
      this.writeSpace();
      this.out(block.suffix);
    }
    this.block = block.parent;
  }

  /**
   * A place where a line may end. A linear one does so when its block does not fit in the line, a fill one when what
   * follows up to the next one does not, a miser one when its block is narrow and does not fit, a mandatory one always.
   */
  newline(newline: NewlineKind): void {
    this.holds = true;
    this.add({ ...PLAIN, kind: 'newline', block: this.block, from: this.position, to: this.position, newline });
  }

  /** Sets where further lines of the block begin: so far from its start, or from the current column. */
  indent(relativeToBlock: boolean, offset: number): void {
    const { block } = this;
    if (block === null) return;
    if (this.holds) this.add({ ...PLAIN, kind: 'indent', block, from: this.position, to: this.position, relativeToBlock, offset });
    else {
      this.writeSpace();
      block.indent = offset + (relativeToBlock ? block.start : this.column);
    }
  }

  /** Whether something is in the current line, as far as it has been written. */
  get isInLine(): boolean {
    this.settle();
    return this.column > 0;
  }

  /** The column that the next character takes. */
  get currentColumn(): number {
    this.settle();
    return this.column + this.space.length;
  }

  flush(): void {
    this.settle();
    this.writeSpace();
    this.base.flush();
  }
  close(): void {
    this.flush();
  }

  private advance(by: number): number {
    this.position += by;
    return this.position;
  }

  private add(token: Token): void {
    this.waiting.push(token);
    if (!this.fits(this.waiting)) this.writeUntilFits();
  }

  private fits(tokens: readonly Token[]): boolean {
    return this.margin === null || this.column + width(tokens) < this.margin;
  }

  private writeUntilFits(): void {
    while (this.waiting.length > 0 && !this.fits(this.waiting)) {
      const left = this.writeSome(this.waiting);
      if (left === this.waiting) return;
      this.waiting = left;
    }
  }

  /** Writes all that waits. */
  private settle(): void {
    this.writeUntilFits();
    this.writeTokens(this.waiting);
    this.waiting = [];
  }

  /** Writes up to the first newline of the tokens, and decides on that; the tokens that are left, or the same array. */
  private writeSome(tokens: Token[]): Token[] {
    const at = tokens.findIndex((t) => t.kind === 'newline');
    if (at < 0) return tokens;
    this.writeTokens(tokens.slice(0, at));
    const newline = tokens[at];
    const after = tokens.slice(at + 1);
    const isEnd = (t: Token): boolean => t.kind === 'newline' && isAncestor(t.block, newline.block);
    const sectionEnd = after.findIndex(isEnd);
    const section = sectionEnd < 0 ? after : after.slice(0, sectionEnd);
    const remainder = sectionEnd < 0 ? [] : after.slice(sectionEnd);
    const nextEnd = section.findIndex((t) => t.kind === 'newline' && t.block === newline.block);
    const part = nextEnd < 0 ? section : section.slice(0, nextEnd);

    const breaks = this.breaks(newline, section, part);
    if (breaks) this.breakLine(newline);
    const left = breaks ? after : tokens.slice(at);
    if (this.fits(left)) return left;
    const rest = this.writeSome(section);
    if (rest !== section) return [...rest, ...remainder];
    this.writeTokens(section);
    return remainder;
  }

  private breaks(newline: Token, section: readonly Token[], part: readonly Token[]): boolean {
    const block = newline.block as Block;
    const linear = block.broken || !this.fits(section);
    switch (newline.newline) {
      case 'mandatory':
        return true;
      case 'linear':
        return linear;
      case 'miser':
        return linear && this.isNarrow(block);
      default:
        return block.innerBroken || !this.fits(part) || (linear && this.isNarrow(block));
    }
  }

  private isNarrow(block: Block): boolean {
    return this.miserWidth !== null && this.margin !== null && block.start >= this.margin - this.miserWidth;
  }

  private breakLine({ block }: Token): void {
    this.space = '';
    const linePrefix = block?.linePrefix ?? '';
    this.out(`\n${linePrefix}${' '.repeat(Math.max(0, (block?.indent ?? 0) - linePrefix.length))}`);
    for (let b = block; b !== null; b = b.parent) {
      b.broken = true;
      b.innerBroken = b !== block;
    }
  }

  private writeTokens(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.kind !== 'newline') this.writeSpace();
      this.writeToken(token);
      this.space = token.space;
    }
  }

  private writeToken(token: Token): void {
    const block = token.block as Block;
    switch (token.kind) {
      case 'text':
        this.out(token.text);
        break;
      case 'start':
        this.open(block);
        break;
      case 'end':
        this.out(block.suffix);
        break;
      case 'indent':
        block.indent = token.offset + (token.relativeToBlock ? block.start : this.column);
        break;
      default:
        if (token.newline === 'mandatory' || (token.newline !== 'fill' && block?.broken === true)) this.breakLine(token);
        else this.writeSpace();
    }
  }

  private open(block: Block): void {
    this.out(block.prefix);
    block.start = this.column;
    block.indent = this.column;
  }

  private writeSpace(): void {
    this.out(this.space);
    this.space = '';
  }

  private out(text: string): void {
    if (text === '') return;
    this.base.write(text);
    const end = text.lastIndexOf('\n');
    this.column = end < 0 ? this.column + text.length : text.length - end - 1;
  }
}
registerClass(PrettyWriter, 'clojure.pprint.PrettyWriter', ['java.io.Writer']);
