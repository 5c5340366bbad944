import { LimitError } from '../data/budget.js';
import { registerClass } from '../data/classes.js';
import { illegalState } from '../data/errors.js';
import type { Fn } from '../data/functions.js';
import { PARKED } from '../data/guest.js';
import { fromHost } from '../data/host.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import { type FiberServices, PAUSED, type Run, SLICED, STRUCK, type Wake } from '../engines/services.js';
import type { BindingFrame, Bindings } from './bindings.js';
import type { Account, Limits } from './limits.js';
import { createTimers, type TimersState } from './timers.js';

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
  /** Has an error thrown where its next turn begins, unless that is the first, or where it next waits: see `cancelFiber`. */
  cancellation: Value = null;
  /** What the library keeps for it alone, by name: its transaction, what it has sent to agents. */
  locals: Map<Value, Value> | null = null;
  ended = false;
  /** Whether it has had a turn. */
  begun = false;
  /** What it belongs to; null for what the host calls directly. */
  group: FiberGroup | null = null;
  /** Whether it has heard that its group was cancelled. */
  toldCancelled = false;
  /** Whether it had claimed its turn when a limit stopped it. */
  holdsTurn = false;
  /** Whether a program may end while it waits for a time to come. */
  daemon = false;
  constructor(readonly id: number) {}
}
registerClass(Fiber, 'clove.Fiber', ['java.lang.Object']);

/** The fibers that one program began, itself and through one another. */
export class FiberGroup {
  /** Those that have not ended. */
  readonly fibers = new Set<Fiber>();
  /** What is thrown in each of them where it waits, once the program was cancelled. */
  cancelled: Value = null;
  /** What closes the things of the host that they have opened. */
  readonly open = new Set<() => void>();
  /** What its fibers use; null: what those use that drive them. */
  account: Account | null = null;
  /** The limit that stopped it while others drove its fibers. */
  stopped: LimitError | null = null;
  /** Its fibers that are ready to go on from there. */
  held: Fiber[] = [];
}

/** What fibers that could not go on wait for. */
export type Waiting = 'done' | 'host' | 'nothing' | { readonly milliseconds: number };

/**
 * What is done about a time that fibers wait for where none is ready: to sleep, to leave it to the host, for which a time of the runtime's
 * own passes at once, or to let all wait. `patient` leaves it to the host too, which otherwise has its turn only where fibers wait for it.
 */
export type Pause = 'sleep' | 'host' | 'patient' | 'none';

/** One wait of one fiber. Whoever settles it first says what the fiber wakes with. */
export class Waiter implements Wake {
  settled = false;
  value: Value = null;
  failed = false;
  interrupts = false;
  constructor(
    readonly fiber: Fiber,
    /** Whether the host wakes it. */
    readonly ofHost = false,
  ) {}
}
registerClass(Waiter, 'clove.Waiter', ['java.lang.Object']);

