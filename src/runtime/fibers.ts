import { LimitError } from '../data/budget.js';
import { registerClass } from '../data/classes.js';
import { illegalState } from '../data/errors.js';
import type { Fn } from '../data/functions.js';
import { PARKED } from '../data/guest.js';
import type { Value } from '../data/value.js';
import { type FiberServices, type Run, SLICED, STRUCK, type Wake } from '../engines/services.js';
import type { BindingFrame, Bindings } from './bindings.js';
import type { Limits } from './limits.js';
import { createTimers } from './timers.js';

/** One line of execution of a runtime: guest code that runs, waits, and takes turns with others. */
export class Fiber {
  /** What the engine keeps of it; null for the fiber that the host runs itself, and once it has ended. */
  run: Run | null = null;
  /** The dynamic bindings in force in it, while another fiber runs. */
  bindings: BindingFrame | null = null;
  /** What it waits for. */
  waitsFor: Waiter | null = null;
  /** Has an error thrown where it next waits: see `interrupt`. */
  interruption: Value = null;
  /** What the library keeps for it alone, by name: its transaction, what it has sent to agents. */
  locals: Map<Value, Value> | null = null;
  ended = false;
  /** Whether it had claimed its turn when a limit stopped it. */
  holdsTurn = false;
  /** Whether a program may end while it waits for a time to come. */
  daemon = false;
  constructor(readonly id: number) {}
}
registerClass(Fiber, 'clove.Fiber', ['java.lang.Object']);

/** One wait of one fiber. Whoever settles it first says what the fiber wakes with. */
export class Waiter implements Wake {
  settled = false;
  value: Value = null;
  failed = false;
  constructor(readonly fiber: Fiber) {}
}
registerClass(Waiter, 'clove.Waiter', ['java.lang.Object']);

/** The fibers of a runtime, which take turns in the order in which they became ready. */
export interface Fibers extends FiberServices {
  /** The fiber that runs. */
  readonly current: Fiber;
  /** A new fiber that will call `fn` with the dynamic bindings of the one that runs. */
  spawn(fn: Fn, daemon?: boolean): Fiber;
  /** Has the fiber that runs wait: what a native must answer, or what it was woken with already. Throws what it was woken with. */
  wait(waiter: Waiter): Value;
  /** Settles a wait; false where it has been settled before. */
  wake(waiter: Waiter, value: Value, failed: boolean): boolean;
  /** Has the error thrown in the fiber where it waits, or where it next does. */
  interrupt(fiber: Fiber, error: Value): void;
  /** Wakes after so many milliseconds. */
  wakeAfter(milliseconds: number, waiter: Waiter, value: Value): void;
  /** Whether no fiber is ready. */
  readonly idle: boolean;
  /** Lets all fibers run until each has ended or waits for what nothing here can bring; no time is waited for daemons alone. */
  drain(): void;
  /** Whether the fiber that runs keeps its turn until it lets go, waits or ends: for the few steps of one change. */
  holdTurn(held: boolean): void;
  /** Tells of an error that the fiber that runs goes on after. */
  tellUncaught(error: Value): void;
}

/** What fibers need of their runtime. */
export interface FiberEnvironment {
  readonly bindings: Bindings;
  readonly limits: Limits;
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => void;
  start(fn: Fn): Run;
  /** Hears what a fiber ended with that nobody waits for. */
  uncaught(error: Value, fiber: Fiber): void;
}

