/**
 * What a form of the grammar gives. Data types never hold functions, so that no program can build one that calls
 * itself for ever; `fn0`… `fn2` take data and give data.
 */
export type DataType = 'num' | 'int' | 'str' | 'kw' | 'bool' | 'char' | 'vec' | 'map' | 'set' | 'seq';
export type Type =
  | DataType
  /** Any data; anything that `seq` takes; what has an order, so that `nth` takes it. */
  | 'any'
  | 'coll'
  | 'lin'
  /** Functions of none, one and two pieces of data; a predicate. */
  | 'fn0'
  | 'fn1'
  | 'fn2'
  | 'pred'
  /** An atom or a volatile that holds data. */
  | 'ref'
  /** A literal key: what is known when the program is read. */
  | 'key'
  /** A form that throws. */
  | 'fail'
  /** A form for its effect only. */
  | 'effect'
  /** A local that no hole may use. */
  | 'hidden'
  /** Names that only a definition brings: a dynamic var, a macro of one argument, the function that makes a record. */
  | 'dyn'
  | 'macro1'
  | 'rec';

export const dataTypes: readonly DataType[] = ['num', 'int', 'str', 'kw', 'bool', 'char', 'vec', 'map', 'set', 'seq'];
const collections: readonly Type[] = ['vec', 'map', 'set', 'seq', 'str'];

/** Whether a local of type `has` may stand where `wanted` is asked for. */
export function fits(has: Type, wanted: Type): boolean {
  if (has === wanted) return true;
  switch (wanted) {
    case 'any':
      return dataTypes.includes(has as DataType);
    case 'coll':
      return collections.includes(has);
    case 'lin':
      return has === 'vec' || has === 'seq' || has === 'str';
    case 'num':
      return has === 'int';
    case 'pred':
      return has === 'fn1';
    case 'fn1':
      return has === 'pred';
    default:
      return false;
  }
}
