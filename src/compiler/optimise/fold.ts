import { callNativeAt } from '../../bytecode/instructions/calls.js';
import { isCanonical } from '../../data/canonical.js';
import { caseFinds } from '../../data/case.js';
import { Char } from '../../data/char.js';
import { MapLike, SetLike, Vec } from '../../data/collection.js';
import type { NativeFn } from '../../data/functions.js';
import { GUEST, takePendingCall } from '../../data/guest.js';
import { Keyword } from '../../data/keyword.js';
import { BigDecimal, isNumber } from '../../data/numbers/index.js';
import { get } from '../../data/operations/index.js';
import { List } from '../../data/seqs/index.js';
import { Sym } from '../../data/symbol.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import { children, type Local, mapChildren, type Node, type NodeOf } from '../ir.js';
import type { Pass } from './pass.js';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Functions whose values for scalars (numbers, strings, keywords, symbols, characters, booleans, nil) are scalars. */
const OF_SCALARS = words(`
  + - * / +' -' *' -subtract-longs -subtract-longs-growing inc dec inc' dec' quot rem mod min max < > <= >= == zero? pos? neg? even? odd?
  bit-and bit-or bit-xor bit-not bit-and-not bit-shift-left bit-shift-right unsigned-bit-shift-right bit-test
  number? integer? int? float? double? ratio? decimal? rational? string? keyword? symbol? char? boolean?
  long double str name namespace subs`);

/** Functions whose values for literals, collections too, are scalars. */
const OF_DATA = words('= not= not nil? some? true? false? map? vector? set? coll? sequential? associative? count contains? empty? boolean');

/** Functions that find one of the values in a literal: always the very same one. */
const FINDING = words('get nth first');

export const PURE: readonly string[] = [...OF_SCALARS, ...OF_DATA, ...FINDING];

const ofScalars = new Set(OF_SCALARS);
const finding = new Set(FINDING);
const pure = new Set(PURE);

/** How many nodes one fold may look at. */
const MOST_STEPS = 200;
/** How many elements a literal may have, those of its elements included, to be looked into. */
const MOST_ELEMENTS = 64;
/** The longest string that takes the place of its making. */
const MOST_CHARACTERS = 1000;

function isScalar(x: Value): boolean {
  if (x === null || typeof x === 'number' || typeof x === 'boolean') return true;
  if (typeof x === 'string') return x.length <= MOST_CHARACTERS;
  return x instanceof Keyword || x instanceof Char || isNumber(x);
}

/** Whether the value is data through and through: nothing lazy, nothing that brings its own equality. */
function isData(x: Value, budget = { left: MOST_ELEMENTS }): boolean {
  if (--budget.left < 0) return false;
  if (isScalar(x) || x instanceof Sym) return true;
  let all = true;
  const check = (y: Value): undefined => {
    all = all && isData(y, budget);
  };
  if (x instanceof Vec) for (let i = 0; all && i < x.length; i++) check(x.at(i));
  else if (x instanceof SetLike) x.forEach(check);
  else if (x instanceof MapLike)
    x.forEach((k, v) => {
      check(k);
      check(v);
    });
  else if (x instanceof List) for (let s: List | null = x; all && s !== null; s = s.tail) check(s.head);
  else return false;
  return all;
}

/** A value that the compiler cannot tell. */
const UNKNOWN = Symbol('not known before the program runs');

/** One attempt to find the value of an expression. */
class Attempt {
  readonly trusts = new Set<Var>();
  private readonly locals = new Map<Local, Value>();
  private steps = 0;

  /** The value of the node, with the vars added that it rests on; UNKNOWN where only a run can tell, or where it would throw. */
  value(node: Node): Value | typeof UNKNOWN {
    if (++this.steps > MOST_STEPS) return UNKNOWN;
    switch (node.op) {
      case 'const':
        return node.value;
      case 'local': {
        const value = this.locals.get(node.local);
        return value === undefined ? UNKNOWN : value;
      }
      case 'folded': {
        if (node.node.op !== 'const') return UNKNOWN;
        for (const v of node.trusts) this.trusts.add(v);
        return node.node.value;
      }
      case 'invoke':
        return node.fn.op === 'var' && pure.has(node.fn.var.name) && isCanonical(node.fn.var) ? this.call(node.fn.var, node.args) : UNKNOWN;
      case 'keywordGet': {
        const target = this.value(node.target);
        const notFound = node.notFound === null ? null : this.value(node.notFound);
        if (target === UNKNOWN || notFound === UNKNOWN || !isData(target)) return UNKNOWN;
        return this.guarded(() => get(target, node.keyword, notFound));
      }
      case 'if': {
        const test = this.value(node.test);
        return test === UNKNOWN ? UNKNOWN : this.value(isTrue(test) ? node.then : node.else);
      }
      case 'do':
        return node.body.reduce<Value | typeof UNKNOWN>((before, n) => (before === UNKNOWN ? UNKNOWN : this.value(n)), null);
      case 'let': {
        for (let i = 0; i < node.locals.length; i++) {
          const init = this.value(node.inits[i]);
          if (init === UNKNOWN) return UNKNOWN;
          this.locals.set(node.locals[i], init);
        }
        return this.value(node.body);
      }
      case 'case': {
        const subject = this.value(node.subject);
        return subject === UNKNOWN || !isScalar(subject) ? UNKNOWN : this.value(chosen(node, subject));
      }
      default:
        return UNKNOWN;
    }
  }

