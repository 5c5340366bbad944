import { isCanonical } from '../../data/canonical.js';
import { NativeFn } from '../../data/functions.js';
import type { Var } from '../../data/var.js';
import { INTRINSIC_FUNCTIONS, intrinsicForms, LEFT_ASSOCIATIVE } from '../emit/intrinsics.js';
import type { Node, NodeOf } from '../ir.js';
import type { Pass } from './pass.js';

/** Whether the node may be evaluated later than it stands, and more than once. */
const isOperand = (node: Node): boolean => node.op === 'const' || node.op === 'local';

/**
 * `(+ a b c)` of locals and constants as instructions with two operands; where the var has been redefined, its function gets
 * all of them at once. Operands that do something were nested before (compiler/primitives.ts).
 */
function chain(node: NodeOf<'invoke'>, v: Var): Node {
  const { span } = node;
  const [first, ...rest] = node.args;
  const steps = rest.reduce<Node>((left, right) => ({ op: 'intrinsic', name: v.name, var: null, args: [left, right], span }), first);
  return { op: 'folded', node: steps, generic: node, trusts: [v], span };
}

/**
 * Calls of core functions that the bytecode has instructions for become intrinsics, also of such a function itself, which nothing changes. The symbol has been resolved
 * to the var before, so a local of the same name is never mistaken for it.
 */
export const intrinsics: Pass = {
  name: 'intrinsics',
  axioms: [{ axiom: 'canonical', vars: INTRINSIC_FUNCTIONS }],
  begin: () => ({
    rewrite(node) {
      if (node.op !== 'invoke') return node;
      const { args, span } = node;
      if (node.fn.op === 'const') {
        const { value } = node.fn;
        const name = value instanceof NativeFn ? value.name.replace('clojure.core/', '') : '';
        return intrinsicForms(name, args.length)?.value ? { op: 'intrinsic', name, var: null, args, span } : node;
      }
      if (node.fn.op !== 'var' || !isCanonical(node.fn.var)) return node;
      const { var: v } = node.fn;
      if (intrinsicForms(v.name, args.length)?.value) return { op: 'intrinsic', name: v.name, var: v, args, span };
      return args.length > 2 && LEFT_ASSOCIATIVE.has(v.name) && args.every(isOperand) ? chain(node, v) : node;
    },
  }),
};
