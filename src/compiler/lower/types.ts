import { MapLike, Seq, Vec } from '../../data/collection.js';
import { keyword } from '../../data/keyword.js';
import { Sym } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import { span as spanOf } from '../../reader/spans.js';
import { callCore } from '../core-calls.js';
import { CompileError } from '../errors.js';
import type { Node } from '../ir.js';
import { truthy } from './control.js';
import { lowerMethod } from './functions.js';
import type { Lowering } from './lowering.js';
import { type Context, notTail } from './scope.js';

interface Implementation {
  readonly protocol: Sym;
  /** Bodies by the name of the method, one for each arity: `[[this x] body…]`. */
  readonly methods: Map<string, (readonly Value[])[]>;
}

/** `(deftype* Name [fields…] record? spec…)`: the class is made here, its methods when the form is evaluated. */
export function lowerDeftype(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  const [, name, fieldVector, isRecord] = items;
  if (!(name instanceof Sym) || !(fieldVector instanceof Vec))
    throw new CompileError('Malformed type, expecting (deftype Name [fields] ...)', span);
  const fields: Sym[] = [];
  for (let i = 0; i < fieldVector.length; i++) {
    const f = fieldVector.at(i);
    if (!(f instanceof Sym)) throw new CompileError('The fields of a type must be symbols', spanOf(fieldVector) ?? span);
    fields.push(f);
  }
  const type = l.host.declareType(truthy(isRecord) ? 'record' : 'type', name.name, fields);
  const args: Node[] = [{ op: 'const', value: type, span }];
  for (const implementation of implementations(l, items.slice(4))) {
    args.push(l.lower(implementation.protocol, notTail(context)));
    for (const [method, bodies] of implementation.methods)
      args.push(
        { op: 'const', value: method, span },
        { op: 'fn', fn: lowerMethod(l, method, bodies, { ...notTail(context), defining: name.name }, fields, isMutableField), span },
      );
  }
  return callCore(l.host, '-implement!', args, span);
}

/** `(reify* spec…)`: an instance of a nameless type whose methods close over where they stand. */
export function lowerReify(l: Lowering, items: readonly Value[], form: Value, context: Context): Node {
  const { span } = l;
  const type = l.host.declareType('reify', `reify__${l.host.nextId()}`, []);
  const args: Node[] = [{ op: 'const', value: type, span }];
  for (const implementation of implementations(l, items.slice(1))) {
    args.push(l.lower(implementation.protocol, notTail(context)));
    for (const [method, bodies] of implementation.methods)
      args.push(
        { op: 'const', value: method, span },
        { op: 'fn', fn: lowerMethod(l, method, bodies, notTail(context), [], isMutableField), span },
      );
  }
  const made = callCore(l.host, '-reify', args, span);
  // Unlike that of a function, its metadata tells where it stands.
  const { meta } = form as { meta: Value };
  if (!(meta instanceof MapLike)) return made;
  return callCore(l.host, 'with-meta', [made, l.lower(meta, notTail(context))], span);
}

const MUTABLE = [keyword(null, 'unsynchronized-mutable'), keyword(null, 'volatile-mutable')];

/** Whether a field of a type was marked as one that `set!` may change. */
export function isMutableField(field: Sym): boolean {
  const { meta } = field;
  return meta instanceof MapLike && MUTABLE.some((k) => truthy(meta.get(k, null)));
}

function implementations(l: Lowering, spec: readonly Value[]): Implementation[] {
  const out: Implementation[] = [];
  for (const form of spec) {
    if (form instanceof Sym) {
      out.push({ protocol: form, methods: new Map() });
      continue;
    }
    const current = out[out.length - 1];
    if (!(form instanceof Seq) || current === undefined)
      throw new CompileError('Expected a protocol or an interface before the methods', l.span);
    const [name, ...body] = l.items(form);
    if (!(name instanceof Sym)) throw new CompileError('The name of a method must be a symbol', spanOf(form) ?? l.span);
    // A method belongs to the type, so arities of one name may stand below several interfaces.
    const bodies = out.find(({ methods }) => methods.has(name.name))?.methods.get(name.name);
    if (bodies === undefined) current.methods.set(name.name, [body]);
    else bodies.push(body);
  }
  return out;
}
