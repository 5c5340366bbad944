export { ArraySeq, arraySeq, HostArraySeq, StringSeq } from './array-seq.js';
export { Chunk, ChunkBuffer, ChunkedCons, ChunkedSeq, chunkCons } from './chunk.js';
export { ConcatSeq } from './concat-seq.js';
export { Cycle, Generated, Iterate, PendingCycle, PendingIterate } from './generated.js';
export { IteratorSeq, iteratorSeq } from './iterator-seq.js';
export { LazySeq, lazySetValue, pendingLazySeq, realised } from './lazy-seq.js';
export { BaseSeq, Cons, EMPTY_LIST, equivSeqs, hashOfSeq, List, list, listFromArray, UnboundedSeq } from './list.js';
export { MapEntry } from './map-entry.js';
export { EMPTY_QUEUE, Queue } from './queue.js';
export { Naturals, NumberRange, Range, rangeOf } from './range.js';
export { Repeat, RepeatForever } from './repeat.js';
export { RestArguments, restSeq } from './rest-arguments.js';
export { SubVec, subvec } from './sub-vec.js';
export { TransientVector, transientSealed } from './transient-vector.js';
export { TypedVec } from './typed-vec.js';
export {
  EMPTY_VECTOR,
  equivVec,
  hashOfVec,
  IndexedSeq,
  PersistentVector,
  ReverseSeq,
  VectorSeq,
  vector,
  vectorFromArray,
} from './vector.js';
