import type { Throwable } from './errors.js';
import { CharacterReader, type Flags } from './regex-characters.js';
import { VERTICAL } from './regex-classes.js';
import { countGroups, escapeCode, withoutQuotation } from './regex-text.js';
import { endless, type Greed, type ParsedPattern, type Pattern } from './regex-tree.js';

const FLAG_NAMES: Readonly<Record<string, keyof Flags>> = {
  i: 'ignoreCase',
  u: 'unicode',
  s: 'dotAll',
  m: 'multiline',
  x: 'comments',
  d: 'unixLines',
};

const TERMINATORS = '\\n\\r\\u0085\\u2028\\u2029';

/** What a reader takes for one character. */
const GRAPHEME =
  '(?:\\r\\n|\\p{Regional_Indicator}{2}|\\P{M}(?:\\p{M}|[\\u{1F3FB}-\\u{1F3FF}]|\\u200d\\p{Extended_Pictographic})*|\\p{M}+)';

const NOTHING: Pattern = { op: 'sequence', parts: [] };
/** V8 passes over matches of a class that is negated as a whole, under the flag `v`: never over those of one inside another. */
const one = (source: string): Pattern => ({ op: 'one', source: source.startsWith('[^') ? `[${source}]` : source });
const anchor = (source: string): Pattern => ({ op: 'host', source, width: 0 });

/** A pattern of java.util.regex as a tree. Bad syntax is refused in Java's words: throws PatternSyntaxException. */
export function parsePattern(source: string): ParsedPattern {
  return new Parser(source.includes('\\Q') ? withoutQuotation(source) : source).parse();
}

class Parser extends CharacterReader {
  private readonly names = new Map<string, number>();
  private groups = 0;
  private readonly total = countGroups(this.source);

  parse(): ParsedPattern {
    const root = this.alternatives();
    if (this.pos < this.source.length) throw this.error("Unmatched closing ')'", Math.max(0, this.pos - 1));
    return { root, groupCount: this.groups, names: this.names };
  }

  private unsupported(what: string, index: number): Throwable {
    return this.error(`${what} are not supported by Clove`, index);
  }

  /** Up to the end or to the `)` that closes the group. Flags set inside end with it. */
  private alternatives(): Pattern {
    const outer = this.flags;
    const branches: Pattern[] = [];
    let parts: Pattern[] = [];
    const branch = (): Pattern => (parts.length === 1 ? parts[0] : { op: 'sequence', parts });
    for (;;) {
      this.skipComments();
      const c = this.source[this.pos];
      if (c === undefined || c === ')') break;
      if (c === '|') {
        this.pos++;
        branches.push(branch());
        parts = [];
        continue;
      }
      const atom = this.atom();
      if (atom !== NOTHING) parts.push(this.quantified(atom));
    }
    this.flags = outer;
    if (branches.length === 0) return branch();
    return { op: 'choice', branches: [...branches, branch()] };
  }

  private quantified(atom: Pattern): Pattern {
    let out = atom;
    for (let turn = 0; ; turn++) {
      this.skipComments();
      const c = this.source[this.pos];
      let [min, max] = [0, Number.POSITIVE_INFINITY];
      if (c === '*' || c === '+' || c === '?') {
        if (turn > 0) throw this.error(`Dangling meta character '${c}'`);
        if (c === '+') min = 1;
        if (c === '?') max = 1;
        this.pos++;
      } else if (c === '{') [min, max] = this.counted();
      else return out;
      const next = this.source[this.pos];
      const greed: Greed = next === '?' ? 'lazy' : next === '+' ? 'possessive' : 'greedy';
      if (greed !== 'greedy') this.pos++;
      out = { op: 'repeat', body: out, min, max, greed };
    }
  }

