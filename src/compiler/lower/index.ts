import { isCallable } from '../../data/callable.js';
import type { ClassRef } from '../../data/classes.js';
import { Collection, MapLike, Seq, SetLike, Vec } from '../../data/collection.js';
import { ProtocolFn } from '../../data/dispatch.js';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import { NativeFn } from '../../data/functions.js';
import { isNameOnly } from '../../data/java-names.js';
import { Keyword, keyword } from '../../data/keyword.js';
import { munge } from '../../data/munge.js';
import { EMPTY_LIST, list } from '../../data/seqs/index.js';
import { Sym, symbol } from '../../data/symbol.js';
import { TaggedLiteral } from '../../data/tagged.js';
import { Record } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import { Unbound } from '../../data/var.js';
import type { Span } from '../../reader/source.js';
import { span as spanOf } from '../../reader/spans.js';
import { callCore } from '../core-calls.js';
import { CompileError, classNotFound, formText, isClassName, MacroArityError, partsOf } from '../errors.js';
import { expandOnce } from '../expand.js';
import type { CompilerHost } from '../host.js';
import type { ClauseIr, FnIr, Node } from '../ir.js';
import { runPass } from '../optimise/pass.js';
import { pipelines } from '../pipelines.js';
import { choosePrimitives } from '../primitives.js';
import { literalValue } from './constants.js';
import {
  lowerCase,
  lowerDef,
  lowerDo,
  lowerIf,
  lowerLet,
  lowerLetfn,
  lowerLoop,
  lowerQuote,
  lowerRecur,
  lowerThrow,
  lowerTry,
  lowerVar,
} from './control.js';
import { lowerFn } from './functions.js';
import { lowerDot, lowerNew, lowerSet } from './host.js';
import { hostGlobal, lowerGlobalCall, lowerHostLiteral } from './js.js';
import type { Lowering } from './lowering.js';
import { type Context, localNames, lookup, notTail } from './scope.js';
import { lowerUnknownStatic, needsJava } from './statics.js';
import { lowerDeftype, lowerReify } from './types.js';

type SpecialForm = (l: Lowering, items: readonly Value[], form: Value, context: Context) => Node;

/** A call of the core function that does what the special form says. */
const monitor =
  (name: string): SpecialForm =>
  (l, items, _form, context) =>
    callCore(l.host, name, [l.lower(items[1], notTail(context))], l.span);

/** Clojure's special forms. A local of the same name does not shadow them. */
const SPECIAL_FORMS = new Map<string, SpecialForm>([
  ['def', lowerDef],
  ['if', lowerIf],
  ['do', lowerDo],
  ['let*', lowerLet],
  ['loop*', lowerLoop],
  ['recur', lowerRecur],
  ['fn*', lowerFn],
  ['letfn*', lowerLetfn],
  ['quote', lowerQuote],
  ['var', lowerVar],
  ['throw', lowerThrow],
  ['try', lowerTry],
  ['set!', lowerSet],
  ['new', lowerNew],
  ['.', lowerDot],
  ['case*', lowerCase],
  ['deftype*', lowerDeftype],
  ['reify*', lowerReify],
  ['monitor-enter', monitor('-monitor-enter')],
  ['monitor-exit', monitor('-monitor-exit')],
]);

/** `catch` and `finally` are special too, but only inside `try`. */
export function isSpecialForm(name: string): boolean {
  return SPECIAL_FORMS.has(name) || name === 'catch' || name === 'finally' || name === '&';
}

