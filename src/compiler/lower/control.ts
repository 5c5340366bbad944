import type { ClassRef } from '../../data/classes.js';
import { Collection, MapLike, Seq, Vec } from '../../data/collection.js';
import { ExceptionClass, indexOutOfBounds, Throwable } from '../../data/errors.js';
import { Keyword, keyword } from '../../data/keyword.js';
import { EMPTY_MAP } from '../../data/maps/index.js';
import { Sym } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import { forgetSpans, span as spanOf } from '../../reader/spans.js';
import { CompileError, formText, wrongForm } from '../errors.js';
import { expandOnce } from '../expand.js';
import type { CatchIr, Local, Node, RecurTarget } from '../ir.js';
import { constant, lowerBody } from './body.js';
import { quotedValue } from './constants.js';
import { lowerFunction } from './functions.js';
import { catchesHostClass, joinedCatch } from './js.js';
import type { Lowering } from './lowering.js';
import { arrayHint, bindLocal, type Context, makeLocal, notTail, primitiveHint, type Scope } from './scope.js';

export function lowerDo(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  return lowerBody(l, items.slice(1), context);
}

export function lowerQuote(l: Lowering, items: readonly Value[]): Node {
  if (items.length !== 2)
    throw new CompileError(`Wrong number of args (${items.length - 1}) passed to quote`, l.span, null, ExceptionClass.info);
  // A form that a macro of the library brings into a program stands where the macro was called, as far as the user knows.
  if (l.span?.source.shipped) forgetSpans(items[1]);
  return constant(quotedValue(l, items[1]), l);
}

export function lowerIf(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  if (items.length > 4) throw new CompileError('Too many arguments to if', l.span);
  if (items.length < 3) throw new CompileError('Too few arguments to if', l.span);
  const { span } = l;
  return {
    op: 'if',
    test: l.lower(items[1], notTail(context)),
    // biome-ignore lint/suspicious/noThenProperty: the field of an `if` is called what Clojure calls it
    then: l.lower(items[2], context),
    else: items.length === 4 ? l.lower(items[3], context) : constant(null, l),
    span,
  };
}

export function lowerThrow(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  if (items.length !== 2)
    throw new CompileError(
      `Too ${items.length < 2 ? 'few' : 'many'} arguments to throw, throw expects a single Throwable instance`,
      l.span,
      'for example (throw (ex-info "message" {}))',
    );
  const { span } = l;
  return { op: 'throw', value: l.lower(items[1], notTail(context)), span };
}

export function lowerVar(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const sym = items[1];
  if (!(sym instanceof Sym)) throw wrongForm(l, sym, 'clojure.lang.Symbol', '(var name)');
  const resolved = l.host.resolve(sym);
  if (resolved?.kind === 'class')
    throw new CompileError(`Expecting var, but ${sym} is mapped to class ${resolved.type.name}`, spanOf(sym) ?? l.span);
  if (resolved?.kind !== 'var') {
    const near = l.host.similarNames(sym, []);
    throw new CompileError(
      `Unable to resolve var: ${sym} in this context`,
      spanOf(sym) ?? l.span,
      near.length === 0 ? null : `did you mean ${near[0]}?`,
    );
  }
  void context;
  return constant(resolved.var, l);
}

/** `(def name)`, `(def name init)`, `(def name "doc" init)`. */
export function lowerDef(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  if (items.length > 4 || (items.length === 4 && typeof items[2] !== 'string')) throw new CompileError('Too many arguments to def', l.span);
  if (items.length < 2) throw new CompileError('Too few arguments to def', l.span);
  const name = items[1];
  if (!(name instanceof Sym)) throw new CompileError('First argument to def must be a Symbol', l.span);
  const { span } = l;
  const v = intern(l, name);
  const flag = (key: string): boolean => name.meta instanceof MapLike && truthy(name.meta.get(keyword(null, key), null));
  if (flag('dynamic')) v.dynamic = true;
  if (flag('private')) v.isPrivate = true;
  const inner: Context = { ...notTail(context), defining: name.name };
  const init = items.length === 2 ? null : l.lower(items[items.length - 1], inner);
  return { op: 'def', var: v, init, meta: defMeta(l, name, items, inner), span };
}

function intern(l: Lowering, name: Sym): Var {
  try {
    return l.host.intern(name);
  } catch (e) {
    if (!(e instanceof Throwable)) throw e;
    throw new CompileError(e.message ?? e.name, spanOf(name) ?? l.span, null, e);
  }
}

/** The metadata of a var: what the symbol carries, the docstring, and the place of the definition. */
function defMeta(l: Lowering, name: Sym, items: readonly Value[], context: Context): Node {
  let meta: MapLike = name.meta instanceof MapLike ? name.meta : (EMPTY_MAP as MapLike);
  if (items.length === 4) meta = meta.assoc(keyword(null, 'doc'), items[2]);
  if (l.span !== null) {
    const place = l.span.source.place(l.span.start);
    meta = meta
      .assoc(keyword(null, 'line'), place.line)
      .assoc(keyword(null, 'column'), place.column)
      .assoc(keyword(null, 'file'), place.file);
  }
  return l.lower(meta, context);
}

