import { MapLike, Seq, Vec } from '../../data/collection.js';
import { ExceptionClass } from '../../data/errors.js';
import { Keyword, keyword } from '../../data/keyword.js';
import { Sym } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import { span as spanOf } from '../../reader/spans.js';
import { callCore } from '../core-calls.js';
import { CompileError, wrongForm } from '../errors.js';
import type { ClauseIr, FnIr, Local, Node } from '../ir.js';
import { conversion } from '../primitives.js';
import { lowerBody } from './body.js';
import type { Lowering } from './lowering.js';
import { arrayHint, type Binding, bindLocal, type Context, makeLocal, notTail, primitiveHint, type Scope } from './scope.js';

/** The most fixed parameters that a function may have, as in Clojure. */
const MAX_FIXED = 20;

/** `(fn* name? [params…] body…)` or `(fn* name? ([params…] body…) …)`. */
export function lowerFn(l: Lowering, items: readonly Value[], form: Value, context: Context): Node {
  const { span } = l;
  const node: Node = { op: 'fn', fn: lowerFunction(l, items, notTail(context), null), span };
  const meta = userMeta((form as { meta: Value }).meta);
  if (meta === null) return node;
  return callCore(l.host, 'with-meta', [node, l.lower(meta, notTail(context))], span);
}

/** The metadata that the user gave a form, without the place that the reader added. */
export function userMeta(meta: Value): Value {
  if (!(meta instanceof MapLike)) return null;
  let own: MapLike = meta;
  meta.forEach((k) => {
    if (k instanceof Keyword && k.ns === null && (k.name === 'line' || k.name === 'column' || k.name === 'once' || k.name === 'file'))
      own = own.dissoc(k);
    return undefined;
  });
  return own.size === 0 ? null : own;
}

/** Lowers `(fn* …)` given as its items. `name` names a `letfn` function, whose own name is bound outside it. */
export function lowerFunction(l: Lowering, items: readonly Value[], context: Context, name: string | null): FnIr {
  let rest = items.slice(1);
  let selfName: string | null = null;
  if (rest[0] instanceof Sym) {
    selfName = rest[0].name;
    rest = rest.slice(1);
  }
  if (rest.length === 0 && name !== null) throw new CompileError('Parameter declaration missing', l.span, '(name [params…] body…)');
  const bodies = rest[0] instanceof Vec ? [rest] : rest.map((r) => clauseItems(l, r));
  const fn = startFunction(l, context, name ?? selfName, isOnce(items[0]));
  let scope = context.scope;
  if (selfName !== null && name === null) {
    fn.self = makeLocal(selfName, fn);
    scope = bindLocal(scope, fn.self);
  }
  for (const body of bodies) fn.clauses.push(lowerClause(l, fn, body, { ...context, scope, defining: null }, null));
  checkArities(l, fn);
  return fn;
}

function clauseItems(l: Lowering, clause: Value): readonly Value[] {
  if (clause instanceof Seq) return l.items(clause);
  throw wrongForm(l, clause, 'clojure.lang.ISeq', '(fn* ([params…] body…) …)');
}

/** A method of a type: a function whose first parameter is the instance, with the fields of the type in scope. */
export function lowerMethod(
  l: Lowering,
  name: string,
  bodies: readonly (readonly Value[])[],
  context: Context,
  fields: readonly Sym[],
  isMutable: (f: Sym) => boolean,
): FnIr {
  const fn = startFunction(l, context, name, false);
  const bindFields = (scope: Scope | null, self: Local): Scope | null =>
    fields.reduce<Scope | null>((outer, f, index) => {
      const binding: Binding = { kind: 'field', self, index, mutable: isMutable(f) };
      return { name: f.name, binding, outer };
    }, scope);
  for (const body of bodies) fn.clauses.push(lowerClause(l, fn, body, { ...context, defining: null }, bindFields));
  checkArities(l, fn);
  return fn;
}