/** The fibers of a runtime, which take turns in the order in which they became ready. */
export interface Fibers extends FiberServices {
  /** The fiber that runs. */
  readonly current: Fiber;
  /** A new fiber that will call `fn` with the dynamic bindings of the one that runs. */
  spawn(fn: Fn, daemon?: boolean): Fiber;
  /**
   * A fiber for the host, which takes its turn with the others. What `set!` changes in it holds for the runtime, or, where it is
   * given dynamic bindings of its `own`, for itself.
   */
  launch(run: Run, group: FiberGroup, own: Map<Var, Value> | null): Fiber;
  /** Ends fibers without running any of their code, that of `finally` neither; closes what they have opened. */
  abandon(group: FiberGroup): void;
  /**
   * The fiber that runs has opened a thing of the host: `close` is called where its program is abandoned, and where the runtime ends. Answers
   * what is called instead where the thing was closed, or closes by itself.
   */
  keepOpen(close: () => void): () => void;
  /** Closes all that was opened and not closed. */
  closeAll(): void;
  /** Has the error thrown in all fibers of the group, at once where they are ready. */
  cancel(group: FiberGroup, error: Value): void;
  /**
   * Runs fibers until `done`, or until none is ready, or for so many milliseconds at most; what they wait for. A limit that strikes
   * can be gone on from. `everyTurn`: `done` is asked at the end of each turn, not only where a fiber ends or waits and where others are
   * ready; else a fiber goes on while nobody else wants a turn. A limit of the `owner`, or of what has no limits of its own, is thrown; what
   * else reaches one stands still until its owner looks.
   */
  run(done: () => boolean, pause: Pause, milliseconds: number, owner?: FiberGroup | null, everyTurn?: boolean): Waiting;
  /** Has a fiber wait for the promise, or thenable, of the host. */
  waitForHost(promise: PromiseLike<unknown>): Value;
  /** Are told whenever the host has woken a fiber. */
  readonly onWake: Set<() => void>;
  /** Has the fiber that runs wait: what a native must answer, or what it was woken with already. Throws what it was woken with. */
  wait(waiter: Waiter): Value;
  /** Settles a wait; false where it has been settled before. */
  wake(waiter: Waiter, value: Value, failed: boolean): boolean;
  /** Has the error thrown in the fiber where it waits, or where it next does. */
  interrupt(fiber: Fiber, error: Value): void;
  /** Has the error thrown in the fiber where it waits, or where its next turn begins that is not its first, or where it next waits. */
  cancelFiber(fiber: Fiber, error: Value): void;
  /** Wakes after so many milliseconds. */
  wakeAfter(milliseconds: number, waiter: Waiter, value: Value): void;
  /** What fibers that have not ended keep. */
  held(): Iterable<Value>;
  /** Whether no fiber is ready. */
  isIdle(): boolean;
  /** Whether only daemons have not ended. */
  isOver(): boolean;
  /** Lets all fibers run until each has ended or waits for what nothing here can bring; no time is waited for daemons alone. */
  drain(): void;
  /** Whether the fiber that runs keeps its turn until it lets go, waits or ends: for the few steps of one change. */
  holdTurn(held: boolean): void;
  /** Tells of an error that the fiber that runs goes on after. */
  tellUncaught(error: Value): void;
  /** The fiber that the host runs. */
  readonly main: Fiber;
  state(): FibersState;
  /** From now on there are these. */
  restore(state: FibersState): void;
}

