import { LimitError, type LimitName } from '../data/budget.js';
import type { LimitServices } from '../engines/services.js';
import type { TextSink } from './host.js';
import type { WalkTime } from './live-data.js';

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
  /** The bytes of texts that are equal to others, and may or may not be the same. They are not among the `bytes`. */
  readonly repeated: number;
  readonly objects: number;
}

/** What one request of the host may still use, while others run. */
export interface Account {
  /** Units that are left. */
  fuel: number;
  depth: number;
  /** When its time is over, by `performance.now`. */
  deadline: number;
  /** Of all that there is, whoever made it. */
  memory: number;
  /** The count of fuel at which the live data is measured next. */
  measureAt: number;
  output: number;
  fibers: number;
  /** The limit that was reached. */
  pending: LimitName | null;
}

/** The limits of a runtime. They hold for one evaluation after another; `memory` and `fibers` count what earlier ones left too. */
export interface Limits extends LimitServices {
  /** An account without limits, but of how much data there may be. */
  open(): Account;
  /** The account of what runs now. */
  current(): Account;
  /** What runs from now on uses that account, which `begin` and `extend` change; answers the one before. */
  enter(account: Account): Account;
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
  /** Bytes of live data beyond what `memory` does not count, measured now. */
  measure(): number;
  /** Time has passed without any fuel being used: looks whether it is over. */
  look(): void;
  /** Whether what runs must stand still, since a limit was reached. */
  isPending(): boolean;
}

/** What limits need of their runtime. */
export interface LimitEnvironment {
  /** The fuel that has been used altogether. */
  used(): number;
  /** The limits are others now. */
  changed(): void;
  /** Measures the live data as `measureLive` does. */
  measure(enough: number, time: WalkTime): LiveData | null;
}

/** What a unit takes at the least where the next measurement is planned: a program that kept little may begin to keep more. */
const LEAST_BYTES_PER_UNIT = 32;
/** Data that does not grow is measured again after so many units for each object that there was: measuring takes a part of the time. */
const UNITS_PER_OBJECT = 2;
/** The least number of units between two measurements. */
const LEAST_UNITS = 1024;
/** How many times as many units as before the last measurement may pass before the next one: growth may begin at any time. */
const MOST_GROWTH = 4;
/** How many bytes data that grows steadily may grow beyond the limit before it is found. */
const SLACK = 1 << 19;

/** The clock is looked at about so many milliseconds apart. */
const LOOK = 1;
/** How many units pass between two looks: at first, at the least, and at the most. */
const FIRST_LOOK = 1024;
const LEAST_LOOK = 64;
const MOST_LOOK = 1 << 16;

/** The characters of text that a unit of fuel makes at the most. */
const TEXT_PER_UNIT = 32;

const NO_HURRY: WalkTime = { isOver: () => false };

const MESSAGES: Readonly<Record<LimitName, string>> = {
  fuel: 'The program has used up its fuel',
  time: 'The time of the program is over',
  memory: 'The program keeps more data than the limit of this runtime',
  depth: 'Calls are nested deeper than the limit of this runtime',
  output: 'The program writes more than the limit of this runtime',
  fibers: 'The program has more fibers than the limit of this runtime',
};

export const limitError = (limit: LimitName, resumable: boolean): LimitError => new LimitError(limit, MESSAGES[limit], resumable);

