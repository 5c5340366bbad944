import type { Local, Node, NodeOf } from '../ir.js';
import type { Pass } from './pass.js';

/** What may stand in a local's place everywhere. */
type Known = NodeOf<'const'> | NodeOf<'local'>;

/**
 * Constants and copies through `let`: a local bound to a constant, or to another local, is replaced by it, and its
 * binding goes. Inner functions then no longer capture it.
 *
 * A copy of a local that `recur` rebinds may be replaced too: the scope of the copy lies within one turn of the loop,
 * since `recur` leaves it, and a closure copies what the local holds when it is made. A copy of a captured local is
 * kept, since it is a register where the original is a read from the closure.
 */
export const propagate: Pass = {
  name: 'propagate',
  axioms: [{ axiom: 'immutable' }],
  begin() {
    const known = new Map<Local, Known>();

    function learn(local: Local, init: Node): void {
      if (local.rebound) return;
      if (init.op === 'const') known.set(local, init);
      else if (init.op === 'local') {
        const source = known.get(init.local) ?? init;
        if (source.op === 'const' || (source.local.fn === local.fn && source.local !== local.fn.self)) known.set(local, source);
      }
    }

    return {
      enter(node) {
        if (node.op === 'let') for (let i = 0; i < node.locals.length; i++) learn(node.locals[i], node.inits[i]);
      },
      rewrite(node) {
        if (node.op === 'local') {
          const found = known.get(node.local);
          return found === undefined ? node : { ...found, span: node.span };
        }
        if (node.op !== 'let' || !node.locals.some((l) => known.has(l))) return node;
        const kept = node.locals.map((_, i) => i).filter((i) => !known.has(node.locals[i]));
        if (kept.length === 0) return node.body;
        return { ...node, locals: kept.map((i) => node.locals[i]), inits: kept.map((i) => node.inits[i]) };
      },
    };
  },
};
