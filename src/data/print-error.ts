import { className } from './classes.js';
import { ExceptionClass, messageOf, Throwable, type TraceFrame } from './errors.js';
import { quoteString } from './print-text.js';
import type { Value } from './value.js';

type Part = string | { readonly value: Value; readonly bare: boolean };

const value = (x: Value): Part => ({ value: x, bare: false });

function frameText(frame: TraceFrame): string {
  const { name, place } = frame;
  return place === null ? `[${name} nil nil]` : `[${name} ${quoteString(place.file)} ${place.line}]`;
}

/** The data of an `ex-info`, nil for any other exception. */
function dataOf(x: Value): Value {
  return x instanceof Throwable ? x.data : null;
}

/** An exception as `pr` prints it, `#error {…}`: texts, and the values that stand between them. */
export function errorParts(x: Throwable): Part[] {
  const via: Value[] = [];
  for (let e: Value = x; e !== null && e !== undefined && !via.includes(e); e = e instanceof Throwable ? e.cause : null) via.push(e);
  const root = via[via.length - 1];
  const parts: Part[] = ['#error {\n :cause ', value(messageOf(root))];
  if (dataOf(root) !== null) parts.push('\n :data ', value(dataOf(root)));
  parts.push('\n :via\n [');
  via.forEach((e, i) => {
    parts.push(`${i > 0 ? '\n  ' : ''}{:type ${className(e)}\n   :message `, value(messageOf(e)));
    if (dataOf(e) !== null) parts.push('\n   :data ', value(dataOf(e)));
    const at = e instanceof Throwable ? e.trace?.[0] : undefined;
    if (at !== undefined) parts.push(`\n   :at ${frameText(at)}`);
    parts.push('}');
  });
  const trace = (root instanceof Throwable ? root.trace : null) ?? x.trace ?? [];
  parts.push(`]\n :trace\n [${trace.map(frameText).join('\n  ')}]}`);
  return parts;
}

/** Whether an exception is an `ex-info`. */
export function isInfo(x: Throwable): boolean {
  return className(x) === ExceptionClass.info.name;
}
