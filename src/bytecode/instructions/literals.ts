import type { Keyword } from '../../data/keyword.js';
import { mapFromLiteral, type Shape, ShapeMap, shapeOf } from '../../data/maps/index.js';
import { vectorFromArray } from '../../data/seqs/index.js';
import { setFromLiteral } from '../../data/sets/index.js';
import type { Value } from '../../data/value.js';
import { control, span } from './define.js';

export const VECTOR = control({
  doc: 'R[A] := a vector of the C registers from R[B]',
  a: 'dst',
  b: 'window',
  c: 'count',
  window: span('b', 'c'),
  body(m, a, b, c) {
    const at = m.base + b;
    m.regs[m.base + a] = vectorFromArray(m.regs.slice(at, at + c));
  },
});

export const MAP = control({
  doc: 'R[A] := a map of the C registers from R[B], keys and values in turn',
  a: 'dst',
  b: 'window',
  c: 'count',
  window: span('b', 'c'),
  cold: true,
  body(m, a, b, c) {
    const at = m.base + b;
    m.regs[m.base + a] = mapFromLiteral(m.regs.slice(at, at + c));
  },
});

/** The keys of a map literal that are known when it is compiled: different keywords, eight at most. */
export interface MapSite {
  readonly keys: readonly Keyword[];
  /** Their shape; null where the limit of shapes stands in the way. */
  readonly shape: Shape | null;
}

/** The site of a literal with these keys. */
export function mapSite(keys: readonly Keyword[]): MapSite {
  return { keys, shape: shapeOf(keys) };
}

/** The map with the keys of a site and these values, which it takes over. */
export function mapOfSite(site: MapSite, values: readonly Value[]): Value {
  return site.shape === null ? mapFromLiteral(site.keys.flatMap((key, i) => [key, values[i]])) : new ShapeMap(site.shape, values, null);
}

export const SHAPED_MAP = control({
  doc: 'R[A] := a map with the keys of the site K[C] and the values in the B registers from R[A]',
  a: 'window',
  b: 'count',
  c: 'site',
  constant: 'mapSite',
  window: span('a', 'b'),
  body(m, a, b, c) {
    const at = m.base + a;
    m.regs[at] = mapOfSite(m.k[c] as MapSite, m.regs.slice(at, at + b));
  },
});

export const SET = control({
  doc: 'R[A] := a set of the C registers from R[B]',
  a: 'dst',
  b: 'window',
  c: 'count',
  window: span('b', 'c'),
  cold: true,
  body(m, a, b, c) {
    const at = m.base + b;
    m.regs[m.base + a] = setFromLiteral(m.regs.slice(at, at + c));
  },
});
