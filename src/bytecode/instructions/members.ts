import { GUEST, PARKED } from '../../data/guest.js';
import type { Keyword } from '../../data/keyword.js';
import { type Shape, ShapeMap } from '../../data/maps/index.js';
import { get } from '../../data/operations.js';
import { Instance, Record } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import { control, span } from './define.js';

/** The inline cache of one keyword lookup: where maps of the shape that was seen last keep the keyword. */
export interface KeywordSite {
  readonly keyword: Keyword;
  shape: Shape | null;
  index: number;
}

export const KEYWORD_GET = control({
  doc: 'R[A] := what R[B] holds under the keyword of the site K[C], else nil',
  a: 'dst',
  b: 'src',
  c: 'site',
  constant: 'keywordSite',
  body(m, a, b, c) {
    const x = m.regs[m.base + b];
    const site = m.k[c] as KeywordSite;
    if (x instanceof ShapeMap && x.shape === site.shape) m.regs[m.base + a] = x.slots[site.index];
    else {
      m.sync();
      let r = lookUp(x, site);
      if (r === GUEST) r = m.fiber.settlePending(m.fiber.twinOf('get'), [x, site.keyword]);
      m.give(a, r);
    }
  },
});

/** Looks a keyword up, and remembers where this shape of map keeps it. */
export function lookUp(x: Value, site: KeywordSite): Value {
  if (x instanceof ShapeMap) {
    const index = x.shape.indexOf(site.keyword);
    if (index >= 0) {
      site.shape = x.shape;
      site.index = index;
      return x.slots[index];
    }
    return null;
  }
  return get(x, site.keyword, null);
}

export const FIELD = control({
  doc: 'R[A] := the field with the number C of the instance R[B]',
  a: 'dst',
  b: 'src',
  c: 'count',
  body(m, a, b, c) {
    const x = m.regs[m.base + b];
    m.regs[m.base + a] = x instanceof Instance || x instanceof Record ? x.slots[c] : m.fiber.noInstance(x);
  },
});

export const SET_FIELD = control({
  doc: 'the field with the number C of the instance R[A] becomes R[B]',
  a: 'src',
  b: 'src',
  c: 'count',
  cold: true,
  body(m, a, b, c) {
    const x = m.regs[m.base + a];
    if (x instanceof Instance) x.slots[c] = m.regs[m.base + b];
    else m.fiber.noInstance(x);
  },
});

/** The member that a host call or a field access names. */
export interface MemberSite {
  readonly name: string;
  /** Whether a field of that name will do where there is no such method. */
  readonly orField: boolean;
}

export const HOST_GET = control({
  doc: 'R[A] := the property K[C] of R[B]',
  a: 'dst',
  b: 'src',
  c: 'const',
  syncs: true,
  constant: 'text',
  cold: true,
  body(m, a, b, c) {
    m.regs[m.base + a] = m.fiber.services.hostGet(m.regs[m.base + b], m.k[c] as string);
  },
});

export const HOST_SET = control({
  doc: 'the property K[C] of R[A] becomes R[B]',
  a: 'src',
  b: 'src',
  c: 'const',
  syncs: true,
  constant: 'text',
  cold: true,
  body(m, a, b, c) {
    m.fiber.services.hostSet(m.regs[m.base + a], m.k[c] as string, m.regs[m.base + b]);
  },
});

export const HOST_CALL = control({
  doc: 'R[A] := the method K[C] of R[A] called with the B arguments from R[A+1]',
  a: 'window',
  b: 'count',
  c: 'const',
  syncs: true,
  constant: 'memberSite',
  window: span('a', 'b', 1),
  cold: true,
  body(m, a, argc, c) {
    const at = m.base + a;
    const site = m.k[c] as MemberSite;
    let r = m.fiber.services.hostCall(m.regs[at], site.name, m.regs.slice(at + 1, at + 1 + argc), site.orField);
    if (r === GUEST) r = m.fiber.settlePending(null, []);
    if (r === PARKED) m.park(a);
    m.give(a, r);
  },
});

export const NEW = control({
  doc: 'R[A] := a new instance of the class R[A], made from the B arguments from R[A+1]',
  a: 'window',
  b: 'count',
  syncs: true,
  window: span('a', 'b', 1),
  cold: true,
  body(m, a, argc) {
    const at = m.base + a;
    let r = m.fiber.services.construct(m.regs[at], m.regs.slice(at + 1, at + 1 + argc));
    if (r === GUEST) r = m.fiber.settlePending(null, []);
    if (r === PARKED) m.park(a);
    m.give(a, r);
  },
});