/** Lowers one top-level form, which stands at `at` in the source, to a function without parameters that evaluates it. */
export function lowerTopLevel(form: Value, at: Span | null, host: CompilerHost, realize: (seq: Value) => readonly Value[]): FnIr {
  const fn: FnIr = {
    name: `${host.currentNs()}/top-level`,
    parent: null,
    clauses: [],
    self: null,
    once: false,
    captures: [],
    slots: 0,
    span: at,
  };
  const context: Context = { fn, scope: null, target: null, tail: false, inTry: false, defining: null };
  const lowering: Lowering = {
    host,
    span: at,
    items: (seq) => partsOf(seq, lowering.span, realize),
    isSpecialForm,
    lower: (f, c) => lowerForm(lowering, f, c),
  };
  const body = located(at, null, () => boundedDepth(at, () => lowering.lower(form, context)));
  const clause: ClauseIr = { params: [], variadic: false, returns: null, body, target: { locals: [] } };
  choosePrimitives(clause, host);
  clause.body = metaLast(lowering, clause.body);
  fn.clauses.push(clause);
  runPass(pipelines, fn, host);
  return fn;
}

/**
 * A definition that is a whole form of its own: its var has the value before the metadata is evaluated, as in Clojure, where
 * a definition inside another form takes the metadata first.
 */
function metaLast(l: Lowering, node: Node): Node {
  if (node.op !== 'def' || node.init === null || node.meta === null || node.meta.op === 'const') return node;
  const { meta, span } = node;
  const v: Node = { op: 'const', value: node.var, span };
  const set = callCore(l.host, '-var-flags!', [v, meta], span);
  return { op: 'do', body: [{ ...node, meta: null }, set, v], span };
}

function lowerForm(l: Lowering, form: Value, context: Context): Node {
  if (form instanceof Sym) return lowerSymbol(l, form, context);
  if (form instanceof TaggedLiteral && form.tag.ns === null && form.tag.name === 'js') return lowerHostLiteral(l, form, context);
  // A record that the reader made is the constant that it is.
  if (!(form instanceof Collection) || form instanceof Record) return { op: 'const', value: form ?? null, span: l.span };
  const outer = l.span;
  l.span = spanOf(form) ?? spanOfMeta(form, outer) ?? outer;
  try {
    if (form instanceof Seq) return lowerList(l, form, context);
    return withMetadata(l, form, lowerLiteral(l, form, { ...notTail(context), defining: null }), context);
  } finally {
    l.span = outer;
  }
}

/** Where a form stands that a macro made from one of the source and gave its metadata, as `->` does. */
function spanOfMeta({ meta }: Collection, outer: Span | null): Span | null {
  if (outer === null || !(meta instanceof MapLike)) return null;
  const line = meta.get(LINE, null);
  const column = meta.get(COLUMN, null);
  if (typeof line !== 'number' || typeof column !== 'number') return null;
  const start = outer.source.offset(line, column);
  return start === null ? null : { source: outer.source, start, end: start + 1 };
}

const LINE = keyword(null, 'line');
const COLUMN = keyword(null, 'column');

function lowerList(l: Lowering, form: Seq, context: Context): Node {
  const items = l.items(form);
  if (items.length === 0) return withMetadata(l, form, { op: 'const', value: EMPTY_LIST, span: l.span }, notTail(context));
  const head = items[0];
  if (head instanceof Sym && head.ns === null) {
    const special = SPECIAL_FORMS.get(head.name);
    // Only a function that is the very value of a definition takes its name.
    const inside = context.defining === null || head.name === 'fn*' ? context : { ...context, defining: null };
    if (special !== undefined) return located(l.span, head.name, () => special(l, items, form, inside));
  }
  return located(l.span, null, () => {
    const expanded = expandOnce(l, form, items, context.scope);
    return expanded === form ? lowerCall(l, items, context) : l.lower(expanded, context);
  });
}

/** Makes the overflow of JavaScript's own stack an error of the form: it is nested too deeply, or a macro never ends. */
function boundedDepth<T>(at: Span | null, lower: () => T): T {
  try {
    return lower();
  } catch (e) {
    if (!(e instanceof RangeError)) throw e;
    const hint = 'it is nested too deeply, or the expansion of a macro never ends';
    throw new CompileError('The form is too deep to compile', at, hint, new Throwable(ExceptionClass.stackOverflow, null));
  }
}

/** Has an error of `lower` say that it is one of the list at `span`, unless a list inside that has been named already. */
function located<T>(span: Span | null, name: string | null, lower: () => T): T {
  try {
    return lower();
  } catch (e) {
    if (e instanceof MacroArityError) throw e.nested();
    if (e instanceof CompileError) e.locate(span, name);
    throw e;
  }
}

