import { GuestInstance } from '../../data/by-value.js';
import { ClassRef, findClass } from '../../data/classes.js';
import { Collection, MapLike } from '../../data/collection.js';
import { classCast, illegalArgument } from '../../data/errors.js';
import { toArray } from '../../data/operations/index.js';
import { Atom, Reference } from '../../data/reference.js';
import { Sym } from '../../data/symbol.js';
import { ReaderConditional, TaggedLiteral } from '../../data/tagged.js';
import { Instance, recordFromMap, TypeDef } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import { Var } from '../../data/var.js';
import { Namespace } from '../../runtime/namespace.js';
import type { Runtime } from '../../runtime/runtime.js';
import { defineNatives, type NativeTable, nativeFn } from './define.js';
import { unrealised } from './unrealised.js';

/** Natives over guest types, and the rarer kinds of data. */
export function typeNatives(runtime: Runtime): NativeTable {
  function typeOf(x: Value): TypeDef {
    const found = x instanceof ClassRef ? runtime.interop.typeOf(x) : undefined;
    if (found === undefined) throw classCast(x, 'java.lang.Class');
    return found;
  }

  return defineNatives('clojure.core', {
    '-record-from-map': {
      doc: 'The record of a class with the values of a map; keys that are no fields are kept.',
      arglists: '([class m])',
      internal: true,
      2(type, from) {
        if (!(from instanceof MapLike)) throw classCast(from, 'clojure.lang.IPersistentMap');
        return recordFromMap(typeOf(type), from);
      },
    },
    '-construct': {
      doc: 'A new instance of a class from a seq of arguments.',
      arglists: '([class args])',
      internal: true,
      2: (type, args) => runtime.interop.construct(type, toArray(args) as Value[]),
    },
    '-java-class': {
      doc: 'A function of the values of the fields that makes an instance of a class of Java. Its fields are those of the one type that has any, its methods those of all, of which later ones replace earlier ones.',
      arglists: '([name & parts])',
      internal: true,
      rest(args) {
        const [name, ...parts] = args;
        const ref = typeof name === 'string' ? findClass(name) : undefined;
        if (ref === undefined) throw illegalArgument(`No class is called ${name}`);
        const all = parts.map(typeOf);
        const { fields, mutable } = all.find((t) => t.fields.length > 0) ?? all[0];
        const type = new TypeDef(ref, ref.name, fields, mutable, 'type', new Map(all.flatMap((t) => [...t.methods])));
        return nativeFn('clojure.core', `new ${ref.name}`, { rest: (slots) => new Instance(type, slots.slice()), restFrom: fields.length });
      },
      restFrom: 2,
    },
    '-provide!': {
      doc: 'Gives a member of a class of Java by a function. Its key is "new full.Class" or "Class/method".',
      arglists: '([key f])',
      internal: true,
      2(key, f) {
        runtime.interop.provide(key as string, f);
        return null;
      },
    },
    '-apply-provided': {
      doc: 'Calls what gives a member of a class of Java with the arguments in a vector.',
      arglists: '([key args])',
      internal: true,
      2: (key, args) => runtime.interop.callProvided(key as string, (toArray(args) as Value[]).slice()),
    },
    '-check-reference': {
      doc: 'nil for what has metadata that can be replaced; ClassCastException for anything else.',
      arglists: '([x])',
      internal: true,
      1(x) {
        if (!(x instanceof Atom || x instanceof Namespace || x instanceof Reference || x instanceof Var))
          throw classCast(x, 'clojure.lang.IReference');
        return null;
      },
    },
    '-set-meta!': {
      doc: 'Replaces the metadata of an atom, a namespace or another reference that is no var.',
      arglists: '([reference m])',
      internal: true,
      2(reference, m) {
        (reference as Atom | Namespace | Reference).meta = m;
        return m;
      },
    },
    '-object-meta': {
      doc: 'The metadata of a namespace or a reference of the rarer kinds; nil of anything else.',
      arglists: '([x])',
      internal: true,
      1: (x) => (x instanceof Namespace || x instanceof Reference ? x.meta : null),
    },
    '-reference?': {
      doc: 'Whether x is a reference of one of the rarer kinds.',
      arglists: '([x])',
      internal: true,
      1: (x) => x instanceof Reference,
    },
    '-plain-data?': {
      doc: 'Whether natives can print x: neither an instance of a guest type, nor a reference that Clojure code prints, nor an unrealised lazy seq is in it.',
      arglists: '([x])',
      internal: true,
      1: (x) => unrealised(x) === null && !hasInstance(x),
    },
    '-tagged-literal': {
      doc: 'The data of a tagged literal.',
      arglists: '([tag form])',
      internal: true,
      2(tag, form) {
        if (!(tag instanceof Sym)) throw classCast(tag, 'clojure.lang.Symbol');
        return new TaggedLiteral(tag, form);
      },
    },
    '-reader-conditional': {
      doc: 'The data of a reader conditional.',
      arglists: '([form splicing?])',
      internal: true,
      2: (form, splicing) => new ReaderConditional(form, splicing === true),
    },
    'tagged-literal?': { doc: 'Whether x is the data of a tagged literal.', arglists: '([value])', 1: (x) => x instanceof TaggedLiteral },
    'reader-conditional?': {
      doc: 'Whether x is the data of a reader conditional.',
      arglists: '([value])',
      1: (x) => x instanceof ReaderConditional,
    },
  });
}

function hasInstance(x: Value): boolean {
  const left: Value[] = [x];
  while (left.length > 0) {
    const next = left.pop();
    if (next instanceof GuestInstance || next instanceof Reference) return true;
    if (next instanceof MapLike)
      next.forEach((k, v) => {
        left.push(k, v);
      });
    else if (next instanceof Collection) left.push(...(toArray(next) as Value[]));
  }
  return false;
}
