import { type Collection, MapLike, Seq, SetLike, Vec } from '../../data/collection.js';
import { ArrayMap, EMPTY_MAP, HashMap, MAX_ORDERED, mapFromArray, ShapeMap } from '../../data/maps/index.js';
import { EMPTY_VECTOR, List, listFromArray, PersistentVector, vectorFromArray } from '../../data/seqs/index.js';
import { EMPTY_SET, HashSet, setFromArray } from '../../data/sets/index.js';
import { Record } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import { copySpan } from '../../reader/spans.js';
import type { Lowering } from './lowering.js';

/** The elements of a collection that a literal can stand for; the keys and values of a map by turns. */
function elements(form: Vec | MapLike | SetLike): Value[] {
  const out: Value[] = [];
  if (form instanceof Vec) for (let i = 0; i < form.length; i++) out.push(form.at(i));
  else if (form instanceof MapLike)
    form.forEach((key, value) => {
      out.push(key, value);
    });
  else
    form.forEach((x) => {
      out.push(x);
    });
  return out;
}

/** Whether the collection is of the kind that the reader makes of a literal with as many elements. */
function isPlain(form: Collection): boolean {
  if (form instanceof HashMap) return form.size > MAX_ORDERED;
  if (form instanceof ArrayMap) return form.size <= MAX_ORDERED;
  return form instanceof PersistentVector || form instanceof ShapeMap || form instanceof HashSet;
}

const same = (a: readonly Value[], b: readonly Value[]): boolean => a.every((x, i) => x === b[i]);

/**
 * The constant that a literal stands for whose elements have these values: the form itself where nothing is otherwise, else one
 * of the kind that a literal makes, also where a form was made of a sorted set or a part of a vector.
 */
export function literalValue(form: Vec | MapLike | SetLike, values: Value[]): Value {
  if (values.length === 0) return form instanceof Vec ? EMPTY_VECTOR : form instanceof MapLike ? EMPTY_MAP : EMPTY_SET;
  if (isPlain(form) && same(elements(form), values)) return form;
  if (form instanceof Vec) return vectorFromArray(values);
  return form instanceof MapLike ? mapFromArray(values) : setFromArray(values);
}

/**
 * A quoted form as the code holds it: whatever seqs it was made of are lists, as where Clojure writes constants to its
 * class files; the form itself where the reader made it.
 */
export function quotedValue(l: Lowering, form: Value): Value {
  if (form instanceof Seq) {
    const items = l.items(form);
    const values = items.map((item) => quotedValue(l, item));
    if (items.length === 0 || (form instanceof List && same(items, values))) return form;
    const list = listFromArray(values).withMeta(form.meta);
    copySpan(form, list);
    return list;
  }
  if (form instanceof Record || !(form instanceof Vec || form instanceof MapLike || form instanceof SetLike)) return form;
  const items = elements(form);
  const values = items.map((item) => quotedValue(l, item));
  if (same(items, values) && (isPlain(form) || !(form instanceof Vec))) return form;
  const value = literalValue(form, values) as Vec | MapLike | SetLike;
  return form.meta === null ? value : value.withMeta(form.meta);
}
