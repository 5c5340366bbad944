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
  /** Spends so many units at once, more than are left; throws a Strike where they are not to be had. */
  afford(units: number): void;
}

const UNLIMITED: Budget = { fuel: Number.POSITIVE_INFINITY, charged: 0, limited: false, afford() {} };

let budget: Budget = UNLIMITED;

/** Installs the budget of the engine that now runs; returns the one before, which the engine must put back. */
export function installBudget(next: Budget): Budget {
  const before = budget;
  budget = next;
  return before;
}

/** Whether what runs now is to be stopped after so much work, or so much time. */
export const isLimited = (): boolean => budget.limited;

/**
 * A native is about to handle so many elements (of a collection; of text and of big numbers, some bytes each): called before it
 * changes anything.
 */
export function spend(units: number): void {
  if (units > budget.fuel) {
    budget.afford(units);
    return;
  }
  budget.fuel -= units;
  budget.charged += units;
}

/** Units that a text of so many characters counts, or a number of so many bytes. */
export const unitsOfText = (length: number): number => length >>> 5;
