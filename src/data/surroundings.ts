import type { Budget } from './budget.js';
import type { Asker } from './guest.js';
import type { Identities } from './identity.js';
import type { MathContext } from './numbers/decimal.js';

/** What natives find of the runtime that runs them. Each has one object of its own, so that to enter a runtime takes one store. */
export interface Surroundings {
  /** Answers the questions that natives put to guest code. */
  asker: Asker;
  /** Counts what natives spend. */
  budget: Budget;
  /** What objects that are equal to themselves only are told apart by. */
  readonly identities: Identities;
  /** What BigDecimal arithmetic is rounded to; its precision is never 0. */
  mathContext: MathContext | null;
}

const NOBODY: Asker = (question) => {
  throw new Error(`Internal error: '${question}' was asked of guest code, but no engine is running`);
};

const UNLIMITED: Budget = { fuel: Number.POSITIVE_INFINITY, charged: 0, limited: false, afford() {}, isLateIn: () => false };

/** Those of a runtime that is yet to get its engine. */
export const createSurroundings = (identities: Identities): Surroundings => ({
  asker: NOBODY,
  budget: UNLIMITED,
  identities,
  mathContext: null,
});

/** Those of what runs now; where no runtime does, nothing is limited and nobody answers. */
export let surroundings = createSurroundings({ numbers: new WeakMap(), last: 0 });

/** Those are in force from now on; returns those before, which must be put back. */
export function surroundBy(next: Surroundings): Surroundings {
  const before = surroundings;
  surroundings = next;
  return before;
}
