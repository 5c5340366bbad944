import { GuestInstance } from '../../data/by-value.js';
import { castTo, classCast } from '../../data/errors.js';
import { Fn } from '../../data/functions.js';
import { GUEST } from '../../data/guest.js';
import { isNumber, toDouble } from '../../data/numbers/index.js';
import { seq } from '../../data/operations/index.js';
import { LazySeq, lazySetValue } from '../../data/seqs/index.js';
import { Fiber, Waiter } from '../../runtime/fibers.js';
import type { Runtime } from '../../runtime/runtime.js';
import { defineNatives, type NativeTable } from './define.js';

const waiter = castTo(Waiter, 'clove.Waiter');

const lazySeq = castTo(LazySeq, 'clojure.lang.LazySeq');

const fiber = castTo(Fiber, 'clove.Fiber');

/** What everything that waits is made of: futures, promises, locks, agents, transactions, channels. */
export const fiberNatives = ({ fibers, monitors }: Runtime): NativeTable => {
  return defineNatives('clojure.core', {
    '-spawn': {
      doc: 'A new fiber that will call f, a function of Clojure code.',
      arglists: '([f])',
      internal: true,
      1(f) {
        if (f instanceof Fn) return fibers.spawn(f);
        throw classCast(f, 'clojure.lang.Fn');
      },
    },
    '-spawn-daemon': {
      doc: 'Like -spawn; the program does not last until that fiber has ended.',
      arglists: '([f])',
      internal: true,
      1(f) {
        if (f instanceof Fn) return fibers.spawn(f, true);
        throw classCast(f, 'clojure.lang.Fn');
      },
    },
    '-hold-turn!': {
      doc: 'Whether the fiber that runs keeps its turn until it says otherwise, waits or ends.',
      arglists: '([held])',
      internal: true,
      1(held) {
        fibers.holdTurn(held === true);
        return null;
      },
    },
    '-tell-uncaught!': {
      doc: 'Tells on the error output of an exception that nobody waits for.',
      arglists: '([exception])',
      internal: true,
      1(error) {
        fibers.tellUncaught(error);
        return null;
      },
    },
    '-waiter?': { doc: 'Whether x is a wait of a fiber.', arglists: '([x])', internal: true, 1: (x) => x instanceof Waiter },
    '-fiber': { doc: 'The fiber that runs.', arglists: '([])', internal: true, 0: () => fibers.current },
    '-fiber-ended?': {
      doc: 'Whether a fiber that -spawn made has come to its end.',
      arglists: '([fiber])',
      internal: true,
      1: (f) => fiber(f).ended,
    },
    '-fiber-local': {
      doc: 'What the library keeps under that name for the fiber that runs, or nil.',
      arglists: '([name])',
      internal: true,
      1: (name) => fibers.current.locals?.get(name) ?? null,
    },
    '-set-fiber-local!': {
      doc: 'Keeps x under that name for the fiber that runs.',
      arglists: '([name x])',
      internal: true,
      2(name, x) {
        const fiber = fibers.current;
        fiber.locals ??= new Map();
        fiber.locals.set(name, x);
        return x;
      },
    },
    '-interrupt!': {
      doc: 'Has an exception thrown in a fiber where it waits, or where it next does.',
      arglists: '([fiber exception])',
      internal: true,
      2(f, error) {
        fibers.interrupt(fiber(f), error);
        return null;
      },
    },
    '-cancel!': {
      doc: 'Has an exception thrown in a fiber where it waits, or where its next turn begins.',
      arglists: '([fiber exception])',
      internal: true,
      2(f, error) {
        fibers.cancelFiber(fiber(f), error);
        return null;
      },
    },
    '-forget-cancel!': {
      doc: 'Takes back what -cancel! would have thrown in the fiber that runs, where it has not been thrown.',
      arglists: '([])',
      internal: true,
      0() {
        fibers.current.cancellation = null;
        return null;
      },
    },
    '-waiter': { doc: 'A wait of the fiber that runs.', arglists: '([])', internal: true, 0: () => new Waiter(fibers.current) },
    '-wait!': {
      doc: 'Waits until the waiter is woken; what it is woken with.',
      arglists: '([waiter])',
      internal: true,
      1: (w) => fibers.wait(waiter(w)),
    },
    '-host-promise?': {
      doc: 'Whether x is a promise of the host.',
      arglists: '([x])',
      internal: true,
      1: (x) => x instanceof Promise,
    },
    '-wait-for-host!': {
      doc: 'Waits for a promise of the host: its value, or throws what it was rejected with.',
      arglists: '([promise])',
      internal: true,
      1: (x) => fibers.waitForHost(x as Promise<unknown>),
    },
    '-waiting?': {
      doc: 'Whether nobody has woken the waiter yet.',
      arglists: '([waiter])',
      internal: true,
      1: (w) => !waiter(w).settled,
    },
    '-wake!': {
      doc: 'Wakes a waiter with x; false where it has been woken before.',
      arglists: '([waiter x])',
      internal: true,
      2: (w, x) => fibers.wake(waiter(w), x, false),
    },
    '-wake-with-error!': {
      doc: 'Wakes a waiter so that it throws; false where it has been woken before.',
      arglists: '([waiter exception])',
      internal: true,
      2: (w, error) => fibers.wake(waiter(w), error, true),
    },
    '-wake-after!': {
      doc: 'Wakes a waiter with x after so many milliseconds.',
      arglists: '([ms waiter x])',
      internal: true,
      3(ms, w, x) {
        if (!isNumber(ms)) throw classCast(ms, 'java.lang.Number');
        fibers.wakeAfter(toDouble(ms), waiter(w), x);
        return null;
      },
    },
    '-monitor-try': {
      doc: 'Takes the lock of x, unless another fiber has it; whether it did.',
      arglists: '([x])',
      internal: true,
      1: (x) => monitors.tryEnter(x),
    },
    '-monitor-waiter': {
      doc: 'A wait for the lock of x, or for a lazy seq that another fiber realises.',
      arglists: '([x])',
      internal: true,
      1: (x) => monitors.waiterFor(x),
    },
    '-monitor-exit': {
      doc: 'Gives the lock of x back.',
      arglists: '([x])',
      internal: true,
      1(x) {
        monitors.exit(x);
        return null;
      },
    },
    '-claim-lazy': {
      doc: 'The function of x, for this fiber to run; nil where x is no unrealised lazy seq, or another fiber runs it.',
      arglists: '([x])',
      internal: true,
      1: (x) => (x instanceof LazySeq && x.thunk !== null && monitors.claim(x) ? x.thunk : null),
    },
    '-release-lazy': {
      doc: 'The function of a lazy seq has thrown: whoever asks next runs it again. The seq of coll, in whose way it stood, is empty then.',
      arglists: '([ls coll])',
      internal: true,
      2(ls, coll) {
        monitors.release(lazySeq(ls));
        if (coll instanceof LazySeq && coll !== ls) coll.sv = null;
        return null;
      },
    },
    '-settle!': {
      doc: 'Gives a lazy seq what its function gave, and goes on with the seq of coll, in whose way it stood.',
      arglists: '([lazy x coll])',
      internal: true,
      3(lazy, x, coll) {
        if (x instanceof GuestInstance) return GUEST;
        const ls = lazySeq(lazy);
        lazySetValue(ls, x);
        monitors.release(ls);
        return seq(coll);
      },
    },
  });
};
