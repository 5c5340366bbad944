import { Collection, MapLike, Seq, SetLike, Vec } from '../../data/collection.js';
import { GUEST } from '../../data/guest.js';
import { Atom } from '../../data/reference.js';
import { LazySeq, pendingLazySeq, UnboundedSeq } from '../../data/seqs/index.js';
import type { Value } from '../../data/value.js';

/**
 * The lazy seqs inside `x` whose functions have not run, as far as one walk finds them; null where there are none.
 * Behind each of them there may be more, so a caller realises these and asks again.
 */
export function unrealised(x: Value): Value[] | null {
  const found: Value[] = [];
  const seen = new Set<Value>();
  const left: Value[] = [x];
  const add = (item: Value): undefined => {
    if (item instanceof Collection || item instanceof Atom) left.push(item);
  };
  while (left.length > 0) {
    const next = left.pop();
    if (next instanceof Atom) {
      if (!seen.has(next)) add(next.value);
      seen.add(next);
    } else if (next instanceof Seq) walkSeq(next, found, add);
    else if (next instanceof Vec) for (let i = 0; i < next.length; i++) add(next.at(i));
    else if (next instanceof MapLike)
      next.forEach((k, v) => {
        add(k);
        add(v);
      });
    else if (next instanceof SetLike) next.forEach(add);
  }
  return found.length === 0 ? null : found;
}

function walkSeq(start: Seq, found: Value[], add: (item: Value) => undefined): void {
  let s: Seq | null = start;
  while (s !== null && !(s instanceof UnboundedSeq)) {
    if (s instanceof LazySeq) {
      if (pendingLazySeq(s) !== null) {
        found.push(s);
        return;
      }
      const inner = s.seq();
      if (inner === GUEST) {
        found.push(s);
        return;
      }
      s = inner;
      continue;
    }
    const whole = s.seq();
    if (whole === GUEST || whole === null) return;
    const head = s.first();
    add(head);
    const rest = s.rest();
    if (rest === GUEST) {
      found.push(s);
      return;
    }
    s = rest.seq() === null ? null : rest;
  }
}
