import { spend, unitsOfText } from '../data/budget.js';
import { ClassRef, className, classOf, defineClass } from '../data/classes.js';
import { MapLike, type OrGuest, Vec } from '../data/collection.js';
import { SlotMethod } from '../data/dispatch.js';
import {
  classCast,
  ExceptionClass,
  illegalArgument,
  needsJava,
  nullPointer,
  runtimeError,
  Throwable,
  unsupported,
} from '../data/errors.js';
import { Fn, NativeFn, type NativeResult } from '../data/functions.js';
import { GUEST, thenCall } from '../data/guest.js';
import { fromHost } from '../data/host.js';
import { CLIMBING } from '../data/host-property.js';
import { isNameOnly } from '../data/java-names.js';
import { munge } from '../data/munge.js';
import { Double } from '../data/numbers/index.js';
import { toArray } from '../data/operations/index.js';
import { vectorFromArray } from '../data/seqs/index.js';
import { strOf } from '../data/str.js';
import { symbol } from '../data/symbol.js';
import { Instance, noteType, Record, recordFromMap, type TypeDef } from '../data/types.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import { toHost } from './convert.js';
import { type Gate, type HostFunction, isHostObject } from './gate.js';
import { type LibraryMembers, type Member, nativeFn } from './natives.js';

const THROWABLE = defineClass('java.lang.Throwable');

/** What JavaScript lets functions do that leads nowhere else. */
const FUNCTION_METHODS: ReadonlySet<string> = new Set(['apply', 'bind', 'call']);

/** Access to members of objects and classes. Those of the host's objects pass the gate of the runtime. */
export interface Interop {
  /** The static member `Class/name` as a value; undefined where there is none. */
  static(className: string, name: string): Value | undefined;
  /** Whether there are static members of that class at all. */
  hasStatics(className: string): boolean;
  get(target: Value, name: string): Value;
  set(target: Value, name: string, value: Value): Value;
  call(target: Value, name: string, args: Value[], orField: boolean): Value;
  construct(type: Value, args: Value[]): Value;
  invokeHost(fn: Value, args: Value[]): Value;
  /** The value as the host sees it. */
  toHost(x: Value): unknown;
  /** A property by a name that is known only now, of a host object; undefined where there is none, and of anything else. */
  property(target: Value, name: string): Value | undefined;
  readonly gate: Gate;
  registerType(type: TypeDef): void;
  /** Makes an interface of the guest known by its full name. */
  registerInterface(ref: ClassRef): void;
  /** The type or interface of the guest with that full name, the newest one. */
  guestClass(name: string): ClassRef | undefined;
  /** What `#the.Type{…}` and `#the.Type[…]` in a text stand for. */
  readLiteral(name: string, form: Value): Value;
  typeOf(ref: ClassRef): TypeDef | undefined;
  /** Gives a member of a class of Java by a function of the guest: its key is `new full.Class` or `Class/method`. */
  provide(key: string, fn: Value): void;
  /** Calls what gives that member, once its namespace has been loaded. */
  callProvided(key: string, args: Value[]): NativeResult;
  /** The types of the guest by their classes. */
  readonly types: ReadonlyMap<ClassRef, TypeDef>;
  /** The newest type or interface of the guest of each full name. */
  readonly guestClasses: ReadonlyMap<string, ClassRef>;
}

