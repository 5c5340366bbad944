import { isCanonical } from '../data/canonical.js';
import { NativeFn } from '../data/functions.js';
import { Double, Float, isNumber, isZero, WideLong } from '../data/numbers/index.js';
import { Record as GuestRecord, Instance } from '../data/types.js';
import type { Value } from '../data/value.js';
import { callCore, coreVar } from './core-calls.js';
import type { CompilerHost } from './host.js';
import { type ClauseIr, type FnIr, type Local, mapChildren, type Node, type NodeOf, type RecurTarget } from './ir.js';

/*
 * Clojure's compiler knows of some expressions that they give a primitive long or double, and its arithmetic on those is
 * Java's: 1.0 by 0 is infinite, where the same division of numbers whose types show only at run time throws. Here every
 * number is what it is at run time, so the few calls for which that makes a difference are told apart by the same rules,
 * and get natives of their own.
 */

/** What is known of a value: a Java primitive, or an array of one; that it never comes, since the code jumps away; or nothing. */
type Kind = 'int' | 'long' | 'double' | ArrayKind | 'jump' | null;
type ArrayKind = 'ints' | 'longs' | 'doubles';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const CONTAGIOUS = words('+ - * unchecked-add unchecked-subtract unchecked-multiply');
const PROMOTING = words("+' -' *' /");
const SAME_KIND = words('- inc dec abs unchecked-inc unchecked-dec unchecked-negate');
const GROWING = words("inc' dec' -'");
const LONGS = words(`-as-long long unchecked-long bit-and bit-or bit-xor bit-not bit-and-not bit-shift-left bit-shift-right
  unsigned-bit-shift-right`);
const INTS = words(`int unchecked-int short unchecked-short byte unchecked-byte count alength compare unchecked-add-int
  unchecked-subtract-int unchecked-multiply-int unchecked-divide-int unchecked-remainder-int unchecked-inc-int
  unchecked-dec-int unchecked-negate-int`);
const DOUBLES = words('double unchecked-double float unchecked-float -as-double');

/** What makes or casts to arrays of primitives, and what their elements are. */
const ARRAYS: Readonly<Record<string, ArrayKind>> = {
  'int-array': 'ints',
  'long-array': 'longs',
  'double-array': 'doubles',
  ints: 'ints',
  longs: 'longs',
  doubles: 'doubles',
};
const ELEMENTS: Readonly<Record<ArrayKind, Kind>> = { ints: 'int', longs: 'long', doubles: 'double' };

/** Static methods of Java's Math that do not give a double whatever they are given. */
const MATH_BY_OPERANDS = words('Math/abs Math/max Math/min');
const MATH_OTHERS = /^Math\/(round|.*Exact|floor(Div|Mod)|random|getExponent)$/;

/** What the functions of clojure.math give that is no double. */
const MATH_LONGS = words(`round add-exact subtract-exact multiply-exact increment-exact decrement-exact negate-exact floor-div
  floor-mod`);

function kindOfMath(name: string): 'int' | 'long' | 'double' {
  if (name === 'get-exponent') return 'int';
  return MATH_LONGS.has(name) ? 'long' : 'double';
}

const UNCHECKED: Readonly<Record<string, string>> = {
  '+': 'unchecked-add',
  '-': 'unchecked-subtract',
  '*': 'unchecked-multiply',
  inc: 'unchecked-inc',
  dec: 'unchecked-dec',
  int: 'unchecked-int',
  long: 'unchecked-long',
  short: 'unchecked-short',
  byte: 'unchecked-byte',
  char: 'unchecked-char',
  float: 'unchecked-float',
  double: 'unchecked-double',
};

/** Arithmetic that takes a local as the primitive that its name is hinted with, whatever the local holds. */
const UNBOXING = words("+ - * / +' -' *' quot rem inc dec inc' dec' < <= > >= == max min abs zero? pos? neg?");

/** Functions that Clojure's compiler puts in line two operands at a time. */
const NESTING = words("+ - * / +' -' *' max min bit-and bit-or bit-xor bit-and-not");

/** What Clojure makes a function of where it evaluates without compiling: nothing is known of what that gives. */
const OWN_FUNCTION: ReadonlySet<Node['op']> = new Set(['let', 'loop', 'letfn', 'case', 'try']);

const isWhole = (kind: Kind): boolean => kind === 'long' || kind === 'int';

function kindOfConstant(value: Value): Kind {
  if (typeof value === 'number' || value instanceof WideLong) return 'long';
  return value instanceof Double && !(value instanceof Float) ? 'double' : null;
}

/** What both branches give, where they give the same. */
function join(a: Kind, b: Kind): Kind {
  if (a === 'jump') return b;
  return b === 'jump' || a === b ? a : null;
}

