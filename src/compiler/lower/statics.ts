import { type ClassRef, findClass } from '../../data/classes.js';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import { isNameOnly } from '../../data/java-names.js';
import type { Sym } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import type { Span } from '../../reader/source.js';
import { span as spanOf } from '../../reader/spans.js';
import { callCore } from '../core-calls.js';
import { CompileError } from '../errors.js';
import type { Node } from '../ir.js';
import type { Lowering } from './lowering.js';
import { type Context, notTail } from './scope.js';

/** The error of a method that a class does not have, called with so many arguments. */
function missingMethod(name: string, count: number, type: ClassRef, span: Span | null): CompileError {
  const message = `No matching method ${name} found taking ${count} args for class ${type.name}`;
  return new CompileError(message, span, null, ExceptionClass.illegalArgument);
}

/** The error of a static field that a class does not have. */
function missingField(name: string, type: ClassRef, span: Span | null, hint: string): CompileError {
  const why = new Throwable(findClass('java.lang.NoSuchFieldException') ?? ExceptionClass.runtime, name);
  return new CompileError(name, span, `${type.name} has no static member of that name${hint}`, why);
}

/**
 * `(. Class name args…)` or `(. Class (name args…))`, where the class has no such static member as far as the compiler knows: null
 * for a type of the guest's, which may have one when the form runs. Clojure looks for a field where there are no arguments.
 */
export function lowerMissingStatic(
  l: Lowering,
  type: ClassRef,
  name: string,
  count: number,
  isCall: boolean,
  hidesLocal: boolean,
): Node | null {
  const { span } = l;
  if (isNameOnly(type)) return needsJava(l, type, name, span);
  if (l.host.hasGuestMethods(type)) return null;
  if (isCall) throw missingMethod(name, count, type, span);
  throw missingField(name.replace(/^-(?=.)/, ''), type, span, hidesLocal ? ': its name means the class here, not the local' : '');
}

/** `(Class/name args…)` of a static member that the compiler does not know: one of a type of the guest's, or none. */
export function lowerUnknownStatic(l: Lowering, type: ClassRef, sym: Sym, items: readonly Value[], context: Context): Node {
  const { span } = l;
  if (l.host.hasGuestMethods(type)) {
    const args = items.slice(1).map((a) => l.lower(a, notTail(context)));
    return { op: 'hostCall', target: { op: 'const', value: type, span }, name: sym.name, args, orField: false, span };
  }
  if (isNameOnly(type)) return needsJava(l, type, sym.name, span);
  const place = spanOf(sym) ?? span;
  const error = items.length === 1 ? missingField(sym.name, type, place, '') : missingMethod(sym.name, items.length - 1, type, place);
  throw error.locate(span, '.');
}

/** A member of a class of Java of which Clove has the name only: an error when it is reached, so that the code around it works. */
export function needsJava(l: Lowering, type: ClassRef, member: string, span: Span | null): Node {
  const args: Node[] = [type, member].map((value) => ({ op: 'const', value, span }));
  return callCore(l.host, '-needs-java', args, span);
}
