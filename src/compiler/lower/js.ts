import { MapLike, Vec } from '../../data/collection.js';
import { Keyword, keyword } from '../../data/keyword.js';
import { list, vectorFromArray } from '../../data/seqs/index.js';
import { Sym, symbol } from '../../data/symbol.js';
import type { TaggedLiteral } from '../../data/tagged.js';
import type { Value } from '../../data/value.js';
import type { Span } from '../../reader/source.js';
import { copySpan, span as spanOf } from '../../reader/spans.js';
import { callCore } from '../core-calls.js';
import { CompileError } from '../errors.js';
import type { Node } from '../ir.js';
import type { Lowering } from './lowering.js';
import { type Context, notTail } from './scope.js';

/** `js/a.b`: a global of the host, or a property of one. The empty name is all of them. */
export function hostGlobal(l: Lowering, name: string, span: Span | null): Node {
  return callCore(l.host, '-js-global', [{ op: 'const', value: name, span }], span);
}

/** The object and the property that `js/a.b.c` names. */
function place(l: Lowering, { name }: Sym, span: Span | null): { target: Node; name: string } {
  const dot = name.lastIndexOf('.');
  return { target: hostGlobal(l, name.slice(0, Math.max(dot, 0)), span), name: name.slice(dot + 1) };
}

/** `(js/a.b args…)` calls the method `b` of `a`; null for a call of anything else. */
export function lowerGlobalCall(l: Lowering, head: Value, items: readonly Value[], context: Context): Node | null {
  if (!(head instanceof Sym) || head.ns !== 'js' || !head.name.includes('.')) return null;
  const { span } = l;
  const args = items.slice(1).map((a) => l.lower(a, notTail(context)));
  return { op: 'hostCall', ...place(l, head, span), args, orField: false, span };
}

/** `(set! js/a.b value)`; null for any other target. */
export function lowerGlobalSet(l: Lowering, target: Value, value: Value, context: Context): Node | null {
  if (!(target instanceof Sym) || target.ns !== 'js') return null;
  return { op: 'hostSet', ...place(l, target, l.span), value: l.lower(value, notTail(context)), span: l.span };
}

/** `#js [a b]` and `#js {:a b}`: a new array or object each time, whose elements are evaluated. */
export function lowerHostLiteral(l: Lowering, literal: TaggedLiteral, context: Context): Node {
  const { form } = literal;
  const span = spanOf(literal) ?? l.span;
  const build = (name: string, parts: Value): Node => callCore(l.host, name, [l.lower(parts, notTail(context))], span);
  if (form instanceof Vec) return build('-js-array', form.withMeta(null));
  if (!(form instanceof MapLike)) throw new CompileError('A JavaScript literal is a vector or a map', span, '#js [1 2] or #js {:a 1}');
  const parts: Value[] = [];
  form.forEach((key, value) => {
    parts.push(propertyName(key, span), value);
  });
  return build('-js-object', vectorFromArray(parts));
}

function propertyName(key: Value, span: Span | null): string {
  if (typeof key === 'string') return key;
  if (key instanceof Keyword || key instanceof Sym) return key.ns === null ? key.name : `${key.ns}/${key.name}`;
  throw new CompileError('The keys of a JavaScript literal are keywords, symbols or strings', span);
}

const CAUGHT = symbol(null, 'what was thrown');
const core = (name: string): Sym => symbol('clojure.core', name);

/** Whether a clause catches a class of the host: `(catch js/Error e …)`. */
export function catchesHostClass(clause: readonly Value[]): boolean {
  return clause[1] instanceof Sym && clause[1].ns === 'js';
}

/**
 * The one catch clause that does what several do, of which the first catches a class of the host: these are known only
 * when something has been thrown.
 */
export function joinedCatch(clauses: readonly (readonly Value[])[], forms: readonly Value[]): readonly Value[] {
  let rest: Value = list(core('-rethrow'), CAUGHT);
  for (let i = clauses.length - 1; i >= 0; i--) {
    const [, type, name, ...body] = clauses[i];
    const chosen = list(symbol(null, 'let*'), vectorFromArray([name, CAUGHT]), ...body);
    copySpan(forms[i], chosen);
    const test = catchTest(type);
    rest = test === null ? chosen : list(symbol(null, 'if'), test, chosen, rest);
    copySpan(forms[i], rest);
  }
  return [clauses[0][0], DEFAULT, CAUGHT, rest];
}

const DEFAULT = keyword(null, 'default');

function catchTest(type: Value): Value {
  if (type instanceof Keyword) return null;
  if (type instanceof Sym && type.ns === 'js') return list(core('-caught-by?'), type.name, CAUGHT);
  return list(core('instance?'), type, CAUGHT);
}
