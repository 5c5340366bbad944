import { isCanonical } from '../../data/canonical.js';
import type { Var } from '../../data/var.js';
import { INTRINSIC_FUNCTIONS, intrinsicForms, LEFT_ASSOCIATIVE } from '../emit/intrinsics.js';
import type { FnIr, Local, Node, NodeOf } from '../ir.js';
import { makeLocal } from '../lower/scope.js';
import type { Pass } from './pass.js';

/** Whether the node may be evaluated later than it stands, and more than once. */
const isOperand = (node: Node): boolean => node.op === 'const' || node.op === 'local';

/**
 * `(+ a b c)` as instructions with two operands. All arguments come first, as in a call, since an addition that fails
 * must not be seen before the effects of a later argument; and where the var has been redefined, its function gets all of
 * them at once.
 */
function chain(node: NodeOf<'invoke'>, v: Var, fn: FnIr): Node {
  const { span } = node;
  const locals: Local[] = [];
  const inits: Node[] = [];
  const args = node.args.map<Node>((arg) => {
    if (isOperand(arg)) return arg;
    const local = makeLocal('operand', fn);
    locals.push(local);
    inits.push(arg);
    return { op: 'local', local, span: arg.span };
  });
  const [first, ...rest] = args;
  const steps = rest.reduce<Node>((left, right) => ({ op: 'intrinsic', name: v.name, var: null, args: [left, right], span }), first);
  const body: Node = { op: 'folded', node: steps, generic: { ...node, args }, trusts: [v], span };
  return locals.length === 0 ? body : { op: 'let', locals, inits, body, span };
}

/**
 * Calls of core functions that the bytecode has instructions for become intrinsics. The symbol has been resolved
 * to the var before, so a local of the same name is never mistaken for it.
 */
export const intrinsics: Pass = {
  name: 'intrinsics',
  axioms: [{ axiom: 'canonical', vars: INTRINSIC_FUNCTIONS }],
  begin: () => ({
    rewrite(node, fn) {
      if (node.op !== 'invoke' || node.fn.op !== 'var' || !isCanonical(node.fn.var)) return node;
      const { var: v } = node.fn;
      const { args, span } = node;
      if (intrinsicForms(v.name, args.length)?.value) return { op: 'intrinsic', name: v.name, var: v, args, span };
      return args.length > 2 && LEFT_ASSOCIATIVE.has(v.name) ? chain(node, v, fn) : node;
    },
  }),
};
