import { NOTHING } from '../../bytecode/instructions/closures.js';
import { Seq, Vec } from '../../data/collection.js';
import { Keyword } from '../../data/keyword.js';
import { ArrayMap } from '../../data/maps/array-map.js';
import { EMPTY_HASH_MAP, HashMap } from '../../data/maps/hash-map.js';
import { EntrySeq, PairSeq, type Part, SlotSeq, TreeSeq, TrieSeq } from '../../data/maps/map-seq.js';
import { ABSENT, PersistentMap } from '../../data/maps/persistent-map.js';
import { emptyShape, restoredShape, Shape } from '../../data/maps/shape.js';
import { EMPTY_MAP, ShapeMap } from '../../data/maps/shape-map.js';
import { checkComparator, EMPTY_SORTED_MAP, orderOf, SortedMap } from '../../data/maps/sorted-map.js';
import { StructBasis, StructMap } from '../../data/maps/struct-map.js';
import { TransientMap } from '../../data/maps/transient-map.js';
import { type Tree, TreeNode, type TreePath } from '../../data/maps/tree.js';
import { EMPTY_NODE, TrieNode, type TriePath } from '../../data/maps/trie.js';
import { ConcatSeq } from '../../data/seqs/concat-seq.js';
import {
  ArraySeq,
  Chunk,
  ChunkBuffer,
  ChunkedCons,
  Cons,
  Cycle,
  EMPTY_LIST,
  EMPTY_QUEUE,
  EMPTY_VECTOR,
  HostArraySeq,
  IndexedSeq,
  Iterate,
  LazySeq,
  List,
  MapEntry,
  Naturals,
  NumberRange,
  PendingCycle,
  PendingIterate,
  PersistentVector,
  Queue,
  Range,
  Repeat,
  RepeatForever,
  RestArguments,
  ReverseSeq,
  realised,
  StringSeq,
  SubVec,
  TransientVector,
  VectorSeq,
} from '../../data/seqs/index.js';
import { EmptyList } from '../../data/seqs/list.js';
import { QueueSeq } from '../../data/seqs/queue.js';
import { LongChunk, WideRange } from '../../data/seqs/range.js';
import { EMPTY_NODE as EMPTY_VECTOR_NODE, type VectorNode } from '../../data/seqs/vector-trie.js';
import { EMPTY_SET, EMPTY_SORTED_SET, HashSet, SortedSet, TransientSet } from '../../data/sets/index.js';
import type { Value } from '../../data/value.js';
import { ANY, ARRAY, BOOL, fields, INT, type Kind, kind, NAME, object, optional, type PartSource, UINT, VALUE } from './kind.js';

/** Objects that every process has once, and that are told by their identity. New ones go to the end. */
export const WELL_KNOWN: readonly unknown[] = [
  EMPTY_LIST,
  EMPTY_VECTOR,
  EMPTY_QUEUE,
  EMPTY_MAP,
  EMPTY_HASH_MAP,
  EMPTY_SET,
  EMPTY_SORTED_MAP,
  EMPTY_SORTED_SET,
  EMPTY_NODE,
  EMPTY_VECTOR_NODE,
  emptyShape,
  ABSENT,
  NOTHING,
];

/** The objects of tries that have been found to be in order, with how deep below their root. */
const sound = new WeakMap<object, number>();

function checkVector(v: PersistentVector, from: PartSource): void {
  const { length, shift, tailOffset, tail } = v;
  if (length > 2 ** 30 || shift % 5 !== 0 || shift < 5 || shift > 30 || tail.length < length - tailOffset) throw from.broken();
  if (tailOffset > 0) checkVectorNode(v.root, shift, tailOffset, from);
}

/** Whether a node of a vector's trie has at least so many elements below it. */
function checkVectorNode(node: unknown, shift: number, count: number, from: PartSource): void {
  if (!Array.isArray(node) || node.length < 32) throw from.broken();
  if (shift === 0 || sound.get(node) === count) return;
  const each = 2 ** shift;
  if (count > each * 32) throw from.broken();
  for (let i = 0; i * each < count; i++) checkVectorNode((node as VectorNode)[i], shift - 5, Math.min(each, count - i * each), from);
  sound.set(node, count);
}

/** How deep a trie can be: seven levels of five bits, and keys of one hash below them. */
const DEEPEST = 8;