export function truthy(x: Value): boolean {
  return x !== null && x !== undefined && x !== false;
}

/** The pairs of a binding vector, checked as Clojure checks them. */
function bindingPairs(l: Lowering, form: string, bindings: Value): [Sym, Value][] {
  if (!(bindings instanceof Vec))
    throw new CompileError(`Bad binding form, expected vector`, l.span, `(${form} [name value …] …)`, ExceptionClass.illegalArgument);
  if (bindings.length % 2 !== 0)
    throw new CompileError('Bad binding form, expected matched symbol expression pairs', l.span, null, ExceptionClass.illegalArgument);
  const pairs: [Sym, Value][] = [];
  for (let i = 0; i < bindings.length; i += 2) {
    const name = bindings.at(i);
    if (!(name instanceof Sym))
      throw new CompileError(
        `Bad binding form, expected symbol, got: ${name === null ? 'null' : formText(name)}`,
        spanOf(name as object) ?? l.span,
        null,
        ExceptionClass.illegalArgument,
      );
    if (name.ns !== null) throw new CompileError(`Can't let qualified name: ${name}`, spanOf(name) ?? l.span);
    pairs.push([name, bindings.at(i + 1)]);
  }
  return pairs;
}

function isFunctionForm(form: Value): boolean {
  if (!(form instanceof Seq)) return false;
  const head = form.first();
  return head instanceof Sym && (head.name === 'fn' || head.name === 'fn*') && (head.ns === null || head.ns === 'clojure.core');
}

function lowerBindings(
  l: Lowering,
  form: string,
  items: readonly Value[],
  context: Context,
  rebound: boolean,
): { locals: Local[]; inits: Node[]; scope: Scope | null } {
  const locals: Local[] = [];
  const inits: Node[] = [];
  let { scope } = context;
  const inner = notTail(context);
  for (const [name, init] of bindingPairs(l, form, items[1])) {
    // A function is called what the local is called.
    const defining = isFunctionForm(init) ? name.name : inner.defining;
    inits.push(l.lower(init, { ...inner, scope, defining }));
    const local = makeLocal(name.name, context.fn, rebound, primitiveHint(name), arrayHint(name));
    locals.push(local);
    scope = bindLocal(scope, local);
  }
  return { locals, inits, scope };
}

export function lowerLet(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  const { locals, inits, scope } = lowerBindings(l, 'let*', items, context, false);
  const body = lowerBody(l, items.slice(2), { ...context, scope });
  return { op: 'let', locals, inits, body, span };
}

export function lowerLoop(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  const { locals, inits, scope } = lowerBindings(l, 'loop*', items, context, true);
  const target: RecurTarget = { locals };
  const body = lowerBody(l, items.slice(2), { ...context, scope, target, tail: true, inTry: false });
  return { op: 'loop', locals, inits, body, target, span };
}

export function lowerRecur(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  if (context.inTry) throw new CompileError('Cannot recur across try', span, null, ExceptionClass.unsupported);
  if (context.target === null || !context.tail)
    throw new CompileError(
      'Can only recur from tail position',
      span,
      'recur must be the last thing that its loop or function does',
      ExceptionClass.unsupported,
    );
  const wanted = context.target.locals.length;
  if (items.length - 1 !== wanted)
    throw new CompileError(
      `Mismatched argument count to recur, expected: ${wanted} args, got: ${items.length - 1}`,
      span,
      null,
      ExceptionClass.illegalArgument,
    );
  const inner = notTail(context);
  return { op: 'recur', target: context.target, args: items.slice(1).map((a) => l.lower(a, inner)), span };
}

/** `(letfn* [f (fn* f [x] …) g (fn* …)] body…)`. */
export function lowerLetfn(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  const pairs = bindingPairs(l, 'letfn*', items[1]);
  const locals = pairs.map(([name]) => makeLocal(name.name, context.fn));
  const scope = locals.reduce<Scope | null>(bindLocal, context.scope);
  const inner = { ...context, scope };
  const fns = pairs.map(([name, form]) => lowerFunction(l, functionForm(l, form, scope), notTail(inner), name.name));
  return { op: 'letfn', locals, fns, body: lowerBody(l, items.slice(2), inner), span };
}

/** The items of the `fn*` form that a form expands to: `(fn …)` takes parameters apart. */
function functionForm(l: Lowering, form: Value, scope: Scope | null): readonly Value[] {
  let current = form;
  while (current instanceof Seq) {
    const items = l.items(current);
    if (items[0] instanceof Sym && items[0].ns === null && items[0].name === 'fn*') return items;
    const expanded = expandOnce(l, current, items, scope);
    if (expanded === current) break;
    current = expanded;
  }
  throw new CompileError('letfn* binds names to functions only', spanOf(form as object) ?? l.span, '(letfn [(f [x] …)] …)');
}

