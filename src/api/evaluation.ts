import { LimitError } from '../data/budget.js';
import { ExceptionClass, Throwable } from '../data/errors.js';
import type { Fn } from '../data/functions.js';
import type { Value } from '../data/value.js';
import { deadlock, type Fiber, type FiberGroup, needsHost } from '../runtime/fibers.js';
import type { Runtime as World } from '../runtime/runtime.js';

/** For so many milliseconds at a time the host's own events wait while a program runs asynchronously. */
const TURN = 8;

/** One evaluation that the host asked for: guest functions one after another, and all fibers that they begin. */
export interface Evaluation {
  /** Runs to the end, from where it stands, without giving the host's events their turn; the value, or throws what the program threw. */
  inOneGo(): Value;
  /** The same, with turns for the host's events. */
  inTurns(signal: AbortSignal | undefined): Promise<Value>;
  /** Ends all its fibers, without running any of their code. */
  abandon(): void;
}

/** `steps` yields guest functions, and is given the value of each. */
export function createEvaluation(world: World, steps: Iterator<Fn, Value, Value>): Evaluation {
  const { fibers } = world;
  const group: FiberGroup = { fibers: new Set(), cancelled: null, abandoned: false };
  let fiber: Fiber | null = null;
  const result = { value: null as Value, failed: false, ended: false };
  let last: Value = null;

  /** Has the next function called by a fiber; true where there is none. */
  function isOver(): boolean {
    if (fiber !== null) return false;
    const step = steps.next(last);
    if (step.done === true) {
      last = step.value;
      return true;
    }
    result.ended = false;
    fiber = fibers.launch(step.value, group, (value, failed) => {
      Object.assign(result, { value, failed, ended: true });
    });
    return false;
  }

  /** The function that ran has come to its end. */
  function take(): void {
    fiber = null;
    if (result.failed) throw result.value;
    last = result.value;
  }

  const hasEnded = (): boolean => result.ended;

  /** The fiber waits for what cannot come. */
  function tellWaiting(error: Value): void {
    const waiter = fiber?.waitsFor ?? null;
    if (waiter === null) throw new Error('Internal error: an evaluation waits for nothing');
    fibers.wake(waiter, error, true);
  }

  /** After a limit: ends the rest of what cannot go on. */
  function struck(error: unknown): unknown {
    if (error instanceof LimitError && !error.resumable) evaluation.abandon();
    return error;
  }

  const evaluation: Evaluation = {
    inOneGo() {
      try {
        while (!isOver()) {
          const waiting = fibers.run(hasEnded, true, Number.POSITIVE_INFINITY);
          if (waiting === 'done') take();
          else tellWaiting(waiting === 'host' ? needsHost() : deadlock());
        }
        return last;
      } catch (e) {
        throw struck(e);
      }
    },
    async inTurns(signal) {
      const turns = createTurns();
      const abort = (): void => {
        fibers.cancel(group, new Throwable(CANCELLATION, 'The evaluation was cancelled'));
        turns.wake();
      };
      signal?.addEventListener('abort', abort);
      fibers.onWake.add(turns.wake);
      if (signal?.aborted === true) abort();
      try {
        while (!(signal?.aborted === true && fiber === null) && !isOver()) {
          const waiting = fibers.run(hasEnded, false, TURN);
          if (waiting === 'done') take();
          else if (waiting === 'nothing') tellWaiting(deadlock());
          else await turns.next(waiting === 'host' ? null : waiting.milliseconds);
        }
        return last;
      } catch (e) {
        throw struck(e);
      } finally {
        // Those that were cancelled with it end before it does.
        for (const all = group.fibers; group.cancelled !== null && all.size > 0; ) {
          const waiting = fibers.run(() => all.size === 0, false, TURN);
          if (waiting === 'nothing') evaluation.abandon();
          else if (waiting !== 'done') await turns.next(waiting === 'host' ? null : waiting.milliseconds);
        }
        signal?.removeEventListener('abort', abort);
        fibers.onWake.delete(turns.wake);
        signal?.throwIfAborted();
      }
    },
    abandon() {
      group.abandoned = true;
      fibers.abandon(group);
    },
  };
  return evaluation;
}

const CANCELLATION = ExceptionClass.cancellation;

/** Turns of the host's events. */
interface Turns {
  /** Lets the host's events run until `wake`, or for so many milliseconds at most. */
  next(milliseconds: number | null): Promise<void>;
  wake(): void;
}

function createTurns(): Turns {
  let wake: (() => void) | null = null;
  let woken = false;
  return {
    next: (milliseconds) =>
      new Promise((resolve) => {
        const timer = milliseconds === null && !woken ? null : setTimeout(() => go(), woken ? 0 : (milliseconds as number));
        const go = (): void => {
          if (timer !== null) clearTimeout(timer);
          wake = null;
          resolve();
        };
        wake = go;
        woken = false;
      }),
    wake() {
      if (wake === null) woken = true;
      else wake();
    },
  };
}
