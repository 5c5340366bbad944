import { registerClass } from '../classes.js';

/** A double. Always boxed, so that `1.0` and `1` are different values; it may hold NaN, the infinities and -0. */
export class Double {
  constructor(readonly value: number) {}
}
registerClass(Double, 'java.lang.Double', ['java.lang.Number', 'java.lang.Comparable']);

/** What `float` makes: a double that a 32-bit float can hold, and that prints as one. Arithmetic gives doubles again. */
export class Float extends Double {}
registerClass(Float, 'java.lang.Float', ['java.lang.Number', 'java.lang.Comparable']);
