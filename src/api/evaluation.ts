import { LimitError } from '../data/budget.js';
import { ExceptionClass, Throwable } from '../data/errors.js';
import type { Value } from '../data/value.js';
import { deadlock, needsHost } from '../runtime/fibers.js';
import type { Account } from '../runtime/limits.js';
import { beginProgram, dropProgram, type Program } from '../runtime/program.js';
import type { Runtime as World } from '../runtime/runtime.js';
import { createTurns } from './turns.js';

/** For so many milliseconds at a time the host's own events wait while a program runs asynchronously. */
const TURN = 8;

/** Runs a part of an evaluation, between two turns of the host's events. */
export type Section = <T>(part: () => T) => T;

/** A program that the host waits for: a text, or a call, and all fibers that it begins. */
export interface Evaluation {
  /** Runs to the end, from where it stands, without giving the host's events their turn; the value, or throws what the program threw. */
  inOneGo(): Value;
  /** The same, with turns for the host's events: `patient` where they wait as long as no fiber waits for them. */
  inTurns(section: Section, signal: AbortSignal | undefined, patient?: boolean): Promise<Value>;
  /** What its fibers may use; null where they use what those use that it runs in. */
  account: Account | null;
  /** Ends all its fibers, without running any of their code. */
  abandon(): void;
}

/** The evaluation of a program that is yet to begin. */
export function createEvaluation(world: World, program: Program): Evaluation {
  const { fibers } = world;
  const { group } = program;

  function begin(): void {
    if (program.fiber === null) beginProgram(world, program, false);
  }

  const hasEnded = (): boolean => program.state !== 'running';

  /** What the program ended with. */
  function take(): Value {
    const { state, value } = program;
    if (state === 'dropped') throw new Error('The program was dropped before it had ended');
    dropProgram(world, program);
    if (state === 'failed') throw value;
    return value;
  }

  /** The program waits for what cannot come. */
  function tellWaiting(error: Value): void {
    const waiter = program.fiber?.waitsFor ?? null;
    if (waiter === null) throw new Error('Internal error: an evaluation waits for nothing');
    fibers.wake(waiter, error, true);
  }

  /** After a limit: ends the rest of what cannot go on. */
  function struck(error: unknown): unknown {
    if (error instanceof LimitError && !error.resumable) evaluation.abandon();
    return error;
  }

  const evaluation: Evaluation = {
    get account() {
      return group.account;
    },
    set account(account) {
      group.account = account;
    },
    inOneGo() {
      begin();
      try {
        for (;;) {
          const waiting = fibers.run(hasEnded, 'sleep', Number.POSITIVE_INFINITY, group);
          if (waiting === 'done') return take();
          tellWaiting(waiting === 'host' ? needsHost() : deadlock());
        }
      } catch (e) {
        throw struck(e);
      }
    },
    async inTurns(section, signal, patient = false) {
      signal?.throwIfAborted();
      begin();
      const turns = createTurns();
      const abort = (): void => {
        fibers.cancel(group, new Throwable(CANCELLATION, 'The evaluation was cancelled'));
        turns.wake();
      };
      signal?.addEventListener('abort', abort);
      fibers.onWake.add(turns.wake);
      try {
        for (;;) {
          const waiting = section(() => fibers.run(hasEnded, patient ? 'patient' : 'host', TURN, group));
          if (waiting === 'done') return take();
          if (waiting === 'nothing') tellWaiting(deadlock());
          else await turns.next(waiting === 'host' ? null : waiting.milliseconds);
        }
      } catch (e) {
        throw struck(e);
      } finally {
        // Those that were cancelled with it end before it does.
        for (const all = group.fibers; group.cancelled !== null && all.size > 0; ) {
          const waiting = section(() => fibers.run(() => all.size === 0, 'host', TURN, group));
          if (waiting === 'nothing') evaluation.abandon();
          else if (waiting !== 'done') await turns.next(waiting === 'host' ? null : waiting.milliseconds);
        }
        signal?.removeEventListener('abort', abort);
        fibers.onWake.delete(turns.wake);
        signal?.throwIfAborted();
      }
    },
    abandon() {
      dropProgram(world, program);
      // Where it has failed itself, others that it began may still be there.
      fibers.abandon(group);
    },
  };
  return evaluation;
}

/**
 * Lets all fibers run until each has ended, or waits for what nothing can bring, with turns for the host's events: `patient` where they
 * wait as long as no fiber waits for them.
 */
export async function drainInTurns({ fibers }: World, patient: boolean): Promise<void> {
  const turns = createTurns();
  fibers.onWake.add(turns.wake);
  try {
    for (;;) {
      const waiting = fibers.run(() => fibers.isOver(), patient ? 'patient' : 'host', TURN);
      if (waiting === 'done' || waiting === 'nothing') return;
      await turns.next(waiting === 'host' ? null : waiting.milliseconds);
    }
  } finally {
    fibers.onWake.delete(turns.wake);
  }
}

const CANCELLATION = ExceptionClass.cancellation;
