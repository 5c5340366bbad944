import { registerClass } from '../classes.js';

/** A double. Always boxed, so that `1.0` and `1` are different values; it may hold NaN, the infinities and -0. */
export class Double {
  constructor(readonly value: number) {}
}
registerClass(Double, 'java.lang.Double', ['java.lang.Number', 'java.lang.Comparable']);
