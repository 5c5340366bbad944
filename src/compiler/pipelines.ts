import { isCanonical } from '../data/canonical.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';
import { callCore } from './core-calls.js';
import { intrinsicForms } from './emit/intrinsics.js';
import type { CompilerHost } from './host.js';
import type { FnIr, Local, Node, NodeOf, RecurTarget } from './ir.js';
import { makeLocal } from './lower/scope.js';
import type { Pass } from './optimise/pass.js';

/*
 * (reduce + (map inc (filter odd? xs))) makes a lazy seq and an array for each stage and each 32 elements, and calls functions that it
 * got as values. Here the stages of such a pipeline become one function that takes a run of elements of xs, an array, through all
 * stages, with the instructions of inc and odd? in line; the library walks xs and calls it for each run (core/pipelines.clj), so that
 * one lazy seq is made where there were several. What a program can see stays: a stage goes through its whole run before the next
 * begins, as with chunks.
 */

/** What the element is to the run that a stage gives, by what its function says. */
const STAGES: Readonly<Record<string, (parts: StageParts) => Node>> = {
  map: ({ apply, x, push }) => push(apply(x)),
  filter: ({ apply, x, push, out }) => choose(apply(x), push(x), out),
  remove: ({ apply, x, push, out }) => choose(apply(x), out, push(x)),
};

interface StageParts {
  readonly apply: (x: Node) => Node;
  readonly x: Node;
  readonly out: Node;
  readonly push: (value: Node) => Node;
}

/** A function of the pipeline, in a local that was bound before the pipeline begins. */
interface Stepper {
  readonly local: Local;
  /** The name of the function of the library that it is, as far as the source tells, and that has an instruction. */
  readonly inline: string | null;
}

interface Stage {
  readonly name: string;
  readonly stage: Local;
  readonly fn: Stepper;
}

const local = (l: Local): Node => ({ op: 'local', local: l, span: null });
const choose = (test: Node, then: Node, otherwise: Node): Node => ({ op: 'if', test, then, else: otherwise, span: null });
const constant = (value: Value): Node => ({ op: 'const', value, span: null });

/** What loops over runs call. */
const IN_LOOPS = ['inc', '<', '-aget', '-push!', '-alength', '-new-array', 'reduced?'];

/** Functions of one argument that have an instruction, and no effect whatever they are given. */
export const PURE_STAGES: readonly string[] = ['inc', 'dec', 'even?', 'odd?', 'zero?', 'pos?', 'neg?', 'nil?', 'some?', 'not'];

/** Whether calls of the var with so many arguments are an instruction: the var holds the library's own function. */
const hasInstruction = (v: Var, arity: number): boolean => isCanonical(v) && intrinsicForms(v.name, arity)?.value != null;

const isPure = (f: Node): boolean => f.op === 'var' && PURE_STAGES.includes(f.var.name) && hasInstruction(f.var, 1);

type Call = NodeOf<'invoke'> & { readonly fn: NodeOf<'var'> };

/** The var that keeps what the library has under that name, whatever is done to the var of that name. */
const original = (name: string, host: CompilerHost): Var => host.core(`-the-${name}`);

function isCallOf(node: Node, name: string, host: CompilerHost): node is Call {
  if (node.op !== 'invoke' || node.fn.op !== 'var' || node.fn.var.name !== name || node.fn.var.ns !== 'clojure.core') return false;
  return !node.fn.var.dynamic && node.fn.var.root === original(name, host).root;
}

const stageOf = (node: Node, host: CompilerHost): string | null =>
  Object.keys(STAGES).find((name) => isCallOf(node, name, host) && node.args.length === 2) ?? null;

const isReduce = (node: Node, host: CompilerHost): node is Call =>
  isCallOf(node, 'reduce', host) && (node.args.length === 2 || node.args.length === 3);

const lastOf = (node: Call): Node => node.args[node.args.length - 1];

/** Whether what is folded is made of the elements of two collections: `(map f xs ys)`. */
const isOfPairs = (node: Node, host: CompilerHost): node is Call => isCallOf(node, 'map', host) && node.args.length === 3;

/** One pipeline that is being rewritten. */
class Pipeline {
  private readonly locals: Local[] = [];
  private readonly inits: Node[] = [];
  /** What must be the same when the pipeline begins, in pairs. */
  private readonly expected: Node[] = [];
  /** From the outermost to the innermost. */
  private readonly stages: Stage[] = [];

  constructor(
    private readonly fn: FnIr,
    private readonly host: CompilerHost,
  ) {}

