import { ClassRef, classOf } from '../../../data/classes.js';
import { MapLike } from '../../../data/collection.js';
import { MultiFn, Protocol, ProtocolFn, SlotMethod } from '../../../data/dispatch.js';
import { classCast, illegalArgument, unsupported } from '../../../data/errors.js';
import type { Keyword } from '../../../data/keyword.js';
import { EMPTY_MAP } from '../../../data/maps/index.js';
import type { Sym } from '../../../data/symbol.js';
import { Instance, type TypeDef } from '../../../data/types.js';
import type { Value } from '../../../data/value.js';
import { Var } from '../../../data/var.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';
import { printForm } from '../forms/form-text.js';

function protocolOf(x: Value): Protocol {
  const p = x instanceof Var ? x.root : x;
  if (p instanceof Protocol) return p;
  throw classCast(x, 'clojure.lang.Protocol');
}

function multi(x: Value): MultiFn {
  if (x instanceof MultiFn) return x;
  throw classCast(x, 'clojure.lang.MultiFn');
}

function map(x: Value): MapLike {
  if (x instanceof MapLike) return x;
  throw classCast(x, 'clojure.lang.IPersistentMap');
}

/** Gives a type its methods of one protocol, or of an interface that the core library looks for by the method's name. */
function implement(type: TypeDef, protocol: Value, name: string, method: Value | SlotMethod): void {
  type.methods.set(name, method);
  if (protocol instanceof Protocol) protocol.extend(type.ref, name, method);
}

/** Calls `visit` for each protocol and method among the arguments of `-implement!` and `-reify`. */
function eachMethod(args: readonly Value[], type: TypeDef, visit: (protocol: Value, name: string, fn: Value) => void): void {
  let protocol: Value = null;
  for (let i = 1; i < args.length; i++) {
    const x = args[i];
    if (typeof x === 'string') visit(protocol, x, args[++i]);
    else {
      protocol = x;
      if (protocol instanceof Protocol) protocol.include(type.ref);
      else if (protocol instanceof ClassRef) type.ref.include(protocol);
      else throw unsupported(`${x} is not a protocol or an interface`);
    }
  }
}

