import type { Value } from '../../data/value.js';
import type { Node } from '../ir.js';
import type { Lowering } from './lowering.js';
import { type Context, notTail } from './scope.js';

/** A constant that stands where the form is that is being lowered. */
export const constant = (value: Value, l: Lowering): Node => ({ op: 'const', value, span: l.span });

/** A body of any number of forms; nil where there is none. */
export function lowerBody(l: Lowering, forms: readonly Value[], context: Context): Node {
  if (forms.length === 0) return constant(null, l);
  if (forms.length === 1) return l.lower(forms[0], context);
  const inner = notTail(context);
  const last = forms.length - 1;
  return { op: 'do', body: forms.map((f, i) => l.lower(f, i === last ? context : inner)), span: l.span };
}
