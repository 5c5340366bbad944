import { callee } from '../../../data/callable.js';
import { ClassRef, className, classOf, classOfConstructor, defineClass, isInstance, OBJECT } from '../../../data/classes.js';
import { MapLike, type Vec } from '../../../data/collection.js';
import { MultiFn, Protocol, ProtocolFn, SlotMethod } from '../../../data/dispatch.js';
import { abstractMethod, castTo, classCast, illegalArgument, needsJava, nullPointer, unsupported } from '../../../data/errors.js';
import { Fn } from '../../../data/functions.js';
import { GUEST } from '../../../data/guest.js';
import { type Keyword, keyword } from '../../../data/keyword.js';
import { EMPTY_HASH_MAP, EMPTY_MAP, mapFromArray } from '../../../data/maps/index.js';
import { munge } from '../../../data/munge.js';
import { toArray } from '../../../data/operations/index.js';
import { strOf } from '../../../data/str.js';
import { Sym, symbol } from '../../../data/symbol.js';
import { Instance, Record, TypeDef } from '../../../data/types.js';
import type { Value } from '../../../data/value.js';
import { Var } from '../../../data/var.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';
import { printForm } from '../forms/form-text.js';

const typeArgument = castTo(TypeDef, 'clove.TypeDef');

const REFERENCE = defineClass('clojure.lang.IRef', [], 'interface');

function protocolOf(x: Value): Protocol {
  const p = x instanceof Var ? x.root : x;
  if (p instanceof Protocol) return p;
  throw classCast(x, 'clojure.lang.Protocol');
}

const multi = castTo(MultiFn, 'clojure.lang.MultiFn');

const map = castTo(MapLike, 'clojure.lang.IPersistentMap');

/** The methods of Object that a type may bring, with the numbers of their parameters, the instance among them. */
const OBJECT_METHODS: readonly (readonly [string, number])[] = [
  ['toString', 1],
  ['hashCode', 1],
  ['equals', 2],
];

/** The methods that the protocols and interfaces of a type declare; null where one of them does not say. */
class Declared {
  private methods: Map<string, Set<number>> | null = new Map();
  constructor() {
    for (const [name, count] of OBJECT_METHODS) this.add(name, count);
  }
  add(name: string, count: number): void {
    const counts = this.methods?.get(name);
    if (counts === undefined) this.methods?.set(name, new Set([count]));
    else counts.add(count);
  }
  addProtocol(protocol: Protocol): void {
    const sigs = protocol.get(SIGS, null);
    if (sigs instanceof MapLike)
      sigs.forEach((key, sig) => {
        const arglists = toArray((sig as MapLike).get(ARGLISTS, null));
        if (arglists !== GUEST) for (const params of arglists) this.add((key as Keyword).name, (params as Vec).length);
      });
  }
  /** Notes that any method may be declared. */
  open(): void {
    this.methods = null;
  }
  check(name: string, method: Value): void {
    const counts = this.methods === null ? undefined : (this.methods.get(name) ?? new Set<number>());
    if (counts === undefined || !(method instanceof Fn)) return;
    if (method.template.arities.some((n) => !counts.has(n))) throw illegalArgument(`Can't define method not in interfaces: ${name}`);
  }
}

/** The methods of the interfaces that `definterface` made, with the numbers of their parameters. */
const interfaceMethods = new WeakMap<ClassRef, readonly (readonly [string, number])[]>();

const SIGS = keyword(null, 'sigs');
const ARGLISTS = keyword(null, 'arglists');

/**
 * Notes the protocols and interfaces among the arguments of `-implement!` and `-reify` as those of the type, and visits the
 * methods.
 */
function implement(args: readonly Value[], type: TypeDef, visit: (name: string, fn: Value) => void): void {
  const declared = new Declared();
  for (let i = 1; i < args.length; i++) {
    const x = args[i];
    if (typeof x === 'string') i++;
    else if (x instanceof Protocol) {
      type.ref.include(x.parts.onInterface);
      declared.addProtocol(x);
    } else if (x instanceof ClassRef && (x.kind === 'interface' || x === OBJECT)) {
      type.ref.include(x);
      const own = interfaceMethods.get(x);
      if (own !== undefined) for (const [name, count] of own) declared.add(name, count);
      else if (x !== OBJECT) declared.open();
    } else if (x instanceof ClassRef) throw illegalArgument(`only interfaces are supported, had: ${x.name}`);
    else throw unsupported(`${x} is not a protocol or an interface`);
  }
  for (let i = 1; i < args.length; i++) {
    const name = args[i];
    if (typeof name !== 'string') continue;
    const fn = args[++i];
    declared.check(name, fn);
    visit(name, fn);
  }
}

