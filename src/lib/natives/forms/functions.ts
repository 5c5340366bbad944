import { type Collection, MapLike, Seq, Vec } from '../../../data/collection.js';
import { ExceptionClass, illegalArgument, Refusal } from '../../../data/errors.js';
import type { NativeResult } from '../../../data/functions.js';
import { GUEST } from '../../../data/guest.js';
import { keyword } from '../../../data/keyword.js';
import { EMPTY_MAP } from '../../../data/maps/index.js';
import { meta, toArray, withMeta } from '../../../data/operations.js';
import { list, listFromArray, vectorFromArray } from '../../../data/seqs/index.js';
import { Sym, symbol } from '../../../data/symbol.js';
import type { Value } from '../../../data/value.js';
import { freshSymbol } from '../gensym.js';
import { bindPattern, destructure, isPlainName, vectorItems } from './destructure.js';
import { printForm } from './form-text.js';

const LET = symbol(null, 'let*');
const LOOP = symbol(null, 'loop*');
const FN = symbol(null, 'fn*');
const DEF = symbol(null, 'def');
const QUOTE = symbol(null, 'quote');
const DO = symbol(null, 'do');
const CORE_FN = symbol('clojure.core', 'fn');
const ASSERT = symbol('clojure.core', 'assert');
const RESULT = symbol(null, '%');
const FORM = symbol(null, '&form');
const ENV = symbol(null, '&env');
const PRE = keyword(null, 'pre');
const POST = keyword(null, 'post');
const DOC = keyword(null, 'doc');
const ARGLISTS = keyword(null, 'arglists');
const MACRO = keyword(null, 'macro');

/** What is thrown within this file where a part of a form is a lazy seq that only guest code can realise. */
const UNREALISED = Symbol('unrealised');

/** The elements of a form that is a list or any other seq. */
export function formItems(form: Value): Value[] {
  const items = toArray(form);
  if (items === GUEST) throw UNREALISED;
  return items;
}

/** A function of forms that answers GUEST where a part of them is to be realised first, which is for its twin to do. */
export function orGuest<A extends Value[]>(make: (...forms: A) => Value): (...forms: A) => NativeResult {
  return (...forms) => {
    try {
      return make(...forms);
    } catch (e) {
      if (e === UNREALISED) return GUEST;
      throw e;
    }
  };
}

const build = (...parts: readonly (Value | readonly Value[])[]): Value =>
  listFromArray(parts.flatMap((p) => (Array.isArray(p) ? (p as Value[]) : [p])));

/** The items of the binding vector of `let`, `loop` and their like, after the checks that all of them share. */
export function checkedBindings(macro: string, bindings: Value): Value[] {
  if (!(bindings instanceof Vec)) throw illegalArgument(`${macro} requires a vector for its binding`);
  const items = vectorItems(bindings);
  if (items.length % 2 !== 0) throw illegalArgument(`${macro} requires an even number of forms in binding vector`);
  return items;
}

/** `(let bindings body…)` as a `let*`. */
export function letForm(bindings: Value, body: Value): Value {
  const items = checkedBindings('let', bindings);
  let plain = true;
  for (let i = 0; i < items.length && plain; i += 2) plain = isPlainName(items[i]);
  return build(LET, plain ? bindings : vectorFromArray(destructure(items)), formItems(body));
}

/** `(loop bindings body…)` as a `loop*`, whose own names are plain; patterns are taken apart on each turn. */
export function loopForm(bindings: Value, body: Value): Value {
  const items = checkedBindings('loop', bindings);
  const outer: Value[] = [];
  const turn: Value[] = [];
  const inner: Value[] = [];
  let plain = true;
  for (let i = 0; i < items.length; i += 2) {
    const name = isPlainName(items[i]) ? items[i] : freshSymbol('loop__');
    outer.push(name, items[i + 1]);
    turn.push(name, name);
    if (name === items[i]) continue;
    plain = false;
    bindPattern(outer, items[i], name);
    bindPattern(inner, items[i], name);
  }
  const forms = formItems(body);
  if (plain) return build(LOOP, bindings, forms);
  return list(LET, vectorFromArray(outer), list(LOOP, vectorFromArray(turn), build(LET, vectorFromArray(inner), forms)));
}

function conditionForms(conditions: Value): Value[] {
  if (conditions === null) return [];
  const items = toArray(conditions);
  if (items === GUEST) throw illegalArgument('The conditions of a function must not be an unrealised lazy sequence');
  return items.map((c) => list(ASSERT, c));
}

/** The body of a clause with the `:pre` and `:post` checks of its condition map put in. */
function withConditions(params: Vec, body: Value[]): Value[] {
  const given = body.length > 1 && body[0] instanceof MapLike ? body[0] : null;
  const onParams = meta(params);
  const conditions = given ?? (onParams instanceof MapLike ? onParams : null);
  const rest = given === null ? body : body.slice(1);
  if (conditions === null) return rest;
  const pre = conditionForms(conditions.get(PRE, null));
  const post = conditionForms(conditions.get(POST, null));
  if (post.length === 0) return pre.length === 0 ? rest : [...pre, ...rest];
  const result = rest.length === 1 ? rest[0] : build(DO, rest);
  return [...pre, build(LET, vectorFromArray([RESULT, result]), post, RESULT)];
}