/** Whether the `fn*` of a form says that the function is called once only. */
function isOnce(head: Value): boolean {
  return head instanceof Sym && head.meta instanceof MapLike && head.meta.get(ONCE, null) === true;
}

const ONCE = keyword(null, 'once');

function startFunction(l: Lowering, context: Context, own: string | null, once: boolean): FnIr {
  const outer = context.fn.parent === null ? l.host.currentNs() : context.fn.name;
  const given = own ?? context.defining;
  const name = given !== null ? given : `fn--${l.host.nextId()}`;
  return { name: `${outer}/${name}`, parent: context.fn, clauses: [], self: null, once, captures: [], slots: 0, span: l.span };
}

function lowerClause(
  l: Lowering,
  fn: FnIr,
  items: readonly Value[],
  context: Context,
  bindFields: ((scope: Scope | null, self: Local) => Scope | null) | null,
): ClauseIr {
  const names = items[0];
  if (!(names instanceof Vec)) throw wrongForm(l, names, 'clojure.lang.IPersistentVector', '(fn [x y] …)');
  const params: Local[] = [];
  let variadic = false;
  for (let i = 0; i < names.length; i++) {
    const p = names.at(i);
    if (!(p instanceof Sym))
      throw new CompileError('fn params must be Symbols', spanOf(names) ?? l.span, null, ExceptionClass.illegalArgument);
    if (p.ns !== null) throw new CompileError(`Can't use qualified name as parameter: ${p}`, spanOf(p) ?? l.span);
    if (p.name === '&') {
      if (variadic || i !== names.length - 2)
        throw new CompileError('Unexpected parameter', spanOf(p) ?? l.span, '& is followed by one name, the last');
      variadic = true;
    } else params.push(makeLocal(p.name, fn, true, primitiveHint(p), arrayHint(p)));
  }
  if (params.length - (variadic ? 1 : 0) > MAX_FIXED)
    throw new CompileError(`Can't specify more than ${MAX_FIXED} params`, spanOf(names) ?? l.span);
  let { scope } = context;
  if (bindFields !== null) {
    if (params.length === 0)
      throw new CompileError(
        `Must supply at least one argument for 'this' in: ${fn.name.slice(fn.name.lastIndexOf('/') + 1)}`,
        l.span,
        null,
        ExceptionClass.illegalArgument,
      );
    scope = bindFields(scope, params[0]);
  }
  scope = params.reduce<Scope | null>(bindLocal, scope);
  const hinted = params.filter((p) => p.hint !== null);
  // What comes in under a hint is made what the hint says, under another local of the same name.
  const locals = hinted.map((p) => makeLocal(p.name, fn, false, p.hint));
  scope = locals.reduce<Scope | null>(bindLocal, scope);
  // The instance of a method is not among what its recur gives, as in Clojure.
  const target = { locals: bindFields === null ? params : params.slice(1) };
  const inner = lowerBody(l, items.slice(1), { ...context, fn, scope, target, tail: true, inTry: false });
  const { span } = l;
  const inits = hinted.map((p) => conversion({ op: 'local', local: p, span }, p.hint ?? 'long', l.host));
  const body: Node = locals.length === 0 ? inner : { op: 'let', locals, inits, body: inner, span };
  return { params, variadic, returns: primitiveHint(names), body, target };
}

function checkArities(l: Lowering, fn: FnIr): void {
  const seen = new Set<number>();
  let restArity = -1;
  for (const c of fn.clauses) {
    if (c.variadic) {
      if (restArity >= 0) throw new CompileError("Can't have more than 1 variadic overload", l.span);
      restArity = c.params.length - 1;
    } else {
      if (seen.has(c.params.length)) throw new CompileError("Can't have 2 overloads with same arity", l.span);
      seen.add(c.params.length);
    }
  }
  if (restArity >= 0 && [...seen].some((n) => n > restArity))
    throw new CompileError("Can't have fixed arity function with more params than variadic function", l.span);
}
