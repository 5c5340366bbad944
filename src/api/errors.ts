import { CompileError } from '../compiler/errors.js';
import { className } from '../data/classes.js';
import { type Place, Throwable, type TraceFrame } from '../data/errors.js';
import type { Value } from '../data/value.js';
import { ReadError } from '../reader/read-error.js';
import { describeError, isLibraryFile } from '../runtime/report.js';
import type { Runtime as World } from '../runtime/runtime.js';

/** What a program threw, as its host sees it. */
export class CloveError extends Error {
  override readonly name = 'CloveError';
  constructor(
    message: string,
    /** The full name of the class, as the program knows it: `clojure.lang.ExceptionInfo`, `js.TypeError`. */
    readonly className: string,
    /** What `ex-data` answers, as JavaScript's own objects; null where there is none. */
    readonly data: unknown,
    /** Where in the program it was thrown; null where that is not known. */
    readonly place: Place | null,
    /** The calls of the program that were under way, the innermost first. */
    readonly frames: readonly TraceFrame[],
    /** All of it for people: class, message, place, the line with a caret, a hint, the calls, the causes. */
    readonly report: string,
    /** What was thrown itself: the program's exception, or the error of the host. */
    readonly thrown: Value,
    cause: unknown,
  ) {
    super(message, cause === null ? undefined : { cause });
    this.stack = report;
  }
}

/** The error for the host; `toJs` makes JavaScript's own objects of data. */
export function cloveError(thrown: Value, world: World, toJs: (x: Value) => unknown): CloveError {
  if (thrown instanceof CloveError) return thrown;
  const isGuest = thrown instanceof Throwable;
  const frames = isGuest ? (thrown.trace ?? []) : (world.traces.get(thrown as object) ?? []);
  const cause = isGuest && thrown.cause !== null && thrown.cause !== undefined ? thrown.cause : null;
  return new CloveError(
    thrown instanceof CompileError ? thrown.text : ((thrown as Error).message ?? ''),
    className(thrown),
    isGuest && !(thrown instanceof CompileError) && thrown.data !== null ? toJs(thrown.data) : null,
    thrown instanceof CompileError || thrown instanceof ReadError
      ? spanPlace(thrown)
      : (frames.find((f) => f.place !== null && !isLibraryFile(f.place.file))?.place ?? null),
    frames,
    describeError(thrown, world),
    thrown,
    isGuest ? (cause === null ? null : cloveError(cause, world, toJs)) : thrown,
  );
}

function spanPlace({ span }: CompileError | ReadError): Place | null {
  return span === null ? null : span.source.place(span.start);
}
