import { CLASS } from '../data/classes.js';
import { MapLike, Seq } from '../data/collection.js';
import { ExceptionClass, Throwable } from '../data/errors.js';
import { GUEST } from '../data/guest.js';
import { keyword } from '../data/keyword.js';
import { mapFromArray } from '../data/maps/index.js';
import { list } from '../data/seqs/index.js';
import { Sym, symbol } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { Span } from '../reader/source.js';
import { copySpan, span as spanOf } from '../reader/spans.js';
import { CompileError, hasSpec, MacroArityError, macroFailure } from './errors.js';
import type { CompilerHost } from './host.js';
import { localNames, lookup, type Scope } from './lower/scope.js';

/** What expansion needs to know of the compilation that it is part of. */
export interface Expander {
  readonly host: CompilerHost;
  readonly span: Span | null;
  isSpecialForm(name: string): boolean;
}

/**
 * Expands a list form once: a macro call by the macro's function, `(.m o x)`, `(C. x)` and `(C/m x)` to the
 * special forms that they stand for. The same form comes back where there is nothing to expand.
 */
export function expandOnce(x: Expander, form: Seq, items: readonly Value[], scope: Scope | null): Value {
  const head = items[0];
  if (!(head instanceof Sym)) return form;
  if (head.ns === null && (x.isSpecialForm(head.name) || lookup(scope, head.name) !== undefined)) return form;
  const sugar = head.ns === null || head.ns === 'js' ? expandInterop(x, head, items) : null;
  if (sugar !== null) return withPlace(sugar, form);
  const resolved = x.host.resolve(head);
  if (resolved?.kind !== 'var' || !resolved.var.macro) return form;
  const macro = resolved.var;
  if (macro.isPrivate && macro.ns !== x.host.currentNs())
    throw new CompileError(`var: ${macro} is not public`, spanOf(head) ?? x.span, null, ExceptionClass.illegalState);
  try {
    return withPlace(x.host.callMacro(macro, form, macroEnv(scope), items.slice(1)), form);
  } catch (e) {
    throw atMacroCall(x, e, macro, form.next());
  }
}

/** `&env`: the locals in scope, as a map from symbol to symbol. */
function macroEnv(scope: Scope | null): Value {
  if (scope === null) return null;
  const pairs: Value[] = [];
  for (const name of localNames(scope)) {
    const sym = symbol(null, name);
    pairs.push(sym, sym);
  }
  return mapFromArray(pairs);
}

/** A macro that refuses its arguments is an error of the form that called it; any other failure keeps its own text. */
function atMacroCall(x: Expander, e: Value, macro: Var, args: Value): Value {
  if (e instanceof CompileError || !(e instanceof Throwable)) return e;
  const span = x.span;
  if (e[CLASS] === ExceptionClass.arity && (!hasSpec(macro) || macro.name === 'defmacro')) {
    // The form and the environment are no arguments that the program gave, where it is the macro itself that was called wrongly.
    const said = e.message ?? '';
    const own = said.endsWith(`passed to: ${macro.ns}/${macro.name}`);
    const message = own ? said.replace(/\((-?\d+)\)/, (_, n) => `(${Math.max(0, Number(n) - 2)})`) : said;
    return new MacroArityError(message, span, null, e);
  }
  return macroFailure(e, macro, args === GUEST ? null : args, span);
}

/** What a method is called on: the name of a class is the class as an object, since `.` would take it for the place of a static member. */
function targetOf(x: Expander, target: Value): Value {
  const named = target instanceof Sym && target.ns === null && x.host.resolve(target)?.kind === 'class';
  return named ? list(symbol('clojure.core', 'identity'), target) : target;
}

function expandInterop(x: Expander, head: Sym, items: readonly Value[]): Value | null {
  const { name } = head;
  if (head.ns === null && name.length > 1 && name.startsWith('.') && name !== '..') {
    if (items.length < 2)
      throw new CompileError('Malformed member expression, expecting (.member target ...)', x.span, null, ExceptionClass.illegalArgument);
    return list(symbol(null, '.'), targetOf(x, items[1]), symbol(null, name.slice(1)), ...items.slice(2));
  }
  if (name.length > 1 && name.endsWith('.') && !name.startsWith('.'))
    return list(symbol(null, 'new'), symbol(head.ns, name.slice(0, -1)), ...items.slice(1));
  return null;
}

/** Whether the metadata of a form names another place than that of the call. */
function standsElsewhere({ meta }: Seq, call: Span | null): boolean {
  if (call === null || !(meta instanceof MapLike) || !meta.has(LINE)) return false;
  const { line, column } = call.source.place(call.start);
  return meta.get(LINE, null) !== line || meta.get(COLUMN, null) !== column;
}

const LINE = keyword(null, 'line');
const COLUMN = keyword(null, 'column');

/** An expansion stands where the call stood, unless it brings a place of its own. */
function withPlace(expanded: Value, form: Value): Value {
  if (expanded instanceof Seq && spanOf(expanded) === null && !standsElsewhere(expanded, spanOf(form))) copySpan(form, expanded);
  return expanded;
}
