import { isCanonical } from '../../data/canonical.js';
import { ArrayMap, HashMap, ShapeMap } from '../../data/maps/index.js';
import { HashSet } from '../../data/sets/index.js';
import { coreVar } from '../core-calls.js';
import type { CompilerHost } from '../host.js';
import { children, functionsOf, type Local, mapChildren, type Node, type NodeOf } from '../ir.js';
import { makeLocal } from '../lower/scope.js';
import type { Pass } from './pass.js';

/** What changes a collection, by the number of arguments with which it is rewritten, and what takes its place. */
const CHANGES: Readonly<Record<string, { readonly arity: number; readonly own: string }>> = {
  assoc: { arity: 3, own: '-own-assoc' },
  conj: { arity: 2, own: '-own-conj' },
};

/** What reads a collection without giving it away, and what takes its place. */
const READS: Readonly<Record<string, string>> = { get: '-own-get', 'contains?': '-own-contains?', count: '-own-count' };

/** The collection is used in a way that is not known to keep it inside the loop. */
class Escapes extends Error {}

/** A rewritten value of the collection, and whether making it may have changed the collection in place. */
interface Changed {
  readonly node: Node;
  readonly changes: boolean;
}

/**
 * A collection that a `loop` builds, beginning with a literal, is changed in place where nobody but the loop can see it: each
 * turn adds to what the last one left, and only where the loop ends is it handed out, as a persistent collection. Uses that
 * are not known to be harmless leave the loop as it is. The functions that take the places of `assoc` and its kin are given the
 * value that the var has at that time, and where that is no longer the library's own, call it with a persistent collection.
 */
export const builders: Pass = {
  name: 'builders',
  axioms: [{ axiom: 'no-escape' }],
  begin: (host) => ({
    rewrite(node) {
      if (node.op !== 'loop') return node;
      let loop = node;
      node.locals.forEach((local, i) => {
        if (isLiteral(node.inits[i])) loop = rewriteLoop(loop, local, i, host);
      });
      return loop;
    },
  }),
};

/** Whether the node is a literal map or hash set: a new collection, or one whose identity nobody looks at. */
function isLiteral(node: Node): boolean {
  if (node.op === 'map' || node.op === 'set') return true;
  if (node.op !== 'const') return false;
  const { value } = node;
  const editable = value instanceof ShapeMap || value instanceof ArrayMap || value instanceof HashMap || value instanceof HashSet;
  return editable && value.meta === null;
}

/** Whether a node, or a function made in it, reads the local. */
function mentions(node: Node, local: Local): boolean {
  if (node.op === 'local') return node.local === local;
  if (node.op === 'folded') return mentions(node.node, local) || mentions(node.generic, local);
  return children(node).some((child) => mentions(child, local)) || isCaptured(node, local);
}

/** Whether a function that the node itself makes reads the local. */
function isCaptured(node: Node, local: Local): boolean {
  return functionsOf(node).some((fn) => fn.clauses.some((clause) => mentions(clause.body, local)));
}

