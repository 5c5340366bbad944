import type { ClassRef } from '../../data/classes.js';
import { Collection, Vec } from '../../data/collection.js';
import { ExceptionClass } from '../../data/errors.js';
import { NativeFn } from '../../data/functions.js';
import { Sym, symbol } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import { span as spanOf } from '../../reader/spans.js';
import { CompileError, classNotFound, formText, isClassName } from '../errors.js';
import type { Node } from '../ir.js';
import { lowerGlobalSet } from './js.js';
import type { Lowering } from './lowering.js';
import { type Context, lookup, notTail } from './scope.js';
import { lowerMissingStatic } from './statics.js';

/** `(new Class args…)`. */
export function lowerNew(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  if (items.length < 2) throw new CompileError('wrong number of arguments, expecting: (new Classname args...)', span);
  const inner = notTail(context);
  const name = items[1];
  if (!(name instanceof Sym || name instanceof Collection))
    throw new CompileError(`Unable to resolve classname: ${formText(name)}`, span, null, ExceptionClass.illegalArgument);
  const known = name instanceof Sym && name.ns === null ? l.host.resolve(name) : undefined;
  // The name of a class means the class, also where a local has that name.
  if (known?.kind === 'class') {
    const type: Node = { op: 'const', value: known.type, span };
    return { op: 'new', type, args: items.slice(2).map((a) => l.lower(a, inner)), span };
  }
  if (name instanceof Sym && name.ns === null && known === undefined && lookup(context.scope, name.name) === undefined) {
    const near = l.host.similarNames(name, []);
    if (isClassName(name)) throw classNotFound(name, spanOf(name) ?? span);
    throw new CompileError(
      `Unable to resolve classname: ${name}`,
      spanOf(name) ?? span,
      near.length === 0 ? null : `did you mean ${near[0]}?`,
      ExceptionClass.illegalArgument,
    );
  }
  return { op: 'new', type: l.lower(name, inner), args: items.slice(2).map((a) => l.lower(a, inner)), span };
}

/** The class that the target of a `.` names. */
function classNamed(l: Lowering, target: Value): ClassRef | null {
  const found = target instanceof Sym && target.ns === null ? l.host.resolve(target) : undefined;
  return found?.kind === 'class' ? found.type : null;
}

/** The static member that `(. Class name …)` names; null where there is no such member. */
function staticMember(l: Lowering, className: Sym, name: Sym): Value {
  const found = l.host.resolve(symbol(className.name, name.name.replace(/^-(?=.)/, '')));
  return found?.kind === 'static' ? found.value : null;
}

/** `(. target member args…)`, `(. target (member args…))`, `(. target -field)`. */
export function lowerDot(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  if (items.length < 3)
    throw new CompileError('Malformed member expression, expecting (. target member ...)', span, null, ExceptionClass.illegalArgument);
  const inner = notTail(context);
  const member = items[2];
  const [name, args] =
    member instanceof Collection && !(member instanceof Vec) ? [l.items(member)[0], l.items(member).slice(1)] : [member, items.slice(3)];
  if (!(name instanceof Sym))
    throw new CompileError(
      'Malformed member expression',
      span,
      '(.method target args…) or (.-field target)',
      ExceptionClass.illegalArgument,
    );
  const type = classNamed(l, items[1]);
  if (type !== null) {
    const className = items[1] as Sym;
    const found = staticMember(l, className, name);
    if (found !== null) {
      const fn: Node = { op: 'const', value: found, span };
      return found instanceof NativeFn ? { op: 'invoke', fn, args: args.map((a) => l.lower(a, inner)), span } : fn;
    }
    const hidesLocal = lookup(context.scope, className.name) !== undefined;
    const missing = lowerMissingStatic(l, type, name.name, args.length, args.length > 0 || member !== name, hidesLocal);
    if (missing !== null) return missing;
  }
  const target = l.lower(items[1], inner);
  if (name.name.startsWith('-') && name.name.length > 1) {
    if (args.length > 0) throw new CompileError(`A field takes no arguments: .${name}`, span);
    const own = fieldOf(target, name.name.slice(1), context);
    if (own !== undefined) return { op: 'fieldGet', target, index: own.index, name: name.name.slice(1), span };
    return { op: 'hostGet', target, name: name.name.slice(1), span };
  }
  // Without arguments Clojure takes a field where there is no such method.
  return { op: 'hostCall', target, name: name.name, args: args.map((a) => l.lower(a, inner)), orField: args.length === 0, span };
}

/** The field that a method reads of its own instance, which may be one that changes and that nobody else can see. */
function fieldOf(target: Node, name: string, context: Context): { index: number; mutable: boolean } | undefined {
  if (target.op !== 'local') return undefined;
  for (let s = context.scope; s !== null; s = s.outer)
    if (s.name === name && s.binding.kind === 'field' && s.binding.self === target.local) return s.binding;
  return undefined;
}

/** `(set! target value)`: a dynamic var that is bound, a mutable field of a type, or a property of a host object. */
export function lowerSet(l: Lowering, items: readonly Value[], _form: Value, context: Context): Node {
  const { span } = l;
  if (items.length !== 3)
    throw new CompileError('Malformed assignment, expecting (set! target val)', span, null, ExceptionClass.illegalArgument);
  const inner = notTail(context);
  const target = items[1];
  if (target instanceof Sym) {
    const binding = target.ns === null ? lookup(context.scope, target.name) : undefined;
    if (binding?.kind === 'field' && binding.mutable)
      return {
        op: 'fieldSet',
        target: { op: 'local', local: binding.self, span },
        index: binding.index,
        name: target.name,
        value: l.lower(items[2], inner),
        span,
      };
    if (binding !== undefined)
      throw new CompileError(
        `Cannot assign to non-mutable: ${target}`,
        spanOf(target) ?? span,
        binding.kind === 'field' ? 'mark the field ^:unsynchronized-mutable' : 'locals never change; use an atom or a volatile',
        ExceptionClass.illegalArgument,
      );
  }
  const global = lowerGlobalSet(l, target, items[2], context);
  if (global !== null) return global;
  const node = l.lower(target, inner);
  const value = l.lower(items[2], inner);
  if (node.op === 'fieldGet' && fieldOf(node.target, node.name, context)?.mutable === true)
    return { op: 'fieldSet', target: node.target, index: node.index, name: node.name, value, span };
  if (node.op === 'var') return { op: 'setVar', var: node.var, value, span };
  if (node.op === 'hostGet') return { op: 'hostSet', target: node.target, name: node.name, value, span };
  if (node.op === 'hostCall' && node.orField) return { op: 'hostSet', target: node.target, name: node.name, value, span };
  throw new CompileError('Invalid assignment target', span, null, ExceptionClass.illegalArgument);
}