/** All that there is of fibers beside themselves, between two turns. */
export interface FibersState {
  /** Those that are ready, the next one first. */
  readonly ready: readonly Fiber[];
  /** The number of the last one that was made. */
  readonly ids: number;
  /** Those that have not ended. */
  readonly living: readonly Fiber[];
  readonly timers: TimersState;
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

/** All fibers wait, and nothing can wake them. */
export const deadlock = (): Value => illegalState('Deadlock: this fiber waits, and no other fiber can wake it');

/** The program waits for the host, which waits for the program. */
export const needsHost = (): Value =>
  illegalState(
    'The program waits for a promise of the host, which cannot come true before this call has ended: use evaluateAsync or callAsync',
  );

const always = (): boolean => true;

/** Whether the fiber has been cancelled and does not know yet. */
const isToBeTold = ({ group, toldCancelled, cancellation }: Fiber): boolean =>
  (group !== null && group.cancelled !== null && !toldCancelled) || cancellation !== null;

/** What a promise was rejected with that is no error. */
const hostFailure = (x: unknown): Value => new Error(String(x), { cause: x });

export function createFibers(environment: FiberEnvironment): Fibers {
  const { bindings, limits } = environment;
  const timers = createTimers(environment);
  const main = new Fiber(0);
  /** The fibers that are ready, oldest first, from `next` on. */
  let ready: Fiber[] = [];
  let next = 0;
  /** The fibers that wait with frames of JavaScript under them. */
  const held = new Set<Fiber>();
  let ids = 0;
  let turnHeld = false;
  /** How many fibers have not ended that are no daemons. */
  let lasting = 0;
  /** Those that have not ended. */
  const living = new Set<Fiber>();
  /** How many waits there are for promises of the host. */
  let hostWaits = 0;
  /** What closes the things of the host that are open. */
  const open = new Set<() => void>();

  /** Whether those who drive the fibers want to look, at the end of a turn when no other is ready. */
  let driverWaits: () => boolean = always;

  function makeReady(fiber: Fiber): void {
    ready.push(fiber);
  }

  /** Runs what drives fibers, which wants to look as `waits` says. */
  function driving<T>(waits: () => boolean, drive: () => T): T {
    const before = driverWaits;
    driverWaits = waits;
    try {
      return drive();
    } finally {
      driverWaits = before;
    }
  }

  function takeReady(): Fiber | undefined {
    while (next < ready.length) {
      const fiber = ready[next++];
      if (next === ready.length) {
        ready = [];
        next = 0;
      }
      if (!fiber.ended) return fiber;
    }
    return undefined;
  }

  /** A fiber begins. */
  function begin(fiber: Fiber, run: Run, group: FiberGroup | null, bound: BindingFrame | null, daemon: boolean): Fiber {
    living.add(fiber);
    fiber.daemon = daemon;
    if (!daemon) lasting++;
    fiber.group = group;
    group?.fibers.add(fiber);
    fiber.run = run;
    fiber.bindings = bound;
    makeReady(fiber);
    return fiber;
  }

  /** Runs a fiber until it ends, waits, or others must have their turn; `resumable`: it could go on after a limit. */
  function step(fiber: Fiber, resumable: boolean): void {
    const outer = fibers.current;
    outer.bindings = bindings.switchTo(fiber.bindings, fiber.id);
    fibers.current = fiber;
    const cancelled = fiber.group?.cancelled ?? null;
    if (cancelled !== null && !fiber.toldCancelled) {
      fiber.toldCancelled = true;
      fiber.waitsFor = failedWait(fiber, cancelled);
    } else if (fiber.cancellation !== null && fiber.waitsFor === null && fiber.begun) {
      fiber.waitsFor = failedWait(fiber, fiber.cancellation);
      fiber.cancellation = null;
    }
    fiber.begun = true;
    turnHeld = fiber.holdsTurn;
    fiber.holdsTurn = false;
    const waited = fiber.waitsFor;
    fiber.waitsFor = null;
    const own = fiber.group?.account ?? null;
    const account = own === null ? null : limits.enter(own);
    try {
      const result = (fiber.run as Run).step(waited);
      if (result === SLICED) makeReady(fiber);
      else if (result === STRUCK || result === PAUSED) {
        // It goes on before any other, where it goes on at all.
        ready.splice(next, 0, fiber);
        fiber.holdsTurn = turnHeld;
      } else if (result !== PARKED) end(fiber);
      if (own !== null && limits.isPending()) limits.strike(resumable);
    } catch (e) {
      if (e instanceof LimitError) {
        if (!e.resumable) end(fiber);
        throw e;
      }
      end(fiber);
      if (e !== fiber.group?.cancelled) environment.uncaught(e, fiber);
    } finally {
      if (account !== null) limits.enter(account);
      turnHeld = false;
      fiber.bindings = bindings.switchTo(outer.bindings, outer.id);
      if (fiber.ended) bindings.release(fiber.bindings, fiber.id === main.id ? outer.bindings : null);
      fibers.current = outer;
    }
  }

  /** The same, driven by others than its owner: what its limit stops waits for that one. */
  function stepFor(fiber: Fiber, owner: FiberGroup | null): void {
    try {
      step(fiber, true);
    } catch (e) {
      const { group } = fiber;
      if (!(e instanceof LimitError) || group === null || group === owner || group.account === null) throw e;
      group.stopped = e;
      group.held = ready.slice(next).filter((other) => other.group === group);
      ready = ready.slice(next).filter((other) => other.group !== group);
      next = 0;
      for (const hear of fibers.onWake) hear();
    }
  }

  /** Throws what has stopped the group while others drove it; it can go on from there. */
  function throwStop(group: FiberGroup): void {
    const { stopped, held } = group;
    if (stopped === null) return;
    group.stopped = null;
    group.held = [];
    ready.splice(next, 0, ...held);
    throw stopped;
  }

  function failedWait(fiber: Fiber, error: Value): Waiter {
    const waiter = new Waiter(fiber);
    waiter.settled = true;
    waiter.value = error;
    waiter.failed = true;
    waiter.interrupts = fiber.waitsFor === null;
    return waiter;
  }

  function end(fiber: Fiber): void {
    fiber.run = null;
    fiber.ended = true;
    fiber.group?.fibers.delete(fiber);
    living.delete(fiber);
    if (!fiber.daemon) lasting--;
  }

  function closeEach(some: Set<() => void>): void {
    for (const close of some) {
      some.delete(close);
      open.delete(close);
      close();
    }
  }

  /** Sleeps until a time comes that a fiber waits for, or the time of the program is over; false where none waits for a time. */
  function pause(): boolean {
    if (!timers.pause(limits.timeLeft())) return false;
    limits.look();
    return true;
  }

  /** Runs others until `done`; false where nothing here can bring that about, or only a time that `mayPause` refuses to wait for. */
  function runUntil(done: () => boolean, mayPause: () => boolean): boolean {
    return driving(always, () => {
      for (;;) {
        if (limits.isPending()) limits.strike(false);
        timers.fire(fibers.wake);
        if (done()) return true;
        const fiber = takeReady();
        if (fiber !== undefined) step(fiber, false);
        else if (!mayPause() || !pause()) return false;
      }
    });
  }

  const fibers: Fibers & { current: Fiber } = {
    current: main,
    spawn(fn, daemon = false) {
      limits.fiber(living.size + 1);
      return begin(new Fiber(++ids), environment.start(fn), fibers.current.group, bindings.convey(), daemon);
    },
    main,
    state() {
      const held = [...living].filter((fiber) => fiber.group?.held.includes(fiber));
      return { ready: [...held, ...ready.slice(next).filter((fiber) => !fiber.ended)], ids, living: [...living], timers: timers.state };
    },
    restore(state) {
      ready = [...state.ready];
      next = 0;
      ids = state.ids;
      living.clear();
      for (const fiber of state.living) living.add(fiber);
      lasting = state.living.filter((fiber) => !fiber.daemon).length;
      timers.state = state.timers;
    },
    launch(run, group, own) {
      if (own === null) return begin(new Fiber(main.id), run, group, bindings.capture(), false);
      const fiber = new Fiber(++ids);
      return begin(fiber, run, group, bindings.extend(bindings.convey(), [...own.keys()], [...own.values()], fiber.id), false);
    },
    abandon(group) {
      for (const fiber of group.fibers) {
        end(fiber);
        if (fiber.waitsFor !== null) fibers.wake(fiber.waitsFor, null, false);
        if (fiber.id !== main.id) bindings.release(fiber.bindings, null);
      }
      group.stopped = null;
      group.held = [];
      closeEach(group.open);
    },
    keepOpen(close) {
      const owner = fibers.current.group?.open;
      open.add(close);
      owner?.add(close);
      return () => {
        open.delete(close);
        owner?.delete(close);
      };
    },
    closeAll: () => closeEach(open),
    cancel(group, error) {
      group.cancelled = error;
      for (const fiber of group.fibers) {
        const waiter = fiber.waitsFor;
        if (waiter !== null) {
          fiber.toldCancelled = true;
          fibers.wake(waiter, error, true);
        }
      }
    },
    run(done, pausing, milliseconds, owner = null, everyTurn = false) {
      // The clock is asked only once somebody may have to be let run: it takes Node five milliseconds to load.
      let until: number | null = null;
      const isLate = (): boolean => {
        if (milliseconds === Number.POSITIVE_INFINITY || (hostWaits === 0 && pausing === 'patient')) return false;
        const now = performance.now();
        until ??= now + milliseconds;
        return now > until;
      };
      return driving(everyTurn ? always : isLate, () => {
        for (;;) {
          if (limits.isPending()) limits.strike(true);
          if (owner !== null) throwStop(owner);
          timers.fire(fibers.wake);
          if (done()) return 'done';
          const fiber = takeReady();
          if (fiber !== undefined) {
            stepFor(fiber, owner);
            if (isLate()) return { milliseconds: 0 };
          } else if (pausing === 'sleep') {
            if (!pause()) return hostWaits > 0 ? 'host' : 'nothing';
          } else {
            const left = pausing === 'none' ? null : timers.left();
            // A time of the runtime's own stands still while the host has something to bring.
            if (left === null || (hostWaits > 0 && !timers.isReal)) return hostWaits > 0 ? 'host' : 'nothing';
            if (timers.isReal) return { milliseconds: left };
            timers.pause(left);
          }
        }
      });
    },
    waitForHost(promise) {
      const waiter = new Waiter(fibers.current, true);
      hostWaits++;
      const settle = (value: Value, failed: boolean): void => {
        if (fibers.wake(waiter, value, failed)) for (const hear of fibers.onWake) hear();
      };
      promise.then(
        (value) => settle(fromHost(value), false),
        (error) => settle(error instanceof Error ? error : hostFailure(error), true),
      );
      return fibers.wait(waiter);
    },
    onWake: new Set(),
    wait(waiter) {
      const fiber = fibers.current;
      if (waiter.fiber !== fiber) throw illegalState('A fiber waits for itself only');
      turnHeld = false;
      const error = fiber.interruption ?? fiber.cancellation;
      if (error !== null && !waiter.settled) {
        fibers.wake(waiter, error, true);
        fiber.interruption = null;
        fiber.cancellation = null;
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
      if (waiter.ofHost) hostWaits--;
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
    cancelFiber(fiber, error) {
      if (fiber.waitsFor === null || !fibers.wake(fiber.waitsFor, error, true)) fiber.cancellation = error;
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
      if (next < ready.length) return true;
      // Below every other fiber is the one that drives it, which may have something else to do by now, and tells it that it is cancelled.
      return fibers.current.run !== null && (driverWaits() || isToBeTold(fibers.current));
    },
    *held() {
      for (const fiber of living) {
        yield fiber.bindings;
        yield fiber.locals;
        yield fiber.waitsFor?.value ?? null;
        if (fiber.run !== null) yield fiber.run.registers();
      }
    },
    isIdle: () => next === ready.length,
    isOver: () => lasting === 0,
    holdTurn(held) {
      turnHeld = held;
    },
    tellUncaught: (error) => environment.uncaught(error, fibers.current),
    waitHere() {
      const fiber = fibers.current;
      const waiter = fiber.waitsFor as Waiter;
      const outermost = !held.has(fiber);
      held.add(fiber);
      try {
        const awaited = runUntil(
          () => waiter.settled,
          () => true,
        );
        if (!awaited) fibers.wake(waiter, hostWaits > 0 ? needsHost() : deadlock(), true);
      } finally {
        if (outermost) held.delete(fiber);
      }
      fiber.waitsFor = null;
      return waiter;
    },
    letOthersRun() {
      for (let left = ready.length - next; left > 0; left--) {
        const fiber = takeReady();
        if (fiber !== undefined) step(fiber, false);
        if (limits.isPending()) limits.strike(false);
      }
    },
  };
  return fibers;
}