/** Natives over protocols, types and multimethods. */
export function polymorphismNatives(runtime: Runtime): NativeTable {
  /** Types of `reify` forms that have had their methods registered. */
  const reified = new WeakSet<TypeDef>();

  return defineNatives('clojure.core', {
    '-refuse-cast': {
      doc: 'Throws the error of x in the place of an instance of the class of that name.',
      arglists: '([x class-name])',
      internal: true,
      2(x, name) {
        throw classCast(x, name as string);
      },
    },
    '-callee': {
      doc: 'x in the place of the function of a call: its cast is made before the arguments are evaluated.',
      arglists: '([x])',
      internal: true,
      1: callee,
    },
    '-needs-java': {
      doc: 'Throws the error of a member of a class of Java of which there is the name only.',
      arglists: '([class member])',
      internal: true,
      2(type, member) {
        throw needsJava(`${(type as ClassRef).name}/${member}`);
      },
    },
    '-munge': {
      doc: 'A name as Clojure turns it into a Java identifier.',
      arglists: '([name])',
      internal: true,
      1: (name) => munge(String(strOf(name))),
    },
    '-class-name-in-ns': {
      doc: 'The full name of a class of the current namespace, a string.',
      arglists: '([name])',
      internal: true,
      1: (name) => `${munge(runtime.currentNs().name)}.${name instanceof Sym ? name.name : name}`,
    },
    '-make-interface': {
      doc: 'An interface of that full name, known in the current namespace, with its methods as [name count-of-parameters].',
      arglists: '([name methods])',
      internal: true,
      2(name, methods) {
        const ref = new ClassRef((name as Sym).name, [], 'interface');
        const rows = toArray(methods);
        if (rows !== GUEST)
          interfaceMethods.set(
            ref,
            rows.map((row) => [(row as Vec).at(0) as string, (row as Vec).at(1) as number]),
          );
        runtime.interop.registerInterface(ref);
        runtime.currentNs().map(ref.simpleName, ref);
        return ref;
      },
    },
    '-make-protocol': {
      doc: 'A protocol of that qualified name, held by the var: options is what defprotocol was given, sigs its :sigs.',
      arglists: '([v name options sigs])',
      internal: true,
      4(v, name, options, sigs) {
        const { ns, name: simple } = name as Sym;
        const onInterface = new ClassRef(`${munge(ns ?? '')}.${simple}`, [], 'interface');
        runtime.interop.registerInterface(onInterface);
        let description: MapLike = mapFromArray([
          keyword(null, 'on'),
          symbol(null, onInterface.name),
          keyword(null, 'on-interface'),
          onInterface,
        ]);
        const given = map(options);
        given.forEach((key, value) => {
          description = description.assoc(key, value);
        });
        let methodMap: MapLike = EMPTY_MAP;
        // Clojure has the methods here in the order opposite to theirs.
        const keys: Value[] = [];
        map(sigs).forEach((key) => void keys.unshift(key));
        for (const key of keys) methodMap = methodMap.assoc(key, key);
        description = description
          .assoc(SIGS, sigs)
          .assoc(keyword(null, 'var'), v)
          .assoc(keyword(null, 'method-map'), methodMap)
          .assoc(keyword(null, 'method-builders'), EMPTY_MAP);
        const viaMetadata = given.get(keyword(null, 'extend-via-metadata'), null);
        const made = new Protocol({
          ns: ns ?? '',
          name: simple,
          onInterface,
          description,
          viaMetadata: viaMetadata !== null && viaMetadata !== false,
        });
        // A protocol that is defined again keeps the classes that it was extended to.
        const before = (v as Var).root;
        if (before instanceof Protocol) for (const [type, methods] of before.implementations) made.extend(type, methods);
        return made;
      },
    },
    '-protocol-fn': {
      doc: 'The function that calls the method of that name of a protocol.',
      arglists: '([protocol name])',
      internal: true,
      2: (protocol, name) => new ProtocolFn(protocolOf(protocol), name as string),
    },
    '-protocol?': { doc: 'Whether x is a protocol.', arglists: '([x])', internal: true, 1: (x) => x instanceof Protocol },
    '-extend!': {
      doc: 'Extends a protocol to a class, or to nil, by a map from keyword to function.',
      arglists: '([protocol class methods])',
      internal: true,
      3(protocol, given, methods) {
        const type = typeof given === 'function' ? (classOfConstructor(given as () => unknown) ?? given) : given;
        if (!(protocol instanceof Protocol)) throw illegalArgument(`${printForm(protocol)} is not a protocol`);
        if (type !== null && !(type instanceof ClassRef)) throw classCast(type, 'java.lang.Class');
        if (protocol.isInline(type)) {
          const { onInterface } = protocol.parts;
          throw illegalArgument(
            `${type?.kind} ${type?.name} already directly implements interface ${onInterface.name} for protocol:#'${protocol}`,
          );
        }
        if (methods === null) protocol.withdraw(type);
        else protocol.extend(type, map(methods));
        return null;
      },
    },
    '-inline?': {
      doc: 'Whether a class gives the methods of a protocol itself.',
      arglists: '([protocol class])',
      internal: true,
      2(protocol, type) {
        if (type !== null && !(type instanceof ClassRef)) throw classCast(type, 'java.lang.Class');
        return protocolOf(protocol).isInline(type);
      },
    },
    '-find-impl': {
      doc: 'x where its class gives the methods of the protocol itself; else the map of methods for it, or nil.',
      arglists: '([protocol x])',
      internal: true,
      2(protocol, x) {
        if (!(protocol instanceof Protocol)) throw nullPointer();
        const type = classOf(x);
        return protocol.isInline(type) ? x : (protocol.methodsFor(type) ?? null);
      },
    },
    '-implement!': {
      doc: 'Gives a type its methods: for each protocol or interface, the name and the function of each method. Answers the class.',
      arglists: '([type & more])',
      internal: true,
      rest(args) {
        const type = typeArgument(args[0]);
        implement(args, type, (name, fn) => type.methods.set(name, fn));
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
          implement(args, type, (name) => type.methods.set(name, new SlotMethod(index++)));
        }
        return new Instance(type, slots);
      },
      restFrom: 1,
    },
    '-instance-method': {
      doc: 'The method of IFn of that name of an instance of a guest type, which must take that many arguments.',
      arglists: '([instance name count])',
      internal: true,
      3(instance, name, count) {
        if (!(instance instanceof Instance || instance instanceof Record)) throw classCast(instance, 'clojure.lang.IType');
        const { type, slots } = instance;
        const found = type.methods.get(name as string) ?? null;
        const method = found instanceof SlotMethod ? slots[found.index] : found;
        if (method === null || (method instanceof Fn && !method.template.arities.includes((count as number) + 1)))
          throw abstractMethod(type.name, name as string, count as number, 'clojure.lang.IFn');
        return method;
      },
    },
    '-refuse-apply': {
      doc: 'Says that the type of an instance has no method applyTo, which apply calls.',
      arglists: '([instance])',
      internal: true,
      1(instance) {
        throw abstractMethod(className(instance), 'applyTo', ['clojure.lang.ISeq'], 'clojure.lang.IFn');
      },
    },
    '-make-multi': {
      doc: 'A multimethod.',
      arglists: '([name dispatch default hierarchy])',
      internal: true,
      4(name, dispatch, fallback, hierarchy) {
        if (!isInstance(REFERENCE, hierarchy)) throw classCast(hierarchy, 'clojure.lang.IRef');
        return new MultiFn((name as Sym).ns ?? '', (name as Sym).name, dispatch, fallback, hierarchy, EMPTY_HASH_MAP);
      },
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
        m.table = m.table.assoc(value, f);
        m.forget();
        return m;
      },
    },
    '-multi-remove!': {
      doc: 'Removes a method; all of them where the table is empty afterwards.',
      arglists: '([mf value])',
      internal: true,
      2(mf, value) {
        const m = multi(mf);
        m.table = m.table.dissoc(value);
        m.forget();
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
        m.forget();
        return m;
      },
    },
    '-multi-cached': {
      doc: 'The method that was chosen for a dispatch value before, while the hierarchy is the same; nil where none was.',
      arglists: '([mf value hierarchy])',
      internal: true,
      3: (mf, value, hierarchy) => multi(mf).chosen(value, hierarchy),
    },
    '-multi-known': {
      doc: 'What -multi-cached says, where that takes no more than a look; else nil.',
      arglists: '([mf value])',
      internal: true,
      2: (mf, value) => multi(mf).knownFor(value),
    },
    '-multi-cache!': {
      doc: 'Remembers the method chosen for a dispatch value under a hierarchy; answers the method.',
      arglists: '([mf value hierarchy f])',
      internal: true,
      4(mf, value, hierarchy, f) {
        multi(mf).choose(value, hierarchy, f);
        return f;
      },
    },
  });
}
