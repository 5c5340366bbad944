import { Collection, MapLike, Seq, SetLike, Vec } from '../data/collection.js';
import { Sym } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import type { Source, Span } from './source.js';

/** What the reader knows of a form: where it stands, and where the forms inside it do. */
export interface FormSpan extends Span {
  /** Start and end of each child in turn: [start0, end0, start1, end1, …]; null for a form without children. */
  readonly children: readonly number[] | null;
}

/** Kept beside the forms, so that equality, printing and macros never see it. */
const spans = new WeakMap<object, FormSpan>();

/** Records where a form stands; `children` are the offsets of its children in the order in which a walk over it meets them. */
export function setSpan(form: Value, source: Source, start: number, end: number, children: readonly number[] | null): void {
  if (typeof form === 'object' && form !== null) spans.set(form, { source, start, end, children });
}

/** Gives `to`, a copy of the form `from`, the span of `from`; nothing where that has none. */
export function copySpan(from: Value, to: Value): void {
  if (typeof from !== 'object' || from === null || typeof to !== 'object' || to === null) return;
  const known = spans.get(from);
  if (known !== undefined && !spans.has(to)) spans.set(to, known);
}

/** Forgets where a form and the forms inside it stand. */
export function forgetSpans(form: Value): void {
  if (!(form instanceof Collection)) return void (form instanceof Sym && spans.delete(form));
  spans.delete(form);
  const forget = (x: Value): undefined => forgetSpans(x) as undefined;
  if (form instanceof Vec) for (let i = 0; i < form.length; i++) forget(form.at(i));
  else if (form instanceof MapLike)
    form.forEach((k, v) => {
      forget(k);
      return forget(v);
    });
  else if (form instanceof SetLike) form.forEach(forget);
  else for (let s: Value = form.seq(); s instanceof Seq; s = s.next()) forget(s.first());
}

/** Every form inside a form that the reader has a place for, and the place: for `placeForms` on copies of them. */
export function placedForms(form: Value): (readonly [form: object, place: FormSpan])[] {
  const found: (readonly [object, FormSpan])[] = [];
  const visit = (x: Value): undefined => {
    if (typeof x !== 'object' || x === null) return undefined;
    const known = spans.get(x);
    if (known !== undefined) found.push([x, known]);
    if (x instanceof Vec) for (let i = 0; i < x.length; i++) visit(x.at(i));
    else if (x instanceof MapLike)
      x.forEach((k, v) => {
        visit(k);
        return visit(v);
      });
    else if (x instanceof SetLike) x.forEach(visit);
    else if (x instanceof Seq) for (let s: Value = x.seq(); s instanceof Seq; s = s.next()) visit(s.first());
    return undefined;
  };
  visit(form);
  return found;
}

/** Where the reader found this very object; null for a form that no reader made, or that is a primitive or interned. */
export function span(form: Value): Span | null {
  return typeof form === 'object' && form !== null ? (spans.get(form) ?? null) : null;
}

/**
 * Where child `index` of a form stands: of a list or vector its items, of a map key, value, key, value … in the map's
 * own order, of a set its elements in the set's own order. It serves the forms that can carry no span themselves
 * (numbers, strings, keywords, nil). null where it is not known.
 */
export function spanOfChild(parent: Value, index: number): Span | null {
  if (typeof parent !== 'object' || parent === null) return null;
  const known = spans.get(parent);
  if (known === undefined || known.children === null || index < 0 || 2 * index + 1 >= known.children.length) return null;
  return { source: known.source, start: known.children[2 * index], end: known.children[2 * index + 1] };
}
