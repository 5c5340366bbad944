import type { CompilerHost } from '../host.js';
import { type FnIr, functionsOf, mapChildren, type Node } from '../ir.js';

/** What a pass takes for granted. Each kind has a property test of its own. */
export type Axiom =
  /** These vars of the core library still hold the natives that they were made with; what is built on that is undone when they change. */
  | { readonly axiom: 'canonical'; readonly vars: readonly string[] }
  /** These vars of the core library hold what they were made with: asked each time before what is built on that runs, with the code as it was written beside it. */
  | { readonly axiom: 'original'; readonly vars: readonly string[] }
  /** These functions have no effect, and the same value for the same arguments, whenever they are called. */
  | { readonly axiom: 'pure'; readonly vars: readonly string[] }
  /** A local never changes once it is bound, unless `recur` rebinds it. */
  | { readonly axiom: 'immutable' }
  /** A value that is neither kept, nor given away, nor looked at by other functions can be changed in place. */
  | { readonly axiom: 'no-escape' };

/** One optimisation: a change of Core IR that leaves what a program does as it is. */
export interface Pass {
  readonly name: string;
  /** What it rests on; a pass that names nothing does not run. */
  readonly axioms: readonly Axiom[];
  /** Begins a run over one function and the functions inside it. */
  begin(host: CompilerHost): Rewriter;
}

/** A pass at work. */
export interface Rewriter {
  /** Sees a node before the nodes inside it are rewritten. */
  enter?(node: Node): void;
  /** Rewrites one node, whose inner nodes have been rewritten since it was entered as `entered`; `fn` is the function whose frame it runs in. */
  rewrite(node: Node, fn: FnIr, entered: Node): Node;
}

/** Applies a pass to all nodes of a function and of the functions inside it, innermost first; whether it changed any. */
export function runPass(pass: Pass, fn: FnIr, host: CompilerHost): boolean {
  if (pass.axioms.length === 0) throw new Error(`Internal error: the pass ${pass.name} declares no axiom`);
  const rewriter = pass.begin(host);
  let changed = false;
  const visitFunction = (f: FnIr): void => {
    const visit = (node: Node): Node => {
      rewriter.enter?.(node);
      for (const inner of functionsOf(node)) visitFunction(inner);
      const before = mapChildren(node, visit);
      const after = rewriter.rewrite(before, f, node);
      if (after !== before) changed = true;
      return after;
    };
    for (const clause of f.clauses) clause.body = visit(clause.body);
  };
  visitFunction(fn);
  return changed;
}
