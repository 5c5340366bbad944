import type { Value } from '../value.js';

/** Orders two keys: negative, zero or positive. */
export type Order = (a: Value, b: Value) => number;

/**
 * The tree under sorted maps and sets: a persistent weight-balanced tree (J. Nievergelt and E. Reingold, with the
 * parameters 3 and 2 that Y. Hirai and K. Yamamoto proved right). Weights instead of red and black, since one
 * balancing step then serves both insertion and deletion. The shape of the tree shows nowhere.
 */
export class TreeNode {
  readonly size: number;
  constructor(
    readonly key: Value,
    readonly value: Value,
    readonly left: TreeNode | null,
    readonly right: TreeNode | null,
  ) {
    this.size = 1 + (left === null ? 0 : left.size) + (right === null ? 0 : right.size);
  }
}
export type Tree = TreeNode | null;

/** How much heavier one side may be than the other. */
const HEAVIER = 3;
/** From which weight of the inner against the outer grandchild a double rotation is due. */
const INNER = 2;

const weight = (t: Tree): number => (t === null ? 1 : t.size + 1);

/** A node over two trees of which one may be too heavy by one insertion or deletion. */
function balanced(key: Value, value: Value, left: Tree, right: Tree): TreeNode {
  const lw = weight(left);
  const rw = weight(right);
  if (right !== null && rw > HEAVIER * lw) {
    const inner = right.left;
    if (inner === null || weight(inner) < INNER * weight(right.right))
      return new TreeNode(right.key, right.value, new TreeNode(key, value, left, inner), right.right);
    return new TreeNode(
      inner.key,
      inner.value,
      new TreeNode(key, value, left, inner.left),
      new TreeNode(right.key, right.value, inner.right, right.right),
    );
  }
  if (left !== null && lw > HEAVIER * rw) {
    const inner = left.right;
    if (inner === null || weight(inner) < INNER * weight(left.left))
      return new TreeNode(left.key, left.value, left.left, new TreeNode(key, value, inner, right));
    return new TreeNode(
      inner.key,
      inner.value,
      new TreeNode(left.key, left.value, left.left, inner.left),
      new TreeNode(key, value, inner.right, right),
    );
  }
  return new TreeNode(key, value, left, right);
}

/** The node whose key is equal to `key` in this order; null where there is none. */
export function treeFind(tree: Tree, order: Order, key: Value): TreeNode | null {
  let t = tree;
  while (t !== null) {
    const c = order(key, t.key);
    if (c === 0) return t;
    t = c < 0 ? t.left : t.right;
  }
  return null;
}

/** The tree with `key` bound to `value`; the same tree where nothing changes. A key that is there stays the object it was. */
export function treeAssoc(t: Tree, order: Order, key: Value, value: Value): TreeNode {
  if (t === null) return new TreeNode(key, value, null, null);
  const c = order(key, t.key);
  if (c === 0) return t.value === value ? t : new TreeNode(t.key, value, t.left, t.right);
  if (c < 0) {
    const left = treeAssoc(t.left, order, key, value);
    return left === t.left ? t : balanced(t.key, t.value, left, t.right);
  }
  const right = treeAssoc(t.right, order, key, value);
  return right === t.right ? t : balanced(t.key, t.value, t.left, right);
}

/** The tree without `key`; the same tree where the key is not there. */
export function treeDissoc(t: Tree, order: Order, key: Value): Tree {
  if (t === null) return null;
  const c = order(key, t.key);
  if (c < 0) {
    const left = treeDissoc(t.left, order, key);
    return left === t.left ? t : balanced(t.key, t.value, left, t.right);
  }
  if (c > 0) {
    const right = treeDissoc(t.right, order, key);
    return right === t.right ? t : balanced(t.key, t.value, t.left, right);
  }
  if (t.left === null) return t.right;
  if (t.right === null) return t.left;
  let least = t.right;
  while (least.left !== null) least = least.left;
  return balanced(least.key, least.value, t.left, withoutLeast(t.right));
}

function withoutLeast(t: TreeNode): Tree {
  return t.left === null ? t.right : balanced(t.key, t.value, withoutLeast(t.left), t.right);
}

/** Visits the entries in order until `visit` answers something other than undefined; returns that. */
export function treeForEach<T>(t: Tree, visit: (key: Value, value: Value) => T | undefined): T | undefined {
  if (t === null) return undefined;
  let answer = treeForEach(t.left, visit);
  if (answer !== undefined) return answer;
  answer = visit(t.key, t.value);
  return answer === undefined ? treeForEach(t.right, visit) : answer;
}

/** A place in a walk: a node, and the nodes above it that the walk has yet to come to. */
export interface TreePath {
  readonly node: TreeNode;
  readonly up: TreePath | null;
}

/** The start of a walk over the tree; null where it is empty. */
export function treeFirstPath(tree: Tree, ascending: boolean, up: TreePath | null = null): TreePath | null {
  let path = up;
  for (let t = tree; t !== null; t = ascending ? t.left : t.right) path = { node: t, up: path };
  return path;
}

/** The next place in the walk; null at its end. */
export function treeNextPath(path: TreePath, ascending: boolean): TreePath | null {
  return treeFirstPath(ascending ? path.node.right : path.node.left, ascending, path.up);
}

/** The start of a walk at `key`, or at the first entry beyond it in the walk's direction. */
export function treePathFrom(tree: Tree, order: Order, key: Value, ascending: boolean): TreePath | null {
  let path: TreePath | null = null;
  let t = tree;
  while (t !== null) {
    const c = order(key, t.key);
    if (c === 0) return { node: t, up: path };
    if (c < 0) {
      if (ascending) path = { node: t, up: path };
      t = t.left;
    } else {
      if (!ascending) path = { node: t, up: path };
      t = t.right;
    }
  }
  return path;
}
