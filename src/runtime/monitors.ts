import { ExceptionClass, nullPointer, Throwable } from '../data/errors.js';
import type { LazySeq } from '../data/seqs/index.js';
import type { Value } from '../data/value.js';
import { Fiber, type Fibers, Waiter } from './fibers.js';

/** Locks on any value, held by fibers, and the claims of those that realise lazy seqs. */
export interface Monitors {
  /** Takes the lock, again where this fiber has it; false where another one has it. */
  tryEnter(x: Value): boolean;
  /** Gives the lock back, as often as it was taken. Throws where this fiber does not have it. */
  exit(x: Value): void;
  /** A wait for the lock to be free. */
  waiterFor(x: Value): Waiter;
  /** Has this fiber realise the lazy seq; false where another one does so already. */
  claim(lazy: LazySeq): boolean;
  /** The lazy seq has been realised, or its function threw: others that wait for it look again. */
  release(lazy: LazySeq): void;
  /** The locks that fibers have, by what they lock. */
  readonly held: Map<Value, Monitor>;
  /** Those that wait for a lock or a lazy seq. */
  readonly waiting: Map<Value, Waiter[]>;
}

/** A lock that a fiber has. */
export interface Monitor {
  readonly owner: Fiber;
  /** How often it has taken it. */
  depth: number;
}

export function createMonitors(fibers: Fibers): Monitors {
  const monitors = new Map<Value, Monitor>();
  const waiting = new Map<Value, Waiter[]>();

  function wakeAll(x: Value): void {
    const waiters = waiting.get(x);
    if (waiters === undefined) return;
    waiting.delete(x);
    for (const waiter of waiters) fibers.wake(waiter, null, false);
  }

  return {
    held: monitors,
    waiting,
    tryEnter(x) {
      if (x === null) throw nullPointer();
      const monitor = monitors.get(x);
      if (monitor === undefined) monitors.set(x, { owner: fibers.current, depth: 1 });
      else if (monitor.owner === fibers.current) monitor.depth++;
      else return false;
      return true;
    },
    exit(x) {
      if (x === null) throw nullPointer();
      const monitor = monitors.get(x);
      if (monitor?.owner !== fibers.current) throw new Throwable(ExceptionClass.illegalMonitorState, null);
      if (--monitor.depth > 0) return;
      monitors.delete(x);
      wakeAll(x);
    },
    waiterFor(x) {
      const waiter = new Waiter(fibers.current);
      const waiters = waiting.get(x);
      if (waiters === undefined) waiting.set(x, [waiter]);
      else waiters.push(waiter);
      return waiter;
    },
    claim(lazy) {
      // What the function gives has no place to stand yet: the claim of whoever runs it stands there.
      const owner = lazy.sv;
      if (owner instanceof Fiber && owner !== fibers.current && !owner.ended) return false;
      lazy.sv = fibers.current;
      return true;
    },
    release(lazy) {
      if (lazy.thunk !== null) lazy.sv = null;
      if (waiting.size > 0) wakeAll(lazy);
    },
  };
}
