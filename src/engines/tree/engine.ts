import type { FnIr } from '../../compiler/ir.js';
import { resolve } from '../../compiler/resolve.js';
import { illegalState } from '../../data/errors.js';
import { Fn } from '../../data/functions.js';
import { surroundBy } from '../../data/surroundings.js';
import type { Value } from '../../data/value.js';
import { QUESTION, stackOverflow } from '../errors.js';
import type { Engine, Services } from '../services.js';
import { createEvaluator } from './evaluate.js';
import { createPlainEvaluator, type PlainEvaluator } from './evaluate-plain.gen.js';
import { inOneGo, inSteps, type Steps } from './suspension.js';
import { TreeTemplate } from './template.js';

/**
 * The reference engine: walks Core IR as it was lowered, before any optimisation, with JavaScript's own stack. It is
 * simple on purpose, has no caches, and exists so that the other engines have something to be compared with.
 */
export function createTreeEngine(services: Services): Engine {
  const templates = new WeakMap<FnIr, TreeTemplate>();
  const createPlain = (): PlainEvaluator => createPlainEvaluator(services, templateOf, inOneGo(services.fibers));
  /** What runs calls of the host in the fiber that runs. */
  let current = createPlain();
  services.surroundings.asker = (question, args) => current.call(services.core(QUESTION[question]).root, args);

  function templateOf(ir: FnIr): TreeTemplate {
    let t = templates.get(ir);
    if (t === undefined) {
      t = new TreeTemplate(ir);
      templates.set(ir, t);
    }
    return t;
  }

  /** Runs `body` as part of the fiber whose calls of the host `evaluator` runs. */
  function inside<T>(evaluator: PlainEvaluator, body: () => T): T {
    const before = surroundBy(services.surroundings);
    const outer = current;
    current = evaluator;
    try {
      return body();
    } catch (e) {
      if (e instanceof RangeError && /call stack/.test(e.message)) throw stackOverflow();
      throw e;
    } finally {
      current = outer;
      surroundBy(before);
    }
  }

  function fromHost(fn: Value, args: Value[]): Value {
    const evaluator = current;
    const depth = evaluator.depth();
    try {
      return inside(evaluator, () => evaluator.call(fn, args));
    } finally {
      evaluator.unwind(depth);
    }
  }

  function load(ir: FnIr): Fn {
    resolve(ir);
    return new Fn(templateOf(ir), []);
  }

  return {
    name: 'tree',
    meter: null,
    registers: () => [],
    run: (ir) => fromHost(load(ir), []),
    load,
    call: (fn, args) => fromHost(fn, [...args]),
    start(fn) {
      const steps: Steps<Value> = createEvaluator(services, templateOf, inSteps).call(fn, []);
      const nested = createPlain();
      return {
        registers: () => [],
        step: (wake) => inside(nested, () => steps.next(wake).value),
        get state(): never {
          throw illegalState('The tree engine keeps fibers on the stack of JavaScript, where nobody else can take them up');
        },
      };
    },
    resume: null,
    isRunning: () => current.depth() > 0,
    adopt() {},
  };
}
