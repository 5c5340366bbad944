import { ClassRef } from '../../data/classes.js';
import { Reference } from '../../data/reference.js';
import { TypeDef } from '../../data/types.js';
import { Source } from '../../reader/source.js';
import { Fiber, Waiter } from '../fibers.js';
import { Namespace } from '../namespace.js';
import { Program } from '../program.js';
import type { Runtime } from '../runtime.js';
import { Transaction } from '../transactions.js';
import type { Kind } from './kind.js';
import { object } from './kind.js';
import type { Kinds } from './kinds.js';
import type { Kept, PristineFinder } from './pristine.js';
import type { GraphReader } from './reader.js';
import type { GraphWriter } from './writer.js';

/** Writes all that a runtime has beyond what a new one has. */
export function writeWorld(world: Runtime, out: GraphWriter, kinds: Kinds, kept: Kept, reference: Runtime): void {
  const { namespaces, interop, monitors, transactions, sources, identities, library } = world;
  const list = <T>(all: readonly T[], write: (x: T) => void): void => {
    out.uint(all.length);
    for (const x of all) write(x);
  };
  const ref = (x: unknown): void => out.ref(x);

  list(kept.changed, ([x, number]) => {
    out.uint(number);
    out.within(x, () => (kinds.all[kinds.numberOf(x)].body as NonNullable<Kind['body']>)(x, out));
  });
  list(namespaces.all(), ref);
  list(
    [...world.loaded].filter((name) => !reference.loaded.has(name)),
    ref,
  );
  list(
    [...interop.types].filter(([, type]) => !kept.numbers.has(type)),
    ([, type]) => out.ref(type),
  );
  list(
    [...interop.guestClasses].filter(([, c]) => !kept.numbers.has(c)),
    ([, c]) => out.ref(c),
  );
  list(
    [...sources.values()].filter((source) => !source.shipped),
    ref,
  );
  list(world.programs, ref);
  writeFibers(world, out);
  list([...monitors.held], ([x, { owner, depth }]) => {
    out.ref(x);
    out.ref(owner);
    out.uint(depth);
  });
  list([...monitors.waiting], ([x, waiters]) => {
    out.ref(x);
    list(waiters, ref);
  });
  const { lastCommit, ages, writers, readers } = transactions.state;
  out.uint(lastCommit);
  out.uint(ages);
  list([...writers], ([reference, t]) => {
    out.ref(reference);
    out.ref(t);
  });
  list([...readers], ([reference, all]) => {
    out.ref(reference);
    list([...all], ref);
  });
  out.uint(world.names.last);
  out.uint(library.lastNumber.get());
  out.uint(identities.last);
  out.finish();
  const told: [number, number][] = [];
  if (identities.last > 0)
    for (const [x, number] of out.numbers) {
      const identity = identities.numbers.get(x as object);
      if (identity !== undefined) told.push([number, identity]);
    }
  list(told, ([number, identity]) => {
    out.uint(number);
    out.uint(identity);
  });
}

function writeFibers({ fibers }: Runtime, out: GraphWriter): void {
  const { ready, ids, living, timers } = fibers.state();
  for (const all of [ready, living]) {
    out.uint(all.length);
    for (const fiber of all) out.ref(fiber);
  }
  out.uint(ids);
  out.uint(timers.timers.length);
  for (const { time, order, waiter, value } of timers.timers) {
    out.float(time);
    out.uint(order);
    out.ref(waiter);
    out.ref(value);
  }
  out.uint(timers.order);
  out.float(timers.moment);
}

/** Reads what `writeWorld` wrote into a new runtime, whose objects are `pristine`. */
export function readWorld(world: Runtime, from: GraphReader, kinds: Kinds, pristine: PristineFinder): void {
  const { namespaces, interop, monitors, transactions, sources, identities, library } = world;
  const each = (read: () => void): void => {
    for (let left = from.count(); left > 0; left--) read();
  };
  const list = <T>(read: () => T): T[] => Array.from({ length: from.count() }, read);
  const one =
    <T>(type: { readonly prototype: object; readonly name: string }): (() => T) =>
    () =>
      object(type).read(from) as T;

  each(() => {
    const i = from.uint();
    if (i >= pristine.length) throw from.broken();
    const x = pristine.at(i);
    const kind = kinds.all[kinds.numberOf(x)];
    pristine.willChange(i);
    if (kind?.fill === undefined || kind.changes !== true) throw from.broken();
    kind.fill(x, from);
  });
  namespaces.replaceAll(list(one<Namespace>(Namespace)));
  each(() => void world.loaded.add(String(from.value())));
  const types = list(one<TypeDef>(TypeDef));
  const classes = list(one<ClassRef>(ClassRef));
  each(() => {
    const source = one<Source>(Source)();
    sources.set(source.file, source);
  });
  world.programs.push(...list(one<Program>(Program)));
  readFibers(world, from);
  each(() => {
    monitors.held.set(from.value(), { owner: one<Fiber>(Fiber)(), depth: from.uint() });
  });
  each(() => {
    monitors.waiting.set(from.value(), list(one<Waiter>(Waiter)));
  });
  const reference = one<Reference>(Reference);
  const transaction = one<Transaction>(Transaction);
  const state = {
    lastCommit: from.uint(),
    ages: from.uint(),
    writers: new Map(list(() => [reference(), transaction()] as const)),
    readers: new Map(list(() => [reference(), new Set(list(transaction))] as const)),
  };
  transactions.state = state;
  world.names.last = from.uint();
  library.lastNumber.atLeast(from.uint());
  identities.last = from.uint();
  from.finish();
  if (world.fibers.state().ready.some((fiber) => fiber.run === null)) throw from.broken();
  for (const type of types) interop.registerType(type);
  for (const c of classes) interop.registerInterface(c);
  each(() => {
    const x = from.objectAt(from.uint());
    identities.numbers.set(x, from.uint());
  });
}

function readFibers({ fibers }: Runtime, from: GraphReader): void {
  const several = (): Fiber[] => Array.from({ length: from.count() }, () => object(Fiber).read(from) as Fiber);
  const [ready, living] = [several(), several()];
  const ids = from.uint();
  const timers = Array.from({ length: from.count() }, () => ({
    time: from.float(),
    order: from.uint(),
    waiter: object(Waiter).read(from) as Waiter,
    value: from.value(),
  }));
  fibers.restore({ ready, ids, living, timers: { timers, order: from.uint(), moment: from.float() } });
}
