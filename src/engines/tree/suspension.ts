import { PARKED } from '../../data/guest.js';
import { type FiberServices, SLICED, type Wake } from '../services.js';

/** The steps of a computation that may stop on its way: a generator that yields why it stopped. */
export type Steps<T> = Generator<typeof PARKED | typeof SLICED, T, Wake | null>;

/** How a computation stops that runs in steps: it gives up JavaScript's stack. */
export interface Suspension {
  park(): Steps<Wake>;
  slice(): Steps<null>;
}

/** How a computation stops that runs in one go: it stays on JavaScript's stack, and others run on top of it. */
export interface PlainSuspension {
  park(): Wake;
  slice(): null;
}

export const inSteps: Suspension = {
  *park() {
    return (yield PARKED) as Wake;
  },
  *slice() {
    const wake = yield SLICED;
    if (wake !== null) throw wake.value;
    return null;
  },
};

export const inOneGo = (fibers: FiberServices): PlainSuspension => ({
  park: () => fibers.waitHere(),
  slice() {
    fibers.letOthersRun();
    return null;
  },
});
