import { CompileError } from '../compiler/errors.js';
import { className } from '../data/classes.js';
import { MapLike } from '../data/collection.js';
import { type Place, Throwable, type TraceFrame } from '../data/errors.js';
import { GUEST } from '../data/guest.js';
import { printString } from '../data/print.js';
import { surroundBy, surroundings } from '../data/surroundings.js';
import { ReadError } from '../reader/read-error.js';
import { renderDiagnostic, Source } from '../reader/source.js';
import type { Runtime } from './runtime.js';

/** The most lines of a stack that a report shows. */
const SHOWN_FRAMES = 20;

/**
 * An uncaught error for people: `file:line:column: class: message`, the source line with a caret, a hint where there is
 * one, the data of an ex-info, the guest's stack, and the causes.
 */
export function describeError(error: unknown, runtime: Runtime): string {
  const before = surroundBy({ ...surroundings, identities: runtime.identities });
  try {
    return report(error, runtime);
  } finally {
    surroundBy(before);
  }
}

function report(error: unknown, runtime: Runtime): string {
  const lines = headline(error, runtime);
  const data =
    error instanceof Throwable && error.data instanceof MapLike && !(error instanceof CompileError) ? printString(error.data) : null;
  if (data !== null) lines.push(data === GUEST ? '{…}' : (data as string));
  lines.push(...stack(traceOf(error, runtime)));
  const cause = error instanceof Throwable ? error.cause : null;
  if (cause !== null && cause !== undefined && !(error instanceof CompileError && (error.explains || sameMessage(error, cause)))) {
    const [first, ...rest] = report(cause, runtime).split('\n');
    lines.push(`caused by: ${first}`, ...rest);
  }
  return lines.join('\n');
}

function sameMessage(a: CompileError, b: unknown): boolean {
  return b instanceof Throwable && a.text === b.message;
}

function headline(error: unknown, runtime: Runtime): string[] {
  if (error instanceof ReadError || error instanceof CompileError) {
    const kind = error instanceof ReadError ? 'Syntax error' : 'Compile error';
    const message = `${kind}: ${error instanceof ReadError ? error.message : error.text}`;
    if (error.span !== null) return renderDiagnostic(message, error.span.source, error.span, error.hint).split('\n');
    return error.hint === null ? [message] : [message, `hint: ${error.hint}`];
  }
  const message = messageOf(error);
  const place =
    traceOf(error, runtime).find((f) => f.place !== null && runtime.sources.has(f.place.file) && !isLibraryFile(f.place.file))?.place ??
    null;
  return place === null ? [message] : atPlace(message, place, runtime);
}

/** Whether a file, as traces name it, is one of the library. */
export function isLibraryFile(file: string): boolean {
  return /^(clojure|clove)\//.test(file);
}

function atPlace(message: string, place: Place, runtime: Runtime): string[] {
  const source = runtime.sources.get(place.file);
  const line = source?.lineText(place.line) ?? '';
  if (line === '') return [`${place.file}:${place.line}:${place.column}: ${message}`];
  const whole = new Source(place.file, line, place.line);
  return renderDiagnostic(message, whole, { start: place.column - 1, end: place.column }).split('\n');
}

function messageOf(error: unknown): string {
  if (error instanceof Throwable) {
    const name = className(error);
    return error.message === null ? name : `${name}: ${error.message}`;
  }
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  const text = printString(error);
  return text === GUEST ? className(error) : (text as string);
}

function traceOf(error: unknown, runtime: Runtime): readonly TraceFrame[] {
  if (error instanceof Throwable) return error.trace ?? [];
  return typeof error === 'object' && error !== null ? (runtime.traces.get(error) ?? []) : [];
}

/** The frames as lines; a frame that calls itself again and again is one line with a count. */
function stack(trace: readonly TraceFrame[]): string[] {
  const rows: { text: string; times: number }[] = [];
  for (const { name, place } of trace) {
    const text = `    at ${name}${place === null ? '' : ` (${place.file}:${place.line}:${place.column})`}`;
    const last = rows[rows.length - 1];
    if (last?.text === text) last.times++;
    else rows.push({ text, times: 1 });
  }
  const shown = rows.slice(0, SHOWN_FRAMES).map(({ text, times }) => (times === 1 ? text : `${text} × ${times}`));
  const more = rows.length - shown.length;
  return more > 0 ? [...shown, `    … ${more} more`] : shown;
}
