import { CLASS, ClassRef } from '../../data/classes.js';
import { MapLike } from '../../data/collection.js';
import { MultiFn, Protocol, ProtocolFn, SlotMethod } from '../../data/dispatch.js';
import { ExceptionClass, type Place, Refusal, Throwable, type TraceFrame } from '../../data/errors.js';
import { keyword } from '../../data/keyword.js';
import { EMPTY_MAP } from '../../data/maps/index.js';
import { Atom, Delay, type History, Reduced, Reference, renumber, Volatile } from '../../data/reference.js';
import { Instance, Record, TYPE_KINDS, TypeDef } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import { setRoot, Unbound, Var } from '../../data/var.js';
import { Waiter } from '../fibers.js';
import { Namespace } from '../namespace.js';
import { CallbackWriter, StringWriter } from '../streams.js';
import { Retry, Transaction } from '../transactions.js';
import { ARRAY, BOOL, fields, type Kind, kind, NAME, object, optional, type PartSink, type PartSource, VALUE } from './kind.js';

const WATCHED = { watches: VALUE, validator: VALUE };

function writeMap(map: ReadonlyMap<unknown, unknown>, out: PartSink): void {
  out.uint(map.size);
  for (const [k, v] of map) {
    out.ref(k);
    out.ref(v);
  }
}

function readMap<K, V>(map: Map<K, V>, from: PartSource, key: () => K, value: () => V): void {
  map.clear();
  for (let left = from.count(); left > 0; left--) map.set(key(), value());
}

const references: readonly Kind[] = [
  fields(Atom, () => new Atom(null), { value: VALUE, meta: VALUE, ...WATCHED }, { changes: true }),
  fields(Volatile, () => new Volatile(null), { value: VALUE }, { changes: true }),
  fields(Delay, () => new Delay(null), { thunk: VALUE, value: VALUE, error: VALUE }, { changes: true }),
  fields(Reduced, () => new Reduced(null), { value: VALUE }),
  kind<Reference>({
    name: 'Reference',
    prototypes: [Reference.prototype],
    changes: true,
    head: (r, out) => out.string(r.kind),
    make(from) {
      const made = new Reference(from.string(), null);
      if (made[CLASS] === undefined) throw from.broken();
      return made;
    },
    body(r, out) {
      for (const x of [r.value, r.watches, r.validator, r.meta, r.realized, r.state, r.fiber]) out.ref(x);
      out.uint(r.number);
      out.uint(r.waiters.length);
      for (const waiter of r.waiters) out.ref(waiter);
      writeHistory(r.history, out);
    },
    fill(r, from) {
      r.value = from.value();
      r.watches = from.value();
      r.validator = from.value();
      r.meta = from.value();
      r.realized = from.value() === true;
      r.state = from.value();
      r.fiber = from.value();
      renumber(r, from.uint());
      r.waiters.length = 0;
      for (let left = from.count(); left > 0; left--) r.waiters.push(from.value());
      r.history = readHistory(from);
    },
  }),
  fields(
    Waiter,
    () => new Waiter(null as never),
    { fiber: VALUE, settled: BOOL, value: VALUE, failed: BOOL, interrupts: BOOL },
    { changes: true },
  ),
  kind<Transaction>({
    name: 'Transaction',
    prototypes: [Transaction.prototype],
    changes: true,
    head: (t, out) => out.uint(t.age),
    make: (from) => new Transaction(null as never, from.uint()),
    body(t, out) {
      out.ref(t.fiber);
      out.string(t.state);
      out.uint(t.readPoint);
      writeMap(t.values, out);
      writeMap(t.commutes, out);
      for (const all of [[...t.written], [...t.ensured], t.actions, t.waiters]) {
        out.uint(all.length);
        for (const x of all) out.ref(x);
      }
      out.ref(t.blocker);
    },
    fill(t, from) {
      (t as { fiber: Value }).fiber = from.value();
      const state = from.string();
      if (state !== 'running' && state !== 'committing' && state !== 'ended') throw from.broken();
      t.state = state;
      t.readPoint = from.uint();
      const ref = object(Reference);
      const reference = (): Reference => ref.read(from) as Reference;
      readMap(t.values, from, reference, () => from.value());
      readMap(t.commutes, from, reference, () => ARRAY.read(from) as Value[]);
      for (const set of [t.written, t.ensured]) for (let left = from.count(); left > 0; left--) set.add(reference());
      for (let left = from.count(); left > 0; left--) t.actions.push(from.value());
      for (let left = from.count(); left > 0; left--) t.waiters.push(object(Waiter).read(from) as Waiter);
      t.blocker = optional(Transaction).read(from) as Transaction | null;
    },
  }),
  fields(StringWriter, () => new StringWriter(), { parts: ARRAY }, { changes: true }),
  fields(CallbackWriter, () => new CallbackWriter(null, null), { parts: ARRAY, onFlush: VALUE, onClose: VALUE }, { changes: true }),
];