function contagion(kinds: readonly Kind[]): Kind {
  if (kinds.includes('double')) return 'double';
  return kinds.every(isWhole) ? 'long' : null;
}

/** What an element of the array is; null where that is not known to be an array. */
const elementOf = (kind: Kind): Kind => (kind !== null && Object.hasOwn(ELEMENTS, kind) ? ELEMENTS[kind as ArrayKind] : null);

/** What a call of a core function gives. */
function kindOfCall(name: string, kinds: readonly Kind[]): Kind {
  if (kinds.length === 1 && SAME_KIND.has(name)) return isWhole(kinds[0]) ? 'long' : kinds[0];
  if (kinds.length === 1 && GROWING.has(name)) return kinds[0] === 'double' ? 'double' : null;
  if (kinds.length === 2 && CONTAGIOUS.has(name)) return contagion(kinds);
  // Of a primitive and what is known at run time only, these give an object.
  if (kinds.length === 2 && (name === 'quot' || name === 'rem')) return kinds.includes(null) ? null : contagion(kinds);
  if (kinds.length === 2 && PROMOTING.has(name)) return kinds.includes('double') ? 'double' : null;
  if (kinds.length === 2 && (name === 'max' || name === 'min'))
    return kinds.every((k) => k === 'double') || kinds.every(isWhole) ? contagion(kinds) : null;
  if (name === 'aget' && kinds.length === 2) return elementOf(kinds[0]);
  if (name === 'aclone' && kinds.length === 1 && elementOf(kinds[0]) !== null) return kinds[0];
  if (Object.hasOwn(ARRAYS, name)) return ARRAYS[name];
  if (LONGS.has(name)) return 'long';
  if (INTS.has(name)) return 'int';
  return DOUBLES.has(name) ? 'double' : null;
}

const isNonZero = (node: Node): boolean => node.op === 'const' && isNumber(node.value) && !isZero(node.value);

const isWide = (node: Node): boolean => node.op === 'const' && node.value instanceof WideLong;

const isOperand = (node: Node): boolean => node.op === 'const' || node.op === 'local';

/** The native that does what Clojure does where it knows the operands so well; null where the function itself does it. */
function variantOf(name: string, args: readonly Node[], kinds: readonly Kind[]): string | null {
  if (args.length === 1) return kinds[0] === 'double' && /^(int|short|byte|char)$/.test(name) ? `-${name}-of-double` : null;
  if (args.length !== 2) return null;
  const doubles = kinds.filter((kind) => kind === 'double').length;
  switch (name) {
    case '/':
      return doubles > 0 ? '-divide-doubles' : null;
    case '-':
      // Apart from these, the difference of boxed numbers is the same.
      if (doubles > 0) return kinds[1] === 'double' || (isNonZero(args[1]) && !isWide(args[1])) ? null : '-subtract-doubles';
      return kinds.every(isWhole) && (args[1].op !== 'const' || isWide(args[1])) ? '-subtract-longs' : null;
    case "-'":
      return kinds.every(isWhole) && (args[1].op !== 'const' || isWide(args[1])) ? '-subtract-longs-growing' : null;
    case 'quot':
    case 'rem':
      return kinds.every(isWhole) && !isNonZero(args[1]) ? `-${name}-longs` : null;
    case 'max':
    case 'min':
      return doubles === 2 ? `-${name}-doubles` : null;
    case '=':
      return doubles > 0 && !args.some((arg) => arg.op === 'const' && !(arg.value instanceof Double && Number.isNaN(arg.value.value)))
        ? '-equal-doubles'
        : null;
    default:
      return null;
  }
}

/** The value of the node as a hint asks for it. */
export function conversion(node: Node, to: 'long' | 'double', host: CompilerHost): Node {
  return callCore(host, `-as-${to}`, [node], node.span);
}

/** Goes through a function once, in the order of evaluation. */
class Walk {
  private readonly kinds = new Map<Local, Kind>();
  private readonly known = new WeakMap<Node, Kind>();
  /** Bodies as they were lowered: that of a loop is gone through again where a local turns out to be no primitive. */
  private readonly originals = new WeakMap<ClauseIr, Node>();
  /** Locals that are not primitive but whose hint makes arithmetic take them so. */
  private readonly hinted = new Set<Local>();
  private readonly rebound = new Map<RecurTarget, Set<Local>>();
  /** Whether the code is that of a `def` at the top, which Clojure evaluates without compiling it. */
  private interpreted = false;

  constructor(
    private readonly host: CompilerHost,
    private readonly unchecked: boolean,
  ) {}

