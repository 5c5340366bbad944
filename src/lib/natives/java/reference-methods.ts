import { GUEST } from '../../../data/guest.js';
import { EMPTY_MAP } from '../../../data/maps/index.js';
import type { Atom } from '../../../data/reference.js';
import type { Value } from '../../../data/value.js';
import type { Var } from '../../../data/var.js';
import type { ClassMembers, Member } from '../define.js';

const guest = () => GUEST;

/** A method that is a function of clojure.core, taking so many arguments, the object included. */
function coreFn(twin: string, ...counts: (1 | 2 | 3 | 4)[]): Member {
  return { twin, ...Object.fromEntries(counts.map((count) => [count, guest])) };
}

/** What all references with watches and a validator do. */
const shared: Readonly<Record<string, Member>> = {
  deref: coreFn('deref', 1),
  getValidator: coreFn('get-validator', 1),
  setValidator: coreFn('set-validator!', 2),
  addWatch: coreFn('add-watch', 3),
  removeWatch: coreFn('remove-watch', 2),
  getWatches: { 1: (r: Value) => (r as Atom | Var).watches ?? EMPTY_MAP },
  meta: coreFn('meta', 1),
  alterMeta: coreFn('-alter-meta-with', 3),
  resetMeta: coreFn('reset-meta!', 2),
};

/** Methods of references, by the full name of the class: the functions of clojure.core that code calls otherwise. */
export const referenceMethods: ClassMembers['methods'] = {
  'clojure.lang.IRef': shared,
  'clojure.lang.IAtom': {
    get: coreFn('deref', 1),
    reset: coreFn('reset!', 2),
    swap: coreFn('swap!', 2, 3, 4),
    compareAndSet: coreFn('compare-and-set!', 3),
  },
  'clojure.lang.IAtom2': {
    resetVals: coreFn('reset-vals!', 2),
    swapVals: coreFn('swap-vals!', 2, 3, 4),
  },
  'clojure.lang.Ref': {
    set: coreFn('ref-set', 2),
    alter: coreFn('-alter-with', 3),
    commute: coreFn('-commute-with', 3),
    touch: coreFn('ensure', 1),
    getHistoryCount: coreFn('ref-history-count', 1),
    getMinHistory: coreFn('ref-min-history', 1),
    getMaxHistory: coreFn('ref-max-history', 1),
  },
  'clojure.lang.IPending': { isRealized: coreFn('realized?', 1) },
  'clojure.lang.IDeref': { deref: coreFn('deref', 1) },
  'clojure.lang.IBlockingDeref': { deref: coreFn('deref', 1, 3) },
  'clojure.lang.Volatile': { reset: coreFn('vreset!', 2) },
  'java.util.concurrent.Future': {
    get: coreFn('-get', 1, 3),
    cancel: coreFn('-cancel', 2),
    isDone: coreFn('future-done?', 1),
    isCancelled: coreFn('future-cancelled?', 1),
  },
};
