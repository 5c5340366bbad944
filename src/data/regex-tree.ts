/** How often a repetition tries: as often as it can, as seldom as it can, or as often as it can without going back on it. */
export type Greed = 'greedy' | 'lazy' | 'possessive';

/** A pattern of Java's as a tree. */
export type Pattern =
  /** One code point: `source` is an atom of JavaScript, under the flag `v`, that takes exactly one. */
  | { readonly op: 'one'; readonly source: string }
  /** Something that JavaScript says in its own way, whose first match counts: an anchor, a line break, a grapheme. */
  | { readonly op: 'host'; readonly source: string; readonly width: 0 | 'any' }
  /** The edge of a word, or any place that is none. */
  | { readonly op: 'edge'; readonly negative: boolean }
  /** The place where the search began: \G. */
  | { readonly op: 'start' }
  | { readonly op: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly op: 'choice'; readonly branches: readonly Pattern[] }
  | { readonly op: 'repeat'; readonly body: Pattern; readonly min: number; readonly max: number; readonly greed: Greed }
  | { readonly op: 'group'; readonly index: number; readonly name: string | null; readonly body: Pattern }
  | { readonly op: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: Pattern }
  | { readonly op: 'atomic'; readonly body: Pattern }
  /** What a group matched; null for a group that does not exist, which matches nothing. */
  | { readonly op: 'reference'; readonly group: number | null; readonly ignoreCase: boolean };

/** A pattern with its groups. */
export interface ParsedPattern {
  readonly root: Pattern;
  readonly groupCount: number;
  /** The numbers of the groups that have names. */
  readonly names: ReadonlyMap<string, number>;
}

/** The least number of UTF-16 units that a pattern takes, and the greatest; a reference may take any number. */
export function widths(p: Pattern): readonly [least: number, greatest: number] {
  switch (p.op) {
    case 'one':
      return [1, 2];
    case 'host':
      return p.width === 0 ? [0, 0] : [1, Number.POSITIVE_INFINITY];
    case 'edge':
    case 'start':
    case 'look':
      return [0, 0];
    case 'sequence':
      return p.parts.map(widths).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case 'choice':
      return p.branches.map(widths).reduce(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)]);
    case 'repeat': {
      const [least, greatest] = widths(p.body);
      return [least * p.min, greatest === 0 || p.max === 0 ? 0 : greatest * p.max];
    }
    case 'group':
    case 'atomic':
      return widths(p.body);
    case 'reference':
      return [0, Number.POSITIVE_INFINITY];
  }
}

const inside = (p: Pattern): readonly Pattern[] =>
  p.op === 'sequence' ? p.parts : p.op === 'choice' ? p.branches : 'body' in p ? [p.body] : [];

/** Whether a test holds of a part of a pattern. */
const some = (p: Pattern, test: (p: Pattern) => boolean): boolean => test(p) || inside(p).some((part) => some(part, test));

/** Whether Java refuses to look behind for it, since it may be of any length: a single character may be repeated, though. */
export const endless = (p: Pattern): boolean =>
  some(p, (part) => {
    if (part.op === 'reference') return true;
    if (part.op !== 'repeat' || part.max !== Number.POSITIVE_INFINITY) return false;
    const body = part.body.op === 'group' ? part.body.body : part.body;
    return body.op !== 'one';
  });

const hasGroups = (p: Pattern): boolean => some(p, ({ op }) => op === 'group');

/** Whether a match of the pattern may leave one of its groups without a match. */
function mayLeaveGroup(p: Pattern): boolean {
  switch (p.op) {
    case 'choice':
      return p.branches.length > 1 ? hasGroups(p) : p.branches.some(mayLeaveGroup);
    case 'repeat':
      return hasGroups(p) && (p.min === 0 || mayLeaveGroup(p.body));
    case 'look':
      return hasGroups(p) && (p.negative || mayLeaveGroup(p.body));
    default:
      return inside(p).some(mayLeaveGroup);
  }
}

/**
 * Whether JavaScript matches the pattern otherwise than Java, which it does where a group inside a repetition keeps what it matched in an
 * earlier turn, where a turn of a repetition matches nothing, where a reference is to a group that may have taken no part, and at \G.
 * What is not gone back on, which JavaScript can say in a roundabout way only, counts too.
 */
export function differsInHost({ root }: ParsedPattern): boolean {
  return some(root, (p) => {
    if (p.op === 'start' || p.op === 'atomic' || (p.op === 'repeat' && p.greed === 'possessive')) return true;
    if (p.op === 'reference') return p.ignoreCase || mayLeaveGroup(root);
    return p.op === 'repeat' && (widths(p.body)[0] === 0 || (p.max > 1 && mayLeaveGroup(p.body)));
  });
}

/** How many copies of an element a repetition may make before it counts as one without a bound. */
const MANY = 64;

/**
 * How the work of a backtracking search may grow: with which power of the length of the text it is bounded; infinity where it may double
 * with each character. A repetition inside of another one can share its text with that in exponentially many ways.
 */
export function growth({ root }: ParsedPattern): number {
  /** The unbounded repetitions one after another on a path through a part; infinity where one is inside another. */
  function repetitions(p: Pattern): number {
    switch (p.op) {
      case 'sequence':
        return p.parts.reduce((sum, part) => sum + repetitions(part), 0);
      case 'choice':
        return Math.max(...p.branches.map(repetitions));
      case 'repeat': {
        const own = repetitions(p.body);
        const ambiguous = own > 0 || some(p.body, ({ op }) => op === 'choice' || op === 'repeat');
        if (p.max <= 1) return own;
        if (p.max > MANY) return ambiguous ? Number.POSITIVE_INFINITY : 1;
        return ambiguous ? Math.max(own, 1) * p.max : own;
      }
      case 'reference':
        return 1;
      default:
        return inside(p).reduce((sum, part) => sum + repetitions(part), 0);
    }
  }
  // The search tries each place of the text to begin at.
  return 1 + repetitions(root);
}
