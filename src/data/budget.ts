import { surroundings } from './surroundings.js';

/** What a runtime may be limited in. */
export type LimitName = 'fuel' | 'time' | 'memory' | 'depth' | 'output' | 'fibers';

/**
 * A limit of the runtime was reached. No guest code can catch it, and none runs after it, not even that of `finally`.
 * What the host does with it is its own affair: see `Evaluation` of the API.
 */
export class LimitError extends Error {
  /**
   * Where `resumable`: gives the program more, beside what is left, and goes on from where it was stopped. Answers what the
   * stopped call of the host would have. Null once that was done, and where it cannot be.
   */
  resume: ((more: { readonly [limit in LimitName]?: number }) => unknown) | null = null;
  constructor(
    readonly limit: LimitName,
    message: string,
    /** Whether what was stopped stands where it was stopped, and can go on from there. */
    readonly resumable: boolean,
  ) {
    super(message);
    this.name = 'LimitError';
  }
}

/**
 * Thrown by a native that would go beyond a limit, before it changes anything: the engine keeps the frames as they are, and makes the
 * call again when the host lets the program go on.
 */
export class Strike {
  constructor(readonly limit: LimitName) {}
}

/** What natives may still do before they must ask. */
export interface Budget {
  /** Units left before the next check: safepoints of guest code, and elements that natives handle. */
  fuel: number;
  /** The units that natives have spent since the last check. */
  charged: number;
  /** Whether the program is to be stopped after so much work, or so much time. */
  readonly limited: boolean;
  /** Spends so many units at once, more than are left, for what takes so many bytes; throws a Strike where they are not to be had. */
  afford(units: number, bytes: number): void;
  /** Whether the time of the program will be over after so many milliseconds; 0 asks whether it is over. */
  isLateIn(milliseconds: number): boolean;
}

/** Whether what runs now is to be stopped after so much work, or so much time. */
export const isLimited = (): boolean => surroundings.budget.limited;

/**
 * A native is about to handle so many elements (of a collection; of text and of big numbers, some bytes each): called before it
 * changes anything.
 */
export function spend(units: number): void {
  spendOn(units, 0);
}

/** A native is about to make an array of so many elements: spends a unit for each. */
export function spendOnElements(count: number): void {
  spendOn(count, count * 8);
}

/** A native is about to make a text of so many characters that shares none with others. */
export function spendOnText(length: number): void {
  spendOn(unitsOfText(length), length);
}

function spendOn(units: number, bytes: number): void {
  const { budget } = surroundings;
  if (units > budget.fuel) {
    budget.afford(units, bytes);
    return;
  }
  budget.fuel -= units;
  budget.charged += units;
}

/** So many milliseconds of one native operation hold up nobody. */
const SHORT = 2;
/** How many units of the work that comes in one piece take a millisecond, until one is found to take longer. */
const PACE = 20_000;

/** How many units of each kind of work take a millisecond at the least, by what was measured. */
const paces = new Map<string, number>();

/**
 * Work of one kind that comes in one piece, which is done for so many units: it is refused where, by what such work has taken before, the time of
 * the program would be over long before its end.
 */
export function inOnePiece<T>(kind: string, units: number, work: () => T): T {
  spend(units);
  const pace = paces.get(kind) ?? PACE;
  const expected = units / pace;
  if (expected < SHORT) return work();
  if (surroundings.budget.isLateIn(expected)) {
    unspend(units);
    throw new Strike('time');
  }
  const began = performance.now();
  const result = work();
  const took = performance.now() - began;
  // One that was held up by others tells nothing: the pace comes nearer to what is measured, step by step.
  if (took > SHORT) paces.set(kind, pace + (units / took - pace) / 4);
  return result;
}

/**
 * What a native loop that was paid for calls in each turn: every so many, a Strike is thrown where the time of the program is over, and the
 * units are given back. The loop must have changed nothing.
 */
export function watchTime(units: number, every: number): () => void {
  let turns = 0;
  return () => {
    if (++turns % every !== 0 || !surroundings.budget.isLateIn(0)) return;
    unspend(units);
    throw new Strike('time');
  };
}

/** Of a long text, what walks it calls this for each character: every so many, a Strike is thrown where the time of the program is over. */
export function watchText(at: number): void {
  if ((at & 0xffff) === 0xffff && surroundings.budget.isLateIn(0)) throw new Strike('time');
}

function unspend(units: number): void {
  const { budget } = surroundings;
  budget.fuel += units;
  budget.charged -= units;
}

/** Units that a text of so many characters counts, or a number of so many bytes. */
export const unitsOfText = (length: number): number => length >>> 5;
