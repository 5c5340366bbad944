import { ExceptionClass, illegalState, Throwable } from '../data/errors.js';
import type { History, Reference } from '../data/reference.js';
import type { Value } from '../data/value.js';
import { type Fiber, type Fibers, Waiter } from './fibers.js';

/** Thrown in a transaction that must begin again. */
export class Retry extends Throwable {
  constructor() {
    super(ExceptionClass.retry, null);
  }
}

type State = 'running' | 'committing' | 'ended';

/**
 * One transaction of software transactional memory with several versions of each ref (Riegel, Felber and Fetzer, "A Lazy
 * Snapshot Algorithm with Eager Validation", 2006, in the form that Clojure documents): it sees all refs as they were when it
 * began, and writes under a lock for each ref that it changes, so that of two in conflict the older goes on.
 */
export class Transaction {
  state: State = 'running';
  /** The moment of the last commit that it sees. */
  readPoint = 0;
  readonly values = new Map<Reference, Value>();
  readonly written = new Set<Reference>();
  readonly ensured = new Set<Reference>();
  /** Calls to be made again on the newest value when it commits, as vectors of a function and its arguments. */
  readonly commutes = new Map<Reference, Value[]>();
  /** What is to be done once it has committed: sends of actions. */
  readonly actions: Value[] = [];
  /** The transaction that stood in its way. */
  blocker: Transaction | null = null;
  /** Those that wait for it to end. */
  readonly waiters: Waiter[] = [];
  constructor(
    readonly fiber: Fiber,
    /** Older ones have a smaller number. A transaction keeps it when it begins again. */
    readonly age: number,
  ) {}
}

export interface Transactions {
  begin(): Transaction;
  /** Begins, for the first time or again. */
  restart(t: Transaction): void;
  /** The value of a ref as the transaction sees it. Throws Retry where that is no longer known. */
  read(t: Transaction, ref: Reference): Value;
  /** Takes the right to change the ref. Throws Retry where another transaction was quicker or is older. */
  lock(t: Transaction, ref: Reference): void;
  /** Sees to it that no other transaction changes the ref until this one ends. */
  ensure(t: Transaction, ref: Reference): void;
  /** From here on nothing stands in its way. Throws Retry where something does. */
  prepare(t: Transaction): void;
  /** Takes the right to change a ref that is only commuted, whose newest value it answers. */
  lockNewest(t: Transaction, ref: Reference): Value;
  /** Makes the changes. */
  commit(t: Transaction): void;
  /** Ends it, with or without a commit, and lets those go on who wait for it. */
  end(t: Transaction): void;
  /** A wait for the transaction that stood in the way to end; null where none did. */
  waiter(t: Transaction): Waiter | null;
  state: TransactionsState;
}

/** What transactions have in common. */
export interface TransactionsState {
  readonly lastCommit: number;
  /** How many there have been. */
  readonly ages: number;
  /** The transaction that has the right to change a ref. */
  readonly writers: ReadonlyMap<Reference, Transaction>;
  /** The transactions that have ensured a ref. */
  readonly readers: ReadonlyMap<Reference, ReadonlySet<Transaction>>;
}

