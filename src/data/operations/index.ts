export { contains, count, find, get, key, nth, nthOr, peek, pop, subvec, val } from './access.js';
export { assoc, conj, disj, dissoc, empty, set, vec } from './change.js';
export { keys, rseq, vals } from './entries.js';
export { meta, withMeta } from './meta.js';
export { cons, elementsOf, first, next, rest, second, seq, stringIndexOutOfBounds, toArray } from './seq.js';
export { assocBang, conjBang, disjBang, dissocBang, persistent, popBang, transient } from './transients.js';
