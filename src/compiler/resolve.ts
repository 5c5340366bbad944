import { type ClauseIr, children, type FnIr, functionsOf, type Local, type Node } from './ir.js';

/**
 * Decides where every local lives. A local that no inner function uses is a slot of its function's frame and
 * nothing else; one that an inner function uses is copied into that function's closure when the closure is made,
 * which is all that is needed, since a Clojure local never changes once it is bound (Dybvig, "Three
 * Implementation Models for Scheme", 1987, display closures).
 *
 * Slots are given as a stack: siblings share them. Fills in `slot`, `captures` and `slots`.
 */
export function resolve(fn: FnIr): void {
  fn.captures = [];
  fn.slots = 0;
  for (const clause of fn.clauses) resolveClause(fn, clause);
}

/** The index of `local` among what `fn` copies; added, also to the functions between, where it is new. */
function capture(fn: FnIr, local: Local): void {
  for (let f: FnIr = fn; f !== local.fn; ) {
    if (f.captures.includes(local)) return;
    f.captures.push(local);
    if (f.parent === null) throw new Error(`Internal error: the local ${local.name} of ${local.fn.name} is used outside it, in ${fn.name}`);
    f = f.parent;
  }
}

function resolveClause(fn: FnIr, clause: ClauseIr): void {
  let next = 0;
  for (const p of clause.params) p.slot = next++;
  visit(clause.body, next);
  if (fn.slots < next) fn.slots = next;

  function bind(local: Local, at: number): number {
    local.slot = at;
    if (fn.slots <= at) fn.slots = at + 1;
    return at + 1;
  }

  function visit(node: Node, free: number): void {
    for (const inner of functionsOf(node)) if (node.op === 'fn') resolve(inner);
    switch (node.op) {
      case 'local':
        if (node.local.fn !== fn) capture(fn, node.local);
        return;
      case 'let':
      case 'loop': {
        let at = free;
        node.inits.forEach((init, i) => {
          visit(init, at);
          at = bind(node.locals[i], at);
        });
        visit(node.body, at);
        return;
      }
      case 'letfn': {
        let at = free;
        for (const local of node.locals) at = bind(local, at);
        for (const inner of node.fns) resolve(inner);
        visit(node.body, at);
        return;
      }
      case 'try':
        visit(node.body, free);
        for (const c of node.catches) visit(c.body, bind(c.local, free));
        if (node.final !== null) visit(node.final, free);
        return;
      case 'folded':
        // Slots of both forms, since the generic one may have to run in the same frame later.
        visit(node.node, free);
        visit(node.generic, free);
        return;
      default:
        for (const child of children(node)) visit(child, free);
    }
  }
}
