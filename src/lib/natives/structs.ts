import { castTo, classCast, illegalArgument, runtimeError } from '../../data/errors.js';
import { NativeFn } from '../../data/functions.js';
import { StructBasis, StructMap } from '../../data/maps/index.js';
import { strOf } from '../../data/str.js';
import type { Value } from '../../data/value.js';
import { defineNatives } from './define.js';

const basisOf = castTo(StructBasis, 'clojure.lang.PersistentStructMap$Def');

function createStruct(keys: Value[]): StructBasis {
  if (keys.length === 0) throw illegalArgument('Must supply keys');
  return new StructBasis(keys);
}

/** `args` is the basis, then values in the order of its keys. */
function struct(args: Value[]): StructMap {
  const basis = basisOf(args[0]);
  if (args.length - 1 > basis.size) throw illegalArgument('Too many arguments to struct constructor');
  const blank = StructMap.blank(basis);
  return new StructMap(
    basis,
    blank.values.map((_, i) => (i + 1 < args.length ? args[i + 1] : null)),
    blank.others,
    null,
  );
}

/** `args` is the basis, then keys and values by turns. */
function structMap(args: Value[]): StructMap {
  let m = StructMap.blank(basisOf(args[0]));
  for (let i = 1; i < args.length; i += 2) {
    if (i + 1 === args.length) throw illegalArgument(`No value supplied for key: ${String(strOf(args[i]))}`);
    m = m.assoc(args[i], args[i + 1]);
  }
  return m;
}

function accessor(of: Value, key: Value): NativeFn {
  const basis = basisOf(of);
  const i = basis.indexOf(key);
  if (i < 0) throw illegalArgument('Not a key of struct');
  const read = (m: Value): Value => {
    if (!(m instanceof StructMap)) throw classCast(m, 'clojure.lang.PersistentStructMap');
    if (m.basis !== basis) throw runtimeError('Accessor/struct mismatch');
    return m.values[i];
  };
  return new NativeFn('clojure.core/accessor/fn', null, read, null, null, null, null, -1);
}

/** Structs, which records have replaced: maps that always have the keys of their basis. */
export const structNatives = defineNatives('clojure.core', {
  'create-struct': { doc: 'A basis for struct maps with these keys.', arglists: '([& keys])', rest: createStruct, restFrom: 0 },
  struct: {
    doc: 'A struct map with the values of the keys of its basis, in order; those that are not given are nil.',
    arglists: '([s & vals])',
    rest: struct,
    restFrom: 1,
  },
  'struct-map': {
    doc: 'A struct map with values for keys, of its basis or not; keys of the basis that are not given are nil.',
    arglists: '([s & inits])',
    rest: structMap,
    restFrom: 1,
  },
  accessor: {
    doc: 'A function that gives the value of one key of the basis of a struct map.',
    arglists: '([s key])',
    2: accessor,
  },
});