function writeHistory(history: History | null, out: PartSink): void {
  out.uint(history === null ? 0 : 1);
  if (history === null) return;
  for (const n of [history.point, history.min, history.max, history.faults, history.older.length]) out.uint(n);
  for (const { value, point } of history.older) {
    out.ref(value);
    out.uint(point);
  }
}

function readHistory(from: PartSource): History | null {
  if (from.uint() === 0) return null;
  const [point, min, max, faults] = [from.uint(), from.uint(), from.uint(), from.uint()];
  const older = Array.from({ length: from.count() }, () => ({ value: from.value(), point: from.uint() }));
  return { point, older, min, max, faults };
}

const MACRO = 1;
const PRIVATE = 2;
const DYNAMIC = 4;
const HAS_META = 8;

const globals: readonly Kind[] = [
  kind<Var>({
    name: 'Var',
    prototypes: [Var.prototype],
    changes: true,
    head(v, out) {
      out.ref(v.ns);
      out.ref(v.name);
    },
    make: (from) => new Var(NAME.read(from) as string, NAME.read(from) as string),
    body(v, out) {
      // Metadata that nobody has asked for is as it was at the start: the library still has to make it.
      const known = v.metaIsMade;
      out.uint((v.macro ? MACRO : 0) | (v.isPrivate ? PRIVATE : 0) | (v.dynamic ? DYNAMIC : 0) | (known ? HAS_META : 0));
      out.ref(v.root);
      out.ref(v.watches);
      out.ref(v.validator);
      if (known) out.ref(v.meta);
    },
    fill(v, from) {
      const flags = from.uint();
      setRoot(v, from.value());
      v.watches = from.value();
      v.validator = from.value();
      if ((flags & HAS_META) !== 0) v.meta = from.value();
      v.macro = (flags & MACRO) !== 0;
      v.isPrivate = (flags & PRIVATE) !== 0;
      v.dynamic = (flags & DYNAMIC) !== 0;
    },
  }),
  fields(Unbound, () => new Unbound(null as never), { of: object(Var) }, { changes: true }),
  kind<Namespace>({
    name: 'Namespace',
    prototypes: [Namespace.prototype],
    changes: true,
    head: (ns, out) => out.string(ns.name),
    make: (from) => new Namespace(from.string(), from.world.namespaces.core),
    body(ns, out) {
      writeNamespace(ns, out);
      writeMap(ns.mappings, out);
    },
    fill(ns, from) {
      const text = (): string => NAME.read(from) as string;
      ns.meta = from.value();
      ns.ids = from.uint();
      readMap(ns.aliases, from, text, text);
      const hidden = from.count();
      ns.hiddenCore = hidden === 0 ? null : new Set(Array.from({ length: hidden - 1 }, text));
      readMap(ns.mappings, from, text, () => object(Var, ClassRef).read(from) as Var | ClassRef);
    },
  }),
];