  /** Chooses within a function, and the functions inside it. */
  fn(fn: FnIr): void {
    for (const clause of fn.clauses) {
      const original = this.originals.get(clause) ?? clause.body;
      this.originals.set(clause, original);
      const body = this.compiled(() => this.visit(original));
      clause.body = clause.returns === null ? body : this.converted(body, clause.returns);
    }
  }

  /** Chooses within a form at the top. */
  top(clause: ClauseIr): void {
    this.interpreted = clause.body.op === 'def';
    clause.body = this.visit(clause.body);
  }

  private compiled<T>(visit: () => T): T {
    const outer = this.interpreted;
    this.interpreted = false;
    const done = visit();
    this.interpreted = outer;
    return done;
  }

  private kind(node: Node): Kind {
    return this.known.get(node) ?? null;
  }

  private as(node: Node, kind: Kind): Node {
    // A node that nothing changed is the one of an earlier turn, when more may have been known of it.
    if (kind === null) this.known.delete(node);
    else this.known.set(node, kind);
    return node;
  }

  private visit(node: Node): Node {
    if (this.interpreted && OWN_FUNCTION.has(node.op))
      return this.as(
        this.compiled(() => this.visit(node)),
        null,
      );
    switch (node.op) {
      case 'const':
        return this.as(node, kindOfConstant(node.value));
      case 'local':
        return this.as(node, this.kinds.get(node.local) ?? node.local.array);
      case 'let':
        return this.let(node);
      case 'loop':
        return this.loop(node);
      case 'fn':
        this.fn(node.fn);
        return node;
      case 'letfn':
        for (const fn of node.fns) this.fn(fn);
        break;
      case 'recur':
        return this.recur(node);
    }
    const mapped = mapChildren(node, (child) => this.visit(child));
    switch (mapped.op) {
      case 'if':
        return this.as(mapped, join(this.kind(mapped.then), this.kind(mapped.else)));
      case 'do':
        return this.as(mapped, this.kind(mapped.body[mapped.body.length - 1]));
      case 'case':
        return this.as(mapped, mapped.thens.map((then) => this.kind(then)).reduce(join, this.kind(mapped.default)));
      case 'invoke':
        return this.invoke(mapped);
      default:
        return mapped;
    }
  }

  /** The node with what it gives made a long or a double, in all places that give its value. */
  private converted(node: Node, to: 'long' | 'double'): Node {
    const convert = (inner: Node): Node => this.converted(inner, to);
    switch (node.op) {
      case 'recur':
      case 'throw':
        return node;
      case 'if':
        // biome-ignore lint/suspicious/noThenProperty: the field of an `if` is called what Clojure calls it
        return { ...node, then: convert(node.then), else: convert(node.else) };
      case 'do':
        return { ...node, body: node.body.map((n, i) => (i === node.body.length - 1 ? convert(n) : n)) };
      case 'let':
      case 'letfn':
      case 'loop':
        return { ...node, body: convert(node.body) };
      case 'case':
        return { ...node, thens: node.thens.map(convert), default: convert(node.default) };
      default:
        return this.kind(node) === to ? node : conversion(node, to, this.host);
    }
  }

  private let(node: NodeOf<'let'>): Node {
    const inits = node.inits.map((init, i) => {
      const visited = this.visit(init);
      const kind = this.kind(visited);
      const local = node.locals[i];
      this.kinds.set(local, kind ?? local.hint);
      if (kind === null && local.hint !== null) this.hinted.add(local);
      return visited;
    });
    const body = this.visit(node.body);
    return this.as({ ...node, inits, body }, this.kind(body));
  }

  /** A local of a loop stays what it begins as only if every `recur` gives it the same. */
  private loop(node: NodeOf<'loop'>): Node {
    const inits: Node[] = [];
    for (const [i, init] of node.inits.entries()) {
      const visited = this.visit(init);
      const kind = this.kind(visited);
      this.kinds.set(node.locals[i], isWhole(kind) ? 'long' : kind);
      inits.push(visited);
    }
    for (;;) {
      const wrong = new Set<Local>();
      this.rebound.set(node.target, wrong);
      const body = this.visit(node.body);
      if (wrong.size === 0) return { ...node, inits, body };
      for (const local of wrong) this.kinds.set(local, null);
    }
  }

  private recur(node: NodeOf<'recur'>): Node {
    const args = node.args.map((arg) => this.visit(arg));
    const wrong = this.rebound.get(node.target);
    for (const [i, local] of node.target.locals.entries()) {
      const kind = this.kinds.get(local) ?? null;
      const given = this.kind(args[i]);
      if (kind !== null && !(kind === given || (isWhole(kind) && isWhole(given)))) wrong?.add(local);
    }
    return this.as({ ...node, args }, 'jump');
  }