/** The loop with its local number `index` changed in place; the loop itself where that cannot be, or would be of no use. */
function rewriteLoop(loop: NodeOf<'loop'>, local: Local, index: number, host: CompilerHost): NodeOf<'loop'> {
  let used = false;
  const core = (name: string): Node => coreVar(host, name, null);

  function without(nodes: readonly Node[], gone: Local): void {
    if (nodes.some((node) => mentions(node, gone))) throw new Escapes();
  }

  /** A node that may read the collection, but neither changes it nor gives it away. */
  function reading(node: Node, owner: Local): Node {
    if (!mentions(node, owner)) return node;
    if (node.op === 'local' || node.op === 'folded' || isCaptured(node, owner)) throw new Escapes();
    const isOwner = (x: Node): boolean => x.op === 'local' && x.local === owner;
    if (node.op === 'keywordGet' && isOwner(node.target))
      return node.notFound === null ? node : { ...node, notFound: reading(node.notFound, owner) };
    if (node.op === 'invoke' && isOwner(node.fn) && node.args.length === 1) return { ...node, args: [reading(node.args[0], owner)] };
    if (node.op === 'invoke' && node.fn.op === 'var' && node.args.length > 0 && isOwner(node.args[0])) {
      const own = READS[node.fn.var.name];
      if (own === undefined || !isCanonical(node.fn.var)) throw new Escapes();
      return { ...node, fn: core(own), args: [node.args[0], ...node.args.slice(1).map((a) => reading(a, owner)), node.fn] };
    }
    return mapChildren(node, (child) => reading(child, owner));
  }

  /** A node whose value is the collection, changed or not, or one that has nothing to do with it. */
  function changing(node: Node, owner: Local): Changed {
    if (!mentions(node, owner)) return { node, changes: false };
    switch (node.op) {
      case 'local':
        return { node, changes: false };
      case 'invoke': {
        const change = node.fn.op === 'var' && isCanonical(node.fn.var) ? CHANGES[node.fn.var.name] : undefined;
        if (change === undefined || node.args.length !== change.arity) throw new Escapes();
        const target = changing(node.args[0], owner);
        const others = node.args.slice(1);
        // What is changed is evaluated first: nothing after that may look at what it was.
        if (target.changes) without(others, owner);
        const args = [target.node, ...others.map((a) => reading(a, owner)), node.fn];
        used = true;
        return { node: { ...node, fn: core(change.own), args }, changes: true };
      }
      case 'if': {
        const yes = changing(node.then, owner);
        const no = changing(node.else, owner);
        const then = yes.node;
        return {
          node: { ...node, test: reading(node.test, owner), then, else: no.node },
          changes: yes.changes || no.changes,
        };
      }
      case 'do': {
        const last = changing(node.body[node.body.length - 1], owner);
        return {
          node: { ...node, body: [...node.body.slice(0, -1).map((n) => reading(n, owner)), last.node] },
          changes: last.changes,
        };
      }
      case 'let': {
        const { inits, owner: inner, changes } = bindings(node, owner);
        const body = changing(node.body, inner);
        return { node: { ...node, inits, body: body.node }, changes: changes || body.changes };
      }
      default:
        throw new Escapes();
    }
  }

  /** The bindings of a `let`, one of which may hold the changed collection from there on. */
  function bindings(node: NodeOf<'let'>, before: Local): { inits: Node[]; owner: Local; changes: boolean } {
    let owner = before;
    let changes = false;
    const inits = node.inits.map((init, i) => {
      const isChange = init.op === 'invoke' && init.fn.op === 'var' && CHANGES[init.fn.var.name] !== undefined;
      if (!isChange || !mentions(init.args[0], owner)) return reading(init, owner);
      const changed = changing(init, owner);
      without([...node.inits.slice(i + 1), node.body], owner);
      owner = node.locals[i];
      changes = true;
      return changed.node;
    });
    return { inits, owner, changes };
  }

  /** A node whose value is that of the loop, or that goes on with its next turn. */
  function ending(node: Node, owner: Local): Node {
    switch (node.op) {
      case 'recur': {
        if (node.target !== loop.target) throw new Escapes();
        const next = changing(node.args[index], owner);
        if (next.changes) without(node.args.slice(index + 1), owner);
        // What was changed before is no longer what the loop began its turn with.
        if (owner !== local) without(node.args, local);
        return { ...node, args: node.args.map((arg, i) => (i === index ? next.node : reading(arg, owner))) };
      }
      case 'if': {
        const then = ending(node.then, owner);
        return { ...node, test: reading(node.test, owner), then, else: ending(node.else, owner) };
      }
      case 'do':
        return { ...node, body: node.body.map((n, i) => (i === node.body.length - 1 ? ending(n, owner) : reading(n, owner))) };
      case 'let': {
        const { inits, owner: inner } = bindings(node, owner);
        return { ...node, inits, body: ending(node.body, inner) };
      }
      case 'case':
        return {
          ...node,
          subject: reading(node.subject, owner),
          thens: node.thens.map((n) => ending(n, owner)),
          default: ending(node.default, owner),
        };
      default:
        return sealed(node, owner);
    }
  }

  /** The end of the loop: from here on the collection is persistent. */
  function sealed(node: Node, owner: Local): Node {
    if (!mentions(node, owner)) return node;
    const seal: Node = { op: 'invoke', fn: core('-own-seal'), args: [{ op: 'local', local: owner, span: node.span }], span: node.span };
    if (node.op === 'local') return seal;
    const whole = makeLocal(owner.name, owner.fn);
    const replace = (n: Node): Node => {
      if (n.op === 'folded' ? mentions(n, owner) : isCaptured(n, owner)) throw new Escapes();
      return n.op === 'local' && n.local === owner ? { ...n, local: whole } : mapChildren(n, replace);
    };
    return { op: 'let', locals: [whole], inits: [seal], body: replace(node), span: node.span };
  }

  try {
    const body = ending(loop.body, local);
    return used ? { ...loop, body } : loop;
  } catch (e) {
    if (e instanceof Escapes) return loop;
    throw e;
  }
}
