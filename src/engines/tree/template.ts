import type { ClauseIr, FnIr, Node } from '../../compiler/ir.js';
import { lastUses } from '../../compiler/liveness.js';
import type { FnTemplate } from '../../data/functions.js';
import { arityError } from '../callable.js';

/** What closures of one `fn` form share on this engine: the Core IR itself. */
export class TreeTemplate implements FnTemplate {
  readonly name: string;
  readonly arities: readonly number[];
  readonly restArity: number;
  private readonly byCount: (ClauseIr | undefined)[] = [];
  private readonly variadic: ClauseIr | undefined;
  /** The last uses of what a function that runs only once captured. */
  readonly released: ReadonlySet<Node> | null;
  constructor(readonly ir: FnIr) {
    this.name = ir.name;
    this.released = ir.once ? lastUses(ir) : null;
    this.variadic = ir.clauses.find((c) => c.variadic);
    this.restArity = this.variadic === undefined ? -1 : this.variadic.params.length - 1;
    this.arities = ir.clauses.filter((c) => !c.variadic).map((c) => c.params.length);
    for (const c of ir.clauses) if (!c.variadic) this.byCount[c.params.length] = c;
  }
  clauseFor(count: number): ClauseIr {
    const clause = this.byCount[count] ?? (this.restArity >= 0 && count >= this.restArity ? this.variadic : undefined);
    if (clause === undefined) throw arityError(count, this.name);
    return clause;
  }
}
