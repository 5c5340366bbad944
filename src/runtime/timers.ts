import type { Value } from '../data/value.js';
import type { Waiter } from './fibers.js';

/** Waits that end at a certain time. */
export interface Timers {
  /** Ends the wait after so many milliseconds. */
  add(milliseconds: number, waiter: Waiter, value: Value): void;
  /** Ends the waits whose time has come. */
  fire(wake: (waiter: Waiter, value: Value, failed: boolean) => boolean): void;
  /** A turn of a fiber has passed. */
  turn(): void;
  /** Sleeps until the time of the next wait, so many milliseconds at most; false where there is none. */
  pause(most: number): boolean;
  /** Milliseconds until the time of the next wait; null where there is none. */
  left(): number | null;
  /** Whether the time is the host's. */
  readonly isReal: boolean;
  state: TimersState;
}

/** The timers that are set, and the time of a runtime that has no clock. */
export interface TimersState {
  readonly timers: readonly Timer[];
  /** How many there have been: it orders those of one time. */
  readonly order: number;
  readonly moment: number;
}

/** A wait with the time at which it ends. */
export interface Timer {
  readonly time: number;
  /** Orders those of one time as they were added. */
  readonly order: number;
  readonly waiter: Waiter;
  readonly value: Value;
}

const before = (a: Timer, b: Timer): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);

/**
 * Timers by the clock of the host. A runtime that was not granted a clock and a way to sleep has a time of its own: a
 * millisecond passes with each turn of a fiber, and when all wait it is the time of the next timer at once.
 */
export function createTimers(host: { readonly now?: () => number; readonly sleep?: (milliseconds: number) => void }): Timers {
  let moment = 0;
  const { now, sleep } =
    host.now !== undefined && host.sleep !== undefined
      ? { now: host.now, sleep: host.sleep }
      : {
          now: () => moment,
          sleep: (milliseconds: number) => {
            moment += milliseconds;
          },
        };
  /** A binary heap, the next one first (Williams, "Algorithm 232: Heapsort", 1964). */
  const heap: Timer[] = [];
  let order = 0;

  function push(timer: Timer): void {
    let i = heap.length;
    for (let parent = (i - 1) >> 1; i > 0 && before(timer, heap[parent]); parent = (i - 1) >> 1) {
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = timer;
  }

  function pop(): Timer {
    const top = heap[0];
    const last = heap.pop() as Timer;
    if (heap.length > 0) {
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
        if (child >= heap.length || before(last, heap[child])) break;
        heap[i] = heap[child];
        i = child;
      }
      heap[i] = last;
    }
    return top;
  }

  /** Those that were woken by others have no time to wait for. */
  function dropSettled(): void {
    while (heap.length > 0 && heap[0].waiter.settled) pop();
  }

  const timers: Timers = {
    get state() {
      return { timers: heap.filter((timer) => !timer.waiter.settled), order, moment };
    },
    set state(state) {
      heap.length = 0;
      for (const timer of state.timers) push(timer);
      ({ order, moment } = state);
    },
    turn() {
      moment++;
    },
    add(milliseconds, waiter, value) {
      push({ time: now() + milliseconds, order: order++, waiter, value });
    },
    fire(wake) {
      if (heap.length === 0) return;
      for (const time = now(); heap.length > 0 && heap[0].time <= time; ) {
        const { waiter, value } = pop();
        wake(waiter, value, false);
      }
    },
    isReal: host.now !== undefined && host.sleep !== undefined,
    left() {
      dropSettled();
      return heap.length === 0 ? null : Math.max(0, heap[0].time - now());
    },
    pause(most) {
      const left = timers.left();
      if (left === null) return false;
      if (left > 0) sleep(Math.min(left, most));
      return true;
    },
  };
  return timers;
}