const polymorphism: readonly Kind[] = [
  kind<ClassRef>({
    name: 'Class',
    prototypes: [ClassRef.prototype],
    changes: true,
    head(c, out) {
      out.string(c.name);
      out.uint(c.kind === 'class' ? 0 : 1);
    },
    make: (from) => new ClassRef(from.string(), [], from.uint() === 0 ? 'class' : 'interface'),
    body(c, out) {
      out.uint(c.supers.length);
      for (const above of c.supers) out.ref(above);
    },
    fill(c, from) {
      c.supers.length = 0;
      for (let left = from.count(); left > 0; left--) c.supers.push(object(ClassRef).read(from) as ClassRef);
      // The classes above must know what is above them: those are filled in earlier or later.
      from.later(() => {
        for (const above of allAbove(c)) (c.ancestors as Set<ClassRef>).add(above);
      });
    },
  }),
  kind<TypeDef>({
    name: 'Type',
    prototypes: [TypeDef.prototype],
    changes: true,
    head(t, out) {
      out.string(t.name);
      out.uint(TYPE_KINDS.indexOf(t.kind));
      out.uint(t.fields.length);
      t.fields.forEach((field, i) => {
        out.string(field.name);
        out.uint(t.mutable[i] ? 1 : 0);
      });
    },
    make(from) {
      const name = from.string();
      const made = TYPE_KINDS[from.uint()];
      if (made === undefined) throw from.broken();
      const names: string[] = [];
      const mutable: boolean[] = [];
      for (let left = from.count(); left > 0; left--) {
        names.push(from.string());
        mutable.push(from.uint() === 1);
      }
      return new TypeDef(
        NO_CLASS,
        name,
        names.map((n) => keyword(null, n)),
        mutable,
        made,
      );
    },
    body(t, out) {
      out.ref(t.ref);
      out.uint(t.methods.size);
      for (const [name, method] of t.methods) {
        out.string(name);
        out.ref(method);
      }
    },
    fill(t, from) {
      (t as { ref: ClassRef }).ref = object(ClassRef).read(from) as ClassRef;
      readMap(
        t.methods as Map<string, unknown>,
        from,
        () => from.string(),
        () => from.ref(),
      );
    },
  }),
  kind<SlotMethod>({
    name: 'SlotMethod',
    prototypes: [SlotMethod.prototype],
    internal: true,
    head: (m, out) => out.uint(m.index),
    make: (from) => new SlotMethod(from.uint()),
  }),
  fields(
    Instance,
    () => new Instance(null as never, []),
    { shape: object(TypeDef), slots: ARRAY, meta: VALUE },
    {
      changes: true,
      check(x, from) {
        if (x.type.kind !== 'reify' && x.slots.length !== x.type.fields.length) throw from.broken();
      },
    },
  ),
  fields(
    Record,
    () => new Record(null as never, [], null, null),
    { shape: object(TypeDef), slots: ARRAY, ext: optional(MapLike), meta: VALUE },
    {
      check(x, from) {
        if (x.slots.length !== x.type.fields.length) throw from.broken();
      },
    },
  ),
  kind<Protocol>({
    name: 'Protocol',
    prototypes: [Protocol.prototype],
    changes: true,
    make: () => new Protocol({ ns: '', name: '', onInterface: NO_CLASS, description: EMPTY_MAP, viaMetadata: false }),
    body(p, out) {
      const { ns, name, onInterface, description, viaMetadata } = p.parts;
      for (const x of [ns, name, onInterface, description, viaMetadata, p.meta]) out.ref(x);
      writeMap(p.implementations, out);
    },
    fill(p, from) {
      const parts = {
        ns: NAME.read(from) as string,
        name: NAME.read(from) as string,
        onInterface: object(ClassRef).read(from) as ClassRef,
        description: object(MapLike).read(from) as MapLike,
        viaMetadata: from.value() === true,
      };
      (p as { parts: typeof parts }).parts = parts;
      (p as { meta: Value }).meta = from.value();
      readMap(
        p.implementations,
        from,
        () => optional(ClassRef).read(from) as ClassRef | null,
        () => object(MapLike).read(from) as MapLike,
      );
      p.version++;
    },
  }),
  kind<ProtocolFn>({
    name: 'ProtocolFn',
    prototypes: [ProtocolFn.prototype],
    head: (f, out) => out.string(f.method),
    make: (from) => new ProtocolFn(null as never, from.string()),
    body(f, out) {
      out.ref(f.protocol);
      out.ref(f.meta);
    },
    fill(f, from) {
      const own = f as { protocol: Protocol; meta: Value };
      own.protocol = object(Protocol).read(from) as Protocol;
      own.meta = from.value();
    },
  }),
  kind<MultiFn>({
    name: 'MultiFn',
    prototypes: [MultiFn.prototype],
    changes: true,
    make: () => new MultiFn('', '', null, null, null, EMPTY_MAP),
    body(m, out) {
      for (const x of [m.ns, m.name, m.dispatch, m.defaultValue, m.hierarchy, m.table, m.prefers]) out.ref(x);
    },
    fill(m, from) {
      const own = m as { -readonly [K in keyof MultiFn]: MultiFn[K] };
      own.ns = NAME.read(from) as string;
      own.name = NAME.read(from) as string;
      own.dispatch = from.value();
      own.defaultValue = from.value();
      own.hierarchy = from.value();
      own.table = object(MapLike).read(from) as MapLike;
      own.prefers = from.value();
      m.forget();
    },
  }),
];
const NO_CLASS = ExceptionClass.throwable;