export function createFibers(environment: FiberEnvironment): Fibers {
  const { bindings, limits } = environment;
  const timers = createTimers(environment);
  const main = new Fiber(0);
  /** The fibers that are ready, oldest first, from `next` on. */
  let ready: Fiber[] = [];
  let next = 0;
  /** The fibers that wait with frames of JavaScript under them. */
  const held = new Set<Fiber>();
  let current = main;
  let ids = 0;
  let turnHeld = false;
  /** How many fibers have not ended that are no daemons. */
  let lasting = 0;
  /** How many have not ended. */
  let living = 0;

  function makeReady(fiber: Fiber): void {
    ready.push(fiber);
  }

  function takeReady(): Fiber | undefined {
    if (next === ready.length) return undefined;
    const fiber = ready[next++];
    if (next === ready.length) {
      ready = [];
      next = 0;
    }
    return fiber;
  }

  /** Runs a fiber until it ends, waits, or others must have their turn. */
  function step(fiber: Fiber): void {
    const outer = current;
    outer.bindings = bindings.switchTo(fiber.bindings, fiber.id);
    current = fiber;
    turnHeld = fiber.holdsTurn;
    fiber.holdsTurn = false;
    const waited = fiber.waitsFor;
    fiber.waitsFor = null;
    try {
      const result = (fiber.run as Run).step(waited);
      if (result === SLICED) makeReady(fiber);
      else if (result === STRUCK) {
        // It goes on before any other, where it goes on at all.
        ready.splice(next, 0, fiber);
        fiber.holdsTurn = turnHeld;
      } else if (result !== PARKED) end(fiber);
    } catch (e) {
      end(fiber);
      if (e instanceof LimitError) throw e;
      environment.uncaught(e, fiber);
    } finally {
      turnHeld = false;
      fiber.bindings = bindings.switchTo(outer.bindings, outer.id);
      if (fiber.ended) bindings.release(fiber.bindings);
      current = outer;
    }
  }

  function end(fiber: Fiber): void {
    fiber.run = null;
    fiber.ended = true;
    living--;
    if (!fiber.daemon) lasting--;
  }

  /** Runs others until `done`; false where nothing here can bring that about, or only a time that `mayPause` refuses to wait for. */
  function runUntil(done: () => boolean, mayPause: () => boolean): boolean {
    for (;;) {
      if (limits.pending) limits.strike(false);
      timers.fire(fibers.wake);
      if (done()) return true;
      const fiber = takeReady();
      if (fiber !== undefined) step(fiber);
      else if (!mayPause() || !timers.pause()) return false;
    }
  }

  const fibers: Fibers = {
    get current() {
      return current;
    },
    spawn(fn, daemon = false) {
      limits.fiber(++living);
      const fiber = new Fiber(++ids);
      fiber.daemon = daemon;
      if (!daemon) lasting++;
      fiber.run = environment.start(fn);
      fiber.bindings = bindings.convey();
      makeReady(fiber);
      return fiber;
    },
    wait(waiter) {
      const fiber = current;
      if (waiter.fiber !== fiber) throw illegalState('A fiber waits for itself only');
      turnHeld = false;
      if (fiber.interruption !== null && !waiter.settled) {
        fibers.wake(waiter, fiber.interruption, true);
        fiber.interruption = null;
      }
      if (!waiter.settled) {
        fiber.waitsFor = waiter;
        return PARKED;
      }
      if (waiter.failed) throw waiter.value;
      return waiter.value;
    },
    wake(waiter, value, failed) {
      if (waiter.settled) return false;
      waiter.settled = true;
      waiter.value = value;
      waiter.failed = failed;
      // A fiber on JavaScript's stack looks by itself.
      if (waiter.fiber.waitsFor === waiter && waiter.fiber.run !== null && !held.has(waiter.fiber)) makeReady(waiter.fiber);
      return true;
    },
    interrupt(fiber, error) {
      if (fiber.waitsFor === null || !fibers.wake(fiber.waitsFor, error, true)) fiber.interruption = error;
    },
    wakeAfter: (milliseconds, waiter, value) => timers.add(milliseconds, waiter, value),
    drain() {
      runUntil(
        () => false,
        () => lasting > 0,
      );
    },
    turnEnds() {
      if (turnHeld) return false;
      timers.turn();
      timers.fire(fibers.wake);
      // Below every other fiber is the one that drives it, which may have something else to do by now.
      return current.run !== null || next < ready.length;
    },
    get idle() {
      return next === ready.length;
    },
    holdTurn(held) {
      turnHeld = held;
    },
    tellUncaught: (error) => environment.uncaught(error, current),
    waitHere() {
      const fiber = current;
      const waiter = fiber.waitsFor as Waiter;
      const outermost = !held.has(fiber);
      held.add(fiber);
      try {
        const awaited = runUntil(
          () => waiter.settled,
          () => true,
        );
        if (!awaited) fibers.wake(waiter, illegalState('Deadlock: this fiber waits, and no other fiber can wake it'), true);
      } finally {
        if (outermost) held.delete(fiber);
      }
      fiber.waitsFor = null;
      return waiter;
    },
    letOthersRun() {
      for (let left = ready.length - next; left > 0; left--) {
        const fiber = takeReady();
        if (fiber !== undefined) step(fiber);
        if (limits.pending) limits.strike(false);
      }
    },
  };
  return fibers;
}
