import { DETAILS } from '../details.gen.js';
import type { Part } from '../part.js';

/** Docstrings and arglists of the library, and the lines of its functions for traces. */
export const details: Part = { name: 'details', details: (ns) => (Object.hasOwn(DETAILS, ns) ? DETAILS[ns] : undefined) };