  /** Evaluates `node` at this point, before the pipeline begins. */
  private bind(node: Node, name: string): Local {
    const l = makeLocal(name, this.fn);
    this.locals.push(l);
    this.inits.push(node);
    return l;
  }

  private callee(node: Call): Local {
    const l = this.bind(node.fn, node.fn.var.name);
    this.expected.push(local(l), { op: 'var', var: original(node.fn.var.name, this.host), span: null });
    return l;
  }

  private argument(node: Node, arity: number): Stepper {
    const l = this.bind(node, 'f');
    if (node.op !== 'var' || !hasInstruction(node.var, arity)) return { local: l, inline: null };
    this.expected.push(local(l), constant(node.var.root));
    return { local: l, inline: node.var.name };
  }

  /** Takes the stages off the node; what they begin with. Functions that may have an effect must be those of the last stage. */
  private take(node: Node): Node {
    const name = stageOf(node, this.host);
    if (name === null) return node;
    const [f, rest] = (node as Call).args;
    if (this.stages.length > 0 && !isPure(f)) return new Pipeline(this.fn, this.host).seq(node as Call);
    const stage = this.callee(node as Call);
    this.stages.push({ name, stage, fn: this.argument(f, 1) });
    return this.take(rest);
  }

  /** `call` as the source has it, of locals. */
  private generic(of: Local): Node {
    return this.stages.reduceRight<Node>(
      (coll, { stage, fn }) => ({ op: 'invoke', fn: local(stage), args: [local(fn.local), coll], span: null }),
      local(of),
    );
  }

  /** A call of the library's function of that name, whatever is done to the var. */
  private library(name: string, ...args: Node[]): Node {
    return { op: 'invoke', fn: constant(this.host.core(name).root), args, span: null };
  }

  private core(name: string, ...args: Node[]): Node {
    return callCore(this.host, name, args, null);
  }

  private makeFunction(params: readonly string[], body: (fn: FnIr, ...params: Local[]) => Node): Node {
    const fn: FnIr = {
      name: 'clojure.core/pipeline',
      parent: this.fn,
      clauses: [],
      self: null,
      once: false,
      captures: [],
      slots: 0,
      span: null,
    };
    const locals = params.map((name) => makeLocal(name, fn, true));
    fn.clauses.push({ params: locals, variadic: false, returns: null, body: body(fn, ...locals), target: { locals } });
    return { op: 'fn', fn, span: null };
  }

  /** A loop over the elements of an array: `next` is the accumulator's next value. */
  private each(fn: FnIr, run: Local, init: Node, next: (x: Node, acc: Node, goOn: (acc: Node) => Node) => Node): Node {
    const n = makeLocal('n', fn);
    const i = makeLocal('i', fn, true);
    const acc = makeLocal('acc', fn, true);
    const x = makeLocal('x', fn);
    const target: RecurTarget = { locals: [i, acc] };
    const goOn = (value: Node): Node => ({ op: 'recur', target, args: [this.library('inc', local(i)), value], span: null });
    const turn: Node = {
      op: 'let',
      locals: [x],
      inits: [this.library('-aget', local(run), local(i))],
      body: next(local(x), local(acc), goOn),
      span: null,
    };
    const body = choose(this.library('<', local(i), local(n)), turn, local(acc));
    const loop: Node = { op: 'loop', locals: [i, acc], inits: [constant(0), init], body, target, span: null };
    return { op: 'let', locals: [n], inits: [this.library('-alength', local(run))], body: loop, span: null };
  }

  private apply({ local: l, inline }: Stepper, ...args: Node[]): Node {
    return inline === null ? { op: 'invoke', fn: local(l), args, span: null } : this.library(inline, ...args);
  }

  /** A function from a run of elements to what the stages make of it. */
  private step(): Node {
    return this.makeFunction(['run'], (fn, run) => {
      const runs = [run, ...this.stages.slice(1).map(() => makeLocal('run', fn))];
      const inOrder = [...this.stages].reverse();
      const made = inOrder.map((stage, k) =>
        this.each(fn, runs[k], this.library('-new-array'), (x, out, goOn) =>
          goOn(STAGES[stage.name]({ apply: (y) => this.apply(stage.fn, y), x, out, push: (value) => this.library('-push!', out, value) })),
        ),
      );
      return made.reduceRight((body, init, k) => ({ op: 'let', locals: [runs[k + 1]], inits: [init], body, span: null }));
    });
  }