  private counted(): [number, number] {
    const start = this.pos;
    const m = /^\{(\d+)(,)?(\d*)/.exec(this.source.slice(start));
    if (m === null) throw this.error('Illegal repetition', start + 1);
    const end = start + m[0].length;
    const closed = m[2] !== undefined || m[3] === '' ? this.source[end] === '}' : false;
    if (!closed) throw this.error('Unclosed counted closure', end);
    const low = Number(m[1]);
    const high = m[2] === undefined ? low : m[3] === '' ? Number.POSITIVE_INFINITY : Number(m[3]);
    // Java notices at the digit that makes the number too large for an int, the tenth or a later one.
    if (low > 0x7fffffff) throw this.error('Illegal repetition range', start + 10);
    if (high > 0x7fffffff && m[3] !== '') throw this.error('Illegal repetition range', end - m[3].length + 9);
    if (high < low) throw this.error('Illegal repetition range', end);
    this.pos = end + 1;
    return [low, high];
  }

  private atom(): Pattern {
    const c = this.source[this.pos];
    switch (c) {
      case '(':
        return this.group();
      case '[':
        return one(this.characterClass());
      case '\\':
        return this.escape();
      case '.':
        this.pos++;
        return one(this.flags.dotAll ? '[\\s\\S]' : this.flags.unixLines ? '[^\\n]' : `[^${TERMINATORS}]`);
      case '^':
        this.pos++;
        if (!this.flags.multiline) return anchor('^');
        return anchor(this.flags.unixLines ? '(?:^|(?<=\\n)(?!$))' : '(?:^|(?:(?<=[\\n\\u0085\\u2028\\u2029])|(?<=\\r)(?!\\n))(?!$))');
      case '$':
        this.pos++;
        return anchor(this.flags.multiline ? this.lineEnd() : this.lastLineEnd());
      case '*':
      case '+':
      case '?':
        throw this.error(`Dangling meta character '${c}'`);
      case '{':
        throw this.error('Illegal repetition', this.pos + 1);
      default: {
        const code = this.source.codePointAt(this.pos) as number;
        this.pos += code > 0xffff ? 2 : 1;
        return this.literal(code);
      }
    }
  }

  private lineEnd(): string {
    return this.flags.unixLines ? '(?=\\n|$)' : `(?:(?=[${TERMINATORS}]|$)(?<!\\r(?=\\n)))`;
  }

  /** The end of the text, or before the line terminator that ends it. */
  private lastLineEnd(): string {
    return this.flags.unixLines ? '(?=\\n?$)' : `(?:(?=(?:\\r\\n|[${TERMINATORS}])?$)(?<!\\r(?=\\n)))`;
  }

  private literal(code: number): Pattern {
    const others = this.otherCase(code);
    return one(others.length === 0 ? escapeCode(code) : `[${[code, ...others].map(escapeCode).join('')}]`);
  }

  private group(): Pattern {
    const start = this.pos;
    if (this.source[start + 1] !== '?') {
      this.pos++;
      return this.capturing(++this.groups, null);
    }
    const two = this.source.slice(start + 2, start + 4);
    if (two === '<=' || two === '<!') {
      this.pos += 4;
      const body = this.body();
      if (endless(body)) throw this.error('Look-behind group does not have an obvious maximum length', this.pos - 2);
      return { op: 'look', behind: true, negative: two === '<!', body };
    }
    switch (two[0]) {
      case ':':
        this.pos += 3;
        return this.body();
      case '=':
      case '!':
        this.pos += 3;
        return { op: 'look', behind: false, negative: two[0] === '!', body: this.body() };
      case '>':
        this.pos += 3;
        return { op: 'atomic', body: this.body() };
      case '<':
        return this.namedGroup();
      default:
        return this.inlineFlags();
    }
  }

  /** What stands inside of a group, up to its end. It is never NOTHING itself, so that it can be repeated. */
  private body(): Pattern {
    const inside = this.alternatives();
    if (this.source[this.pos] !== ')') throw this.error('Unclosed group', this.source.length);
    this.pos++;
    return inside === NOTHING ? { op: 'sequence', parts: [] } : inside;
  }

  private capturing(index: number, name: string | null): Pattern {
    return { op: 'group', index, name, body: this.body() };
  }

  private namedGroup(): Pattern {
    const from = this.pos + 3;
    if (!/[a-zA-Z]/.test(this.source[from] ?? '')) throw this.error('capturing group name does not start with a Latin letter', from);
    let end = from;
    while (/[a-zA-Z0-9]/.test(this.source[end] ?? '')) end++;
    if (this.source[end] !== '>') throw this.error("named capturing group is missing trailing '>'", end);
    const name = this.source.slice(from, end);
    if (this.names.has(name)) throw this.error(`Named capturing group <${name}> is already defined`, end);
    this.names.set(name, ++this.groups);
    this.pos = end + 1;
    return this.capturing(this.groups, name);
  }

  private inlineFlags(): Pattern {
    let value = true;
    let flags = this.flags;
    for (this.pos += 2; ; this.pos++) {
      const c = this.source[this.pos];
      if (c === '-' && value) value = false;
      else if (c === 'U') throw this.unsupported('Flags (?U)', this.pos);
      else if (c !== undefined && Object.hasOwn(FLAG_NAMES, c)) flags = { ...flags, [FLAG_NAMES[c]]: value };
      else if (c === ')') {
        this.pos++;
        this.flags = flags;
        return NOTHING;
      } else if (c === ':') {
        this.pos++;
        const outer = this.flags;
        this.flags = flags;
        const out = this.body();
        this.flags = outer;
        return out;
      } else throw this.error('Unknown inline modifier');
    }
  }

  private escape(): Pattern {
    const start = this.pos;
    const c = this.source[start + 1];
    const simple = c === undefined ? undefined : this.simpleClass(c);
    if (simple !== undefined) {
      this.pos += 2;
      return one(simple);
    }
    const plain = (made: Pattern): Pattern => {
      this.pos += 2;
      return made;
    };
    switch (c) {
      case undefined:
        throw this.error('Unexpected internal error', start + 1);
      case 'b':
      case 'B':
        if (this.source[start + 2] === '{') throw this.unsupported('Boundaries \\b{…}', start);
        return plain({ op: 'edge', negative: c === 'B' });
      case 'A':
        return plain(anchor('^'));
      case 'z':
        return plain(anchor('$'));
      case 'Z':
        return plain(anchor(this.lastLineEnd()));
      case 'R':
        return plain({ op: 'host', source: `(?:\\r\\n|[${VERTICAL}])`, width: 'any' });
      case 'G':
        return plain({ op: 'start' });
      case 'X':
        return plain({ op: 'host', source: GRAPHEME, width: 'any' });
      case 'k':
        return this.namedReference();
      case 'p':
      case 'P':
        return one(`[${this.property()}]`);
      default:
        return c >= '1' && c <= '9' ? this.numberedReference() : this.literal(this.escapedCode());
    }
  }

  private namedReference(): Pattern {
    const m = /^\\k<([a-zA-Z][a-zA-Z0-9]*)>/.exec(this.source.slice(this.pos));
    if (m === null) throw this.error("\\k is not followed by '<' for named capturing group", this.pos + 2);
    const group = this.names.get(m[1]);
    if (group === undefined) throw this.error(`named capturing group <${m[1]}> does not exist`, this.pos + m[0].length - 1);
    this.pos += m[0].length;
    return { op: 'reference', group, ignoreCase: this.flags.ignoreCase };
  }

  /** As many digits as name a group that is open or done by now; the first digit always counts. */
  private numberedReference(): Pattern {
    let n = Number(this.source[this.pos + 1]);
    this.pos += 2;
    for (;;) {
      const c = this.source[this.pos];
      if (c === undefined || c < '0' || c > '9' || n * 10 + Number(c) > this.groups) break;
      n = n * 10 + Number(c);
      this.pos++;
    }
    return { op: 'reference', group: n > this.total ? null : n, ignoreCase: this.flags.ignoreCase };
  }
}