/** One clause of a `fn`: `([params…] body…)` with plain parameters. */
function clause(params: Value, body: Value[], whole: Value): Value {
  if (!(params instanceof Vec))
    throw illegalArgument(
      whole instanceof Seq || whole === null
        ? `Parameter declaration ${printForm(params)} should be a vector`
        : `Invalid signature ${printForm(whole)} should be a list`,
    );
  const last = params.length > 0 ? params.at(params.length - 1) : null;
  if (last instanceof Sym && last.name === '&') throw new Refusal(ExceptionClass.illegalArgument, 'Unexpected parameter', last);
  return plainParameters(params, withConditions(params, body));
}

/** A list of parameters and body in which the patterns among the parameters are taken apart in the body. */
export function plainParameters(params: Value, body: Value): Value {
  const forms = Array.isArray(body) ? (body as Value[]) : formItems(body);
  if (!(params instanceof Vec)) return build(params, forms);
  const names = vectorItems(params);
  if (names.every(isPlainName)) return build(params, forms);
  const plain: Value[] = [];
  const lets: Value[] = [];
  for (const p of names) {
    if (isPlainName(p)) {
      plain.push(p);
      continue;
    }
    const name = freshSymbol('p__');
    plain.push(name);
    bindPattern(lets, p, name);
  }
  const vector = withMeta(vectorFromArray(plain), meta(params));
  return list(vector, build(LET, vectorFromArray(lets), forms));
}

/** Splits what follows `fn` and its name into clauses: one, or several in parentheses. */
function clauses(sigs: Value[]): { params: Value; body: Value[]; whole: Value }[] {
  if (sigs.length === 0) throw illegalArgument('Parameter declaration missing');
  if (sigs[0] instanceof Vec) return [{ params: sigs[0], body: sigs.slice(1), whole: null }];
  return sigs.map((sig) => {
    if (!(sig instanceof Seq))
      throw illegalArgument(
        sig === sigs[0]
          ? `Parameter declaration ${printForm(sig)} should be a vector`
          : `Invalid signature ${printForm(sig)} should be a list`,
      );
    const items = formItems(sig);
    return { params: items.length > 0 ? items[0] : null, body: items.slice(1), whole: sig };
  });
}

/** `(fn name? sigs…)` as a `fn*`; carries the metadata of the form that it stands for. */
export function fnForm(form: Value, sigs: Value): Value {
  const items = formItems(sigs);
  const head: Value[] = items.length > 0 && items[0] instanceof Sym ? [FN, items.shift()] : [FN];
  const made = build(
    head,
    clauses(items).map((c) => clause(c.params, c.body, c.whole)),
  );
  const m = meta(form);
  return m === null ? made : withMeta(made, m);
}

interface Definition {
  readonly meta: MapLike;
  readonly sigs: Value[];
}

/** Takes the docstring, the attribute maps and the clauses of `defn` and `defmacro` apart. */
function definition(macro: string, name: Value, decls: Value): Definition {
  if (!(name instanceof Sym)) throw illegalArgument(`First argument to ${macro} must be a symbol`);
  let items = formItems(decls);
  let own: MapLike = EMPTY_MAP;
  if (typeof items[0] === 'string') {
    own = own.assoc(DOC, items[0]);
    items = items.slice(1);
  }
  const attributes: MapLike[] = [];
  if (items[0] instanceof MapLike) {
    attributes.push(items[0]);
    items = items.slice(1);
  }
  if (items.length > 0 && items[0] instanceof Vec) items = [listFromArray(items)];
  const last = items[items.length - 1];
  if (items.length > 1 && last instanceof MapLike) {
    attributes.push(last);
    items = items.slice(0, -1);
  }
  if (name.ns !== null) throw illegalArgument(`${macro} takes a name without a namespace: ${name}`);
  const arglists = clauses(items).map((c) => c.params);
  for (const params of arglists) {
    if (!(params instanceof Vec)) throw illegalArgument(`Parameter declaration ${printForm(params)} should be a vector`);
    for (const p of vectorItems(params)) if (!isPlainName(p)) bindPattern([], p, null);
  }
  let all: MapLike = EMPTY_MAP.assoc(ARGLISTS, list(QUOTE, listFromArray(arglists)));
  const onName = meta(name);
  const merge = (m: Value): void => {
    if (m instanceof MapLike)
      m.forEach((k, v) => {
        all = all.assoc(k, v);
      });
  };
  merge(onName);
  merge(own);
  attributes.forEach(merge);
  return { meta: all, sigs: items };
}

const define = (name: Sym, m: MapLike, fn: Value): Value => list(DEF, withMeta(name, m), fn);

/** `(defn name decls…)` as a `def` of a `fn`; `extra` is more metadata for the var, or nil. */
export function defnForm(form: Value, name: Value, decls: Value, extra: Value): Value {
  const d = definition('defn', name, decls);
  const fn = withMeta(build(CORE_FN, d.sigs) as Collection, meta(form));
  return define(name as Sym, extra === null ? d.meta : d.meta.assoc(extra, true), fn);
}

/** `(defmacro name decls…)` as a `def` with `:macro` metadata of a `fn` that takes `&form` and `&env` first. */
export function defmacroForm(form: Value, name: Value, decls: Value): Value {
  const d = definition('defmacro', name, decls);
  const sigs = clauses(d.sigs).map((c) => {
    if (!(c.params instanceof Vec)) return c.whole;
    const params = withMeta(vectorFromArray([FORM, ENV, ...vectorItems(c.params)]), meta(c.params));
    return build(params, c.body);
  });
  const fn = withMeta(build(CORE_FN, sigs) as Collection, meta(form));
  return define(name as Sym, d.meta.assoc(MACRO, true), fn);
}