  /** A function that folds a run of elements: `f` until it says that it is done. */
  private fold(f: Stepper): Node {
    return this.makeFunction(['acc', 'run'], (fn, acc, run) =>
      this.each(fn, run, local(acc), (x, before, goOn) => {
        const after = makeLocal('acc', fn);
        const rest = choose(this.library('reduced?', local(after)), local(after), goOn(local(after)));
        return { op: 'let', locals: [after], inits: [this.apply(f, before, x)], body: rest, span: null };
      }),
    );
  }

  /** Whether there is anything to be won: a function that needs no call, or a seq between two stages. */
  private get pays(): boolean {
    return this.stages.length > 1 || this.stages.some(({ fn }) => fn.inline !== null);
  }

  private finished(node: NodeOf<'invoke'>, fused: Node, generic: Node): Node {
    const test = this.core('-same?', ...this.expected);
    return {
      op: 'let',
      locals: this.locals,
      inits: this.inits,
      body: choose(test, fused, generic),
      span: node.span,
    };
  }

  /** A pipeline whose value is a lazy seq. */
  seq(node: Call): Node {
    const source = this.take(node);
    if (!this.pays) return node;
    const coll = this.bind(source, 'coll');
    return this.finished(node, this.core('-pipeline', this.step(), local(coll)), this.generic(coll));
  }

  /** A pipeline that ends in `reduce`. */
  reduce(node: Call): Node {
    const consumer = this.callee(node);
    const f = this.argument(node.args[0], 2);
    const init = node.args.length === 3 ? this.bind(node.args[1], 'init') : null;
    const source = this.take(lastOf(node));
    if (this.stages.length === 0 || !(this.pays || f.inline !== null)) return node;
    const coll = this.bind(source, 'coll');
    const inits = init === null ? [] : [local(init)];
    const fused = this.core('-reduce-pipeline', ...[f.local].map(local), ...inits, this.step(), this.fold(f), local(coll));
    const generic: Node = { op: 'invoke', fn: local(consumer), args: [local(f.local), ...inits, this.generic(coll)], span: node.span };
    return this.finished(node, fused, generic);
  }

  /** A fold of what a function makes of the elements of two collections, side by side: no seq is made. */
  reducePairs(node: Call, pairs: Call): Node {
    const consumer = this.callee(node);
    const f = this.argument(node.args[0], 2);
    const inits = node.args.length === 3 ? [local(this.bind(node.args[1], 'init'))] : [];
    const map = this.callee(pairs);
    const g = this.argument(pairs.args[0], 2);
    const colls = pairs.args.slice(1).map((coll) => local(this.bind(coll, 'coll')));
    const step = this.makeFunction(['acc', 'x', 'y'], (_, acc, x, y) => this.apply(f, local(acc), this.apply(g, local(x), local(y))));
    const begin = inits.length > 0 ? inits : [f, g].map((fn) => local(fn.local));
    const fused = this.core('-reduce-pairs', ...begin, step, ...colls);
    const made: Node = { op: 'invoke', fn: local(map), args: [local(g.local), ...colls], span: null };
    const generic: Node = { op: 'invoke', fn: local(consumer), args: [local(f.local), ...inits, made], span: node.span };
    return this.finished(node, fused, generic);
  }
}

/** Pipelines of `map`, `filter` and `remove`, and those that end in `reduce`, go through all stages a run of elements at a time. */
export const pipelines: Pass = {
  name: 'pipelines',
  axioms: [
    { axiom: 'original', vars: [...Object.keys(STAGES), 'reduce'] },
    { axiom: 'pure', vars: PURE_STAGES },
  ],
  begin(host) {
    // The library's core is compiled before it has what pipelines need.
    const able = host.currentNs() !== 'clojure.core' && IN_LOOPS.every((name) => isCanonical(host.core(name)));
    if (!able) return { rewrite: (node) => node };
    /** Stages of a pipeline whose outermost part has been entered. */
    const parts = new WeakSet<Node>();
    return {
      enter(node) {
        if (stageOf(node, host) !== null || isReduce(node, host)) parts.add(lastOf(node as Call));
      },
      rewrite(node, fn, entered) {
        if (parts.has(entered)) return node;
        if (isReduce(node, host)) {
          const folded = lastOf(node);
          return isOfPairs(folded, host) ? new Pipeline(fn, host).reducePairs(node, folded) : new Pipeline(fn, host).reduce(node);
        }
        return stageOf(node, host) === null ? node : new Pipeline(fn, host).seq(node as Call);
      },
    };
  },
};