function lowerCall(l: Lowering, items: readonly Value[], context: Context): Node {
  const span = l.span;
  const inner: Context = { ...notTail(context), defining: null };
  const head = items[0];
  if (head === null || head === undefined)
    throw new CompileError(`Can't call nil, form: ${formText(list(...items))}`, span, null, ExceptionClass.illegalArgument);
  const globalCall = lowerGlobalCall(l, head, items, context);
  if (globalCall !== null) return globalCall;
  const unknown = head instanceof Sym ? unknownStatic(l, head, context) : null;
  if (unknown !== null) return lowerUnknownStatic(l, unknown, head as Sym, items, context);
  if (head instanceof Sym && head.ns !== null && head.ns !== 'clojure.core') {
    const resolved = l.host.resolve(head);
    if (resolved?.kind === 'var' && resolved.var.isPrivate && resolved.var.ns !== l.host.currentNs())
      throw new CompileError(`var: ${resolved.var} is not public`, spanOf(head) ?? span, null, ExceptionClass.illegalState);
  }
  const fn = l.lower(head, inner);
  // `(Long/MAX_VALUE)` is the field, as `Long/MAX_VALUE` is.
  if (
    items.length === 1 &&
    fn.op === 'const' &&
    head instanceof Sym &&
    l.host.resolve(head)?.kind === 'static' &&
    !(fn.value instanceof NativeFn)
  )
    return fn;
  if (fn.op === 'var' && fn.var.root instanceof ProtocolFn) checkProtocolCall(fn.var.root, items.length - 1, span);
  const args = items.slice(1).map((a) => l.lower(a, inner));
  // What can never be called says so before its arguments are evaluated; nil says so after them.
  if (fn.op === 'const' && fn.value !== null && !isCallable(fn.value)) return callCore(l.host, '-callee', [fn], l.span);
  if (fn.op === 'const' && fn.value instanceof Keyword && (args.length === 1 || args.length === 2))
    return { op: 'keywordGet', keyword: fn.value, target: args[0], notFound: args[1] ?? null, span };
  return { op: 'invoke', fn: castFirst(fn, args) ? callCore(l.host, '-callee', [fn], l.span) : fn, args, span };
}

/** Whether the cast of the function of a call may be seen to come before its arguments: where it may fail, and they do something. */
function castFirst(fn: Node, args: readonly Node[]): boolean {
  if (args.every((arg) => arg.op === 'const' || arg.op === 'local' || arg.op === 'fn')) return false;
  if (fn.op === 'var') return !(fn.var.root instanceof Unbound || fn.var.dynamic || isCallable(fn.var.root) || fn.var.root === null);
  return fn.op !== 'fn' && fn.op !== 'const' && !(fn.op === 'local' && fn.local === fn.local.fn.self);
}

/** The class that the part before the slash of a symbol names, where it is no namespace. */
function classOfStatic(l: Lowering, sym: Sym): ClassRef | null {
  if (sym.ns === null || l.host.hasNamespace(sym.ns)) return null;
  const found = l.host.resolve(symbol(null, sym.ns));
  return found?.kind === 'class' ? found.type : null;
}

/** The class of a static method that the compiler does not know. */
function unknownStatic(l: Lowering, sym: Sym, context: Context): ClassRef | null {
  if (sym.ns === null || l.host.resolve(sym) !== undefined || lookup(context.scope, sym.ns) !== undefined) return null;
  return classOfStatic(l, sym);
}

/** Refuses a call of a function of a protocol with a number of arguments that the protocol does not know. */
function checkProtocolCall(fn: ProtocolFn, count: number, span: Span | null): void {
  if (fn.takes(count)) return;
  const { onInterface, name } = fn.protocol.parts;
  const what = `No single method: ${munge(fn.method)} of interface: ${onInterface.name} found for function: ${fn.method} of protocol: ${name}`;
  throw new CompileError(what, span, null, ExceptionClass.illegalArgument);
}

