import { spend } from './budget.js';
import { defineClass } from './classes.js';
import { Throwable } from './errors.js';
import { CharacterSet, OP, type Program } from './regex-program.js';

/** What is on the stack of a search, four numbers each: a place to go back to, with three numbers that its kind explains. */
const CHOICE = 0;
/** A slot that had another value. */
const UNDO = 1;
/** A run of characters that may give some back: the place after it in the program, where it ends, where it ends at the least. */
const GREEDY = 2;
/** A run of characters that may take more: its place in the program, where it ends, how many it has. */
const LAZY = 3;
const ENTRY = 4;
/** How deep the stack may become, in numbers: beyond that Java has given up long before. */
const DEEPEST = 1 << 26;
/** Steps that cost a unit of fuel. */
const STEPS = 8;
/** Steps between two payments. */
const PAYMENT = 1024;

const STACK_OVERFLOW = defineClass('java.lang.StackOverflowError', ['java.lang.Error']);
const WORD = new CharacterSet('[\\p{L}\\p{Nd}\\p{Mn}_]');

/** Whether a letter, a digit or what joins them ends before a place of a text. */
function wordBefore(text: string, at: number): boolean {
  if (at === 0) return false;
  const low = text.charCodeAt(at - 1);
  const pair = low >= 0xdc00 && low <= 0xdfff && at > 1 && (text.codePointAt(at - 2) as number) > 0xffff;
  return WORD.width(text, pair ? at - 2 : at - 1) > 0;
}

/**
 * A search for one pattern in one text by backtracking, with a stack of its own, which Java's rules for groups need; and which, unlike
 * the host's, pays for what it does, so that a limit stops it.
 */
export class Search {
  private readonly slots: Int32Array;
  private readonly stack: number[] = [];
  private steps = 0;
  constructor(
    private readonly program: Program,
    private readonly text: string,
    /** Where the search begins. */
    private readonly from: number,
  ) {
    this.slots = new Int32Array(program.slots).fill(-1);
  }

  /**
   * Where each group of the first match begins and ends, the whole match first, -1 for one that took no part; null where there is none.
   * It begins at `from` if `here`, and ends with the text if `whole`.
   */
  find(here: boolean, whole: boolean): Int32Array | null {
    const { text, slots } = this;
    const { first } = this.program;
    const end = whole ? text.length : -1;
    for (let start = this.from; start <= text.length; start++) {
      this.count(1);
      if (first === null || first.width(text, start) > 0) {
        const reached = this.run(0, start, end);
        if (reached >= 0) {
          this.pay();
          slots[0] = start;
          slots[1] = reached;
          return slots.subarray(0, 2 * (this.program.groupCount + 1));
        }
      }
      if (here) break;
      // No match begins between the halves of a character.
      if ((text.codePointAt(start) ?? 0) > 0xffff) start++;
    }
    this.pay();
    return null;
  }

  private count(steps: number): void {
    this.steps += steps;
    if (this.steps >= PAYMENT) this.pay();
  }

  private pay(): void {
    const units = Math.ceil(this.steps / STEPS);
    this.steps = 0;
    spend(units);
  }

  private push(kind: number, a: number, b: number, c: number): void {
    this.stack.push(kind, a, b, c);
    if (this.stack.length > DEEPEST) throw new Throwable(STACK_OVERFLOW, null);
  }

  private set(slot: number, value: number): void {
    this.push(UNDO, slot, this.slots[slot], 0);
    this.slots[slot] = value;
  }

  /** Takes back what was done since the stack had a length. */
  private undo(length: number): void {
    const { stack, slots } = this;
    while (stack.length > length) {
      const entry = stack.length - ENTRY;
      if (stack[entry] === UNDO) slots[stack[entry + 1]] = stack[entry + 2];
      stack.length = entry;
    }
  }

  /** Forgets the choices since the stack had a length, but not how to undo what was done. */
  private commit(length: number): void {
    const { stack } = this;
    let kept = length;
    for (let entry = length; entry < stack.length; entry += ENTRY) {
      if (stack[entry] !== UNDO) continue;
      for (let i = 0; i < ENTRY; i++) stack[kept + i] = stack[entry + i];
      kept += ENTRY;
    }
    stack.length = kept;
  }

