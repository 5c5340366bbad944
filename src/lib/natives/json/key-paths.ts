import { type Keyword, keywordOf } from '../../../data/keyword.js';
import {
  ArrayMap,
  EMPTY_MAP,
  HashMap,
  MAX_ORDERED,
  MAX_SHAPE,
  mapFromArray,
  type Shape,
  ShapeMap,
  shapeOf,
} from '../../../data/maps/index.js';
import type { Value } from '../../../data/value.js';

/** Objects of more keys than this do not follow paths: they hold data under their keys rather than fields. */
const MAX_LENGTH = MAX_SHAPE;
/** So many ways at most lead on from one path, and so many paths live in one table. */
const MAX_FAN = 32;
const MAX_PATHS = 4096;

/**
 * The keys of an object from the first up to one of them, in the order of the text. Objects of one document mostly have the
 * same keys in the same order: at each key the one that came next last time is tried first, and the end of a path
 * knows which map has these keys, so that nothing is looked up.
 */
export class KeyPath {
  /** The path that was taken from here the last time. */
  likely: KeyPath | null = null;
  private inner: KeyPath | null = null;
  private readonly ways = new Map<string, KeyPath | null>();
  private shape: Shape | null | undefined = undefined;
  /** For each value in the order of the text its slot in the shape; null where the order is the same. */
  private slots: readonly number[] | null = null;
  /** The keys with room for a value after each, where no shape is for them but their order stays; null elsewhere. */
  private pairs: readonly Value[] | null = null;
  /** The map of the keys to the places of their values, where they are too many to stand in order and have no shape. */
  private places: HashMap | null = null;

  constructor(
    private readonly table: KeyTable,
    readonly parent: KeyPath | null,
    readonly name: string,
    readonly key: Value,
    readonly length: number,
    private readonly repeats: boolean,
  ) {}

  /** Where the keys of objects begin that stand under the last key: what they are tells most of what is in them. */
  get inside(): KeyPath {
    if (this.inner === null) this.inner = this.table.takePath() ? this.table.newStart() : this.table.start;
    return this.inner;
  }

  /** The path with one more key; null where the object must do without one. */
  to(name: string): KeyPath | null {
    let way = this.ways.get(name);
    if (way === undefined) {
      if (this.length === MAX_LENGTH || this.ways.size === MAX_FAN || !this.table.takePath()) return null;
      way = new KeyPath(this.table, this, name, this.table.keyOf(name), this.length + 1, this.repeats || this.has(name));
      this.ways.set(name, way);
    }
    this.likely = way;
    return way;
  }

  private has(name: string): boolean {
    for (let p: KeyPath | null = this; p !== null && p.parent !== null; p = p.parent) if (p.name === name) return true;
    return false;
  }

  /** The keys of the path, first to last. */
  keys(): Value[] {
    const keys = new Array<Value>(this.length);
    for (let p: KeyPath | null = this; p !== null && p.parent !== null; p = p.parent) keys[p.length - 1] = p.key;
    return keys;
  }

  /** The map of these keys and values, which it takes over. */
  map(values: Value[]): Value {
    if (this.length === 0) return EMPTY_MAP;
    if (this.shape === undefined) this.findShape();
    const { shape, slots } = this;
    if (shape === null || shape === undefined) return this.unshaped(values);
    if (slots === null) return new ShapeMap(shape, values, null);
    const ordered = values.slice();
    for (let i = 0; i < values.length; i++) ordered[slots[i]] = values[i];
    return new ShapeMap(shape, ordered, null);
  }

  private unshaped(values: Value[]): Value {
    if (this.places !== null) return this.places.filled(values);
    if (this.pairs === null) return mapOf(this.keys(), values);
    const pairs = this.pairs.slice();
    for (let i = 0; i < values.length; i++) pairs[2 * i + 1] = values[i];
    return new ArrayMap(pairs, null);
  }

  private findShape(): void {
    this.shape = null;
    if (this.repeats) return;
    const keys = this.keys();
    const shape = this.table.keywords ? shapeOf(keys as Keyword[]) : null;
    if (shape === null) {
      if (keys.length <= MAX_ORDERED) this.pairs = keys.flatMap((key) => [key, null]);
      else
        this.places = HashMap.of(
          keys.flatMap((key, i) => [key, i]),
          null,
        );
      return;
    }
    this.shape = shape;
    const slots = keys.map((k) => shape.indexOf(k as Keyword));
    this.slots = slots.every((slot, i) => slot === i) ? null : slots;
  }
}

/** The map of these keys and values; a key that comes again keeps its place and takes the later value. */
export function mapOf(keys: readonly Value[], values: readonly Value[]): Value {
  const pairs: Value[] = [];
  if (new Set(keys).size === keys.length) keys.forEach((key, i) => pairs.push(key, values[i]));
  else for (const [key, value] of new Map(keys.map((k, i) => [k, values[i]]))) pairs.push(key, value);
  return mapFromArray(pairs);
}

/** The keys of one document. */
export class KeyTable {
  readonly start: KeyPath;
  private paths = 0;
  constructor(
    /** Whether keys become keywords; they stay strings otherwise. */
    readonly keywords: boolean,
  ) {
    this.start = this.newStart();
  }
  newStart(): KeyPath {
    return new KeyPath(this, null, '', null, 0, false);
  }
  keyOf(name: string): Value {
    return this.keywords ? keywordOf(name) : name;
  }
  /** Whether there may be one more path. */
  takePath(): boolean {
    return this.paths++ < MAX_PATHS;
  }
}