function checkTrie(node: TrieNode, depth: number, from: PartSource): void {
  const known = sound.get(node);
  if (known !== undefined && known >= depth) return;
  if (depth > DEEPEST || node.kind > 2 || (node.kind !== 1 && node.items.length % 2 !== 0) || (node.kind === 1 && node.items.length !== 32))
    throw from.broken();
  const step = node.kind === 1 ? 1 : 2;
  for (let i = 0; i < node.items.length; i += step) {
    if (step === 2 && node.items[i] !== null) continue;
    const below = node.items[step === 1 ? i : i + 1];
    if (below instanceof TrieNode) checkTrie(below, depth + 1, from);
    else if (step === 2 || below !== null) throw from.broken();
  }
  sound.set(node, depth);
}

const META = { meta: VALUE };
const SEQ = optional(Seq);
const PART = UINT;
const NO_ORDER = orderOf(null);
/** A node of a trie of hashes. Its items stand in it: nobody else has them. */
const trieNode = kind<TrieNode>({
  name: 'TrieNode',
  prototypes: [TrieNode.prototype],
  internal: true,
  make: () => new TrieNode(null, 0, 0, []),
  body(node, out) {
    out.ref(node.owner);
    out.uint(node.kind);
    out.int(node.bits);
    out.uint(node.items.length);
    for (const item of node.items) out.ref(item);
  },
  fill(node, from) {
    node.owner = from.value() as object | null;
    (node as { kind: number }).kind = from.uint();
    node.bits = from.int() | 0;
    for (let left = from.count(); left > 0; left--) node.items.push(from.ref());
  },
});

/** The places above of a walk, the lowest first; each belongs to one walk, or may as well. */
function pathKind(name: string, type: { readonly prototype: object; readonly name: string }, make: () => object): Kind {
  const node = object(type === TreeSeq ? TreeNode : TrieNode);
  return kind<object & { at: TriePath | TreePath; meta: Value; part: Part; ascending?: boolean }>({
    name,
    prototypes: [type.prototype],
    make: make as () => never,
    body(seq, out) {
      out.ref(seq.meta);
      out.uint(seq.part);
      out.uint(seq.ascending === true ? 1 : 0);
      const places: (TriePath | TreePath)[] = [];
      for (let at: TriePath | TreePath | null = seq.at; at !== null; at = at.up) places.push(at);
      out.uint(places.length);
      for (const place of places.reverse()) {
        out.ref(place.node);
        out.uint('index' in place ? place.index : 0);
      }
    },
    fill(seq, from) {
      seq.meta = from.value();
      seq.part = Math.min(from.uint(), 2) as Part;
      const ascending = from.uint() === 1;
      let at: TriePath | TreePath | null = null;
      for (let left = from.count(); left > 0; left--) {
        const there = node.read(from);
        const index = from.uint();
        at =
          type === TreeSeq
            ? { node: there as TreeNode, up: at as TreePath | null }
            : { node: there as TrieNode, index, up: at as TriePath | null };
      }
      if (at === null) throw from.broken();
      seq.at = at;
      if (type === TreeSeq) seq.ascending = ascending;
    },
  });
}

