import { CLASS, ClassRef } from '../data/classes.js';
import { illegalState, type Throwable, unsupported } from '../data/errors.js';
import { CLIMBING, errorCause, findProperty, isHarmless } from '../data/host-property.js';

/** A function of the host. */
export type HostFunction = (...args: unknown[]) => unknown;

/** A host object, property by property. */
export type HostObject = { [name: string]: unknown };

/**
 * What every read, write and call of a property of a host object passes, and every call of a host function. All of it throws an
 * IllegalStateException that names what was out of reach.
 */
export interface Gate {
  /** The value of a property; undefined where there is none. */
  read(target: object, name: string): unknown;
  write(target: object, name: string, value: unknown): void;
  /** Whether that went. */
  remove(target: object, name: string): boolean;
  has(target: object, name: string): boolean;
  /** The names of its own enumerable properties. */
  keys(target: object): string[];
  /** Calls the method of that name; undefined where there is none. */
  call(target: object, name: string, args: () => unknown[]): { readonly result: unknown } | undefined;
  invoke(fn: HostFunction, args: unknown[]): unknown;
  construct(type: HostFunction, args: unknown[]): object;
}

/** How far a program reaches into the objects that it is handed. */
export interface Reach {
  /** Whether the host's globals were granted, and so everything. */
  readonly all: boolean;
  /** Whether reading and writing properties may run the getters and setters of the host's classes. */
  readonly getters: boolean;
}

const openGate: Gate = {
  read: (target, name) => (target as HostObject)[name],
  write(target, name, value) {
    (target as HostObject)[name] = value;
  },
  remove: (target, name) => Reflect.deleteProperty(target, name),
  has: (target, name) => name in target,
  keys: Object.keys,
  call(target, name, args) {
    const member = (target as HostObject)[name];
    return typeof member === 'function' ? { result: Reflect.apply(member, target, args()) } : undefined;
  },
  invoke: (fn, args) => Reflect.apply(fn, undefined, args),
  construct: (type, args) => Reflect.construct(type, args) as object,
};

const makerOf = (sample: object): unknown => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(sample), 'constructor')?.value;

/**
 * What opens everything to whoever holds it, however it came: a function that is called without an object may answer the
 * global one.
 */
const FORBIDDEN: ReadonlySet<unknown> = new Set<unknown>([
  globalThis,
  // biome-ignore lint/security/noGlobalEval: named here so that it can be refused.
  globalThis.eval,
  Reflect,
  Proxy,
  makerOf(() => {}),
  makerOf(async () => {}),
  makerOf(function* () {}),
  makerOf(async function* () {}),
]);

/** Whether an object is what others inherit from: the prototype of the constructor that it names. */
function isPrototype(x: object): boolean {
  const maker: unknown = Object.getOwnPropertyDescriptor(x, 'constructor')?.value;
  return typeof maker === 'function' && Object.getOwnPropertyDescriptor(maker, 'prototype')?.value === x;
}

const closed = (name: string): Throwable =>
  illegalState(`The property "${name}" is out of reach: this runtime was not granted the host's globals`);

const isPrimitive = (x: unknown): boolean => (typeof x !== 'object' && typeof x !== 'function') || x === null;

/** What an error tells: texts and numbers, and the error that caused it. Whatever else it carries is the host's own affair. */
function readError(target: Error, name: string): unknown {
  if (name === 'cause') return errorCause(target) ?? undefined;
  const found = findProperty(target, name);
  if (found === undefined) return undefined;
  const { property } = found;
  if (property.get !== undefined && isHarmless(property.get)) return (target as unknown as HostObject)[name];
  const told = property.enumerable || name === 'message' || name === 'name';
  if (!told || !('value' in property) || !isPrimitive(property.value)) throw closed(name);
  return property.value;
}

function shutGate(getters: boolean): Gate {
  /** No function has properties here, and nothing leads up to where classes and globals are. */
  function admit(target: object, name: string): void {
    if (typeof target === 'function' || CLIMBING.has(name) || FORBIDDEN.has(target) || isPrototype(target)) throw closed(name);
  }

  function read(target: object, name: string): unknown {
    admit(target, name);
    if (target instanceof Error) return readError(target, name);
    const found = findProperty(target, name);
    if (found === undefined) return undefined;
    const { holder, property } = found;
    if (!('value' in property)) {
      if (property.get === undefined) return undefined;
      if (!getters && !isHarmless(property.get)) throw closed(name);
      return pass((target as HostObject)[name]);
    }
    if (holder === target && !property.enumerable && !(Array.isArray(target) && name === 'length')) throw closed(name);
    return pass(property.value);
  }

  /** What opens everything passes neither way. */
  function pass<T>(x: T): T {
    if (FORBIDDEN.has(x)) throw illegalState("This value is out of reach: this runtime was not granted the host's globals");
    return x;
  }

  const call = (fn: HostFunction, target: unknown, args: unknown[]): unknown => pass(Reflect.apply(pass(fn), target, args.map(pass)));

  return {
    read,
    write(target, name, value) {
      admit(target, name);
      const found = findProperty(target, name)?.property;
      if (found !== undefined && !('value' in found) && !getters) throw closed(name);
      if (!Reflect.set(target, name, value)) throw unsupported(`The property "${name}" cannot be set`);
    },
    remove(target, name) {
      admit(target, name);
      return Reflect.deleteProperty(target, name);
    },
    has(target, name) {
      admit(target, name);
      return name in target;
    },
    keys(target) {
      admit(target, '');
      return Object.keys(target);
    },
    call(target, name, args) {
      if (target instanceof Error) {
        admit(target, name);
        if (name !== 'toString') return undefined;
        return { result: Error.prototype.toString.call({ name: readError(target, 'name'), message: readError(target, 'message') }) };
      }
      const member = read(target, name);
      return typeof member === 'function' ? { result: call(member as HostFunction, target, args()) } : undefined;
    },
    invoke: (fn, args) => call(fn, undefined, args),
    construct: (type, args) => Reflect.construct(pass(type), args.map(pass)) as object,
  };
}

/** The gate of a runtime. */
export const createGate = (reach: Reach): Gate => (reach.all ? openGate : shutGate(reach.getters));

/** Whether a value is an object or a function of the host's own: one that is of no class of Clove's. Dates are Clove's too. */
export function isHostObject(x: unknown): x is HostObject {
  if (typeof x !== 'object' || x === null) return typeof x === 'function';
  // A Proxy may answer anything.
  return !((x as { [CLASS]?: unknown })[CLASS] instanceof ClassRef || x instanceof Date);
}