  private call(v: Var, nodes: readonly Node[]): Value | typeof UNKNOWN {
    const args: Value[] = [];
    for (const node of nodes) {
      const arg = this.value(node);
      // What becomes of a decimal depends on the precision that is in force when the program runs.
      if (arg === UNKNOWN || arg instanceof BigDecimal || !(ofScalars.has(v.name) ? isScalar(arg) || arg instanceof Sym : isData(arg)))
        return UNKNOWN;
      args.push(arg);
    }
    this.trusts.add(v);
    const result = this.guarded(() => callNativeAt(v.root as NativeFn, args, 0, args.length));
    // The entries of a map are made when somebody asks for them, each time anew.
    return result === UNKNOWN || isScalar(result) || (finding.has(v.name) && !(v.name === 'first' && args[0] instanceof MapLike))
      ? result
      : UNKNOWN;
  }

  /** What would throw is left to throw when the program runs. */
  private guarded(operation: () => Value): Value | typeof UNKNOWN {
    try {
      const result = operation();
      if (result !== GUEST) return result ?? null;
      takePendingCall();
    } catch {
      return UNKNOWN;
    }
    return UNKNOWN;
  }
}

const isTrue = (x: Value): boolean => x !== null && x !== false && x !== undefined;

/** The clause of a `case` for a scalar. */
function chosen(node: NodeOf<'case'>, subject: Value): Node {
  const i = node.tests.findIndex((constants) => constants.some((c) => caseFinds(c, subject)));
  return i < 0 ? node.default : node.thens[i];
}

/** The node as it was before any part of it was folded. */
function unfold(node: Node): Node {
  return node.op === 'folded' ? node.generic : mapChildren(node, unfold);
}

/** How many nodes the generic form of a fold may have, since it is emitted too. */
const MOST_GENERIC = 60;

/** Whether the node is small, makes no function, jumps nowhere, and reads no local but its own: it can be emitted out of line. */
function isClosed(node: Node, own: Set<Local>, budget = { left: MOST_GENERIC }): boolean {
  if (--budget.left < 0) return false;
  switch (node.op) {
    case 'local':
      return own.has(node.local);
    case 'let':
      for (const l of node.locals) own.add(l);
      break;
    case 'const':
    case 'var':
    case 'invoke':
    case 'keywordGet':
    case 'if':
    case 'do':
    case 'case':
      break;
    default:
      return false;
  }
  return children(node).every((n) => isClosed(n, own, budget));
}

/**
 * Calls of pure functions with constant arguments become constants, and so does a `let` around them: the natives
 * themselves compute the value. A branch that a constant decides goes. A fold that rests on a var becomes a `folded`
 * node, which keeps the generic form for the day when the var changes; it never has a free local.
 */
export const fold: Pass = {
  name: 'fold',
  axioms: [{ axiom: 'canonical', vars: PURE }, { axiom: 'pure', vars: PURE }, { axiom: 'immutable' }],
  begin: () => ({
    rewrite(node) {
      switch (node.op) {
        case 'if':
          if (node.test.op === 'const') return isTrue(node.test.value) ? node.then : node.else;
          break;
        case 'case':
          if (node.subject.op === 'const' && isScalar(node.subject.value)) return chosen(node, node.subject.value);
          break;
        case 'invoke':
        case 'keywordGet':
        case 'let':
        case 'do':
          break;
        default:
          return node;
      }
      const attempt = new Attempt();
      const value = attempt.value(node);
      if (value === UNKNOWN) return node;
      const { span } = node;
      if (attempt.trusts.size === 0) return { op: 'const', value, span };
      const generic = unfold(node);
      if (!isClosed(generic, new Set())) return node;
      return { op: 'folded', node: { op: 'const', value, span }, generic, trusts: [...attempt.trusts], span };
    },
  }),
};
