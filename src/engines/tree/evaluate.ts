import type { FnIr, Local, Node, RecurTarget } from '../../compiler/ir.js';
import { caseFinds } from '../../data/case.js';
import { isInstance } from '../../data/classes.js';
import { classCast, nullPointer, type Place, type TraceFrame } from '../../data/errors.js';
import { Fn, NativeFn } from '../../data/functions.js';
import { GUEST, PARKED, takePendingCall } from '../../data/guest.js';
import { mapFromLiteral } from '../../data/maps/index.js';
import { get } from '../../data/operations/index.js';
import { restSeq, vectorFromArray } from '../../data/seqs/index.js';
import { setFromLiteral } from '../../data/sets/index.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import type { Span } from '../../reader/source.js';
import { callNative, callOther } from '../callable.js';
import { attachTrace, fieldTarget, MAX_TRACE, throwable } from '../errors.js';
import { type Services, SLICE } from '../services.js';
import type { Steps, Suspension } from './suspension.js';
import type { TreeTemplate } from './template.js';

/** One call of a guest function. */
interface Frame {
  readonly fn: Fn;
  readonly template: TreeTemplate;
  readonly slots: Value[];
  /** The node that runs, for traces. */
  span: Span | null;
}

/** The body left a call to be made in place of the frame that ended. */
const TAIL_CALL = Symbol('tail call');
/** The body ended in `recur`. */
const RECUR = Symbol('recur');

/** Evaluates Core IR for one fiber. */
export interface Evaluator {
  /** Calls anything. */
  call(fn: Value, args: Value[]): Steps<Value>;
  /** How many calls are under way. */
  depth(): number;
  /** After an error has left through a frame of the host: forgets the calls above. */
  unwind(depth: number): void;
}

/**
 * The evaluator of one fiber, in steps. The build makes a second form of this file without the steps, which runs in one
 * go: it is the faster one, for all that no other fiber interrupts.
 */