  private invoke(node: NodeOf<'invoke'>): Node {
    const { fn, args } = node;
    const kinds = args.map((arg) => this.kind(arg));
    if (fn.op === 'const' && fn.value instanceof NativeFn && fn.value.name.startsWith('Math/')) {
      if (MATH_BY_OPERANDS.has(fn.value.name)) return this.as(node, kinds.includes(null) ? null : contagion(kinds));
      return this.as(node, MATH_OTHERS.test(fn.value.name) ? null : 'double');
    }
    if (fn.op === 'var' && fn.var.ns === 'clojure.math' && fn.var.root instanceof NativeFn) return this.math(node, fn.var.name);
    if (this.interpreted && fn.op === 'var' && (fn.var.root instanceof Instance || fn.var.root instanceof GuestRecord))
      return this.applied(node);
    if (fn.op !== 'var' || !isCanonical(fn.var)) return node;
    const { name } = fn.var;
    if (UNBOXING.has(name) && args.some((arg) => this.isHinted(arg))) {
      const unboxed = args.map((arg) => (this.isHinted(arg) ? this.unboxed(arg) : arg));
      return this.invoke({ ...node, args: unboxed });
    }
    if (args.length > 2 && NESTING.has(name)) {
      // Of operands without effects nobody can tell; the optimiser has its own way with those.
      const differs = kinds.includes('double') || ((name === '-' || name === "-'") && kinds.every(isWhole));
      const plain = args.every(isOperand) && !differs && !this.unchecked;
      if (!plain) return this.nested(node);
      return this.as(
        node,
        kinds.reduce((a, b) => kindOfCall(name, [a, b])),
      );
    }
    if (this.interpreted && name === 'nth' && args.length > 1) return { ...node, args: this.withInt(args) };
    if (name === 'nth' && args.length === 3 && !isOperand(args[2]) && kinds[1] === null) return { ...node, args: this.withIndex(args) };
    const unchecked = this.unchecked ? this.uncheckedName(name, args.length) : null;
    const chosen = unchecked ?? variantOf(name, args, kinds);
    const kind = kindOfCall(unchecked ?? name, kinds);
    return this.as(chosen === null ? node : { ...node, fn: { ...fn, var: this.host.core(chosen) } }, kind);
  }

  /** A call in line, as the functions of clojure.math are: the first argument is made primitive before the second is evaluated. */
  private math(node: NodeOf<'invoke'>, name: string): Node {
    const kind = kindOfMath(name);
    const [first, second] = node.args;
    if (node.args.length !== 2 || isOperand(second)) return this.as(node, kind);
    const takes = kind === 'long' ? 'long' : 'double';
    // By the cast that programs call, which takes characters too.
    const args = this.kind(first) === takes ? node.args : [{ ...node, fn: coreVar(this.host, takes, first.span), args: [first] }, second];
    return this.as({ ...node, args }, kind);
  }

  /** A call of an instance where nothing is compiled: by its method `applyTo`, as `apply` calls it. */
  private applied({ fn, args, span }: NodeOf<'invoke'>): Node {
    return callCore(this.host, 'apply', [fn, callCore(this.host, 'list', args, span)], span);
  }

  /** The arguments of `nth`, whose index reflection makes an int of where nothing is compiled: what does not fit is cut off. */
  private withInt([coll, index, ...rest]: readonly Node[]): Node[] {
    return [coll, callCore(this.host, '-int-of-index', [index], index.span), ...rest];
  }

  /** The arguments of `nth` in line: the index is made an int before what stands for a missing element is evaluated. */
  private withIndex([coll, index, missing]: readonly Node[]): Node[] {
    return [coll, callCore(this.host, '-index', [index], index.span), missing];
  }

  private isHinted(node: Node): node is NodeOf<'local'> {
    return node.op === 'local' && this.hinted.has(node.local);
  }

  private unboxed(node: NodeOf<'local'>): Node {
    const hint = node.local.hint ?? 'long';
    return this.as(conversion(node, hint, this.host), hint);
  }

  private uncheckedName(name: string, arity: number): string | null {
    if (name === '-' && arity === 1) return 'unchecked-negate';
    return (arity === 2) === /^[-+*]$/.test(name) ? (UNCHECKED[name] ?? null) : null;
  }

  /** `(/ a b c)` as `(/ (/ a b) c)`: the first division is done before c is evaluated. */
  private nested(node: NodeOf<'invoke'>): Node {
    const [first, ...rest] = node.args;
    return rest.reduce<Node>((left, right) => this.invoke({ ...node, args: [left, right] }), first);
  }
}

/** Has arithmetic on operands that Clojure's compiler would know to be primitive done as it does it there. */
export function choosePrimitives(clause: ClauseIr, host: CompilerHost): void {
  new Walk(host, host.uncheckedMath()).top(clause);
}
