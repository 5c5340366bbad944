import { type ClassRef, defineClass, isInstance } from '../../data/classes.js';
import { MapLike } from '../../data/collection.js';
import { causeOf, classCast, exInfo, illegalArgument, messageOf, Throwable } from '../../data/errors.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';

const THROWABLE: ClassRef = defineClass('java.lang.Throwable');

/** Whether x is an exception: one of the guest's, or an error of the host. */
export function isThrowable(x: Value): boolean {
  return x instanceof Throwable || x instanceof Error || isInstance(THROWABLE, x);
}

function info(message: Value, data: Value, cause: Value): Throwable {
  if (message !== null && typeof message !== 'string') throw classCast(message, 'java.lang.String');
  if (data !== null && !(data instanceof MapLike)) throw classCast(data, 'clojure.lang.IPersistentMap');
  if (cause !== null && !isThrowable(cause)) throw classCast(cause, 'java.lang.Throwable');
  if (data === null) throw illegalArgument('Additional data must be non-nil.');
  return exInfo(message as string | null, data, cause);
}

/** Exceptions that carry data. */
export const exceptionNatives = defineNatives('clojure.core', {
  'ex-info': {
    doc: 'An exception with a message, a map of data, and perhaps the exception that caused it.',
    arglists: '([msg map] [msg map cause])',
    2: (message, data) => info(message, data, null),
    3: info,
  },
  'ex-data': {
    doc: 'The data of an exception that ex-info made; nil of anything else.',
    arglists: '([ex])',
    1: (e) => (e instanceof Throwable ? e.data : null),
  },
  'ex-message': {
    doc: 'The message of an exception; nil of anything else, or where it has none.',
    arglists: '([ex])',
    1: messageOf,
  },
  'ex-cause': {
    doc: 'The exception that caused an exception; nil of anything else, or where there is none.',
    arglists: '([ex])',
    1: causeOf,
  },
  '-throwable?': { doc: 'Whether x is an exception.', arglists: '([x])', internal: true, 1: isThrowable },
  '-trace': {
    doc: 'The frames of an exception as a host array of arrays: name, file, line.',
    arglists: '([ex])',
    internal: true,
    1: (e) => (e instanceof Throwable ? (e.trace ?? []).map((f) => [f.name, f.place?.file ?? null, f.place?.line ?? null]) : []),
  },
});