const isClause = (l: Lowering, form: Value, name: string): readonly Value[] | null => {
  if (!(form instanceof Collection) || form instanceof Vec || form instanceof MapLike) return null;
  const items = l.items(form);
  const head = items[0];
  return head instanceof Sym && head.ns === null && head.name === name ? items : null;
};

export function lowerTry(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  const body: Value[] = [];
  const clauses: (readonly Value[])[] = [];
  const clauseForms: Value[] = [];
  let final: Node | null = null;
  const inner: Context = { ...notTail(context), inTry: true, target: null };
  for (const form of items.slice(1)) {
    const caught = isClause(l, form, 'catch');
    const last = caught === null ? isClause(l, form, 'finally') : null;
    if (caught !== null) {
      if (final !== null) throw new CompileError('finally clause must be last in try expression', spanOf(form as object) ?? span);
      clauses.push(caught);
      clauseForms.push(form);
    } else if (last !== null) {
      if (final !== null) throw new CompileError('finally clause must be last in try expression', spanOf(form as object) ?? span);
      final = lowerBody(l, last.slice(1), inner);
    } else if (final !== null) throw new CompileError('finally clause must be last in try expression', spanOf(form as object) ?? span);
    else if (clauses.length > 0)
      throw new CompileError('Only catch or finally clause can follow catch in try expression', spanOf(form as object) ?? span);
    else body.push(form);
  }
  if (clauses.length === 0 && final === null) return lowerBody(l, body, inner);
  const catches = lowerCatches(l, clauses, clauseForms, inner);
  return { op: 'try', body: lowerBody(l, body, inner), catches, final, span };
}

function lowerCatches(l: Lowering, clauses: readonly (readonly Value[])[], forms: readonly Value[], context: Context): CatchIr[] {
  const joined = clauses.findIndex(catchesHostClass);
  const plain = joined < 0 ? clauses : clauses.slice(0, joined);
  const catches = plain.map((clause, i) => lowerCatch(l, clause, forms[i], context));
  if (joined < 0) return catches;
  clauses.slice(joined).forEach((clause, i) => checkCatch(l, clause, forms[joined + i]));
  return [...catches, lowerCatch(l, joinedCatch(clauses.slice(joined), forms.slice(joined)), forms[joined], context)];
}

/** The class that a clause catches, null for all, and the name that it gives to what it caught. */
function checkCatch(l: Lowering, items: readonly Value[], form: Value): { type: ClassRef | null; name: Sym } {
  const at = spanOf(form as object) ?? l.span;
  const [, given, name] = items;
  const type = catchesHostClass(items) ? null : catchType(l, given ?? null);
  if (name instanceof Sym && name.ns !== null) throw new CompileError(`Can't bind qualified name:${name}`, at);
  if (items.length < 3 || !(name instanceof Sym))
    throw new CompileError(
      `Bad binding form, expected symbol, got: ${name ?? 'null'}`,
      at,
      '(catch Exception e …)',
      ExceptionClass.illegalArgument,
    );
  return { type, name };
}

function lowerCatch(l: Lowering, items: readonly Value[], form: Value, context: Context): CatchIr {
  const { type, name } = checkCatch(l, items, form);
  const local = makeLocal(name.name, context.fn);
  return { type, local, body: lowerBody(l, items.slice(3), { ...context, scope: bindLocal(context.scope, local) }) };
}

function catchType(l: Lowering, type: Value): ClassRef | null {
  if (type instanceof Keyword && type.ns === null && type.name === 'default') return null;
  if (type instanceof Sym) {
    const resolved = l.host.resolve(type);
    if (resolved?.kind === 'class') return resolved.type;
  }
  throw new CompileError(
    `Unable to resolve classname: ${type ?? 'null'}`,
    (type instanceof Sym ? spanOf(type) : null) ?? l.span,
    'catch a class such as Exception, or :default',
    ExceptionClass.illegalArgument,
  );
}

/** `(case* subject default [[constant…] result]…)`: what `case` expands to, nothing that a program writes itself. */
export function lowerCase(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  const tests: Value[][] = [];
  const thens: Node[] = [];
  const clauses = items.slice(3);
  if (items.length < 3 || !clauses.every((clause) => clause instanceof Vec && clause.length === 2 && clause.at(0) instanceof Vec))
    throw new CompileError('Malformed case*', span, 'use case', indexOutOfBounds());
  const subject = l.lower(items[1], notTail(context));
  for (const clause of clauses) {
    const [constants, result] = l.items(clause);
    tests.push([...l.items(constants)]);
    thens.push(l.lower(result, context));
  }
  return { op: 'case', subject, tests, thens, default: l.lower(items[2], context), span };
}