const openAccount = (): Account => ({
  fuel: Number.POSITIVE_INFINITY,
  depth: Number.POSITIVE_INFINITY,
  deadline: Number.POSITIVE_INFINITY,
  memory: Number.POSITIVE_INFINITY,
  measureAt: Number.POSITIVE_INFINITY,
  output: Number.POSITIVE_INFINITY,
  fibers: Number.POSITIVE_INFINITY,
  pending: null,
});

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
  /** The count of fuel then. */
  let baseAt = 0;
  /** The bytes that were live at the last measurement, and the count of fuel then. */
  let live = 0;
  let measuredAt = 0;
  /** The bytes by which live data has grown with each unit of late. */
  let rate = 0;
  /** The bytes that a native wants to take at once. */
  let wanted = 0;
  /** There was no time for the last measurement, which is made where there is time again. */
  let unmeasured = false;
  let pending: LimitName | null = null;
  /** The count of fuel at which the clock is looked at next, where there is a limit of time; how far apart; and when it was looked at. */
  let lookAt = Number.POSITIVE_INFINITY;
  let lookUnits = FIRST_LOOK;
  let lookedAt = 0;

  const isLate = (): boolean => deadline !== Number.POSITIVE_INFINITY && performance.now() > deadline;

  /** Time is limited from now on, or no more. */
  function setDeadline(milliseconds: number | undefined): void {
    if (milliseconds === undefined) {
      deadline = Number.POSITIVE_INFINITY;
      lookAt = Number.POSITIVE_INFINITY;
      return;
    }
    lookedAt = performance.now();
    deadline = lookedAt + milliseconds;
    lookAt = used() + lookUnits;
  }

  /** Looks at the clock, and says when to do so again: units take as long as they take. */
  function isLateAt(count: number): boolean {
    if (deadline === Number.POSITIVE_INFINITY) return false;
    const now = performance.now();
    if (count >= lookAt) {
      const took = now - lookedAt;
      if (took > LOOK) lookUnits = Math.max(LEAST_LOOK, Math.floor((lookUnits * LOOK) / took));
      else if (took < LOOK / 2) lookUnits = Math.min(MOST_LOOK, lookUnits * 2);
      lookedAt = now;
      lookAt = count + lookUnits;
    }
    return now > deadline;
  }

  const hurry: WalkTime = {
    isOver: (milliseconds) => deadline !== Number.POSITIVE_INFINITY && performance.now() + milliseconds > deadline,
  };

  /** Measures; the limit that was found to be reached. */
  function fullOrLate(): LimitName | null {
    const most = memory - wanted;
    wanted = 0;
    if (most < 0) return 'memory';
    const measured = measure((base ?? 0) + most, hurry);
    const now = used();
    if (measured === null) {
      // Time ends before it could be known how much there is.
      unmeasured = true;
      measureAt = Number.POSITIVE_INFINITY;
      return isLate() ? 'time' : null;
    }
    const before = live;
    live = beyondBase(measured);
    if (live > most) return 'memory';
    const passed = Math.max(1, now - measuredAt);
    // A program that has just let go of much may well keep as much again.
    rate = Math.max((live - before) / passed, rate / 2);
    const rest = Math.min(measured.objects * UNITS_PER_OBJECT, SLACK / rate);
    const room = (memory - live) / Math.max(2 * rate, LEAST_BYTES_PER_UNIT);
    measureAt = now + Math.max(LEAST_UNITS, Math.min(Math.max(rest, room), passed * MOST_GROWTH));
    measuredAt = now;
    return null;
  }

  /** What there is beside the library. Of texts that are equal to others a program can have made no more than it had fuel for. */
  const beyondBase = ({ bytes, repeated }: LiveData): number =>
    Math.max(0, bytes - (base ?? 0)) + Math.min(repeated, (used() - baseAt) * TEXT_PER_UNIT);

  /** How much data there may be from now on. */
  function setMemory(most: number): void {
    if (most === memory) return;
    memory = most;
    measureAt = memory;
    unmeasured = false;
    if (memory === Number.POSITIVE_INFINITY) return;
    if (base === null) setBase();
    measuredAt = used();
    measureAt = measuredAt + LEAST_UNITS;
  }

  let account = openAccount();

  /** Each object counted once. */
  const exactly = (): LiveData => measure(0, NO_HURRY) as LiveData;

  /** What there is now does not count. */
  function setBase(): void {
    base = exactly().bytes;
    baseAt = used();
  }

  /** Live data is measured as soon as possible where there was no time for that. */
  function catchUp(): void {
    if (unmeasured) measureAt = used();
    unmeasured = false;
  }

  const limits: Limits = {
    askAt: () => Math.min(fuel, measureAt, lookAt),
    depth: () => depth,
    isBounded: () => fuel !== Number.POSITIVE_INFINITY || deadline !== Number.POSITIVE_INFINITY,
    isPending: () => pending !== null,
    open: () => ({ ...openAccount(), memory, measureAt }),
    current: () => account,
    enter(next) {
      const before = account;
      if (next === before) return before;
      const now = used();
      Object.assign(before, { fuel: fuel - now, depth, deadline, output, fibers, pending, measureAt });
      account = next;
      ({ depth, deadline, output, fibers, pending } = next);
      fuel = now + next.fuel;
      lookAt = deadline === Number.POSITIVE_INFINITY ? deadline : now + LEAST_LOOK;
      if (next.memory !== memory) {
        setMemory(next.memory);
        // What is entered often for a short while is measured as often as what runs on.
        if (memory !== Number.POSITIVE_INFINITY) measureAt = Math.min(measureAt, next.measureAt);
      }
      wanted = 0;
      changed();
      return before;
    },
    begin(options) {
      fuel = used() + orUnlimited(options.fuel);
      depth = orUnlimited(options.depth);
      setDeadline(options.time);
      output = orUnlimited(options.output);
      fibers = orUnlimited(options.fibers);
      account.memory = orUnlimited(options.memory);
      setMemory(account.memory);
      catchUp();
      wanted = 0;
      pending = null;
      changed();
    },
    extend(options) {
      if (options.fuel !== undefined) fuel = Math.max(fuel, used() - 1) + options.fuel;
      if (options.time !== undefined) setDeadline(options.time);
      if (options.output !== undefined) output = Math.max(output, 0) + options.output;
      if (options.memory !== undefined) {
        memory = options.memory;
        account.memory = memory;
        measureAt = used();
      }
      catchUp();
      depth = options.depth ?? depth;
      fibers = options.fibers ?? fibers;
      pending = null;
      changed();
    },
    isDue(count) {
      if (count > fuel) pending = 'fuel';
      else if (isLateAt(count)) pending = 'time';
      else if (count >= measureAt) pending = 'memory';
      return pending !== null;
    },
    refuse(count, units, bytes) {
      if (count + units > fuel) return 'fuel';
      if (isLate()) return 'time';
      if (bytes === 0 || live + (count - measuredAt) * LEAST_BYTES_PER_UNIT + bytes <= memory) return null;
      // Whether there is room is known once it has been measured.
      wanted = bytes;
      return 'memory';
    },
    timeLeft: () => (deadline === Number.POSITIVE_INFINITY ? deadline : Math.max(0, deadline - performance.now())),
    measure() {
      if (base === null) setBase();
      return beyondBase(exactly());
    },
    look() {
      if (isLate()) pending = 'time';
    },
    struckBy(limit) {
      pending = limit;
    },
    strike(resumable) {
      const limit = pending;
      pending = null;
      const found = limit === 'memory' ? fullOrLate() : limit;
      if (found !== null) throw limitError(found, resumable);
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
