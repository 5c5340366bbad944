import type { CompilerHost } from '../host.js';
import { type FnIr, functionsOf, mapChildren, type Node } from '../ir.js';

/** What a pass takes for granted. Each kind has a property test of its own. */
export type Axiom =
  /** These vars of the core library still hold the natives that they were made with. */
  | { readonly axiom: 'canonical'; readonly vars: readonly string[] }
  /** These functions have no effect, and the same value for the same arguments, whenever they are called. */
  | { readonly axiom: 'pure'; readonly vars: readonly string[] }
  /** A local never changes once it is bound, unless `recur` rebinds it. */
  | { readonly axiom: 'immutable' };

/** One optimisation: a change of Core IR that leaves what a program does as it is. */
export interface Pass {
  readonly name: string;
  /** What it rests on; a pass that names nothing does not run. */
  readonly axioms: readonly Axiom[];
  /** Rewrites one node, whose inner nodes have been rewritten before. */
  rewrite(node: Node, host: CompilerHost): Node;
}

/** Applies a pass to all nodes of a function and of the functions inside it, innermost first. */
export function runPass(pass: Pass, fn: FnIr, host: CompilerHost): void {
  if (pass.axioms.length === 0) throw new Error(`Internal error: the pass ${pass.name} declares no axiom`);
  const visit = (node: Node): Node => {
    for (const inner of functionsOf(node)) runPass(pass, inner, host);
    return pass.rewrite(mapChildren(node, visit), host);
  };
  for (const clause of fn.clauses) clause.body = visit(clause.body);
}

