import { checkRoom } from '../bounds.js';
import type { Value } from '../value.js';

/*
 * The trie under vectors: 32-way, after Phil Bagwell's and Rich Hickey's persistent vectors. A leaf is an array of
 * 32 values. An inner node is an array of 34: 32 children (null where there is none), the token of the transient
 * that may change it in place, and a bit for each leaf below it that the transient may change too.
 */
export type Leaf = Value[];
export type VectorNode = (VectorNode | Leaf | Owner | number | null)[];
/** The token of a transient. Equal by identity only. */
export type Owner = { readonly transient: true };

const OWNER = 32;
const OWNED_LEAVES = 33;

/** A node without children. */
export function newNode(owner: Owner | null): VectorNode {
  const n: VectorNode = [];
  for (let i = 0; i < OWNER; i++) n.push(null);
  n.push(owner, 0);
  return n;
}

export const EMPTY_NODE: VectorNode = newNode(null);

/** The node itself where `owner` may change it, otherwise a copy that it may change. */
function editable(node: VectorNode, owner: Owner | null): VectorNode {
  if (owner !== null && node[OWNER] === owner) return node;
  const copy = node.slice();
  copy[OWNER] = owner;
  copy[OWNED_LEAVES] = 0;
  return copy;
}

/** The leaf with element `i`, which must lie in the trie. */
export function leafOf(root: VectorNode, shift: number, i: number): Leaf {
  let node = root;
  for (let level = shift; level > 0; level -= 5) node = node[(i >>> level) & 31] as VectorNode;
  return node as Leaf;
}

function addLeaf(level: number, node: VectorNode | null, last: number, leaf: Leaf, owner: Owner | null): VectorNode {
  const made = node === null ? newNode(owner) : editable(node, owner);
  const i = (last >>> level) & 31;
  if (level === 5) {
    made[i] = leaf;
    if (owner !== null) made[OWNED_LEAVES] = (made[OWNED_LEAVES] as number) | (1 << i);
  } else made[i] = addLeaf(level - 5, made[i] as VectorNode | null, last, leaf, owner);
  return made;
}

/** Whether a trie of `count` elements is full at this shift, so that the next leaf needs one more level. */
export function isFull(count: number, shift: number): boolean {
  return count >>> 5 >= 1 << shift;
}

/**
 * The trie with one more leaf, which holds the elements up to index `last`. Where `isFull(last - 31, shift)` the root
 * is one level taller, and the caller must add 5 to its shift. The leaf becomes the owner's.
 */
export function withLeaf(root: VectorNode, shift: number, last: number, leaf: Leaf, owner: Owner | null): VectorNode {
  checkRoom(last);
  if (!isFull(last - 31, shift)) return addLeaf(shift, root, last, leaf, owner);
  const taller = newNode(owner);
  taller[0] = root;
  return addLeaf(shift + 5, taller, last, leaf, owner);
}

/** The trie without the leaf that holds index `last`, its last; null where nothing remains. */
export function withoutLeaf(root: VectorNode, shift: number, last: number, owner: Owner | null): VectorNode | null {
  const i = (last >>> shift) & 31;
  let child: VectorNode | null = null;
  if (shift > 5) child = withoutLeaf(root[i] as VectorNode, shift - 5, last, owner);
  if (child === null && i === 0) return null;
  const made = editable(root, owner);
  made[i] = child;
  if (shift === 5) made[OWNED_LEAVES] = (made[OWNED_LEAVES] as number) & ~(1 << i);
  return made;
}

/** Whether the second child of the root is missing, so that the root may go and its first child take its place. */
export function canShrink(root: VectorNode, shift: number): boolean {
  return shift > 5 && root[1] === null;
}

/** The trie with element `i` replaced, by copying the path to it, apart from what the owner may change in place. */
export function withElement(root: VectorNode, shift: number, i: number, x: Value, owner: Owner | null): VectorNode {
  const made = editable(root, owner);
  let node = made;
  let level = shift;
  for (; level > 5; level -= 5) {
    const slot = (i >>> level) & 31;
    const child = editable(node[slot] as VectorNode, owner);
    node[slot] = child;
    node = child;
  }
  const slot = (i >>> 5) & 31;
  if (owner !== null && ((node[OWNED_LEAVES] as number) & (1 << slot)) !== 0) (node[slot] as Leaf)[i & 31] = x;
  else {
    const leaf = (node[slot] as Leaf).slice();
    leaf[i & 31] = x;
    node[slot] = leaf;
    if (owner !== null) node[OWNED_LEAVES] = (node[OWNED_LEAVES] as number) | (1 << slot);
  }
  return made;
}

/** The trie of the full leaves of `items`, all but the tail, which begins at `tailOffset`; and its shift. */
export function trieOf(items: readonly Value[], tailOffset: number): { root: VectorNode; shift: number } {
  let nodes: (VectorNode | Leaf)[] = [];
  for (let i = 0; i < tailOffset; i += 32) nodes.push(items.slice(i, i + 32));
  let shift = 0;
  do {
    const parents: VectorNode[] = [];
    for (let i = 0; i < nodes.length; i += 32) {
      const parent = newNode(null);
      const n = Math.min(32, nodes.length - i);
      for (let j = 0; j < n; j++) parent[j] = nodes[i + j];
      parents.push(parent);
    }
    nodes = parents;
    shift += 5;
  } while (nodes.length > 1);
  return { root: nodes.length === 0 ? EMPTY_NODE : (nodes[0] as VectorNode), shift };
}
