import { illegalState } from '../data/errors.js';
import { MathContext } from '../data/numbers/index.js';
import type { Value } from '../data/value.js';
import type { Var } from '../data/var.js';

/** One `binding` form in force: the vars that it bound, few as a rule, so that arrays are faster than a map. */
export class BindingFrame {
  /** Where vars are bound that were found only many frames further out; made when the first such is. */
  far: Map<Var, BindingFrame> | null;
  constructor(
    /** No var twice. */
    readonly vars: Var[],
    /** Their values, in the same order. They change by `set!`. */
    readonly values: Value[],
    readonly outer: BindingFrame | null,
    /** The fiber that bound them, which alone may set them. */
    readonly fiber: number,
  ) {
    this.far = null;
  }
}

/** A search that went over more frames than that is remembered, so that deep recursion with `binding` stays linear. */
const NEAR = 8;

/** More than ever ends: fibers that began before it was bound take one less from the count than they added. */
const FOR_GOOD = 1 << 29;

/** The dynamic bindings of what runs now. */
export interface Bindings {
  /** Binds vars, of which none is there twice, to values. Both arrays are taken over. */
  push(vars: Var[], values: Value[]): void;
  pop(): void;
  /** The innermost binding of `v`, else its root. */
  read(v: Var): Value;
  write(v: Var, value: Value): void;
  isBound(v: Var): boolean;
  /** Binds `v` to its root in the outermost frame, so that `set!` may change it everywhere. */
  bindOutermost(v: Var): void;
  /** All that is in force. */
  capture(): BindingFrame | null;
  /** All that is in force, for another fiber, which must `release` it when it ends. */
  convey(): BindingFrame | null;
  /** Those are in force no more that lie within `outer`. */
  release(frame: BindingFrame | null, outer: BindingFrame | null): void;
  /** What is in force in another fiber, with bindings of its own on top of those that it has. */
  extend(frame: BindingFrame | null, vars: Var[], values: Value[], fiber: number): BindingFrame;
  /** Those that lie within `outer` are in force in a fiber that was restored. */
  count(frame: BindingFrame | null, outer: BindingFrame | null): void;
  /** Another fiber runs now, with what is in force in it; answers what was in force. */
  switchTo(frame: BindingFrame | null, fiber: number): BindingFrame | null;
}

const isContext = (v: Var): boolean => v.name === '*math-context*' && v.ns === 'clojure.core';

/**
 * Arithmetic does not look its rounding context up each time: `hear` is told what BigDecimal arithmetic is rounded to, the binding of
 * `*math-context*`, whenever that may have changed.
 */
export function createBindings(hear: (context: MathContext | null) => void): Bindings {
  let contextVar: Var | null = null;
  let top: BindingFrame | null = null;
  let running = 0;

  function frameOf(v: Var): BindingFrame | null {
    let walked = 0;
    for (let f = top; f !== null; f = f.outer) {
      const found = f.vars.includes(v) ? f : f.far?.get(v);
      if (found !== undefined) {
        if (walked > NEAR && top !== null) {
          top.far ??= new Map();
          top.far.set(v, found);
        }
        return found;
      }
      walked++;
    }
    return null;
  }
  function count(frame: BindingFrame | null, outer: BindingFrame | null, by: 1 | -1): void {
    for (let f = frame; f !== null && f !== outer; f = f.outer)
      for (const v of f.vars) {
        v.bound += by;
        if (isContext(v)) contextVar = v;
      }
  }

  function tellContext(): void {
    const value = contextVar === null || contextVar.bound === 0 ? null : bindings.read(contextVar);
    hear(value instanceof MathContext && value.precision > 0 ? value : null);
  }
  function followContext(changed: readonly Var[]): void {
    for (const v of changed) {
      if (!isContext(v)) continue;
      contextVar = v;
      tellContext();
    }
  }

  const bindings: Bindings = {
    push(vars, values) {
      for (const v of vars) if (!v.dynamic) throw illegalState(`Can't dynamically bind non-dynamic var: ${v.ns}/${v.name}`);
      top = new BindingFrame(vars, values, top, running);
      for (const v of vars) v.bound++;
      followContext(vars);
    },
    pop() {
      if (top === null) throw illegalState('Pop without matching push');
      const { vars } = top;
      for (const v of vars) v.bound--;
      top = top.outer;
      followContext(vars);
    },
    read(v) {
      const frame = frameOf(v);
      return frame === null ? v.root : frame.values[frame.vars.indexOf(v)];
    },
    write(v, value) {
      const frame = frameOf(v);
      if (frame === null) throw illegalState(`Can't change/establish root binding of: ${v.name} with set`);
      if (frame.fiber !== running) throw illegalState(`Can't set!: ${v.name} from non-binding thread`);
      frame.values[frame.vars.indexOf(v)] = value;
      followContext([v]);
    },
    isBound: (v) => frameOf(v) !== null,
    bindOutermost(v) {
      let frame = top;
      while (frame !== null && frame.outer !== null) frame = frame.outer;
      if (frame === null || frame.vars.includes(v)) return;
      frame.vars.push(v);
      frame.values.push(v.root);
      v.bound += FOR_GOOD;
    },
    capture: () => top,
    convey() {
      count(top, null, 1);
      return top;
    },
    release: (frame, outer) => count(frame, outer, -1),
    extend(frame, vars, values, fiber) {
      const made = new BindingFrame(vars, values, frame, fiber);
      count(made, frame, 1);
      return made;
    },
    count: (frame, outer) => count(frame, outer, 1),
    switchTo(frame, fiber) {
      const before = top;
      top = frame;
      running = fiber;
      if (contextVar !== null) tellContext();
      return before;
    },
  };
  return bindings;
}