function lowerSymbol(l: Lowering, sym: Sym, context: Context): Node {
  const span = spanOf(sym) ?? l.span;
  if (sym.ns === null) {
    const binding = lookup(context.scope, sym.name);
    if (binding !== undefined) {
      if (binding.kind === 'local') return { op: 'local', local: binding.local, span };
      return { op: 'fieldGet', target: { op: 'local', local: binding.self, span }, index: binding.index, name: sym.name, span };
    }
  }
  const resolved = l.host.resolve(sym);
  if (resolved === undefined) {
    const type = classOfStatic(l, sym);
    if (type !== null && isNameOnly(type)) return needsJava(l, type, sym.name, span);
    throw unresolved(l, sym, context, span).locate(l.span, null);
  }
  switch (resolved.kind) {
    case 'class':
      return { op: 'const', value: resolved.type, span };
    case 'static':
      return { op: 'const', value: resolved.value, span };
    case 'jsGlobal':
      return hostGlobal(l, resolved.name, span);
    case 'var': {
      const v = resolved.var;
      if (v.macro) throw new CompileError(`Can't take value of a macro: ${v}`, span, `call it: (${sym} …)`).locate(l.span, null);
      // What the macros of the core library expand to may name its private vars, always in full.
      if (v.isPrivate && v.ns !== l.host.currentNs() && sym.ns !== 'clojure.core')
        throw new CompileError(`var: ${sym} is not public`, span, null, ExceptionClass.illegalState).locate(l.span, null);
      return { op: 'var', var: v, span };
    }
  }
}

function unresolved(l: Lowering, sym: Sym, context: Context, span: Span | null): CompileError {
  if (sym.ns === null && isSpecialForm(sym.name))
    return new CompileError(
      `Unable to resolve symbol: ${sym} in this context`,
      span,
      `${sym} is a special form: it has no value of its own`,
    );
  if (isClassName(sym)) return classNotFound(sym, span);
  const type = classOfStatic(l, sym);
  if (type !== null) return new CompileError(`Unable to find static field: ${sym.name} in class ${type.name}`, span);
  const near = l.host.similarNames(sym, localNames(context.scope));
  const hint = near.length === 0 ? null : `did you mean ${near.slice(0, 3).join(' or ')}?`;
  if (sym.ns !== null && !l.host.hasNamespace(sym.ns)) {
    // With a dot in it Clojure takes the name for that of a class.
    const why = sym.ns.includes('.') ? new Throwable(ExceptionClass.classNotFound, sym.ns) : ExceptionClass.runtime;
    return new CompileError(`No such namespace: ${sym.ns}`, span, null, why);
  }
  return new CompileError(sym.ns === null ? `Unable to resolve symbol: ${sym} in this context` : `No such var: ${sym}`, span, hint);
}

function lowerLiteral(l: Lowering, form: Collection, context: Context): Node {
  const span = l.span;
  const nodes: Node[] = [];
  const push = (x: Value): undefined => {
    nodes.push(l.lower(x, context));
  };
  let op: 'vector' | 'map' | 'set';
  if (form instanceof Vec) {
    op = 'vector';
    for (let i = 0; i < form.length; i++) push(form.at(i));
  } else if (form instanceof MapLike) {
    op = 'map';
    form.forEach((k, v) => {
      push(k);
      push(v);
    });
  } else if (form instanceof SetLike) {
    op = 'set';
    form.forEach(push);
  } else return { op: 'const', value: form, span };
  if (form.meta === null && nodes.every((n) => n.op === 'const'))
    return {
      op: 'const',
      value: literalValue(
        form,
        nodes.map((n) => n.value),
      ),
      span,
    };
  return { op, items: nodes, span };
}

/** Metadata that the source put on a literal is evaluated, and put on the value. */
function withMetadata(l: Lowering, form: Collection, node: Node, context: Context): Node {
  if (form.meta === null) return node;
  const meta = l.lower(form.meta, notTail(context));
  return callCore(l.host, 'with-meta', [node, meta], l.span);
}
