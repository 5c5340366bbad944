import { toLong } from '../../../data/numbers/index.js';
import type { Value } from '../../../data/value.js';

/** An argument for which Java has an int, as a number of the host: cut, or refused, as `long` does it. */
export const int = (x: Value): number => Number(toLong(x));
