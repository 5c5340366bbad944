import type { Keyword } from '../keyword.js';

/** Shaped maps have up to so many keys. */
export const MAX_SHAPE = 16;
/** Maps of up to so many keys keep the order of insertion, as Clojure's array maps do. */
export const MAX_ORDERED = 8;
/** Past so many keys a shape looks a key up in a table. */
const LINEAR = 8;
/** So many shapes at most live in a process: keys that a program computes must not fill the memory. */
const MAX_SHAPES = 8192;
/** So many keys may be added to one shape before it counts as grown by computed keys. */
const MAX_FAN = 64;
const MAX_ROOT_FAN = 1024;

/** What adding a key does to a shape. */
export interface Transition {
  readonly to: Shape;
  /** The slot of the new key in `to`. */
  readonly at: number;
  /** Where each slot of `to` comes from, -1 for the new one; null where the old slots keep their order around `at`. */
  readonly moves: readonly number[] | null;
}

/**
 * The keys of a shaped map, in the order in which the map iterates, which is also the order of its slots. Shapes are
 * shared: maps with the same keys in the same order have the same shape object, so that comparing shapes is enough to
 * know where a key's slot is.
 *
 * A map that has ever had more than eight keys iterates, in Clojure, by the hashes of its keys, and goes on so when
 * keys are taken away: its shape is `hashed`, and its keys stand in the order of a hash trie.
 */
export class Shape {
  readonly size: number;
  private readonly table: Map<Keyword, number> | null;
  private readonly additions = new Map<Keyword, Transition>();
  private readonly removals: (Shape | null | undefined)[] = [];
  constructor(
    readonly keys: readonly Keyword[],
    readonly hashed: boolean,
  ) {
    this.size = keys.length;
    this.table = keys.length > LINEAR ? new Map(keys.map((k, i) => [k, i])) : null;
  }

  /** The slot of a key; -1 where the shape has no such key. */
  indexOf(key: Keyword): number {
    if (this.table !== null) {
      const i = this.table.get(key);
      return i === undefined ? -1 : i;
    }
    const keys = this.keys;
    for (let i = 0; i < keys.length; i++) if (keys[i] === key) return i;
    return -1;
  }

  /** The way to the shape with one more key, which must be new; null where a limit stands in the way. */
  plus(key: Keyword): Transition | null {
    const known = this.additions.get(key);
    if (known !== undefined) return known;
    if (this.size === MAX_SHAPE || this.additions.size >= (this.size === 0 ? MAX_ROOT_FAN : MAX_FAN)) return null;
    const made = transition(this, key);
    if (made !== null) this.additions.set(key, made);
    return made;
  }

  /** The shape without the key of slot `i`; null where the limit of shapes stands in the way. */
  minus(i: number): Shape | null {
    const known = this.removals[i];
    if (known !== undefined) return known;
    while (this.removals.length < this.size) this.removals.push(undefined);
    const made = intern(
      this.keys.filter((_, j) => j !== i),
      this.hashed,
    );
    this.removals[i] = made;
    return made;
  }
}

/** Orders hashes as a hash trie does: by digits of five bits, the lowest first. */
function trieOrder(a: number, b: number): number {
  for (let shift = 0; shift < 32; shift += 5) {
    const d = ((a >>> shift) & 31) - ((b >>> shift) & 31);
    if (d !== 0) return d;
  }
  return 0;
}

function transition(from: Shape, key: Keyword): Transition | null {
  const { keys } = from;
  if (!from.hashed && from.size < MAX_ORDERED) {
    const to = intern([...keys, key], false);
    return to === null ? null : { to, at: from.size, moves: null };
  }
  const sorted = [...keys, key].sort((a, b) => trieOrder(a.hash, b.hash));
  const to = intern(sorted, true);
  if (to === null) return null;
  const at = sorted.indexOf(key);
  return { to, at, moves: from.hashed ? null : sorted.map((k) => keys.indexOf(k)) };
}

const shapes = new Map<number, Shape[]>();
let made = 0;

/** The one shape with these keys in this order; null where it would be one too many. */
function intern(keys: readonly Keyword[], hashed: boolean): Shape | null {
  let h = hashed ? 1 : 0;
  for (const k of keys) h = (Math.imul(h, 31) + k.hash) | 0;
  const bucket = shapes.get(h);
  if (bucket !== undefined) {
    for (const s of bucket) if (s.hashed === hashed && s.size === keys.length && s.keys.every((k, i) => k === keys[i])) return s;
  }
  if (made >= MAX_SHAPES) return null;
  made++;
  const shape = new Shape(keys, hashed);
  if (bucket === undefined) shapes.set(h, [shape]);
  else bucket.push(shape);
  return shape;
}

/**
 * The shape with these keys, no two of them the same, in the order in which a shape had them before. Where the limit of shapes
 * is reached it is one that no other map will have.
 */
export function restoredShape(keys: readonly Keyword[], hashed: boolean): Shape {
  return intern(keys, hashed) ?? new Shape(keys, hashed);
}

/** The shape of `{}`. */
export const emptyShape = intern([], false) as Shape;

/**
 * The shape of a map literal with these keys. Beyond eight keys its order is that of the hashes, not that of `keys`:
 * ask `indexOf` for each key's slot. null where keys repeat, are more than sixteen, or the limit of shapes is reached.
 */
export function shapeOf(keys: readonly Keyword[]): Shape | null {
  if (keys.length > MAX_SHAPE || new Set(keys).size !== keys.length) return null;
  if (keys.length <= MAX_ORDERED) return intern(keys.slice(), false);
  return intern(
    keys.slice().sort((a, b) => trieOrder(a.hash, b.hash)),
    true,
  );
}
