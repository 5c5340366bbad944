import type { ClassRef } from '../data/classes.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import type { Span } from '../reader/source.js';

/**
 * Core IR: the small language that every form is lowered to. It is a tree of plain objects, discriminated by
 * `op`. Locals are objects, not names: two locals of one name are two objects, so no pass can capture a
 * variable by accident. Passes build new nodes and share what they do not change.
 */
export interface Local {
  readonly name: string;
  /** The function in whose frame it lives. Inner functions that use it capture a copy. */
  readonly fn: FnIr;
  /** Its place in the frame: given by `resolve`, the same in every engine's frame. */
  slot: number;
  /** Whether `recur` may give it new values. Such a local must not be substituted by its initial value. */
  readonly rebound: boolean;
  /** The primitive of Java that its name is hinted with. */
  readonly hint: 'long' | 'double' | null;
  /** The array of primitives that its name is hinted with. */
  readonly array: 'ints' | 'longs' | 'doubles' | null;
}

/** What `recur` jumps to: a `loop` or a clause of a function. */
export interface RecurTarget {
  readonly locals: readonly Local[];
}

/** One arity of a function. The last local of a variadic clause takes the rest arguments. */
export interface ClauseIr {
  readonly params: readonly Local[];
  readonly variadic: boolean;
  /** The primitive of Java that its value is hinted to be. */
  readonly returns: Local['hint'];
  body: Node;
  readonly target: RecurTarget;
}

/** A function as the source wrote it, before it closes over anything. */
export interface FnIr {
  /** For messages and stack traces: `user/f`, `user/outer/inner`. */
  readonly name: string;
  readonly parent: FnIr | null;
  clauses: ClauseIr[];
  /** The local that names the function inside itself, if the form had a name. */
  self: Local | null;
  /** Whether it runs once only, so that a value that it captured can be let go of at its last use: `^:once fn*`. */
  readonly once: boolean;
  /** Filled in by `resolve`: the locals of enclosing functions that it copies when it is made. */
  captures: Local[];
  /** Filled in by `resolve`: how many slots a frame needs for parameters and locals. */
  slots: number;
  readonly span: Span | null;
}

export interface CatchIr {
  /** The class that it catches; null catches everything (`:default`). */
  readonly type: ClassRef | null;
  readonly local: Local;
  readonly body: Node;
}

interface At {
  readonly span: Span | null;
}

export type Node =
  | ({ readonly op: 'const'; readonly value: Value } & At)
  | ({ readonly op: 'local'; readonly local: Local } & At)
  /** The value of a var, looked up each time. */
  | ({ readonly op: 'var'; readonly var: Var } & At)
  | ({ readonly op: 'def'; readonly var: Var; readonly init: Node | null; readonly meta: Node | null } & At)
  | ({ readonly op: 'setVar'; readonly var: Var; readonly value: Node } & At)
  | ({ readonly op: 'if'; readonly test: Node; readonly then: Node; readonly else: Node } & At)
  /** At least one node; the value is the last one's. */
  | ({ readonly op: 'do'; readonly body: readonly Node[] } & At)
  | ({ readonly op: 'let'; readonly locals: readonly Local[]; readonly inits: readonly Node[]; readonly body: Node } & At)
  | ({
      readonly op: 'loop';
      readonly locals: readonly Local[];
      readonly inits: readonly Node[];
      readonly body: Node;
      readonly target: RecurTarget;
    } & At)
  | ({ readonly op: 'recur'; readonly target: RecurTarget; readonly args: readonly Node[] } & At)
  | ({ readonly op: 'fn'; readonly fn: FnIr } & At)
  /** Functions that may name one another. */
  | ({ readonly op: 'letfn'; readonly locals: readonly Local[]; readonly fns: readonly FnIr[]; readonly body: Node } & At)
  | ({ readonly op: 'invoke'; readonly fn: Node; readonly args: readonly Node[] } & At)
  /** A call of a function of the core library that the bytecode has an instruction for; `var` is what it trusts, null where a `folded` around it does. */
  | ({ readonly op: 'intrinsic'; readonly name: string; readonly var: Var | null; readonly args: readonly Node[] } & At)
  /**
   * What `generic` was folded to, on the belief that `trusts` keep their values: a constant, or instructions that call
   * no guest code, so that nothing can change between the first and the last of them. `generic` contains no `folded`.
   */
  | ({ readonly op: 'folded'; readonly node: Node; readonly generic: Node; readonly trusts: readonly Var[] } & At)
  | ({ readonly op: 'keywordGet'; readonly keyword: Value; readonly target: Node; readonly notFound: Node | null } & At)
  | ({ readonly op: 'try'; readonly body: Node; readonly catches: readonly CatchIr[]; readonly final: Node | null } & At)
  | ({ readonly op: 'throw'; readonly value: Node } & At)
  | ({ readonly op: 'new'; readonly type: Node; readonly args: readonly Node[] } & At)
  | ({ readonly op: 'hostGet'; readonly target: Node; readonly name: string } & At)
  | ({
      readonly op: 'hostCall';
      readonly target: Node;
      readonly name: string;
      readonly args: readonly Node[];
      readonly orField: boolean;
    } & At)
  | ({ readonly op: 'hostSet'; readonly target: Node; readonly name: string; readonly value: Node } & At)
  /** A field of the instance in `target`, by its index in the type. */
  | ({ readonly op: 'fieldGet'; readonly target: Node; readonly index: number; readonly name: string } & At)
  | ({ readonly op: 'fieldSet'; readonly target: Node; readonly index: number; readonly name: string; readonly value: Node } & At)
  | ({ readonly op: 'vector'; readonly items: readonly Node[] } & At)
  | ({ readonly op: 'map'; readonly items: readonly Node[] } & At)
  | ({ readonly op: 'set'; readonly items: readonly Node[] } & At)
  /** `tests[i]` are the constants that lead to `thens[i]`. */
  | ({
      readonly op: 'case';
      readonly subject: Node;
      readonly tests: readonly (readonly Value[])[];
      readonly thens: readonly Node[];
      readonly default: Node;
    } & At);

