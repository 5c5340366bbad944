import { Collection, MapLike } from '../../../data/collection.js';
import { classCast, illegalArgument, illegalState } from '../../../data/errors.js';
import type { NativeResult } from '../../../data/functions.js';
import { GUEST } from '../../../data/guest.js';
import { fromHost } from '../../../data/host.js';
import { Keyword, keywordOf } from '../../../data/keyword.js';
import { mapFromArray } from '../../../data/maps/index.js';
import { toArray } from '../../../data/operations/index.js';
import { vectorFromArray } from '../../../data/seqs/index.js';
import { strOf } from '../../../data/str.js';
import { Sym } from '../../../data/symbol.js';
import type { Value } from '../../../data/value.js';
import { isHostObject } from '../../../runtime/gate.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { defineNatives, type NativeTable } from '../define.js';

/** The host's own errors: they can be caught by name even where the host's globals were not granted. */
const ERRORS: Readonly<Record<string, new (...args: never[]) => unknown>> = {
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  EvalError,
  URIError,
  Object,
};

function isPlain(x: unknown): x is object {
  if (typeof x !== 'object' || x === null) return false;
  const prototype: unknown = Object.getPrototypeOf(x);
  return prototype === null || prototype === Object.prototype;
}

/** Own properties as keys and values by turns, read without running getters. */
function ownProperties(x: object): [string, unknown][] {
  const own: [string, unknown][] = [];
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(x)))
    if (property.enumerable && 'value' in property) own.push([key, property.value]);
  return own;
}

/** A value of the host with all that is in it as data: arrays as vectors, plain objects as maps. */
function toData(x: unknown, key: (name: string) => Value): Value {
  // `map` would ask the array's own class what to make.
  if (Array.isArray(x)) return vectorFromArray(Array.from(x, (item) => toData(item, key)));
  if (!isPlain(x)) return fromHost(x);
  return mapFromArray(ownProperties(x).flatMap(([name, value]) => [key(name), toData(value, key)]));
}

const nameOf = (k: Keyword | Sym): string => k.name;
const fullName = (k: Keyword | Sym): string => (k.ns === null ? k.name : `${k.ns}/${k.name}`);

/** The name of a property, as `aget` and its kin take it. */
function propertyName(x: Value): string {
  if (typeof x === 'string') return x;
  if (x instanceof Keyword || x instanceof Sym) return fullName(x);
  if (typeof x === 'number') return String(x);
  throw classCast(x, 'java.lang.String');
}

