import { type ParsedPattern, type Pattern, widths } from './regex-tree.js';

/** The instructions of a matcher. Each is followed by its operands, which the comments name. */
export const OP = {
  /** The end of the pattern, or of the body of LOOK or ATOMIC. */
  accept: 0,
  /** One character: set. */
  one: 1,
  /** Characters of one set: set, min, max, greed (0 greedy, 1 lazy). */
  run: 2,
  /** What the host matches right here: index. */
  host: 3,
  /** The edge of a word: 1 for no edge. */
  edge: 4,
  /** Where the search began. */
  start: 5,
  /** Goes on at the first place, and where that leads nowhere at the second: place, place. */
  split: 6,
  jump: 7,
  /** Notes the place in the text: slot. */
  save: 8,
  /** Begins a repetition: slot of its count, before that of where its turn began. */
  enter: 9,
  /** Another turn, whose body follows, or the end: slot, min, max, greed, place after the repetition. */
  loop: 10,
  /** Takes another turn: slot, place of the body. */
  turn: 11,
  /** Looks for the body, which follows: 1 for behind, 1 for not, least width, greatest width, place after it. */
  look: 12,
  /** Matches the body, which follows, once and for all: place after it. */
  atomic: 13,
  /** What a group matched: slot, 1 where case does not count. */
  reference: 14,
  fail: 15,
} as const;

/** As many as there are. */
export const UNBOUNDED = 0x7fffffff;

/** A set of characters, as a class of JavaScript tells it; the answers are remembered. */
export class CharacterSet {
  private readonly test: RegExp;
  /** 1 for a member, 2 for none, 0 for what has not been asked yet: of ASCII, then of all that UTF-16 has one unit for. */
  private known = new Uint8Array(128);
  constructor(source: string) {
    this.test = new RegExp(`^${source}$`, 'v');
  }
  /** How many UTF-16 units the member has that stands at a place of a text; 0 where none stands there. */
  width(text: string, at: number): number {
    if (at >= text.length) return 0;
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdbff) {
      const point = text.codePointAt(at) as number;
      if (point > 0xffff) return this.test.test(String.fromCodePoint(point)) ? 2 : 0;
    }
    if (code >= this.known.length) {
      const wider = new Uint8Array(0x10000);
      wider.set(this.known);
      this.known = wider;
    }
    const known = this.known[code];
    if (known !== 0) return known & 1;
    const member = this.test.test(text[at]);
    this.known[code] = member ? 1 : 2;
    return member ? 1 : 0;
  }
}

/** A pattern compiled for the matcher. */
export interface Program {
  readonly code: Int32Array;
  readonly sets: readonly CharacterSet[];
  readonly hosts: readonly RegExp[];
  /** Two for each group, the whole match first, and two for each repetition. */
  readonly slots: number;
  readonly groupCount: number;
  /** The set of the first character of every match, where it is known. */
  readonly first: CharacterSet | null;
}

/** Compiles a pattern to instructions. */
export function compilePattern({ root, groupCount }: ParsedPattern): Program {
  const code: number[] = [];
  const sets: CharacterSet[] = [];
  const setIndices = new Map<string, number>();
  const hosts: RegExp[] = [];
  let slots = 2 * (groupCount + 1);

  function setOf(source: string): number {
    let index = setIndices.get(source);
    if (index === undefined) {
      index = sets.push(new CharacterSet(source)) - 1;
      setIndices.set(source, index);
    }
    return index;
  }

  const bound = (n: number): number => Math.min(n, UNBOUNDED);

  function repeat(body: Pattern, min: number, max: number, lazy: boolean): void {
    if (max === 0) return;
    if (body.op === 'one') {
      code.push(OP.run, setOf(body.source), min, bound(max), Number(lazy));
      return;
    }
    if (min === 0 && max === 1) {
      const at = code.push(OP.split, 0, 0) - 3;
      emit(body);
      code[at + 1] = lazy ? code.length : at + 3;
      code[at + 2] = lazy ? at + 3 : code.length;
      return;
    }
    const slot = slots;
    slots += 2;
    code.push(OP.enter, slot);
    const at = code.push(OP.loop, slot, min, bound(max), Number(lazy), 0) - 6;
    emit(body);
    code.push(OP.jump, at);
    // A lazy loop comes back to its body by way of this.
    code.push(OP.turn, slot, at + 6);
    code[at + 5] = code.length;
  }

  function emit(p: Pattern): void {
    switch (p.op) {
      case 'one':
        code.push(OP.one, setOf(p.source));
        break;
      case 'host':
        code.push(OP.host, hosts.push(new RegExp(p.source, 'vy')) - 1);
        break;
      case 'edge':
        code.push(OP.edge, Number(p.negative));
        break;
      case 'start':
        code.push(OP.start);
        break;
      case 'sequence':
        for (const part of p.parts) emit(part);
        break;
      case 'choice': {
        const ends: number[] = [];
        p.branches.forEach((branch, i) => {
          const last = i === p.branches.length - 1;
          const at = last ? -1 : code.push(OP.split, 0, 0) - 3;
          if (at >= 0) code[at + 1] = at + 3;
          emit(branch);
          if (last) return;
          ends.push(code.push(OP.jump, 0) - 1);
          code[at + 2] = code.length;
        });
        for (const end of ends) code[end] = code.length;
        break;
      }
      case 'repeat':
        if (p.greed === 'possessive') atomically(() => repeat(p.body, p.min, p.max, false));
        else repeat(p.body, p.min, p.max, p.greed === 'lazy');
        break;
      case 'group':
        code.push(OP.save, 2 * p.index);
        emit(p.body);
        code.push(OP.save, 2 * p.index + 1);
        break;
      case 'look': {
        const [least, greatest] = p.behind ? widths(p.body) : [0, 0];
        const at = code.push(OP.look, Number(p.behind), Number(p.negative), least, bound(greatest), 0) - 1;
        emit(p.body);
        code.push(OP.accept);
        code[at] = code.length;
        break;
      }
      case 'atomic':
        atomically(() => emit(p.body));
        break;
      case 'reference':
        if (p.group === null) code.push(OP.fail);
        else code.push(OP.reference, 2 * p.group, Number(p.ignoreCase));
        break;
    }
  }

  function atomically(body: () => void): void {
    const at = code.push(OP.atomic, 0) - 1;
    body();
    code.push(OP.accept);
    code[at] = code.length;
  }

  emit(root);
  code.push(OP.accept);
  let begin = 0;
  while (code[begin] === OP.save) begin += 2;
  const single = code[begin] === OP.one || (code[begin] === OP.run && code[begin + 2] > 0);
  return { code: Int32Array.from(code), sets, hosts, slots, groupCount, first: single ? sets[code[begin + 1]] : null };
}