export function createInterop(
  members: LibraryMembers,
  gate: Gate,
  core: (name: string) => Var,
  callGuest: (fn: Value, args: Value[]) => Value,
): Interop {
  const types = new Map<ClassRef, TypeDef>();
  const guestClasses = new Map<string, ClassRef>();
  const statics = new Map<string, Value>();
  const natives = new Map<string, NativeFn>();

  /** A member as a function, with its twin. */
  function memberFn(type: string, name: string, member: Member): NativeFn {
    const made = nativeFn(type, name, member);
    if (member.twin !== undefined) made.twin = core(member.twin).root;
    return made;
  }

  /** A static member, whose function is made when it is first asked for. */
  function staticOf(key: string): Value | undefined {
    const known = statics.get(key) ?? members.field(key);
    if (known !== undefined) return known;
    const member = members.static(key) ?? given(key);
    if (member === undefined) return undefined;
    const [type, name] = key.split('/');
    const made = memberFn(type, name, member);
    statics.set(key, made);
    return made;
  }

  const provided = new Map<string, Value>();

  /** A member that a namespace of the library gives; undefined where there is none. */
  function given(key: string): Member | undefined {
    return members.inClojure.has(key) ? { rest: (args) => callGiven(key, args), restFrom: 0 } : undefined;
  }

  function callGiven(key: string, args: Value[]): NativeResult {
    const known = provided.get(key);
    if (known === undefined) return thenCall(core('-call-provided').root, [members.inClojure.get(key), key, vectorFromArray(args)]);
    if (known instanceof Fn && known.template.restArity < 0 && !known.template.arities.includes(args.length)) {
      const [type, name] = key.split('/');
      throw illegalArgument(
        name === undefined
          ? `No matching ctor found for class ${key.slice(key.indexOf(' ') + 1)}`
          : `No matching method ${name} found taking ${args.length} args for class java.util.${type}`,
      );
    }
    return thenCall(known, args);
  }

  /** The method of a class, or of the nearest class above it. */
  function method(type: ClassRef, name: string): NativeFn | undefined {
    const key = `${type.name}.${name}`;
    const known = natives.get(key);
    if (known !== undefined) return known;
    for (const c of type.ancestors) {
      const table = members.methods(c.name);
      if (table === null || !Object.hasOwn(table, name)) continue;
      const made = memberFn(c.name, name, table[name]);
      natives.set(key, made);
      return made;
    }
    return undefined;
  }

  function field(target: Instance | Record, name: string): { value: Value } | undefined {
    const { type } = target;
    const index = type.fields.findIndex((f) => f.name === name || munge(f.name) === name);
    // A field that changes is the type's own affair.
    return index < 0 || type.mutable[index] ? undefined : { value: target.slots[index] };
  }

  const outward = (args: Value[]): unknown[] => args.map((a) => toHost(a, callGuest));

  /** Whether a native takes so many arguments. */
  const takes = (fn: NativeFn, count: number): boolean =>
    (fn.rest !== null && count >= fn.restFrom) || [fn.f0, fn.f1, fn.f2, fn.f3, fn.f4][count] != null;

  /** What JavaScript itself lets strings, numbers, dates and functions do, where the class has no such method as portable code knows it. */
  function ownMethod(target: Value, name: string): ((...args: unknown[]) => unknown) | undefined {
    if (target instanceof Fn || target instanceof NativeFn)
      return FUNCTION_METHODS.has(name) ? (Function.prototype as unknown as { [name: string]: () => unknown })[name] : undefined;
    const prototype =
      typeof target === 'string'
        ? String.prototype
        : typeof target === 'number' || target instanceof Double
          ? Number.prototype
          : target instanceof Date
            ? Date.prototype
            : null;
    if (prototype === null || CLIMBING.has(name) || !Object.hasOwn(prototype, name)) return undefined;
    const member = (prototype as unknown as { [name: string]: unknown })[name];
    return typeof member === 'function' ? (member as (...args: unknown[]) => unknown) : undefined;
  }

  /** The error of a member that is not there: called with `count` arguments, or read as a field where that is 0. */
  const noMember = (target: Value, name: string, count: number): Value => {
    const type = className(target);
    return illegalArgument(
      count === 0
        ? `No matching field found: ${name} for class ${type}`
        : `No matching method ${name} found taking ${count} args for class ${type}`,
    );
  };

  return {
    static: (c, name) => staticOf(`${c}/${name}`) ?? staticOf(`${c.slice(c.lastIndexOf('.') + 1)}/${name}`),
    hasStatics: (c) => members.hasStatics(c) || members.hasStatics(c.slice(c.lastIndexOf('.') + 1)),
    get(target, name) {
      if (target === null) throw nullPointer(`Cannot read field "${name}" because the target is nil`);
      if (target instanceof Instance || target instanceof Record) {
        const found = field(target, name);
        if (found !== undefined) return found.value;
      }
      if (isHostObject(target)) return fromHost(gate.read(target, name));
      throw noMember(target, name, 0);
    },
    set(target, name, value) {
      if (!isHostObject(target)) throw noMember(target, name, 0);
      gate.write(target, name, toHost(value, callGuest));
      return value;
    },
    call(target, name, args, orField) {
      if (target === null) throw nullPointer(`Cannot invoke method "${name}" because the target is nil`);
      if (target instanceof Instance || target instanceof Record) {
        const own = target.type.methods.get(name);
        if (own !== undefined) return thenCall(own instanceof SlotMethod ? target.slots[own.index] : own, [target, ...args]);
        const found = orField ? field(target, name) : undefined;
        if (found !== undefined) return found.value;
      }
      if (target instanceof ClassRef) {
        const made = name === 'getBasis' && args.length === 0 ? types.get(target) : undefined;
        if (made !== undefined) return vectorFromArray(made.fields.map((f) => symbol(null, f.name)));
        if (name === 'create' && args.length === 1 && args[0] instanceof MapLike) {
          const record = types.get(target);
          if (record?.kind === 'record') return recordFromMap(record, args[0]);
        }
      }
      if (isHostObject(target)) {
        const called = gate.call(target, name, () => outward(args));
        if (called !== undefined) return fromHost(called.result);
        const member = orField ? gate.read(target, name) : undefined;
        if (member !== undefined) return fromHost(member);
      }
      const type = classOf(target);
      const found = type === null ? undefined : method(type, name);
      if (found !== undefined && takes(found, args.length + 1)) return thenCall(found, [target, ...args]);
      const own = ownMethod(target, name);
      if (own !== undefined) {
        const answer: unknown = Reflect.apply(own, toHost(target, callGuest), outward(args));
        if (typeof answer === 'string') spend(unitsOfText(answer.length));
        return fromHost(answer);
      }
      throw noMember(target, name, args.length);
    },
    construct(type, args) {
      if (type instanceof ClassRef) {
        const own = types.get(type);
        if (own !== undefined) return instantiate(own, args);
        const make = members.maker(type.name);
        if (make !== null && make[args.length as 0 | 1 | 2 | 3 | 4] === undefined && make.rest === undefined)
          throw illegalArgument(`No matching ctor found for class ${type.name}`);
        if (make !== null) return thenCall(memberFn(type.name, 'new', make), args);
        if (members.inClojure.has(`new ${type.name}`)) return callGiven(`new ${type.name}`, args) as Value;
        if (type.ancestors.has(THROWABLE)) {
          const made = makeThrowable(type, args);
          return made === GUEST ? (thenCall(core('-make-caused').root, [type, args[0]]) as Value) : made;
        }
        if (isNameOnly(type)) throw needsJava(`new ${type.name}`);
        throw illegalArgument(`No matching ctor found for ${type.kind} ${type.name}`);
      }
      if (typeof type === 'function') return gate.construct(type as HostFunction, outward(args));
      throw unsupported(`Not a class: ${className(type)}`);
    },
    invokeHost: (fn, args) => fromHost(gate.invoke(fn as HostFunction, outward(args))),
    toHost: (x) => toHost(x, callGuest),
    property: (target, name) => (isHostObject(target) && name in target ? fromHost(gate.read(target, name)) : undefined),
    gate,
    registerType(type) {
      types.set(type.ref, type);
      noteType(type);
      guestClasses.set(type.name, type.ref);
    },
    registerInterface: (ref) => void guestClasses.set(ref.name, ref),
    guestClass: (name) => guestClasses.get(name),
    readLiteral(name, form) {
      const type = types.get(guestClasses.get(name) as ClassRef);
      if (type === undefined) throw new Throwable(ExceptionClass.classNotFound, name);
      if (form instanceof Vec) {
        const args = toArray(form) as Value[];
        if (args.length !== type.fields.length)
          throw runtimeError(`Unexpected number of constructor arguments to class ${name}: got ${args.length}`);
        return instantiate(type, args.slice());
      }
      if (form instanceof MapLike && type.kind === 'record') return recordFromMap(type, form);
      throw runtimeError(`Unreadable constructor form starting with "#${name}"`);
    },
    typeOf: (ref) => types.get(ref),
    provide: (key, fn) => void provided.set(key, fn),
    callProvided: callGiven,
    types,
    guestClasses,
  };
}

