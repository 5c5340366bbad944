export { ArrayMap } from './array-map.js';
export { arrayMapFromArray, hashMapFromArray, mapFromArray, mapFromLiteral, sortedMapFromArray } from './build.js';
export { EMPTY_HASH_MAP, HashMap } from './hash-map.js';
export { ENTRIES, KEYS, type Part, VALUES } from './map-seq.js';
export { ABSENT, EntryMap, keySeq, PersistentMap, valueSeq } from './persistent-map.js';
export { emptyShape, MAX_ORDERED, MAX_SHAPE, Shape, shapeOf, type Transition } from './shape.js';
export { EMPTY_MAP, ShapeMap } from './shape-map.js';
export { checkComparator, EMPTY_SORTED_MAP, emptySortedMap, orderNumber, SortedMap } from './sorted-map.js';
export { TransientMap, transientMap } from './transient-map.js';
