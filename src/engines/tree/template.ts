import type { ClauseIr, FnIr } from '../../compiler/ir.js';
import type { FnTemplate } from '../../data/functions.js';
import { arityError } from '../callable.js';

/** What closures of one `fn` form share on this engine: the Core IR itself. */
export class TreeTemplate implements FnTemplate {
  readonly name: string;
  readonly arities: readonly number[];
  readonly restArity: number;
  private readonly byCount: (ClauseIr | undefined)[] = [];
  private readonly variadic: ClauseIr | undefined;
  constructor(readonly ir: FnIr) {
    this.name = ir.name;
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