export type NodeOf<Op extends Node['op']> = Extract<Node, { op: Op }>;

/** The nodes directly inside a node, in the order of their evaluation. The bodies of functions are not among them. */
export function children(node: Node): readonly Node[] {
  switch (node.op) {
    case 'const':
    case 'local':
    case 'var':
    case 'fn':
      return [];
    case 'def':
      return [node.meta, node.init].filter((n) => n !== null);
    case 'setVar':
    case 'throw':
      return [node.value];
    case 'if':
      return [node.test, node.then, node.else];
    case 'do':
      return node.body;
    case 'let':
    case 'loop':
      return [...node.inits, node.body];
    case 'recur':
    case 'intrinsic':
      return node.args;
    case 'letfn':
      return [node.body];
    case 'invoke':
      return [node.fn, ...node.args];
    case 'folded':
      return [node.node];
    case 'keywordGet':
      return node.notFound === null ? [node.target] : [node.target, node.notFound];
    case 'try':
      return [node.body, ...node.catches.map((c) => c.body), ...(node.final === null ? [] : [node.final])];
    case 'new':
      return [node.type, ...node.args];
    case 'hostGet':
    case 'fieldGet':
      return [node.target];
    case 'hostCall':
      return [node.target, ...node.args];
    case 'hostSet':
    case 'fieldSet':
      return [node.target, node.value];
    case 'vector':
    case 'map':
    case 'set':
      return node.items;
    case 'case':
      return [node.subject, ...node.thens, node.default];
  }
}

/** The functions whose closures a node makes itself: those of `fn` and `letfn`. */
export function functionsOf(node: Node): readonly FnIr[] {
  return node.op === 'fn' ? [node.fn] : node.op === 'letfn' ? node.fns : [];
}

/** A copy of `node` with `change` applied to the nodes directly inside it; the node itself where nothing changed. */
export function mapChildren(node: Node, change: (child: Node) => Node): Node {
  const all = (nodes: readonly Node[]): readonly Node[] => {
    let changed = false;
    const out = nodes.map((n) => {
      const m = change(n);
      if (m !== n) changed = true;
      return m;
    });
    return changed ? out : nodes;
  };
  switch (node.op) {
    case 'const':
    case 'local':
    case 'var':
    case 'fn':
      return node;
    case 'def': {
      const meta = node.meta === null ? null : change(node.meta);
      const init = node.init === null ? null : change(node.init);
      return meta === node.meta && init === node.init ? node : { ...node, meta, init };
    }
    case 'setVar':
    case 'throw': {
      const value = change(node.value);
      return value === node.value ? node : { ...node, value };
    }
    case 'if': {
      const test = change(node.test);
      const then = change(node.then);
      const otherwise = change(node.else);
      return test === node.test && then === node.then && otherwise === node.else ? node : { ...node, test, then, else: otherwise };
    }
    case 'do': {
      const body = all(node.body);
      return body === node.body ? node : { ...node, body };
    }
    case 'let':
    case 'loop': {
      const inits = all(node.inits);
      const body = change(node.body);
      return inits === node.inits && body === node.body ? node : { ...node, inits, body };
    }
    case 'recur':
    case 'intrinsic': {
      const args = all(node.args);
      return args === node.args ? node : { ...node, args };
    }
    case 'letfn': {
      const body = change(node.body);
      return body === node.body ? node : { ...node, body };
    }
    case 'invoke': {
      const fn = change(node.fn);
      const args = all(node.args);
      return fn === node.fn && args === node.args ? node : { ...node, fn, args };
    }
    case 'folded': {
      const inner = change(node.node);
      return inner === node.node ? node : { ...node, node: inner };
    }
    case 'keywordGet': {
      const target = change(node.target);
      const notFound = node.notFound === null ? null : change(node.notFound);
      return target === node.target && notFound === node.notFound ? node : { ...node, target, notFound };
    }
    case 'try': {
      const body = change(node.body);
      const catches = node.catches.map((c) => ({ ...c, body: change(c.body) }));
      const final = node.final === null ? null : change(node.final);
      return { ...node, body, catches, final };
    }
    case 'new': {
      const type = change(node.type);
      const args = all(node.args);
      return type === node.type && args === node.args ? node : { ...node, type, args };
    }
    case 'hostGet':
    case 'fieldGet': {
      const target = change(node.target);
      return target === node.target ? node : { ...node, target };
    }
    case 'hostCall': {
      const target = change(node.target);
      const args = all(node.args);
      return target === node.target && args === node.args ? node : { ...node, target, args };
    }
    case 'hostSet':
    case 'fieldSet': {
      const target = change(node.target);
      const value = change(node.value);
      return target === node.target && value === node.value ? node : { ...node, target, value };
    }
    case 'vector':
    case 'map':
    case 'set': {
      const items = all(node.items);
      return items === node.items ? node : { ...node, items };
    }
    case 'case': {
      const subject = change(node.subject);
      const thens = all(node.thens);
      const otherwise = change(node.default);
      return { ...node, subject, thens, default: otherwise };
    }
  }
}
