import { MapLike, Vec } from '../../../data/collection.js';
import { ExceptionClass, Refusal, type Throwable } from '../../../data/errors.js';
import { Keyword, keyword } from '../../../data/keyword.js';
import { EMPTY_MAP } from '../../../data/maps/index.js';
import { meta, withMeta } from '../../../data/operations.js';
import { list } from '../../../data/seqs/index.js';
import { Sym, symbol } from '../../../data/symbol.js';
import type { Value } from '../../../data/value.js';
import { freshSymbol } from '../gensym.js';
import { printForm } from './form-text.js';

const CORE = 'clojure.core';
const QUOTE = symbol(null, 'quote');
const NTH = symbol(CORE, 'nth');
const SEQ = symbol(CORE, 'seq');
const FIRST = symbol(CORE, 'first');
const NEXT = symbol(CORE, 'next');
const GET = symbol(CORE, 'get');
const AS_MAP = symbol(CORE, '-destructured-map');
const AS = keyword(null, 'as');
const OR = keyword(null, 'or');

const unsupportedForm = (message: string, blamed: Value = null): Throwable => new Refusal(ExceptionClass.exception, message, blamed);
const isAmpersand = (x: Value): boolean => x instanceof Sym && x.name === '&' && x.ns === null;

/** Whether a binding form is a plain name, so that nothing has to be taken apart. */
export function isPlainName(pattern: Value): boolean {
  return pattern instanceof Sym && pattern.ns === null;
}

/** The elements of a vector as an array of its own. */
export function vectorItems(v: Vec): Value[] {
  const items: Value[] = [];
  for (let i = 0; i < v.length; i++) items.push(v.at(i));
  return items;
}

/**
 * Appends to `out` the pairs name, expression that bind what `pattern` names to the parts of the value of
 * `init`. Patterns are names, vectors and maps as in Clojure's `let`; IllegalArgumentException for others.
 */
export function bindPattern(out: Value[], pattern: Value, init: Value): void {
  if (pattern instanceof Sym) {
    if (pattern.ns !== null) throw unsupportedForm(`Can't let qualified name: ${pattern}`, pattern);
    out.push(pattern, init);
  } else if (pattern instanceof Vec) bindVector(out, pattern, init);
  else if (pattern instanceof MapLike) bindMap(out, pattern, init);
  else if (pattern instanceof Keyword) throw unsupportedForm(`Unsupported binding key: ${printForm(pattern)}`);
  else throw unsupportedForm(`Unsupported binding form: ${printForm(pattern)}`);
}

/** The pairs of a binding vector with every pattern taken apart into names. */
export function destructure(bindings: readonly Value[]): Value[] {
  const out: Value[] = [];
  for (let i = 0; i < bindings.length; i += 2) bindPattern(out, bindings[i], bindings[i + 1]);
  return out;
}

function bindVector(out: Value[], pattern: Vec, init: Value): void {
  const items = vectorItems(pattern);
  const whole = freshSymbol('vec__');
  out.push(whole, init);
  const hasRest = items.some(isAmpersand);
  let seq: Sym = whole;
  if (hasRest) {
    seq = freshSymbol('seq__');
    out.push(seq, list(SEQ, whole));
  }
  let seenRest = false;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (isAmpersand(item)) {
      if (i + 1 >= items.length) throw unsupportedForm('Unsupported binding form, & must be followed by a name');
      bindPattern(out, items[i + 1], seq);
      seenRest = true;
      i++;
    } else if (item === AS) {
      if (i + 1 >= items.length) throw unsupportedForm('Unsupported binding form, :as must be followed by a name');
      bindPattern(out, items[i + 1], whole);
      i++;
    } else if (seenRest) {
      throw unsupportedForm('Unsupported binding form, only :as can follow & parameter');
    } else if (hasRest) {
      const element = item instanceof Sym ? item : freshSymbol('first__');
      // The name may shadow nothing yet, but `seq` must move on before a nested pattern runs its own expressions.
      out.push(element, list(FIRST, seq), seq, list(NEXT, seq));
      if (element !== item) bindPattern(out, item, element);
    } else {
      bindPattern(out, item, list(NTH, whole, i, null));
    }
  }
}

function bindMap(out: Value[], pattern: MapLike, init: Value): void {
  const whole = freshSymbol('map__');
  out.push(whole, list(AS_MAP, init));
  const alias = pattern.get(AS, null);
  if (alias !== null) bindPattern(out, alias, whole);
  const given = pattern.get(OR, EMPTY_MAP);
  const defaults = given instanceof MapLike ? given : EMPTY_MAP;
  const fetch = (local: Value, key: Value): Value =>
    local instanceof Sym && defaults.has(local) ? list(GET, whole, key, defaults.get(local, null)) : list(GET, whole, key);
  // As in Clojure, what `:keys` and its kin name is put into the map of the other patterns, where a name stands once only.
  let parts = pattern.dissoc(AS).dissoc(OR);
  const kinds: Keyword[] = [];
  parts.forEach((left) => {
    if (left instanceof Keyword) kinds.push(left);
  });
  const named = new Set<Value>();
  for (const kind of kinds) {
    const names = parts.get(kind, null);
    parts = parts.dissoc(kind);
    for (const name of namesOf(kind, names)) {
      parts = parts.assoc(name, keyOf(kind, name));
      named.add(name);
    }
  }
  parts.forEach((left, key) => {
    if (!named.has(left)) bindPattern(out, left, fetch(left, key));
    else {
      const name = left as Sym | Keyword;
      const plain = symbol(null, name.name);
      bindPattern(out, name instanceof Sym && name.meta !== null ? withMeta(plain, meta(name)) : plain, fetch(plain, key));
    }
  });
}

/** The names of a `:keys`, `:syms` or `:strs`, with or without a namespace on the keyword itself. */
function namesOf(kind: Keyword, names: Value): (Sym | Keyword)[] {
  if (!(names instanceof Vec) || (kind.name !== 'keys' && kind.name !== 'syms' && kind.name !== 'strs'))
    throw unsupportedForm(`Unsupported binding form: ${printForm(kind)}`);
  return vectorItems(names).map((item) => {
    if (!(item instanceof Sym || item instanceof Keyword)) throw unsupportedForm(`Unsupported binding form: ${printForm(item)}`);
    return item;
  });
}

/** What a name of a `:keys`, `:syms` or `:strs` is looked up by: a form. */
function keyOf(kind: Keyword, item: Sym | Keyword): Value {
  const ns = kind.ns ?? item.ns;
  if (kind.name === 'keys') return keyword(ns, item.name);
  return kind.name === 'syms' ? list(QUOTE, symbol(ns, item.name)) : item.name;
}