export function createTransactions(fibers: Fibers): Transactions {
  let lastCommit = 0;
  let ages = 0;
  const writers = new Map<Reference, Transaction>();
  const readers = new Map<Reference, Set<Transaction>>();

  function retry(t: Transaction, blocker: Transaction | null): never {
    t.blocker = blocker;
    throw new Retry();
  }

  function check(t: Transaction): void {
    if (t.state === 'ended') retry(t, null);
  }

  /** The older transaction goes on: the younger is ended, and finds out at its next step. */
  function makeWay(t: Transaction, other: Transaction): void {
    if (other.state !== 'running' || other.age < t.age) retry(t, other);
    end(other);
  }

  function end(t: Transaction): void {
    t.state = 'ended';
    for (const ref of t.written) if (writers.get(ref) === t) writers.delete(ref);
    for (const ref of t.commutes.keys()) if (writers.get(ref) === t) writers.delete(ref);
    for (const ref of t.ensured) release(t, ref);
    for (const waiter of t.waiters.splice(0)) fibers.wake(waiter, null, false);
  }

  function release(t: Transaction, ref: Reference): void {
    const set = readers.get(ref);
    if (set?.delete(t) && set.size === 0) readers.delete(ref);
  }

  function takeWriter(t: Transaction, ref: Reference): void {
    for (const other of readers.get(ref) ?? []) if (other !== t) makeWay(t, other);
    const writer = writers.get(ref);
    if (writer !== undefined && writer !== t) makeWay(t, writer);
    writers.set(ref, t);
  }

  return {
    get state() {
      return { lastCommit, ages, writers, readers };
    },
    set state(state) {
      ({ lastCommit, ages } = state);
      writers.clear();
      readers.clear();
      for (const [ref, t] of state.writers) writers.set(ref, t);
      for (const [ref, all] of state.readers) readers.set(ref, new Set(all));
    },
    begin: () => new Transaction(fibers.current, ++ages),
    restart(t) {
      t.state = 'running';
      t.readPoint = lastCommit;
      t.values.clear();
      t.written.clear();
      t.ensured.clear();
      t.commutes.clear();
      t.actions.length = 0;
      t.blocker = null;
    },
    read(t, ref) {
      check(t);
      if (t.values.has(ref)) return t.values.get(ref);
      const history = historyOf(ref);
      if (history.point <= t.readPoint) return ref.value;
      for (let i = history.older.length - 1; i >= 0; i--) if (history.older[i].point <= t.readPoint) return history.older[i].value;
      history.faults++;
      return retry(t, null);
    },
    lock(t, ref) {
      check(t);
      if (t.commutes.has(ref)) throw illegalState("Can't set after commute");
      if (t.written.has(ref)) return;
      release(t, ref);
      t.ensured.delete(ref);
      if (historyOf(ref).point > t.readPoint) retry(t, null);
      takeWriter(t, ref);
      t.written.add(ref);
    },
    ensure(t, ref) {
      check(t);
      if (t.ensured.has(ref) || t.written.has(ref)) return;
      if (historyOf(ref).point > t.readPoint) retry(t, null);
      const writer = writers.get(ref);
      if (writer !== undefined && writer !== t) retry(t, writer);
      t.ensured.add(ref);
      const set = readers.get(ref);
      if (set === undefined) readers.set(ref, new Set([t]));
      else set.add(t);
    },
    prepare(t) {
      check(t);
      t.state = 'committing';
    },
    lockNewest(t, ref) {
      if (t.written.has(ref)) return t.values.get(ref);
      const wasEnsured = t.ensured.has(ref);
      release(t, ref);
      t.ensured.delete(ref);
      takeWriter(t, ref);
      if (wasEnsured && historyOf(ref).point > t.readPoint) retry(t, null);
      t.values.set(ref, ref.value);
      return ref.value;
    },
    commit(t) {
      const point = ++lastCommit;
      for (const [ref, value] of t.values) {
        const history = historyOf(ref);
        history.older.push({ value: ref.value, point: history.point });
        const grows = history.older.length - 1 < history.min || (history.faults > 0 && history.older.length - 1 < history.max);
        if (grows) history.faults = 0;
        else history.older.shift();
        history.point = point;
        ref.value = value;
      }
    },
    end,
    waiter(t) {
      const { blocker } = t;
      if (blocker === null || blocker.state === 'ended') return null;
      const waiter = new Waiter(t.fiber);
      blocker.waiters.push(waiter);
      return waiter;
    },
  };
}

export function historyOf(ref: Reference): History {
  ref.history ??= { point: 0, older: [], min: 0, max: 10, faults: 0 };
  return ref.history;
}