const lists: readonly Kind[] = [
  fields(
    List,
    () => new List(null, null, 0, null),
    { head: VALUE, tail: optional(List), length: UINT, ...META },
    {
      check(l, from) {
        if (l.length < 1 || l.length !== (l.tail === null ? 0 : l.tail.length) + 1) throw from.broken();
      },
    },
  ),
  fields(EmptyList, () => new EmptyList(null), META),
  fields(Cons, () => new Cons(null, null, null), { head: VALUE, tail: SEQ, ...META }),
  fields(LazySeq, () => new LazySeq(null, null), { thunk: VALUE, sv: VALUE, s: SEQ, ...META }, { changes: true }),
  fields(PendingIterate, () => new PendingIterate(null, null), { thunk: VALUE, sv: VALUE, s: SEQ, ...META }, { changes: true }),
  fields(PendingCycle, () => new PendingCycle(null, null), { thunk: VALUE, sv: VALUE, s: SEQ, ...META }, { changes: true }),
  fields(Iterate, () => new Iterate(null, null, NOWHERE, null), { generator: VALUE, head: VALUE, tail: object(LazySeq), ...META }),
  fields(Cycle, () => new Cycle(null, null, NOWHERE, EMPTY_LIST, null), {
    generator: VALUE,
    head: VALUE,
    tail: object(LazySeq),
    at: object(Seq),
    ...META,
  }),
  fields(ArraySeq, () => new ArraySeq([], 0, null), { array: ARRAY, index: UINT, ...META }),
  fields(HostArraySeq, () => new HostArraySeq([], 0, null), { array: ANY, index: UINT, ...META }),
  fields(StringSeq, () => new StringSeq('', 0, null), { text: NAME, index: UINT, ...META }),
  fields(ConcatSeq, () => new ConcatSeq([], 0, null, null), { items: ARRAY, index: UINT, tail: SEQ, ...META }),
  fields(Chunk, () => new Chunk([], 0, 0), { array: ARRAY, offset: UINT, end: UINT }),
  fields(LongChunk, () => new LongChunk([], 0, 0), { array: ARRAY, offset: UINT, end: UINT }),
  fields(ChunkBuffer, () => new ChunkBuffer(0), { array: optional(Array), taken: UINT, capacity: UINT }, { changes: true }),
  fields(ChunkedCons, () => new ChunkedCons([], 0, 0, null, null), { array: ARRAY, offset: UINT, end: UINT, more: SEQ, ...META }),
  fields(
    Range,
    () => new Range(0, 1, 1, null),
    { start: INT, step: INT, length: UINT, front: UINT, ...META },
    {
      check(r, from) {
        if (r.length < 1) throw from.broken();
      },
    },
  ),
  fields(Naturals, () => new Naturals(0, null), { start: INT, ...META }),
  fields(NumberRange, () => new NumberRange(0, 0, 1, null), { start: VALUE, end: VALUE, step: VALUE, front: UINT, ...META }),
  fields(WideRange, () => new WideRange(0, 0, 1, null), { start: VALUE, end: VALUE, step: VALUE, front: UINT, ...META }),
  fields(Repeat, () => new Repeat(null, 1, null), { value: VALUE, times: UINT, ...META }),
  fields(RepeatForever, () => new RepeatForever(null, null), { value: VALUE, ...META }),
  fields(RestArguments, () => new RestArguments(EMPTY_LIST), { seq: object(Seq) }),
  fields(Queue, () => new Queue(0, null, EMPTY_VECTOR, null), { length: UINT, front: SEQ, rear: object(PersistentVector), ...META }),
  fields(QueueSeq, () => new QueueSeq(EMPTY_LIST, EMPTY_VECTOR, 0, null), {
    front: object(Seq),
    rear: object(PersistentVector),
    length: UINT,
    ...META,
  }),
];
const NOWHERE = realised(null);

const vectors: readonly Kind[] = [
  kind<PersistentVector>({
    name: 'PersistentVector',
    prototypes: [PersistentVector.prototype],
    make: () => new PersistentVector(0, 5, EMPTY_VECTOR_NODE, [], null),
    body(v, out) {
      out.uint(v.length);
      out.uint(v.shift);
      out.ref(v.root);
      out.ref(v.tail);
      out.ref(v.meta);
    },
    fill(v, from) {
      const own = v as { length: number; shift: number; tailOffset: number; root: unknown; tail: unknown; meta: Value };
      own.length = from.uint();
      own.shift = from.uint();
      own.tailOffset = own.length === 0 ? 0 : (own.length - 1) & ~31;
      own.root = ARRAY.read(from);
      own.tail = ARRAY.read(from);
      own.meta = from.value();
      from.later(() => checkVector(v, from));
    },
  }),
  fields(VectorSeq, () => new VectorSeq(EMPTY_VECTOR, 0, [], null), { vec: object(PersistentVector), index: UINT, leaf: ARRAY, ...META }),
  fields(IndexedSeq, () => new IndexedSeq(EMPTY_VECTOR, 0, null), { vec: object(Vec), index: UINT, ...META }),
  fields(ReverseSeq, () => new ReverseSeq(EMPTY_VECTOR, 0, null), { vec: object(Vec), index: UINT, ...META }),
  fields(
    SubVec,
    () => new SubVec(EMPTY_VECTOR, 0, 0, null),
    { length: UINT, vec: object(Vec), start: UINT, end: UINT, ...META },
    {
      check(v, from) {
        if (v.length !== v.end - v.start || v.start > v.end || v.end > v.vec.length) throw from.broken();
      },
    },
  ),
  fields(MapEntry, () => new MapEntry(null, null), { key: VALUE, val: VALUE }),
  fields(
    TransientVector,
    () => new TransientVector(EMPTY_VECTOR),
    { size: UINT, shift: UINT, root: ARRAY, tail: ARRAY, owner: optional(Object) },
    { changes: true },
  ),
];

