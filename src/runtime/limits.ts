import { LimitError, type LimitName } from '../data/budget.js';
import type { LimitServices } from '../engines/services.js';
import type { TextSink } from './host.js';

/** How much a program may use. What is absent is not limited. */
export interface LimitOptions {
  /**
   * Units of work: one for each call of a guest function, each turn of a loop, each element of a collection that the library handles,
   * and each 32 characters or bytes of a text or a big number. The same program uses the same number, on each of the engines vm,
   * jit and auto.
   */
  readonly fuel?: number;
  /** Milliseconds. */
  readonly time?: number;
  /** Bytes of data beyond the library's, about: what the program can still reach is measured from time to time. */
  readonly memory?: number;
  /** Slots that the calls of one fiber may take: three for each call, and those of the function's parameters and locals. */
  readonly depth?: number;
  /** Characters that may be written to the output and the error output. */
  readonly output?: number;
  /** Fibers that may have begun and not ended. */
  readonly fibers?: number;
}

/** How much live data there is. */
export interface LiveData {
  readonly bytes: number;
  readonly objects: number;
}

/** The limits of a runtime. They hold for one evaluation after another; `memory` and `fibers` count what earlier ones left too. */
export interface Limits extends LimitServices {
  /** New limits from now on; the program may go on where it was stopped. */
  begin(options: LimitOptions): void;
  /** More of some, beside what is left: fuel and output in addition, time from now, others as given. */
  extend(options: LimitOptions): void;
  /** Throws a LimitError where one more fiber than that is too many. */
  fiber(live: number): void;
  /** So many bytes of data are about to come from the host at once, or have come one after the other. Throws a LimitError where that is too much. */
  admit(bytes: number): void;
  /** A sink that counts what goes through it. */
  limited(sink: TextSink): TextSink;
  /** Milliseconds until the time of the program is over. */
  timeLeft(): number;
  /** Time has passed without any fuel being used: looks whether it is over. */
  look(): void;
  /** Whether what runs must stand still, since a limit was reached. */
  readonly pending: boolean;
}

/** What limits need of their runtime. */
export interface LimitEnvironment {
  /** The fuel that has been used altogether. */
  used(): number;
  /** The limits are others now. */
  changed(): void;
  /** Measures the live data. */
  measure(): LiveData;
}

/** The bytes that a unit of fuel may take, at the most as a rule: a lazy seq, its function, and what it captured. */
const BYTES_PER_UNIT = 128;
/** The data is measured again after so many units for each object that there was: measuring takes a small part of the time. */
const UNITS_PER_OBJECT = 2;
/** The least number of units between two measurements. */
const LEAST_UNITS = 4096;

const MESSAGES: Readonly<Record<LimitName, string>> = {
  fuel: 'The program has used up its fuel',
  time: 'The time of the program is over',
  memory: 'The program keeps more data than the limit of this runtime',
  depth: 'Calls are nested deeper than the limit of this runtime',
  output: 'The program writes more than the limit of this runtime',
  fibers: 'The program has more fibers than the limit of this runtime',
};

export const limitError = (limit: LimitName, resumable: boolean): LimitError => new LimitError(limit, MESSAGES[limit], resumable);

const orUnlimited = (x: number | undefined): number => x ?? Number.POSITIVE_INFINITY;

export function createLimits({ used, changed, measure }: LimitEnvironment): Limits {
  let fuel = Number.POSITIVE_INFINITY;
  let depth = Number.POSITIVE_INFINITY;
  let deadline = Number.POSITIVE_INFINITY;
  let memory = Number.POSITIVE_INFINITY;
  let output = Number.POSITIVE_INFINITY;
  let fibers = Number.POSITIVE_INFINITY;
  /** The count of fuel at which the live data is measured next. */
  let measureAt = Number.POSITIVE_INFINITY;
  /** The bytes that there were when a limit of them was first set: those of the library, and what the host put there. */
  let base: number | null = null;
  /** The bytes that were live at the last measurement. */
  let live = 0;
  let pending: LimitName | null = null;

  const isLate = (): boolean => deadline !== Number.POSITIVE_INFINITY && performance.now() > deadline;

  /** Measures; whether there is too much. */
  function isFull(): boolean {
    const { bytes, objects } = measure();
    live = Math.max(0, bytes - (base ?? 0));
    const room = Math.max(0, memory - live) / BYTES_PER_UNIT;
    measureAt = used() + Math.max(LEAST_UNITS, objects * UNITS_PER_OBJECT, room);
    return live > memory;
  }

  const limits: Limits = {
    get askAt() {
      return Math.min(fuel, measureAt);
    },
    get depth() {
      return depth;
    },
    get bounded() {
      return fuel !== Number.POSITIVE_INFINITY || deadline !== Number.POSITIVE_INFINITY;
    },
    get pending() {
      return pending !== null;
    },
    begin(options) {
      fuel = used() + orUnlimited(options.fuel);
      depth = orUnlimited(options.depth);
      deadline = options.time === undefined ? Number.POSITIVE_INFINITY : performance.now() + options.time;
      output = orUnlimited(options.output);
      fibers = orUnlimited(options.fibers);
      if (orUnlimited(options.memory) !== memory) {
        memory = orUnlimited(options.memory);
        measureAt = memory;
        if (memory !== Number.POSITIVE_INFINITY) {
          base ??= measure().bytes;
          measureAt = used() + memory / BYTES_PER_UNIT / 2;
        }
      }
      pending = null;
      changed();
    },
    extend(options) {
      if (options.fuel !== undefined) fuel = Math.max(fuel, used() - 1) + options.fuel;
      if (options.time !== undefined) deadline = performance.now() + options.time;
      if (options.output !== undefined) output = Math.max(output, 0) + options.output;
      if (options.memory !== undefined) {
        memory = options.memory;
        measureAt = used();
      }
      depth = options.depth ?? depth;
      fibers = options.fibers ?? fibers;
      pending = null;
      changed();
    },
    isDue(count) {
      if (count > fuel) pending = 'fuel';
      else if (isLate()) pending = 'time';
      else if (count >= measureAt) pending = 'memory';
      return pending !== null;
    },
    refuse(count, units) {
      if (count + units > fuel) return 'fuel';
      if (isLate()) return 'time';
      // An element takes eight bytes at least, where it stands: what alone is too much is not begun.
      return units * 8 > memory ? 'memory' : null;
    },
    timeLeft: () => (deadline === Number.POSITIVE_INFINITY ? deadline : Math.max(0, deadline - performance.now())),
    look() {
      if (isLate()) pending = 'time';
    },
    struckBy(limit) {
      pending = limit;
    },
    strike(resumable) {
      const limit = pending;
      pending = null;
      // What alone is too much was refused before the time to measure.
      if (limit === null || (limit === 'memory' && used() >= measureAt && !isFull())) return;
      throw limitError(limit, resumable);
    },
    fiber(count) {
      if (count > fibers) throw limitError('fibers', false);
    },
    admit(bytes) {
      if (bytes > memory - live) throw limitError('memory', false);
    },
    limited: (sink) => ({
      write(text) {
        output -= text.length;
        if (output < 0) throw limitError('output', false);
        sink.write(text);
      },
      flush: () => sink.flush(),
      close: () => sink.close(),
    }),
  };
  return limits;
}