/** Natives over protocols, types and multimethods. */
export function polymorphismNatives(_runtime: Runtime): NativeTable {
  /** Types of `reify` forms that have had their methods registered. */
  const reified = new WeakSet<TypeDef>();

  return defineNatives('clojure.core', {
    '-make-protocol': {
      doc: 'A protocol of that qualified name; methods is a map from keyword to a map with :name and :arglists.',
      arglists: '([name methods via-metadata])',
      internal: true,
      3: (name, methods, viaMetadata) => new Protocol((name as Sym).ns ?? '', (name as Sym).name, methods, viaMetadata === true),
    },
    '-protocol-fn': {
      doc: 'The function that calls the method of that name of a protocol.',
      arglists: '([protocol name])',
      internal: true,
      2: (protocol, name) => new ProtocolFn(protocolOf(protocol), name as string),
    },
    '-protocol?': { doc: 'Whether x is a protocol.', arglists: '([x])', internal: true, 1: (x) => x instanceof Protocol },
    '-protocol-methods': {
      doc: 'The methods that the protocol was made with.',
      arglists: '([p])',
      internal: true,
      1: (p) => protocolOf(p).methods,
    },
    '-protocol-name': {
      doc: 'The qualified name of the protocol, a string.',
      arglists: '([p])',
      internal: true,
      1: (p) => protocolOf(p).toString(),
    },
    '-protocol-classes': {
      doc: 'The classes that the protocol was extended to, in an array; nil among them where it was.',
      arglists: '([p])',
      internal: true,
      1: (p) => [...protocolOf(p).implementations.keys()],
    },
    '-extend!': {
      doc: 'Extends a protocol to a class, or to nil, by a map from keyword to function.',
      arglists: '([protocol class methods])',
      internal: true,
      3(protocol, type, methods) {
        if (type !== null && !(type instanceof ClassRef)) throw classCast(type, 'java.lang.Class');
        if (!(protocol instanceof Protocol)) throw illegalArgument(`${printForm(protocol)} is not a protocol`);
        const p = protocol;
        p.include(type);
        map(methods).forEach((name, fn) => p.extend(type, (name as Keyword).name, fn));
        return null;
      },
    },
    '-satisfies?': {
      doc: 'Whether the protocol was extended to the class of x, or one above it.',
      arglists: '([protocol x])',
      internal: true,
      2: (protocol, x) => protocolOf(protocol).methodsFor(classOf(x)) !== undefined,
    },
    '-find-method': {
      doc: 'The method of the protocol for x, by its name as a string; nil where there is none.',
      arglists: '([protocol name x])',
      internal: true,
      3(protocol, name, x) {
        const found =
          protocolOf(protocol)
            .methodsFor(classOf(x))
            ?.get(name as string) ?? null;
        return found instanceof SlotMethod ? (x as Instance).slots[found.index] : found;
      },
    },
    '-implement!': {
      doc: 'Gives a type its methods: for each protocol or interface, the name and the function of each method. Answers the class.',
      arglists: '([type & more])',
      internal: true,
      rest(args) {
        const type = args[0] as TypeDef;
        eachMethod(args, type, (protocol, name, fn) => implement(type, protocol, name, fn));
        return type.ref;
      },
      restFrom: 1,
    },
    '-reify': {
      doc: 'An instance of a nameless type whose methods are these closures.',
      arglists: '([type & more])',
      internal: true,
      rest(args) {
        const type = args[0] as TypeDef;
        const slots: Value[] = [];
        const isNew = !reified.has(type);
        for (let i = 1; i < args.length; i++) if (typeof args[i] === 'string') slots.push(args[++i]);
        if (isNew) {
          reified.add(type);
          let index = 0;
          eachMethod(args, type, (protocol, name) => implement(type, protocol, name, new SlotMethod(index++)));
        }
        return new Instance(type, slots);
      },
      restFrom: 1,
    },
    '-instance-method': {
      doc: 'The method of that name of an instance of a guest type; nil where it has none.',
      arglists: '([instance name])',
      internal: true,
      2(instance, name) {
        const found = (instance as Instance).type.methods.get(name as string) ?? null;
        return found instanceof SlotMethod ? (instance as Instance).slots[found.index] : found;
      },
    },
    '-make-multi': {
      doc: 'A multimethod.',
      arglists: '([name dispatch default hierarchy])',
      internal: true,
      4: (name, dispatch, fallback, hierarchy) =>
        new MultiFn((name as Sym).ns ?? '', (name as Sym).name, dispatch, fallback, hierarchy, EMPTY_MAP),
    },
    '-multi?': { doc: 'Whether x is a multimethod.', arglists: '([x])', internal: true, 1: (x) => x instanceof MultiFn },
    '-multi-name': { doc: 'The name of the multimethod, a string.', arglists: '([mf])', internal: true, 1: (mf) => multi(mf).name },
    '-multi-dispatch': {
      doc: 'The dispatch function of the multimethod.',
      arglists: '([mf])',
      internal: true,
      1: (mf) => multi(mf).dispatch,
    },
    '-multi-default': {
      doc: 'The dispatch value of the default method.',
      arglists: '([mf])',
      internal: true,
      1: (mf) => multi(mf).defaultValue,
    },
    '-multi-hierarchy': {
      doc: 'The reference to the hierarchy of the multimethod.',
      arglists: '([mf])',
      internal: true,
      1: (mf) => multi(mf).hierarchy,
    },
    '-multi-method-table': {
      doc: 'The methods of the multimethod by dispatch value.',
      arglists: '([mf])',
      internal: true,
      1: (mf) => multi(mf).table,
    },
    '-multi-prefers': { doc: 'The preferences of the multimethod.', arglists: '([mf])', internal: true, 1: (mf) => multi(mf).prefers },
    '-multi-add!': {
      doc: 'Adds a method.',
      arglists: '([mf value f])',
      internal: true,
      3(mf, value, f) {
        const m = multi(mf);
        m.table = map(m.table).assoc(value, f);
        m.cache = EMPTY_MAP;
        return m;
      },
    },
    '-multi-remove!': {
      doc: 'Removes a method; all of them where the table is empty afterwards.',
      arglists: '([mf value])',
      internal: true,
      2(mf, value) {
        const m = multi(mf);
        m.table = map(m.table).dissoc(value);
        m.cache = EMPTY_MAP;
        return m;
      },
    },
    '-multi-prefers!': {
      doc: 'Replaces the preferences.',
      arglists: '([mf prefers])',
      internal: true,
      2(mf, prefers) {
        const m = multi(mf);
        m.prefers = prefers;
        m.cache = EMPTY_MAP;
        return m;
      },
    },
    '-multi-cached': {
      doc: 'The method that was chosen for a dispatch value before, while the hierarchy is the same; nil where none was.',
      arglists: '([mf value hierarchy])',
      internal: true,
      3(mf, value, hierarchy) {
        const m = multi(mf);
        if (m.cachedHierarchy !== hierarchy) return null;
        return map(m.cache).get(value, null);
      },
    },
    '-multi-cache!': {
      doc: 'Remembers the method chosen for a dispatch value under a hierarchy; answers the method.',
      arglists: '([mf value hierarchy f])',
      internal: true,
      4(mf, value, hierarchy, f) {
        const m = multi(mf);
        if (m.cachedHierarchy !== hierarchy) {
          m.cachedHierarchy = hierarchy;
          m.cache = EMPTY_MAP;
        }
        m.cache = map(m.cache).assoc(value, f);
        return f;
      },
    },
    '-type-fields': {
      doc: 'The fields of an instance of a guest type, as keywords in an array.',
      arglists: '([instance])',
      internal: true,
      1(instance) {
        if (!(instance instanceof Instance)) throw illegalArgument('Not an instance of a guest type');
        return instance.type.fields.slice();
      },
    },
  });
}
