import { NativeFn } from '../../data/functions.js';
import type { Runtime } from '../runtime.js';
import { codeKinds } from './code-kinds.js';
import { collectionKinds, WELL_KNOWN } from './collection-kinds.js';
import { fiberKinds } from './fiber-kinds.js';
import type { Kind } from './kind.js';
import { plainKinds } from './plain-kinds.js';
import { referenceKinds } from './reference-kinds.js';
import { FIRST_KIND, SMALL } from './tags.js';

/** All kinds of objects that a snapshot can hold. */
export interface Kinds {
  readonly all: readonly Kind[];
  /** The number of the kind of an object; -1 where no snapshot can hold it. */
  numberOf(x: object): number;
  /** Objects that every process has once. */
  readonly known: readonly unknown[];
  readonly wellKnown: ReadonlyMap<unknown, number>;
}

const OWN: readonly Kind[] = [...plainKinds, ...collectionKinds, ...referenceKinds, ...codeKinds, ...fiberKinds];

/** The kinds that this layer knows, and those that the library adds. */
export function createKinds(world: Pick<Runtime, 'native'>, more: readonly Kind[]): Kinds {
  const all = [...OWN, ...more];
  if (all.length > SMALL - FIRST_KIND) throw new Error(`Internal error: ${all.length} kinds do not fit into a byte`);
  const numbers = new Map<object | null, number>();
  all.forEach((kind, i) => {
    for (const prototype of kind.prototypes) numbers.set(prototype, i);
  });
  return {
    all,
    numberOf(x) {
      const number = numbers.get(Object.getPrototypeOf(x));
      // A native that was made at run time has no name that leads to it.
      if (number === undefined || (x instanceof NativeFn && world.native(x.name)?.f1 !== x.f1)) return -1;
      return typeof x === 'function' ? -1 : number;
    },
    known: WELL_KNOWN,
    wellKnown: new Map(WELL_KNOWN.map((x, i) => [x, i])),
  };
}