/** Natives over the objects of the host. All reading and writing of properties goes through the gate of the runtime. */
export function objectNatives(runtime: Runtime): NativeTable {
  const { interop, host } = runtime;

  /** Data as the host has it: maps as objects, other collections as arrays. GUEST at a part that is not realised. */
  function toPlain(x: Value, keys: (k: Keyword | Sym) => string): unknown {
    if (x instanceof Keyword || x instanceof Sym) return keys(x);
    if (!(x instanceof Collection)) return interop.toHost(x);
    if (x instanceof MapLike) return toObject(x, keys);
    const items = toArray(x);
    return items === GUEST ? GUEST : allOf(items.map((item) => toPlain(item, keys)));
  }

  function toObject(x: MapLike, keys: (k: Keyword | Sym) => string): unknown {
    const made: { [name: string]: unknown } = {};
    let open = false;
    x.forEach((k, v) => {
      const name = k instanceof Keyword || k instanceof Sym ? keys(k) : k === null ? '' : strOf(k);
      const value = toPlain(v, keys);
      if (name === GUEST || value === GUEST) open = true;
      else define(made, name, value);
    });
    return open ? GUEST : made;
  }

  const allOf = (items: unknown[]): unknown => (items.includes(GUEST) ? GUEST : items);

  function define(x: object, name: string, value: unknown): void {
    // Plain assignment to __proto__ would change what the object is.
    Object.defineProperty(x, name, { value, writable: true, enumerable: true, configurable: true });
  }

  function objectOf(pairs: readonly Value[]): object {
    if (pairs.length % 2 === 1) throw illegalArgument(`No value supplied for key: ${propertyName(pairs[pairs.length - 1])}`);
    const made = {};
    for (let i = 0; i < pairs.length; i += 2) define(made, propertyName(pairs[i]), interop.toHost(pairs[i + 1]));
    return made;
  }

  function target(x: Value): object {
    if (isHostObject(x) && typeof x === 'object') return x;
    throw classCast(x, 'js.Object');
  }

  return defineNatives('clojure.core', {
    '-js-global': {
      doc: 'The global of the host of that name, with dots for its properties; all of them where the name is empty.',
      arglists: '([name])',
      internal: true,
      1(name) {
        const path = name === '' ? [] : (name as string).split('.');
        if (host.globals === undefined) throw illegalState(`js/${name} is out of reach: this runtime was not granted the host's globals`);
        let at: unknown = host.globals;
        path.forEach((part, i) => {
          if (i === 0 && !(part in (at as object)) && part !== 'undefined') throw new ReferenceError(`${part} is not defined`);
          at = (at as Record<string, unknown>)[part];
        });
        return fromHost(at);
      },
    },
    '-caught-by?': {
      doc: 'Whether what was thrown is an instance of the class of the host of that name.',
      arglists: '([name thrown])',
      internal: true,
      2(name, thrown) {
        let type: unknown = Object.hasOwn(ERRORS, name as string) ? ERRORS[name as string] : undefined;
        if (type === undefined && host.globals !== undefined) {
          type = host.globals;
          for (const part of (name as string).split('.')) type = (type as Record<string, unknown> | undefined)?.[part];
        }
        return typeof type === 'function' && thrown instanceof type;
      },
    },
    '-rethrow': {
      doc: 'Throws what was caught again, whatever it is.',
      arglists: '([thrown])',
      internal: true,
      1(thrown) {
        throw thrown;
      },
    },
    '-js-array': {
      doc: 'A new array of the host with the elements of a vector.',
      arglists: '([items])',
      internal: true,
      1: (items) => (toArray(items) as Value[]).map((x) => interop.toHost(x)),
    },
    '-js-object': {
      doc: 'A new object of the host with the names and values of a vector, by turns.',
      arglists: '([pairs])',
      internal: true,
      1: (pairs) => objectOf(toArray(pairs) as Value[]),
    },
    'js-obj': {
      doc: 'A new object of the host with these names of properties, strings or keywords, and values by turns.',
      arglists: '([& keyvals])',
      restFrom: 0,
      rest: objectOf,
    },
    'js-keys': {
      doc: 'An array of the names of the properties that an object of the host has itself.',
      arglists: '([obj])',
      1: (x) => interop.gate.keys(target(x)),
    },
    'js-in': {
      doc: 'Whether an object of the host has a property of that name.',
      arglists: '([key obj])',
      2: (key, x) => interop.gate.has(target(x), propertyName(key)),
    },
    'js-delete': {
      doc: 'Takes a property away from an object of the host; whether that went.',
      arglists: '([obj key])',
      2: (x, key) => interop.gate.remove(target(x), propertyName(key)),
    },
    'js-invoke': {
      doc: 'Calls the method of an object of the host that has this name.',
      arglists: '([obj name & args])',
      restFrom: 2,
      rest: (args) => interop.call(args[0], propertyName(args[1]), args.slice(2), false),
    },
    'unchecked-get': {
      doc: 'The property of an object of the host, or the element of an array; nil where there is none.',
      arglists: '([obj key])',
      2: (x, key) => interop.property(x, propertyName(key)) ?? null,
    },
    '-host-property': {
      doc: 'The property of an object of the host that `get` found to be no plain data of its own.',
      arglists: '([obj key not-found])',
      internal: true,
      3: (x, key, notFound) => interop.property(x, propertyName(key)) ?? notFound,
    },
    'unchecked-set': {
      doc: 'Sets a property of an object of the host, or an element of an array; the value.',
      arglists: '([obj key value])',
      3: (x, key, value) => interop.set(x, propertyName(key), value),
    },
    '-js->clj': {
      doc: 'A value of the host as data, with keywords or strings as keys.',
      arglists: '([x keywords?])',
      internal: true,
      2: (x, keywords) => toData(x, keywords === true ? keywordOf : (name) => name),
    },
    '-clj->js': {
      doc: 'Data as the host has it, with names as strings: full ones, or without namespaces.',
      arglists: '([x full?])',
      internal: true,
      2: (x, full) => toPlain(x, full === true ? fullName : nameOf) as NativeResult,
    },
  });
}
