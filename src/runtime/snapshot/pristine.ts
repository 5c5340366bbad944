import { Code } from '../../bytecode/code.js';
import { ClassRef, findClass } from '../../data/classes.js';
import { NativeFn } from '../../data/functions.js';
import { Var } from '../../data/var.js';
import { Namespace } from '../namespace.js';
import type { Runtime } from '../runtime.js';
import type { Kind, PartSink } from './kind.js';
import type { Kinds } from './kinds.js';
import { writeNamespace } from './reference-kinds.js';

/** The parts of an object in a list, to be compared with those of another. */
class Parts implements PartSink {
  readonly plain: unknown[] = [];
  readonly refs: unknown[] = [];
  uint(n: number): void {
    this.plain.push(n);
  }
  int(n: number): void {
    this.plain.push(n);
  }
  float(n: number): void {
    this.plain.push(n);
  }
  string(s: string): void {
    this.plain.push(s);
  }
  ref(x: unknown): void {
    this.refs.push(x);
  }
  bytes(bytes: Uint8Array): void {
    this.plain.push(bytes.join());
  }
}

/** The objects that every runtime of a library has from the start, in an order that is always the same. */
export interface Pristine {
  readonly objects: readonly object[];
  readonly numbers: ReadonlyMap<object, number>;
  readonly ways: Ways;
}

/** Where each of these objects is found, by its number: as a part of another one, or, where that is -1, as a root. */
export interface Ways {
  readonly holders: Int32Array;
  readonly places: Int32Array;
}

/** Where all objects of a runtime are reached from, before a program was run. */
function roots({ fibers, bindings, standard, namespaces }: Runtime): object[] {
  return [fibers.main, bindings.capture() as object, ...standard, ...namespaces.all()];
}

/** Whether every process finds the object by itself, so that it needs no number. */
function isGlobal(x: object, kinds: Kinds, world: Runtime): boolean {
  if (x instanceof NativeFn) return isLibraryNative(x, world);
  if (x instanceof ClassRef) return findClass(x.name) === x;
  return typeof x === 'function' || kinds.wellKnown.has(x);
}

/** Whether the native is the one that its name leads to. */
export function isLibraryNative(x: NativeFn, world: Runtime): boolean {
  return world.native(x.name) === x;
}

/** The parts of an object, the head before the body. A code of an image is known by its place: what is in it is not there yet. */
function partsOf(x: object, kind: Kind): Parts {
  const parts = new Parts();
  if (x instanceof Code && x.place >= 0) {
    parts.uint(x.place);
    parts.string(x.name);
    return parts;
  }
  kind.head?.(x, parts);
  kind.body?.(x, parts);
  return parts;
}

/** Numbers the objects of a runtime in which nothing has been run. */
export function pristineOf(world: Runtime, kinds: Kinds): Pristine {
  const numbers = new Map<object, number>();
  const objects: object[] = [];
  const holders: number[] = [];
  const places: number[] = [];
  const meet = (holder: number, parts: readonly unknown[]): void => {
    parts.forEach((x, place) => {
      if (typeof x !== 'object' || x === null || numbers.has(x) || isGlobal(x, kinds, world)) return;
      numbers.set(x, objects.length);
      objects.push(x);
      holders.push(holder);
      places.push(place);
    });
  };
  meet(-1, roots(world));
  // More are met while those before are looked at.
  for (let i = 0; i < objects.length; i++) meet(i, refsOf(objects[i], kinds));
  return { objects, numbers, ways: { holders: Int32Array.from(holders), places: Int32Array.from(places) } };
}

function refsOf(x: object, kinds: Kinds): readonly unknown[] {
  const number = kinds.numberOf(x);
  return number < 0 ? [] : partsOf(x, kinds.all[number]).refs;
}

/** Finds the objects of a runtime in which nothing has been run, by their numbers. */
export interface PristineFinder {
  /** How many there are. */
  readonly length: number;
  at(i: number): object;
  /** The object is about to hold something else: what it holds now is found still. */
  willChange(i: number): void;
}

