import { type OrGuest, type Seq, SetLike } from '../collection.js';
import { GUEST, type Guest } from '../guest.js';
import { hasheq, mixCollHash } from '../hash.js';
import { KEYS } from '../maps/map-seq.js';
import type { PersistentMap } from '../maps/persistent-map.js';
import type { Value } from '../value.js';

/** A set over a map, whose keys are the elements. */
export abstract class PersistentSet extends SetLike {
  /** The cached hash; 0 while it is not known. */
  protected abstract hash: number;
  /** The elements as the keys of a map; the values mean nothing. */
  abstract readonly map: PersistentMap;
  get size(): number {
    return this.map.size;
  }
  override count(): number {
    return this.map.size;
  }
  override seq(): Seq | null {
    return this.map.seqOf(KEYS);
  }
  override has(x: Value): boolean {
    return this.map.has(x);
  }
  override forEach<T>(visit: (x: Value) => T | undefined): T | undefined {
    return this.map.forEach(visit);
  }
  override equiv(other: Value): OrGuest<boolean> {
    if (this === other) return true;
    if (!(other instanceof SetLike) || other.size !== this.size) return false;
    return other.forEach<false>((x) => (this.has(x) ? undefined : false)) === undefined;
  }
  override hasheq(): OrGuest<number> {
    if (this.hash !== 0) return this.hash;
    let sum = 0;
    const stopped = this.forEach<Guest>((x) => {
      const h = hasheq(x);
      if (h === GUEST) return GUEST;
      sum = (sum + h) | 0;
      return undefined;
    });
    if (stopped !== undefined) return stopped;
    this.hash = mixCollHash(sum, this.size);
    return this.hash;
  }
}
