import type { Value } from '../../data/value.js';
import type { Span } from '../../reader/source.js';
import type { Expander } from '../expand.js';
import type { CompilerHost } from '../host.js';
import type { Node } from '../ir.js';
import type { Context } from './scope.js';

/** One run of lowering: what the parts of it share. */
export interface Lowering extends Expander {
  readonly host: CompilerHost;
  lower(form: Value, context: Context): Node;
  /** The elements of a list form. */
  items(form: Value): readonly Value[];
  /** The innermost form with a known place that is being lowered. */
  span: Span | null;
}