const maps: readonly Kind[] = [
  kind<Shape>({
    name: 'Shape',
    prototypes: [Shape.prototype],
    internal: true,
    head(shape, out) {
      out.uint(shape.hashed ? 1 : 0);
      out.uint(shape.keys.length);
      for (const k of shape.keys) out.ref(k);
    },
    make(from) {
      const hashed = from.uint() === 1;
      const keys = Array.from({ length: from.count() }, () => object(Keyword).read(from) as Keyword);
      if (new Set(keys).size !== keys.length) throw from.broken();
      return restoredShape(keys, hashed);
    },
  }),
  fields(
    ShapeMap,
    () => new ShapeMap(emptyShape, [], null),
    { shape: object(Shape), slots: ARRAY, ...META },
    {
      check(m, from) {
        if (m.shape.keys.length !== m.slots.length) throw from.broken();
      },
    },
  ),
  fields(
    ArrayMap,
    () => new ArrayMap([], null),
    { pairs: ARRAY, ...META },
    {
      check(m, from) {
        if (m.pairs.length % 2 !== 0) throw from.broken();
      },
    },
  ),
  trieNode,
  fields(
    HashMap,
    () => new HashMap(0, EMPTY_NODE, false, null, null),
    { size: UINT, root: object(TrieNode), hasNil: BOOL, nilValue: VALUE, ...META },
    { check: (m, from) => checkTrie(m.root, 0, from) },
  ),
  kind<TreeNode>({
    name: 'TreeNode',
    prototypes: [TreeNode.prototype],
    internal: true,
    make: () => new TreeNode(null, null, null, null),
    body(node, out) {
      out.uint(node.size);
      for (const x of [node.key, node.value, node.left, node.right]) out.ref(x);
    },
    fill(node, from) {
      const own = node as { size: number; key: Value; value: Value; left: Tree; right: Tree };
      own.size = from.uint();
      own.key = from.value();
      own.value = from.value();
      own.left = TREE.read(from) as Tree;
      own.right = TREE.read(from) as Tree;
      from.later(() => {
        if (own.size !== 1 + (own.left?.size ?? 0) + (own.right?.size ?? 0)) throw from.broken();
      });
    },
  }),
  kind<SortedMap>({
    name: 'SortedMap',
    prototypes: [SortedMap.prototype],
    make: () => new SortedMap(null, null, NO_ORDER, null),
    body(m, out) {
      for (const x of [m.tree, m.comparator, m.meta]) out.ref(x);
    },
    fill(m, from) {
      const own = m as { tree: Tree; comparator: Value; order: typeof NO_ORDER; meta: Value };
      own.tree = TREE.read(from) as Tree;
      own.comparator = from.value();
      own.meta = from.value();
      from.later(() => {
        if (own.comparator !== null) checkComparator(own.comparator);
        own.order = orderOf(own.comparator);
      });
    },
  }),
  kind<StructBasis>({
    name: 'StructBasis',
    prototypes: [StructBasis.prototype],
    make: () => new StructBasis([]),
    body: (b, out) => out.ref(b.blank),
    fill(b, from) {
      (b as { blank: unknown }).blank = ARRAY.read(from);
    },
  }),
  fields(StructMap, () => new StructMap(NO_KEYS, [], EMPTY_MAP, null), {
    basis: object(StructBasis),
    values: ARRAY,
    others: object(PersistentMap),
    ...META,
  }),
  fields(PairSeq, () => new PairSeq([], 0, null, 0), { pairs: ARRAY, index: UINT, after: SEQ, part: PART, ...META }),
  fields(SlotSeq, () => new SlotSeq([], [], 0, null, 0), { keys: ARRAY, slots: ARRAY, index: UINT, after: SEQ, part: PART, ...META }),
  fields(EntrySeq, () => new EntrySeq([], 0, 0), { entries: ARRAY, index: UINT, part: PART, ...META }),
  pathKind('TrieSeq', TrieSeq as never, () => TrieSeq.over(ONE_PAIR, 0) as object),
  pathKind('TreeSeq', TreeSeq, () => new TreeSeq({ node: ONE_NODE, up: null }, true, 0)),
  fields(
    TransientMap,
    () => new TransientMap(EMPTY_MAP),
    { owner: optional(Object), pairs: optional(Array), room: UINT, entries: UINT, root: object(TrieNode), nilValue: ANY },
    { changes: true },
  ),
];
const TREE = optional(TreeNode);
const NO_KEYS = new StructBasis([]);
const ONE_PAIR = new TrieNode(null, 0, 1, ['', null]);
const ONE_NODE = new TreeNode(null, null, null, null);

const sets: readonly Kind[] = [
  fields(HashSet, () => new HashSet(EMPTY_HASH_MAP, null), { map: object(HashMap), ...META }),
  fields(SortedSet, () => new SortedSet(EMPTY_SORTED_MAP, null), { map: object(SortedMap), ...META }),
  fields(TransientSet, () => new TransientSet(EMPTY_SET), { map: object(TransientMap) }, { changes: true }),
];

export const collectionKinds: readonly Kind[] = [...lists, ...vectors, ...maps, ...sets];