  /** Where a match ends that begins at a place of the program and of the text; it must end at `end` where that is not -1. -1 for none. */
  private run(begin: number, at: number, end: number): number {
    const { text, stack, slots } = this;
    const { code, sets, hosts } = this.program;
    const base = stack.length;
    let pc = begin;
    let pos = at;
    for (;;) {
      this.count(1);
      let matched = true;
      switch (code[pc]) {
        case OP.accept:
          if (end < 0 || pos === end) return pos;
          matched = false;
          break;
        case OP.one: {
          const width = sets[code[pc + 1]].width(text, pos);
          matched = width > 0;
          pos += width;
          pc += 2;
          break;
        }
        case OP.run: {
          const taken = this.takeRun(pc, pos);
          matched = taken >= 0;
          pos = taken;
          pc += 5;
          break;
        }
        case OP.host: {
          const host = hosts[code[pc + 1]];
          host.lastIndex = pos;
          const found = host.exec(text);
          matched = found !== null;
          if (found !== null) pos += found[0].length;
          pc += 2;
          break;
        }
        case OP.edge:
          matched = (wordBefore(text, pos) !== WORD.width(text, pos) > 0) === (code[pc + 1] === 0);
          pc += 2;
          break;
        case OP.start:
          matched = pos === this.from;
          pc++;
          break;
        case OP.split:
          this.push(CHOICE, code[pc + 2], pos, 0);
          pc = code[pc + 1];
          break;
        case OP.jump:
          pc = code[pc + 1];
          break;
        case OP.save:
          this.set(code[pc + 1], pos);
          pc += 2;
          break;
        case OP.enter:
          this.set(code[pc + 1], 0);
          pc += 2;
          break;
        case OP.loop: {
          const slot = code[pc + 1];
          const turns = slots[slot];
          const exit = code[pc + 5];
          // A turn that took nothing is the last one.
          const idle = turns > 0 && slots[slot + 1] === pos;
          if (!idle && turns < code[pc + 2]) {
            this.takeTurn(slot, pos);
            pc += 6;
          } else if (idle || turns >= code[pc + 3]) pc = exit;
          else if (code[pc + 4] === 0) {
            this.push(CHOICE, exit, pos, 0);
            this.takeTurn(slot, pos);
            pc += 6;
          } else {
            this.push(CHOICE, exit - 3, pos, 0);
            pc = exit;
          }
          break;
        }
        case OP.turn:
          this.takeTurn(code[pc + 1], pos);
          pc = code[pc + 2];
          break;
        case OP.look:
          matched = this.look(pc, pos);
          pc = code[pc + 5];
          break;
        case OP.atomic: {
          const length = stack.length;
          const reached = this.run(pc + 2, pos, -1);
          matched = reached >= 0;
          if (matched) this.commit(length);
          pos = reached;
          pc = code[pc + 1];
          break;
        }
        case OP.reference: {
          const [from, to] = [slots[code[pc + 1]], slots[code[pc + 1] + 1]];
          const [said, here] = [text.slice(from, to), text.slice(pos, pos + to - from)];
          matched = from >= 0 && to >= 0 && (said === here || (code[pc + 2] === 1 && said.toLowerCase() === here.toLowerCase()));
          this.count(said.length >> 3);
          pos += to - from;
          pc += 3;
          break;
        }
        case OP.fail:
          matched = false;
      }
      if (matched) continue;
      // Back to the last choice.
      for (;;) {
        if (stack.length === base) return -1;
        const entry = stack.length - ENTRY;
        const [kind, a, b, c] = [stack[entry], stack[entry + 1], stack[entry + 2], stack[entry + 3]];
        stack.length = entry;
        if (kind === UNDO) {
          slots[a] = b;
          continue;
        }
        pc = a;
        pos = b;
        if (kind === GREEDY) {
          pos -= b - 1 > c && text.charCodeAt(b - 1) >> 10 === 0x37 && text.charCodeAt(b - 2) >> 10 === 0x36 ? 2 : 1;
          if (pos > c) this.push(GREEDY, a, pos, c);
        } else if (kind === LAZY) {
          const width = c < code[a + 3] ? sets[code[a + 1]].width(text, b) : 0;
          if (width === 0) continue;
          pos = b + width;
          this.push(LAZY, a, pos, c + 1);
          pc = a + 5;
        }
        break;
      }
    }
  }

  private takeTurn(slot: number, pos: number): void {
    this.set(slot, this.slots[slot] + 1);
    this.set(slot + 1, pos);
  }

  /** Takes the characters of a run from a place of the text on, and notes what may be changed about it; where it ends, -1 for too few. */
  private takeRun(pc: number, from: number): number {
    const { text } = this;
    const { code, sets } = this.program;
    const set = sets[code[pc + 1]];
    const [min, max, lazy] = [code[pc + 2], code[pc + 3], code[pc + 4] === 1];
    let pos = from;
    let count = 0;
    for (; count < min; count++) {
      const width = set.width(text, pos);
      if (width === 0) return -1;
      pos += width;
    }
    if (lazy) this.push(LAZY, pc, pos, count);
    else {
      const least = pos;
      for (; count < max; count++) {
        const width = set.width(text, pos);
        if (width === 0) break;
        pos += width;
      }
      if (pos > least) this.push(GREEDY, pc + 5, pos, least);
    }
    this.count((pos - from) >> 2);
    return pos;
  }

  /** Whether what a LOOK at a place of the program asks for holds at a place of the text. */
  private look(pc: number, pos: number): boolean {
    const { code } = this.program;
    const [behind, negative, least, greatest] = [code[pc + 1] === 1, code[pc + 2] === 1, code[pc + 3], code[pc + 4]];
    const length = this.stack.length;
    let found = false;
    if (!behind) found = this.run(pc + 6, pos, -1) >= 0;
    else for (let from = pos - least; !found && from >= Math.max(0, pos - greatest); from--) found = this.run(pc + 6, from, pos) >= 0;
    if (negative) {
      this.undo(length);
      return !found;
    }
    if (found) this.commit(length);
    return found;
  }
}
