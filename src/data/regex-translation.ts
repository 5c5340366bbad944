import type { ParsedPattern, Pattern } from './regex-tree.js';

/** Letters, digits and what joins them, as \b sees them. */
const WORD_OF_BOUNDARY = '[\\p{L}\\p{Nd}\\p{Mn}_]';
const BOUNDARY = `(?:(?<=${WORD_OF_BOUNDARY})(?!${WORD_OF_BOUNDARY})|(?<!${WORD_OF_BOUNDARY})(?=${WORD_OF_BOUNDARY}))`;
const NO_BOUNDARY = `(?:(?<=${WORD_OF_BOUNDARY})(?=${WORD_OF_BOUNDARY})|(?<!${WORD_OF_BOUNDARY})(?!${WORD_OF_BOUNDARY}))`;

/** A pattern of Java's in JavaScript's syntax. */
export interface Translation {
  /** To be compiled with the flag `v`. JavaScript's \b knows ASCII only, so this is for such texts where `wide` is not null. */
  readonly source: string;
  /** The same for texts of all characters; null where there is no difference. */
  readonly wide: string | null;
}

/**
 * A pattern in the syntax of JavaScript. An atomic group becomes a lookahead with a group of its own and a reference to that. \G,
 * which JavaScript cannot say, is left out: see `differsInHost`.
 */
export function translatePattern(pattern: ParsedPattern): Translation {
  const narrow = new Translator(false);
  const source = narrow.text(pattern.root);
  return {
    source: narrow.finish(source),
    wide: narrow.sawEdge ? narrow.finish(new Translator(true).text(pattern.root)) : null,
  };
}

/** A reference to a group of the pattern, while it is not known which group of the translation that is. */
const REFERENCE = /\u0001(\d+)\u0001/g;

function times(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  return min === 0 && max === 1 ? '?' : min === max ? `{${min}}` : `{${min},${max}}`;
}

class Translator {
  sawEdge = false;
  /** The groups of the translation by those of the pattern: atomic groups have some of their own. */
  private readonly groups: number[] = [0];
  private count = 0;
  constructor(private readonly wide: boolean) {}

  finish(source: string): string {
    return source.replace(REFERENCE, (_, n: string) => String(this.groups[Number(n)]));
  }

  text(p: Pattern): string {
    switch (p.op) {
      case 'one':
      case 'host':
        return p.source;
      case 'edge':
        this.sawEdge = true;
        if (this.wide) return p.negative ? NO_BOUNDARY : BOUNDARY;
        return p.negative ? '\\B' : '\\b';
      case 'start':
        return '';
      case 'sequence':
        return p.parts.map((part) => (part.op === 'choice' ? `(?:${this.text(part)})` : this.text(part))).join('');
      case 'choice':
        return p.branches.map((branch) => this.text(branch)).join('|');
      case 'repeat': {
        if (p.greed === 'possessive') return this.atomically({ ...p, greed: 'greedy' });
        const body = this.text(p.body);
        return `${p.body.op === 'one' || p.body.op === 'group' ? body : `(?:${body})`}${times(p.min, p.max)}${p.greed === 'lazy' ? '?' : ''}`;
      }
      case 'group':
        this.groups[p.index] = ++this.count;
        return `(${p.name === null ? '' : `?<${p.name}>`}${this.text(p.body)})`;
      case 'look':
        return `(?${p.behind ? '<' : ''}${p.negative ? '!' : '='}${this.text(p.body)})`;
      case 'atomic':
        return this.atomically(p.body);
      case 'reference':
        return p.group === null ? '(?!)' : `(?:\\\u0001${p.group}\u0001)`;
    }
  }

  private atomically(body: Pattern): string {
    const name = `_h${++this.count}`;
    return `(?:(?=(?<${name}>${this.text(body)}))\\k<${name}>)`;
  }
}
