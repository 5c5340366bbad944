import { GuestInstance } from '../../data/by-value.js';
import { ClassRef, classOf } from '../../data/classes.js';
import { Collection, MapLike } from '../../data/collection.js';
import { MultiFn } from '../../data/dispatch.js';
import { Fn } from '../../data/functions.js';
import { keyword } from '../../data/keyword.js';
import { SortedMap } from '../../data/maps/index.js';
import type { PrintOptions } from '../../data/print.js';
import { Reference } from '../../data/reference.js';
import { Sym } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import type { Runtime } from '../../runtime/runtime.js';

const TYPE = keyword(null, 'type');

/**
 * Whether guest code has a say in how a value is printed: `print-method` has a method for its class or its `:type`
 * metadata, or it is an instance of a guest type that stands for a collection or has a text of its own.
 */
export function customTest(table: Value): (x: object) => boolean {
  const classes: ClassRef[] = [];
  const types = new Set<Value>();
  if (table instanceof MapLike)
    table.forEach((key) => {
      if (key instanceof ClassRef) classes.push(key);
      else types.add(key);
    });
  return (x) => {
    if (x instanceof GuestInstance || x instanceof Reference) return true;
    if (classes.length > 0) {
      const own = classOf(x);
      if (own !== null && classes.some((c) => own.ancestors.has(c))) return true;
    }
    const meta = x instanceof Collection || x instanceof Sym || x instanceof Fn ? x.meta : null;
    // To look for :type among keys in an order of their own may fail, or ask guest code.
    if (meta instanceof SortedMap && meta.size > 0) return true;
    return types.size > 1 && meta instanceof MapLike && types.has(meta.get(TYPE, null));
  };
}

/** Every object is left to guest code. */
const NEVER: PrintOptions = { isCustom: () => true };

/** How the program wants data printed now: what its `*print-length*` and company say, and its print-methods. */
export function printSettings(runtime: Runtime): () => PrintOptions {
  let vars: readonly Var[] | null = null;
  let table: Value = null;
  let isCustom = customTest(table);
  const NAMES = ['*print-dup*', '*print-readably*', '*print-length*', '*print-level*', '*print-meta*', '*print-namespace-maps*'];
  const read = (v: Var): Value => (v.bound === 0 ? v.root : runtime.bindings.read(v));
  const set = (x: Value): boolean => x !== false && x !== null;
  const number = (x: Value): number | null => (typeof x === 'number' ? x : null);

  return () => {
    vars ??= [...NAMES, 'print-method'].map((name) => runtime.coreVar(name));
    const [dup, readably, length, level, meta, namespaceMaps, method] = vars.map(read);
    // Before the core library has come to printing, there are no settings.
    if (!(method instanceof MultiFn)) return {};
    if (set(dup)) return NEVER;
    if (method.table !== table) {
      table = method.table;
      isCustom = customTest(table);
    }
    return {
      readably: set(readably),
      length: number(length),
      level: number(level),
      meta: set(meta),
      namespaceMaps: set(namespaceMaps),
      isCustom,
    };
  };
}
