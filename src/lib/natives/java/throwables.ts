import { className } from '../../../data/classes.js';
import { causeOf, ExceptionClass, illegalArgument, illegalState, messageOf, nullPointer, Throwable } from '../../../data/errors.js';
import { GUEST } from '../../../data/guest.js';
import type { Value } from '../../../data/value.js';
import type { Member } from '../define.js';

/** The exception itself where Java lets it have parts that are given later. An error of the host has them from its maker only. */
function ours(e: Value): Throwable {
  if (e instanceof Throwable) return e;
  throw illegalState("An error of the host's takes neither a cause nor suppressed exceptions");
}

/** Java's `initCause`: gives an exception that was made without a cause the one that it has from then on. */
function initCause(target: Value, cause: Value): Value {
  const e = ours(target);
  if (e.cause !== null || className(e) === ExceptionClass.info.name)
    throw new Throwable(ExceptionClass.illegalState, `Can't overwrite cause with ${cause === null ? 'a null' : String(cause)}`, null, e);
  // Java finds only the exception itself: but whoever follows the causes of one must come to an end.
  let c: Value = cause;
  while (c !== e && c instanceof Throwable) c = c.cause;
  if (c === e) throw new Throwable(ExceptionClass.illegalArgument, 'Self-causation not permitted', null, e);
  e.cause = cause;
  return e;
}

function addSuppressed(target: Value, suppressed: Value): Value {
  const e = ours(target);
  if (suppressed === e) throw new Throwable(ExceptionClass.illegalArgument, 'Self-suppression not permitted', null, e);
  if (suppressed === null) throw nullPointer('Cannot suppress a null exception.');
  if (!(suppressed instanceof Error)) throw illegalArgument('Only an exception can be suppressed');
  e.suppressed = [...(e.suppressed ?? []), suppressed];
  return null;
}

/** The methods of java.lang.Throwable. */
export const throwableMethods: Readonly<Record<string, Member>> = {
  getMessage: { 1: messageOf },
  getLocalizedMessage: { 1: messageOf },
  getCause: { 1: causeOf },
  initCause: { 2: initCause },
  getData: { 1: (e) => (e instanceof Throwable ? e.data : null) },
  getStackTrace: {
    1: (e) => ((e instanceof Throwable ? e.trace : null) ?? []).map((f) => `${f.name} (${f.place?.file ?? ''}:${f.place?.line ?? ''})`),
  },
  addSuppressed: { 2: addSuppressed },
  getSuppressed: { 1: (e) => (e instanceof Throwable ? [...(e.suppressed ?? [])] : []) },
  printStackTrace: { twin: '-print-stack-trace', 1: () => GUEST, 2: () => GUEST },
  setStackTrace: { 2: () => null },
};