/** A new instance; a record may be given its metadata and its further keys after the fields, as in Clojure. */
function instantiate(type: TypeDef, args: Value[]): Instance | Record {
  const wanted = type.fields.length;
  if (type.kind === 'record' && args.length === wanted + 2)
    return new Record(type, args.slice(0, wanted), args[wanted + 1] as MapLike | null, args[wanted]);
  if (args.length !== wanted) throw illegalArgument(`No matching ctor found for class ${type.name}`);
  return type.kind === 'record' ? new Record(type, args, null, null) : new Instance(type, args);
}

/** `(Exception. "message" cause)`, in any of the forms that Java has. GUEST where only guest code can tell the text of a cause. */
function makeThrowable(type: ClassRef, args: Value[]): OrGuest<Throwable> {
  const [first, second] = args;
  if (args.length > 2) throw illegalArgument(`No matching ctor found for class ${type.name}`);
  if (first instanceof Error && args.length === 1) {
    const text = strOf(first);
    return text === GUEST ? GUEST : new Throwable(type, text, null, first);
  }
  if (args.length > 0 && first !== null && typeof first !== 'string' && type !== ExceptionClass.assertion)
    throw illegalArgument(`No matching ctor found for class ${type.name}`);
  if (args.length === 2 && second !== null && !(second instanceof Error)) throw classCast(second, 'java.lang.Throwable');
  return new Throwable(type, first === null || first === undefined ? null : String(first), null, second ?? null);
}
