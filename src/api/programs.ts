import type { Value } from '../data/value.js';
import { Source } from '../reader/source.js';
import type { LimitOptions } from '../runtime/limits.js';
import { beginProgram, dropProgram, type Program as OwnProgram, textProgram } from '../runtime/program.js';
import type { Runtime as World } from '../runtime/runtime.js';
import type { CloveError } from './errors.js';

/** A text, or a call, that is run in a fiber of its own, and that goes on when fibers have their turns. */
export interface Program {
  /** `dropped`: it was given up before it had ended. */
  readonly state: 'running' | 'done' | 'failed' | 'dropped';
  /** Where it is done, the value of the last form, as `evalString` answers it; else nil. */
  readonly value: Value;
  /** What it failed with, else null. */
  readonly error: CloveError | null;
  /** Takes it out of `programs`. What is still running of it ends without running any of its code. */
  drop(): void;
}

export interface AdvanceOptions {
  /** How many turns fibers have at most. Default: as many as there are. */
  readonly turns?: number;
  /** How many safepoints (calls, and turns of loops) a turn has at most. Default 16,384, which is what the engine `tree` always has. */
  readonly safepoints?: number;
  /** Whether to wait for a time to come that fibers wait for, where nothing else is to be done. Default: no. */
  readonly wait?: boolean;
  /** Limits of what runs, in place of those of the runtime. */
  readonly limits?: LimitOptions;
}

/** The programs of one runtime, as the host sees them. */
export interface Programs {
  start(text: string, file: string, line: number): Program;
  /** Those that were begun and have not been dropped. */
  all(): Program[];
  /** Gives fibers that are ready their turns: so many at most. */
  advance(turns: number, safepoints: number | undefined, wait: boolean): void;
}

export function createPrograms(world: World, errorOf: (thrown: Value) => CloveError): Programs {
  const handles = new WeakMap<OwnProgram, Program>();

  /** What the host sees of a program: the same object each time. */
  function handle(program: OwnProgram): Program {
    let made = handles.get(program);
    if (made === undefined) {
      let error: CloveError | null = null;
      made = {
        get state() {
          return program.state;
        },
        get value() {
          return program.state === 'done' ? program.value : null;
        },
        get error() {
          if (program.state !== 'failed') return null;
          error ??= errorOf(program.value);
          return error;
        },
        drop: () => dropProgram(world, program),
      };
      handles.set(program, made);
    }
    return made;
  }

  return {
    start(text, file, line) {
      const program = textProgram(world, new Source(file, text, line));
      beginProgram(world, program, true);
      return handle(program);
    },
    all: () => world.programs.map(handle),
    advance(turns, safepoints, wait) {
      const { engine, fibers } = world;
      const { meter } = engine;
      if (safepoints !== undefined && meter === null)
        throw new Error(`The turns of the engine '${engine.name}' have one length: choose 'vm', 'jit' or 'auto'`);
      let left = turns;
      const before = meter?.slice ?? 0;
      if (meter !== null && safepoints !== undefined) meter.slice = Math.max(1, Math.floor(safepoints));
      try {
        const isOver = (): boolean => left-- <= 0 || (fibers.isIdle() && fibers.isOver());
        fibers.run(isOver, wait ? 'sleep' : 'none', Number.POSITIVE_INFINITY, null, true);
      } finally {
        if (meter !== null) meter.slice = before;
      }
    },
  };
}
