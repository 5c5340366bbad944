import { type ClauseIr, children, type FnIr, functionsOf, type Local, type Node } from './ir.js';
import { uses } from './uses.js';

/**
 * The uses of locals after which nothing reads the local any more. A register that holds the head of a long lazy seq
 * would keep all of it in memory, so the emitter gives such a use the value itself and empties the register, as
 * Clojure's compiler clears its locals.
 *
 * Of a function that runs once only, the same goes for what it captured.
 *
 * Walks each clause against the order of evaluation (Aho et al., "Compilers", 9.2.5, on a tree).
 */
export function lastUses(fn: FnIr): ReadonlySet<Node> {
  const found = new Set<Node>();
  const met = new Set<Node>();
  for (const clause of fn.clauses) walkClause(fn, clause, found, met);
  return found;
}

function walkClause(fn: FnIr, clause: ClauseIr, found: Set<Node>, met: Set<Node>): void {
  // What a turn of the whole function reads, the next turn reads again.
  walk(clause.body, new Set(repeats(clause.body, clause) ? fn.captures : []), true);

  function use(node: Node, local: Local, live: Set<Local>, certain: boolean): void {
    // A node that stands in two places of the tree is a last use only if it were one in both: it is left alone.
    if (met.has(node)) found.delete(node);
    else if (certain && !live.has(local) && (local.fn === fn || fn.once) && local !== fn.self) found.add(node);
    met.add(node);
    live.add(local);
  }

  function all(nodes: readonly Node[], live: Set<Local>, certain: boolean): void {
    for (let i = nodes.length - 1; i >= 0; i--) walk(nodes[i], live, certain);
  }

  /** Makes `live` what is live before the node, from what is live after it. Without `certain` it is only read. */
  function walk(node: Node, live: Set<Local>, certain: boolean): void {
    for (const inner of functionsOf(node)) for (const l of inner.captures) live.add(l);
    switch (node.op) {
      case 'local':
        return use(node, node.local, live, certain);
      case 'if': {
        const after = new Set(live);
        walk(node.else, after, certain);
        walk(node.then, live, certain);
        for (const l of after) live.add(l);
        return walk(node.test, live, certain);
      }
      case 'case': {
        const after = new Set(live);
        walk(node.default, live, certain);
        for (const then of node.thens) {
          const branch = new Set(after);
          walk(then, branch, certain);
          for (const l of branch) live.add(l);
        }
        return walk(node.subject, live, certain);
      }
      case 'loop': {
        // What a turn reads from outside, the next turn reads again.
        const own = new Set(node.locals);
        for (const l of uses(node.body)) if (!own.has(l)) live.add(l);
        walk(node.body, live, certain);
        return all(node.inits, live, certain);
      }
      case 'try':
        for (const c of node.catches) for (const l of uses(c.body)) live.add(l);
        if (node.final !== null) {
          for (const l of uses(node.final)) live.add(l);
          walk(node.final, live, false);
        }
        for (const c of node.catches) walk(c.body, new Set(live), certain);
        return walk(node.body, live, certain);
      case 'folded':
        walk(node.generic, live, false);
        return walk(node.node, live, false);
      case 'intrinsic':
      case 'hostSet':
      case 'fieldSet': {
        // An operand that is a local of its own is read where it stands, when all operands have their values.
        const operands = children(node);
        all(
          operands.filter((n) => n.op === 'local' && n.local.fn === fn),
          live,
          certain,
        );
        return all(
          operands.filter((n) => n.op !== 'local' || n.local.fn !== fn),
          live,
          certain,
        );
      }
      default:
        return all(children(node), live, certain);
    }
  }
}

/** Whether a node jumps back to the start of the clause that it is in. */
function repeats(node: Node, clause: ClauseIr): boolean {
  return (node.op === 'recur' && node.target === clause.target) || children(node).some((c) => repeats(c, clause));
}
