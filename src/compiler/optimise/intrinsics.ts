import { NativeFn } from '../../data/functions.js';
import type { Var } from '../../data/var.js';
import { intrinsicForms, LEFT_ASSOCIATIVE } from '../emit/intrinsics.js';
import type { Node } from '../ir.js';
import type { Pass } from './pass.js';

/** Whether the var is one of the core library that still holds the native it was made with. */
export function isCanonical(v: Var): boolean {
  return v.ns === 'clojure.core' && !v.dynamic && v.root instanceof NativeFn && v.root.name === `clojure.core/${v.name}`;
}

/**
 * Calls of core functions that the bytecode has instructions for become intrinsics. The symbol has been resolved
 * to the var before, so a local of the same name is never mistaken for it.
 */
export const intrinsics: Pass = {
  name: 'intrinsics',
  axioms: [{ axiom: 'canonical', vars: ['+', '-', '*', '/', 'first', 'get'] }],
  rewrite(node) {
    if (node.op !== 'invoke' || node.fn.op !== 'var' || !isCanonical(node.fn.var)) return node;
    const { var: v } = node.fn;
    const { args, span } = node;
    if (intrinsicForms(v.name, args.length)?.value) return { op: 'intrinsic', name: v.name, var: v, args, span };
    if (args.length > 2 && LEFT_ASSOCIATIVE.has(v.name)) {
      const [first, ...rest] = args;
      return rest.reduce<Node>((left, right) => ({ op: 'intrinsic', name: v.name, var: v, args: [left, right], span }), first);
    }
    return node;
  },
};