/** The classes above one, itself included. */
function allAbove(c: ClassRef): Set<ClassRef> {
  const all = new Set<ClassRef>([c]);
  for (const x of all) for (const above of x.supers) all.add(above);
  return all;
}

function writeTrace(trace: readonly TraceFrame[] | null, out: PartSink): void {
  out.uint(trace === null ? 0 : trace.length + 1);
  for (const { name, place } of trace ?? []) {
    out.ref(name);
    out.ref(place === null ? null : place.file);
    if (place === null) continue;
    out.uint(place.line);
    out.uint(place.column);
  }
}

function readTrace(from: PartSource): TraceFrame[] | null {
  const count = from.count();
  if (count === 0) return null;
  return Array.from({ length: count - 1 }, () => {
    const name = NAME.read(from) as string;
    const file = NAME.read(from) as string | null;
    const place: Place | null = file === null ? null : { file, line: from.uint(), column: from.uint() };
    return { name, place };
  });
}

/** The kind of exceptions of one class of ours; `blamed` tells whether they have a form that is to blame. */
function throwables(type: { readonly prototype: Throwable; readonly name: string }, make: () => Throwable, blamed: boolean): Kind {
  return kind<Throwable>({
    name: type.name,
    prototypes: [type.prototype],
    changes: true,
    make,
    body(t, out) {
      for (const x of [t[CLASS], t.message, t.data, t.cause, t.suppressed]) out.ref(x);
      if (blamed) out.ref((t as Refusal).blamed);
      writeTrace(t.trace, out);
    },
    fill(t, from) {
      const own = t as { -readonly [K in keyof Throwable]: Throwable[K] } & { blamed?: Value };
      own[CLASS] = object(ClassRef).read(from) as ClassRef;
      own.message = NAME.read(from) as string | null;
      own.data = from.value();
      own.cause = from.value();
      own.suppressed = from.value() as Value[] | null;
      if (blamed) own.blamed = from.value();
      own.trace = readTrace(from);
    },
  });
}

const exceptions: readonly Kind[] = [
  throwables(Throwable, () => new Throwable(NO_CLASS, null), false),
  throwables(Retry, () => new Retry(), false),
  throwables(Refusal, () => new Refusal(NO_CLASS, '', null), true),
];

/** What a namespace holds but for its mappings. */
export function writeNamespace(ns: Namespace, out: PartSink): void {
  out.ref(ns.meta);
  out.uint(ns.ids);
  writeMap(ns.aliases, out);
  out.uint(ns.hiddenCore === null ? 0 : ns.hiddenCore.size + 1);
  for (const name of ns.hiddenCore ?? []) out.ref(name);
}

export const referenceKinds: readonly Kind[] = [...references, ...globals, ...polymorphism, ...exceptions];
