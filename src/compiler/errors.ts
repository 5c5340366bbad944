import { CLASS, type ClassRef, defineClass, isInstance } from '../data/classes.js';
import { classCast, ExceptionClass, exInfo, Refusal, Throwable } from '../data/errors.js';
import { GUEST } from '../data/guest.js';
import { type Keyword, keyword } from '../data/keyword.js';
import { mapFromArray } from '../data/maps/index.js';
import { printString } from '../data/print.js';
import { Sym, symbolOf } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { Span } from '../reader/source.js';
import { span as spanOf } from '../reader/spans.js';

/** What was being done when a form was refused: what `:clojure.error/phase` says. */
type Phase = 'compile-syntax-check' | 'macro-syntax-check' | 'macroexpansion';

/**
 * A form that does not compile. `span` is the innermost form that is to blame. Guest code sees what it sees in Clojure:
 * a message that names the place, and as the cause an exception with the text.
 */
export class CompileError extends Throwable {
  /** What is wrong. */
  readonly text: string;
  /** Whether the text says in other words what the cause says. */
  explains = false;
  #located = false;
  constructor(
    text: string,
    readonly span: Span | null,
    readonly hint: string | null = null,
    /** The class of the cause, or the cause itself. */
    why: ClassRef | Throwable = ExceptionClass.runtime,
  ) {
    super(ExceptionClass.compiler, text, null, why instanceof Throwable ? why : new Throwable(why, text));
    this.text = text;
  }

  /** Notes the list that was being compiled, and the special form or macro that it is a call of. The first one counts. */
  locate(at: Span | null, name: string | null, phase: Phase = 'compile-syntax-check'): this {
    if (this.#located) return this;
    this.#located = true;
    const place = (at ?? this.span)?.source.place((at ?? this.span)?.start ?? 0) ?? null;
    const file = (at ?? this.span)?.source.file ?? 'NO_SOURCE_PATH';
    const line = place?.line ?? 1;
    const column = place?.column ?? 1;
    const what = `${phase === 'macroexpansion' ? 'Unexpected' : 'Syntax'} error ${phase === 'compile-syntax-check' ? 'compiling' : 'macroexpanding'}`;
    this.message = `${what} ${name === null ? '' : `${name} `}at (${file}:${line}:${column}).`;
    const data: Value[] = [PHASE, keyword(null, phase), LINE, line, COLUMN, column, SOURCE, file];
    if (name !== null) data.push(SYMBOL, symbolOf(name));
    this.data = mapFromArray(data);
    return this;
  }
}

const errorKey = (name: string): Keyword => keyword('clojure.error', name);
const PHASE = errorKey('phase');
const LINE = errorKey('line');
const COLUMN = errorKey('column');
const SOURCE = errorKey('source');
const SYMBOL = errorKey('symbol');

/** A form in the text of an error; one that only guest code could print is left out. */
export function formText(form: Value): string {
  const text = printString(form);
  return text === GUEST ? '(...)' : text;
}

/** The parts of a list form; what a lazy seq throws that the form was made of is an error of the form, which stands at `span`. */
export function partsOf(form: Value, span: Span | null, realize: (seq: Value) => readonly Value[]): readonly Value[] {
  try {
    return realize(form);
  } catch (e) {
    if (e instanceof CompileError || !(e instanceof Throwable)) throw e;
    throw new CompileError(e.message ?? e.name, span, null, e).locate(span, null);
  }
}

/** A part of a special form that is not what must stand there: ClassCastException, or NullPointerException where there is nothing. */
export function wrongForm(l: { readonly span: Span | null }, form: Value, wanted: string, hint: string): CompileError {
  const why = classCast(form, wanted);
  return new CompileError(why.message ?? `There is nothing where a ${wanted} must stand`, l.span, hint, why);
}

const CLASS_NOT_FOUND = defineClass('java.lang.ClassNotFoundException', ['java.lang.Exception']);

/** Whether a symbol that means nothing can only have meant a class. */
export const isClassName = (sym: Sym): boolean => sym.ns === null && /[^.]\.[^.]/.test(sym.name);

/** There is no class of that name. */
export function classNotFound(sym: Sym, span: Span | null): CompileError {
  const message = `Unable to resolve classname: ${sym}`;
  return new CompileError(message, span, null, new Throwable(CLASS_NOT_FOUND, sym.name));
}

/** A macro called with a wrong number of arguments by a form at the top or by `macroexpand`: an ArityException itself, not the cause of anything. */
export class MacroArityError extends CompileError {
  override readonly [CLASS]: ClassRef = ExceptionClass.arity;
  override get name(): string {
    return this[CLASS].name;
  }
  override readonly cause = null;
  override locate(): this {
    return this;
  }
  /** The error of a form that is compiled as a part of another, of which the ArityException is the cause. */
  nested(): CompileError {
    return new CompileError(this.text, this.span, this.hint, new Throwable(ExceptionClass.arity, this.text)).locate(this.span, null);
  }
}

/** The macros of the core library whose arguments Clojure checks by a spec, with the name that the failure gives. */
const SPECS: Readonly<Record<string, string>> = {
  let: 'let',
  'if-let': 'if-let',
  'when-let': 'when-let',
  fn: 'fn',
  defn: 'defn',
  'defn-': 'defn-',
  defmacro: 'defn',
  ns: 'ns',
  import: 'import',
  'refer-clojure': 'refer-clojure',
};

/** Whether Clojure checks the arguments of a macro by a spec. */
export const hasSpec = (macro: Var): boolean => macro.ns === 'clojure.core' && Object.hasOwn(SPECS, macro.name);

/** The failure of a spec in Clojure's words; what is wrong, in our own, is the text of the error that it is the cause of. */
function specFailure(macro: Var, args: Value): Throwable | null {
  if (!hasSpec(macro)) return null;
  const data = mapFromArray([keyword('clojure.spec.alpha', 'args'), args]);
  return exInfo(`Call to clojure.core/${SPECS[macro.name]} did not conform to spec.`, data);
}

/** What a macro threw, as an error of the form that called it. */
export function macroFailure(e: Throwable, macro: Var, args: Value, span: Span | null): CompileError {
  const name = `${macro.ns}/${macro.name}`;
  const spec = specFailure(macro, args);
  if (spec !== null) {
    const blamed = e instanceof Refusal && e.blamed instanceof Sym ? spanOf(e.blamed) : null;
    const error = new CompileError(e.message ?? e.name, blamed ?? span, null, spec);
    error.explains = true;
    return error.locate(span, name, 'macro-syntax-check');
  }
  const refusal =
    isInstance(ExceptionClass.illegalArgument, e) ||
    isInstance(ExceptionClass.illegalState, e) ||
    isInstance(ExceptionClass.info, e) ||
    e[CLASS] === ExceptionClass.exception;
  const error = new CompileError(e.message ?? `The macro ${name} failed: ${e.name}`, span, null, e);
  return error.locate(span, name, refusal ? 'macro-syntax-check' : 'macroexpansion');
}