/** Most of them are never asked for: so each is found when it is. */
export function pristineFinder(world: Runtime, kinds: Kinds, { holders, places }: Ways): PristineFinder {
  const start = roots(world);
  const found = new Map<number, object>();
  const parts = new Map<number, readonly unknown[]>();

  const before = new Map<Namespace, { readonly parts: readonly unknown[]; readonly names: readonly string[] }>();

  /** A part of a namespace, whose vars need not be made for that: its mappings are its last parts, a name and what it means in turn. */
  function partOfNamespace(ns: Namespace, place: number): unknown {
    let known = before.get(ns);
    if (known === undefined) {
      const own = new Parts();
      writeNamespace(ns, own);
      known = { parts: own.refs, names: [...ns.names()] };
      before.set(ns, known);
    }
    const at = place - known.parts.length;
    if (at < 0) return known.parts[place];
    const name = known.names[at >> 1];
    return at % 2 === 0 ? name : ns.mapping(name);
  }

  function partAt(holder: number, place: number): unknown {
    const x = finder.at(holder);
    return x instanceof Namespace && !parts.has(holder) ? partOfNamespace(x, place) : partsAt(holder)[place];
  }

  function partsAt(i: number): readonly unknown[] {
    let known = parts.get(i);
    if (known === undefined) {
      known = refsOf(finder.at(i), kinds);
      parts.set(i, known);
    }
    return known;
  }

  const finder: PristineFinder = {
    length: holders.length,
    at(i) {
      let x = found.get(i);
      if (x === undefined) {
        x = (holders[i] < 0 ? start[places[i]] : partAt(holders[i], places[i])) as object;
        found.set(i, x);
      }
      return x;
    },
    willChange: (i) => void partsAt(i),
  };
  return finder;
}

/** What a runtime still has of what it had from the start. */
export interface Kept {
  /** The numbers of the objects that are the same. */
  readonly numbers: ReadonlyMap<object, number>;
  /** The number of an object; undefined where it has none. A var that was made since is as it was, whoever named it. */
  numberOf(x: object): number | undefined;
  /** Those that are still there but hold something else, with their numbers. */
  readonly changed: readonly (readonly [object, number])[];
}

/**
 * Compares a runtime with one in which nothing has been run, place by place: what can change is the same where it stands in the
 * same place, all else where it holds the same.
 */
