import { children, type Local, type Node } from '../ir.js';
import type { Pass } from './pass.js';

/**
 * Whether nobody can tell that the node was evaluated: it has no effect, throws nothing, and ends. A folded node is
 * not among these, since the functions that it trusts may be redefined to have effects.
 */
export function isEffectFree(node: Node): boolean {
  switch (node.op) {
    case 'const':
    case 'local':
    case 'var':
    case 'fn':
      return true;
    case 'vector':
    case 'if':
    case 'do':
    case 'let':
    case 'letfn':
      return children(node).every(isEffectFree);
    default:
      return false;
  }
}

/** Bindings that nobody reads, and values that nobody wants, where making them has no effect. */
export const dead: Pass = {
  name: 'dead',
  axioms: [{ axiom: 'immutable' }],
  begin() {
    const read = new Set<Local>();
    return {
      rewrite(node) {
        switch (node.op) {
          case 'local':
            read.add(node.local);
            return node;
          case 'let': {
            const kept = node.locals.map((_, i) => i).filter((i) => read.has(node.locals[i]) || !isEffectFree(node.inits[i]));
            if (kept.length === node.locals.length) return node;
            if (kept.length === 0) return node.body;
            return { ...node, locals: kept.map((i) => node.locals[i]), inits: kept.map((i) => node.inits[i]) };
          }
          case 'do': {
            const last = node.body.length - 1;
            const kept = node.body.filter((n, i) => i === last || !isEffectFree(n));
            if (kept.length === 1) return kept[0];
            return kept.length === node.body.length ? node : { ...node, body: kept };
          }
          default:
            return node;
        }
      },
    };
  },
};
