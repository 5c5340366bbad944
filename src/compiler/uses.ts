import { children, functionsOf, type Local, type Node } from './ir.js';

const known = new WeakMap<Node, ReadonlySet<Local>>();

/** The locals that a node reads, those that closures made in it capture included. For functions that are resolved. */
export function uses(node: Node): ReadonlySet<Local> {
  const before = known.get(node);
  if (before !== undefined) return before;
  const out = new Set<Local>();
  if (node.op === 'local') out.add(node.local);
  for (const inner of functionsOf(node)) for (const l of inner.captures) out.add(l);
  for (const child of children(node)) for (const l of uses(child)) out.add(l);
  if (node.op === 'folded') for (const l of uses(node.generic)) out.add(l);
  known.set(node, out);
  return out;
}