export function keptOf(world: Runtime, kinds: Kinds, reference: Runtime, pristine: Pristine): Kept {
  const numbers = new Map<object, number>();
  const taken = new Set<number>();
  const queue: (readonly [object, object, Kind])[] = [];
  const changed: (readonly [object, number])[] = [];

  function pair(mine: object, theirs: object): boolean {
    const number = pristine.numbers.get(theirs);
    if (number === undefined || taken.has(number)) return false;
    numbers.set(mine, number);
    taken.add(number);
    return true;
  }

  function isSame(mine: unknown, theirs: unknown): boolean {
    if (typeof mine !== 'object' || mine === null || typeof theirs !== 'object' || theirs === null) return Object.is(mine, theirs);
    const known = numbers.get(mine);
    if (known !== undefined) return known === pristine.numbers.get(theirs);
    if (isGlobal(mine, kinds, world))
      return mine === theirs || (mine instanceof NativeFn && theirs instanceof NativeFn && reference.native(mine.name) === theirs);
    // A native that was made while the library was loaded is known by its place.
    if (mine instanceof NativeFn && theirs instanceof NativeFn && mine.name === theirs.name && pair(mine, theirs)) return true;
    const number = kinds.numberOf(mine);
    if (number < 0 || number !== kinds.numberOf(theirs)) return false;
    const kind = kinds.all[number];
    if (kind.changes !== true) return holdsSame(mine, theirs, kind);
    if (kind.head !== undefined) {
      const [a, b] = [new Parts(), new Parts()];
      kind.head(mine, a);
      kind.head(theirs, b);
      if (!sameParts(a, b)) return false;
    }
    if (!pair(mine, theirs)) return false;
    queue.push([mine, theirs, kind]);
    return true;
  }

  /** Whether two objects that do not change hold the same. They count as the same until it turns out that they are not. */
  function holdsSame(mine: object, theirs: object, kind: Kind): boolean {
    const isPaired = pair(mine, theirs);
    // What a name alone tells of has no number; what has one belongs to one object.
    if (!isPaired && pristine.numbers.has(theirs)) return false;
    const same = sameParts(partsOf(mine, kind), partsOf(theirs, kind));
    if (!same && isPaired) {
      taken.delete(numbers.get(mine) as number);
      numbers.delete(mine);
    }
    return same;
  }

  function sameParts(a: Parts, b: Parts): boolean {
    if (a.refs.length !== b.refs.length || a.plain.length !== b.plain.length) return false;
    return a.plain.every((x, i) => Object.is(x, b.plain[i])) && a.refs.every((x, i) => isSame(x, b.refs[i]));
  }

  /** Compares what two objects hold, all of it, since what is the same has to be found wherever it stands. */
  function compare(mine: object, theirs: object, kind: Kind): boolean {
    if (mine instanceof Namespace && theirs instanceof Namespace) return compareNamespaces(mine, theirs);
    const [a, b] = [partsOf(mine, kind), partsOf(theirs, kind)];
    let same = a.plain.length === b.plain.length && a.plain.every((x, i) => Object.is(x, b.plain[i])) && a.refs.length === b.refs.length;
    for (let i = 0; i < Math.min(a.refs.length, b.refs.length); i++) if (!isSame(a.refs[i], b.refs[i])) same = false;
    return same;
  }

  /** What nobody has named in a namespace is as it was, and nothing refers to it: it need not be made to know that. */
  function compareNamespaces(mine: Namespace, theirs: Namespace): boolean {
    const [a, b] = [new Parts(), new Parts()];
    writeNamespace(mine, a);
    writeNamespace(theirs, b);
    let same = a.plain.length === b.plain.length && a.plain.every((x, i) => Object.is(x, b.plain[i])) && a.refs.length === b.refs.length;
    for (let i = 0; i < Math.min(a.refs.length, b.refs.length); i++) if (!isSame(a.refs[i], b.refs[i])) same = false;
    const names = mine.names();
    const others = theirs.names();
    if (names.size !== others.size) same = false;
    for (const name of others) if (!names.has(name)) same = false;
    for (const [name, x] of mine.madeMappings()) if (!isSame(x, theirs.mapping(name))) same = false;
    return same;
  }

  const start = (mine: object, theirs: object): void => {
    if (!pair(mine, theirs)) return;
    const number = kinds.numberOf(mine);
    if (number >= 0) queue.push([mine, theirs, kinds.all[number]]);
  };
  const own = new Set(world.namespaces.all());
  const mine = roots(world).filter((x) => !own.has(x as never));
  roots(reference).forEach((theirs, i) => {
    if (i < mine.length) start(mine[i], theirs);
  });
  for (const theirs of reference.namespaces.all()) {
    const there = world.namespaces.find(theirs.name);
    if (there !== undefined) start(there, theirs);
  }
  for (const [x, theirs, kind] of queue) if (!compare(x, theirs, kind)) changed.push([x, numbers.get(x) as number]);
  return {
    numbers,
    changed,
    numberOf(x) {
      const known = numbers.get(x);
      if (known !== undefined || !(x instanceof Var) || world.namespaces.find(x.ns)?.own(x.name) !== x) return known;
      const theirs = reference.namespaces.find(x.ns)?.own(x.name);
      if (theirs !== undefined) pair(x, theirs);
      return numbers.get(x);
    },
  };
}