export function createEvaluator(services: Services, templateOf: (ir: FnIr) => TreeTemplate, suspension: Suspension): Evaluator {
  const stack: Frame[] = [];
  let fuel = SLICE;
  let tailFn: Value = null;
  let tailArgs: Value[] = [];
  let recurTarget: RecurTarget | null = null;
  let recurArgs: Value[] = [];

  /** The fiber waits; what it is woken with. */
  function* wait(): Steps<Value> {
    const { value, failed } = yield* suspension.park();
    if (failed) throw value;
    return value;
  }

  const readVar = (v: Var): Value => (v.bound === 0 ? v.root : services.readBound(v));

  function* sliceEnds(): Steps<null> {
    fuel = SLICE;
    return services.fibers.turnEnds() ? yield* suspension.slice() : null;
  }

  /** Calls anything, turning tail calls into a loop. */
  function* call(fn: Value, args: Value[]): Steps<Value> {
    for (;;) {
      let result: Value;
      if (fn instanceof Fn) {
        result = yield* enter(fn, args);
        if (result !== TAIL_CALL) return result;
        fn = tailFn;
        args = tailArgs;
        continue;
      }
      result = fn instanceof NativeFn ? callNative(fn, args) : callOther(fn, args, services);
      if (result !== GUEST) return result === PARKED ? yield* wait() : result;
      const next = takePendingCall();
      if (next !== null) {
        fn = next.fn;
        args = next.args;
      } else fn = (fn as NativeFn).twin;
    }
  }

  function* enter(fn: Fn, args: Value[]): Steps<Value> {
    const template = fn.template as TreeTemplate;
    const clause = template.clauseFor(args.length);
    const slots: Value[] = new Array(template.ir.slots).fill(null);
    const fixed = clause.variadic ? clause.params.length - 1 : clause.params.length;
    for (let i = 0; i < fixed; i++) slots[i] = args[i];
    if (clause.variadic) slots[fixed] = args.length > fixed ? restSeq(args.slice(fixed)) : null;
    const frame: Frame = { fn, template, slots, span: null };
    stack.push(frame);
    const depth = stack.length;
    try {
      if (--fuel < 0) yield* sliceEnds();
      for (;;) {
        // A form at the top makes no tail calls: its frame says where in the file an error came from.
        const result = yield* evaluate(clause.body, frame, template.ir.parent !== null);
        if (result !== RECUR) return result;
        rebind(frame, clause.target);
        if (--fuel < 0) yield* sliceEnds();
      }
    } catch (e) {
      const thrown = throwable(e);
      attachTrace(thrown, services, () => trace(depth));
      throw thrown;
    } finally {
      stack.length = depth - 1;
    }
  }

  function rebind(frame: Frame, target: RecurTarget): void {
    if (recurTarget !== target) throw new Error('Internal error: recur reached a target that is not its own');
    target.locals.forEach((l, i) => {
      frame.slots[l.slot] = recurArgs[i];
    });
  }

  function trace(depth: number): TraceFrame[] {
    const frames: TraceFrame[] = [];
    for (let i = depth - 1; i >= 0 && frames.length < MAX_TRACE; i--)
      frames.push({ name: stack[i].template.name, place: placeOf(stack[i].span) });
    return frames;
  }

  function readLocal(local: Local, frame: Frame): Value {
    if (local.fn !== frame.template.ir) return frame.fn.captured[frame.template.ir.captures.indexOf(local)];
    return local === frame.template.ir.self ? frame.fn : frame.slots[local.slot];
  }

  /** A local that nothing reads any more: what was captured is let go of. */
  function takeLocal(local: Local, frame: Frame): Value {
    const value = readLocal(local, frame);
    if (local.fn !== frame.template.ir) frame.fn.captured[frame.template.ir.captures.indexOf(local)] = null;
    return value;
  }

  function closure(ir: FnIr, frame: Frame): Fn {
    return new Fn(
      templateOf(ir),
      ir.captures.map((l) => readLocal(l, frame)),
    );
  }

  function* all(nodes: readonly Node[], frame: Frame): Steps<Value[]> {
    const out: Value[] = [];
    for (const n of nodes) out.push(yield* evaluate(n, frame, false));
    return out;
  }

  function* invoke(fn: Value, args: Value[], frame: Frame, tail: boolean, span: Span | null): Steps<Value> {
    if (span !== null) frame.span = span;
    if (!tail) return yield* call(fn, args);
    if (!(fn instanceof Fn)) {
      // A call of what is not guest code ends here, with this frame still there for the trace of an error.
      const result = fn instanceof NativeFn ? callNative(fn, args) : callOther(fn, args, services);
      if (result !== GUEST) return result === PARKED ? yield* wait() : result;
      const next = takePendingCall();
      return next === null
        ? yield* invoke((fn as NativeFn).twin, args, frame, tail, null)
        : yield* invoke(next.fn, next.args, frame, tail, null);
    }
    // A wrong number of arguments is the caller's error, which stands in its trace.
    (fn.template as TreeTemplate).clauseFor(args.length);
    tailFn = fn;
    tailArgs = args;
    return TAIL_CALL;
  }

  function* evaluate(node: Node, frame: Frame, tail: boolean): Steps<Value> {
    switch (node.op) {
      case 'const':
        return node.value;
      case 'local':
        return frame.template.released?.has(node) === true ? takeLocal(node.local, frame) : readLocal(node.local, frame);
      case 'var':
        at(frame, node.span);
        return readVar(node.var);
      case 'def': {
        const meta = node.meta === null ? null : yield* evaluate(node.meta, frame, false);
        const init = node.init === null ? null : yield* evaluate(node.init, frame, false);
        at(frame, node.span);
        const made = services.define(node.var, node.init !== null, init, meta);
        return made === GUEST ? yield* finish(frame, tail) : made;
      }
      case 'setVar': {
        const value = yield* evaluate(node.value, frame, false);
        at(frame, node.span);
        const set = services.setBound(node.var, value);
        return set === GUEST ? yield* finish(frame, tail) : set;
      }
      case 'if': {
        const test = yield* evaluate(node.test, frame, false);
        return yield* evaluate(test !== null && test !== false && test !== undefined ? node.then : node.else, frame, tail);
      }
      case 'do': {
        const last = node.body.length - 1;
        for (let i = 0; i < last; i++) yield* evaluate(node.body[i], frame, false);
        return yield* evaluate(node.body[last], frame, tail);
      }
      case 'let':
        for (let i = 0; i < node.locals.length; i++) frame.slots[node.locals[i].slot] = yield* evaluate(node.inits[i], frame, false);
        return yield* evaluate(node.body, frame, tail);
      case 'loop':
        for (let i = 0; i < node.locals.length; i++) frame.slots[node.locals[i].slot] = yield* evaluate(node.inits[i], frame, false);
        for (;;) {
          const result = yield* evaluate(node.body, frame, tail);
          if (result !== RECUR || recurTarget !== node.target) return result;
          rebind(frame, node.target);
          if (--fuel < 0) yield* sliceEnds();
        }
      case 'recur':
        recurArgs = yield* all(node.args, frame);
        recurTarget = node.target;
        return RECUR;
      case 'fn':
        return closure(node.fn, frame);
      case 'letfn': {
        const made = node.fns.map((f) => new Fn(templateOf(f), []));
        made.forEach((f, i) => {
          frame.slots[node.locals[i].slot] = f;
        });
        made.forEach((f, i) => {
          f.captured.push(...node.fns[i].captures.map((l) => readLocal(l, frame)));
        });
        return yield* evaluate(node.body, frame, tail);
      }
      case 'invoke': {
        // A var in the place of the function is read after the arguments, on every engine.
        const fn = node.fn.op === 'var' ? null : yield* evaluate(node.fn, frame, false);
        const args = yield* all(node.args, frame);
        return yield* invoke(node.fn.op === 'var' ? readVar(node.fn.var) : fn, args, frame, tail, node.span);
      }
      case 'keywordGet': {
        const target = yield* evaluate(node.target, frame, false);
        const notFound = node.notFound === null ? null : yield* evaluate(node.notFound, frame, false);
        at(frame, node.span);
        const found = get(target, node.keyword, notFound);
        if (found !== GUEST) return found;
        return yield* invoke(
          services.core('get').root,
          node.notFound === null ? [target, node.keyword] : [target, node.keyword, notFound],
          frame,
          tail,
          node.span,
        );
      }
      case 'try':
        return yield* evaluateTry(node, frame);
      case 'throw': {
        const value = yield* evaluate(node.value, frame, false);
        at(frame, node.span);
        if (value === null) throw nullPointer();
        if (!(value instanceof Error)) throw classCast(value, 'java.lang.Throwable');
        throw value;
      }
      case 'new': {
        const type = yield* evaluate(node.type, frame, false);
        const args = yield* all(node.args, frame);
        at(frame, node.span);
        const made = services.construct(type, args);
        return made === GUEST ? yield* finish(frame, tail) : made;
      }
      case 'hostGet': {
        const target = yield* evaluate(node.target, frame, false);
        at(frame, node.span);
        return services.hostGet(target, node.name);
      }
      case 'hostCall': {
        const target = yield* evaluate(node.target, frame, false);
        const args = yield* all(node.args, frame);
        at(frame, node.span);
        const result = services.hostCall(target, node.name, args, node.orField);
        return result === GUEST ? yield* finish(frame, tail) : result;
      }
      case 'hostSet': {
        const target = yield* evaluate(node.target, frame, false);
        const value = yield* evaluate(node.value, frame, false);
        at(frame, node.span);
        return services.hostSet(target, node.name, value);
      }
      case 'fieldGet': {
        const target = yield* evaluate(node.target, frame, false);
        at(frame, node.span);
        return fieldTarget(target).slots[node.index];
      }
      case 'fieldSet': {
        const target = yield* evaluate(node.target, frame, false);
        const value = yield* evaluate(node.value, frame, false);
        at(frame, node.span);
        (fieldTarget(target).slots as Value[])[node.index] = value;
        return value;
      }
      case 'vector':
        return vectorFromArray(yield* all(node.items, frame));
      case 'map': {
        const items = yield* all(node.items, frame);
        at(frame, node.span);
        return mapFromLiteral(items);
      }
      case 'set': {
        const items = yield* all(node.items, frame);
        at(frame, node.span);
        return setFromLiteral(items);
      }
      case 'case': {
        const subject = yield* evaluate(node.subject, frame, false);
        at(frame, node.span);
        const i = node.tests.findIndex((constants) => constants.some((c) => caseFinds(c, subject)));
        return yield* evaluate(i < 0 ? node.default : node.thens[i], frame, tail);
      }
      case 'intrinsic':
      case 'folded':
        throw new Error(`Internal error: the tree engine was given the optimised node '${node.op}'`);
    }
  }

  /** Makes the call that a native operation left to the engine. */
  function* finish(frame: Frame, tail: boolean): Steps<Value> {
    const next = takePendingCall();
    if (next === null) throw new Error('Internal error: a host operation answered GUEST without a call');
    return yield* invoke(next.fn, next.args, frame, tail, frame.span);
  }

  function* evaluateTry(node: Extract<Node, { op: 'try' }>, frame: Frame): Steps<Value> {
    const depth = stack.length;
    try {
      try {
        return yield* evaluate(node.body, frame, false);
      } catch (e) {
        const thrown = throwable(e);
        attachTrace(thrown, services, () => trace(depth));
        stack.length = depth;
        for (const c of node.catches)
          if (c.type === null || isInstance(c.type, thrown)) {
            frame.slots[c.local.slot] = thrown;
            return yield* evaluate(c.body, frame, false);
          }
        throw thrown;
      }
    } catch (e) {
      // The place of an error in a catch clause is where it was thrown, not where `finally` ends.
      const thrown = throwable(e);
      attachTrace(thrown, services, () => trace(depth));
      throw thrown;
    } finally {
      stack.length = depth;
      if (node.final !== null) yield* evaluate(node.final, frame, false);
    }
  }

  return {
    call,
    depth: () => stack.length,
    unwind(depth) {
      stack.length = depth;
    },
  };
}

/** Notes where a frame is; forms without a place stand where the last one with a place stood. */
function at(frame: Frame, span: Span | null): void {
  if (span !== null) frame.span = span;
}

function placeOf(span: Span | null): Place | null {
  return span === null ? null : span.source.place(span.start);
}
