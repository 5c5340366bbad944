import type { Code } from '../../bytecode/code.js';
import type { MultiFn, ProtocolFn } from '../../data/dispatch.js';
import { Fn } from '../../data/functions.js';
import { Keyword } from '../../data/keyword.js';
import { type Shape, ShapeMap } from '../../data/maps/index.js';
import { get } from '../../data/operations/index.js';
import { Instance, Record, type TypeDef } from '../../data/types.js';
import type { Value } from '../../data/value.js';

// What single places of compiled code have seen, and what their texts compare with: inline caches (Hölzle, Chambers and Ungar,
// "Optimizing dynamically-typed object-oriented languages with polymorphic inline caches", 1991). Their fields are read by name from
// the texts in lanes.ts.

/** Where the maps and records that a place has seen keep the value of a keyword: two shapes, and two that do not have it. */
export class KeywordCache {
  shape: Shape | TypeDef | null = null;
  index = 0;
  shape2: Shape | TypeDef | null = null;
  index2 = 0;
  absent: Shape | null = null;
  absent2: Shape | null = null;
  constructor(readonly keyword: Keyword) {}

  /** Remembers where `x` keeps the keyword, or that it does not. */
  note(x: Value): void {
    if (!(x instanceof ShapeMap || x instanceof Record)) return;
    const index = x.shape.indexOf(this.keyword);
    if (index >= 0) {
      if (this.shape === null) [this.shape, this.index] = [x.shape, index];
      else if (this.shape2 === null) [this.shape2, this.index2] = [x.shape, index];
    } else if (x instanceof ShapeMap) {
      if (this.absent === null) this.absent = x.shape;
      else this.absent2 ??= x.shape;
    }
  }

  /** What `get` answers, GUEST included. */
  find(x: Value, notFound: Value): Value {
    this.note(x);
    return get(x, this.keyword, notFound);
  }
}

/** One function that a place has called, and for what. */
export class CalledFor {
  /** The shape or the type of the first argument. */
  shape: Shape | TypeDef | null = null;
  /** The slot that the choice is made by, and what stood there: for multimethods. */
  index = 0;
  key: Value = null;
  fn: Fn | null = null;
  code: Code | null = null;
}

/** The functions that a place has called by its first argument, four at the most. */
abstract class CallCache {
  readonly entries: readonly CalledFor[] = [new CalledFor(), new CalledFor(), new CalledFor(), new CalledFor()];
  /** The version of what chooses, when these were chosen. */
  version = -1;

  /** The entry to be filled; undefined where there is none left. Begins anew where what was chosen may no longer hold. */
  protected free(version: number): CalledFor | undefined {
    if (version !== this.version) {
      this.version = version;
      for (const e of this.entries) e.shape = null;
    }
    return this.entries.find((e) => e.shape === null);
  }
}

/** The methods of a protocol's function that a place has called, by the type of the instance or record. */
export class ProtocolCache extends CallCache {
  constructor(readonly fn: ProtocolFn) {
    super();
  }
  /** Remembers what is called for `x`, where that is the same for all of its type. */
  note(x: Value): void {
    if (!(x instanceof Record || x instanceof Instance)) return;
    const entry = this.free(this.fn.protocol.version);
    if (entry === undefined) return;
    const fn = this.fn.shared(x);
    if (fn !== null) Object.assign(entry, { shape: x.type, fn, code: fn.template });
  }
}

/** The methods of a multimethod that dispatches on a keyword, by the shape of the argument and the dispatch value in it. */
export class MultiCache extends CallCache {
  constructor(readonly fn: MultiFn) {
    super();
  }
  /** Remembers what is called for `x`, where the choice is known already. */
  note(x: Value): void {
    const { dispatch } = this.fn;
    if (!((x instanceof ShapeMap || x instanceof Record) && dispatch instanceof Keyword)) return;
    const entry = this.free(this.fn.version);
    const index = x.shape.indexOf(dispatch);
    if (entry === undefined || index < 0) return;
    const key = x.slots[index];
    const fn = this.fn.knownFor(key);
    if (fn instanceof Fn && key instanceof Keyword) Object.assign(entry, { shape: x.shape, index, key, fn, code: fn.template });
  }
}

/** Where the maps and records that a place has added a keyword to keep it, or what adding it makes of their shape. */
export class AssocCache {
  shape: Shape | TypeDef | null = null;
  index = 0;
  constructor(readonly keyword: Keyword) {}

  /** Remembers where `x` keeps the keyword. */
  note(x: Value): void {
    if (this.shape !== null || !(x instanceof ShapeMap || x instanceof Record)) return;
    const index = x.shape.indexOf(this.keyword);
    if (index >= 0) [this.shape, this.index] = [x.shape, index];
  }
}
