export { setFromArray, setFromLiteral, transientSet } from './build.js';
export { EMPTY_SET, HashSet } from './hash-set.js';
export { PersistentSet } from './persistent-set.js';
export { EMPTY_SORTED_SET, SortedSet, sortedSetFromArray } from './sorted-set.js';
export { TransientSet } from './transient-set.js';
