import type { Code } from '../../bytecode/code.js';
import { INSTRUCTIONS } from '../../bytecode/instructions/index.js';
import type { CompilerHost } from '../../compiler/host.js';
import { compile } from '../../compiler/index.js';
import { Fn, type FnTemplate } from '../../data/functions.js';
import { installAsker } from '../../data/guest.js';
import { installIdentities } from '../../data/identity.js';
import type { Value } from '../../data/value.js';
import type { Engine, Services } from '../services.js';
import { Fiber } from './fiber.js';

const NO_TEMPLATE: FnTemplate = { name: 'nothing', arities: [], restArity: -1 };

export interface VmEngine extends Engine {
  /** Runs a top-level form that has been compiled. */
  runCode(code: Code): Value;
}

/** The register interpreter: guest calls are frames of the fiber, never of JavaScript. */
export function createVmEngine(services: Services, host: CompilerHost): VmEngine {
  // The twins of instructions are the natives themselves: each leads to its own twin.
  const twins: Value[] = [];
  const nothing = new Fn(NO_TEMPLATE, []);
  const main = new Fiber(services, twins, nothing);
  /** The fiber that runs. */
  let current = main;

  /** Natives are there from the start, so the instructions that may need guest code find theirs at the first run. */
  function bindTwins(): void {
    INSTRUCTIONS.forEach((instruction, op) => {
      if (instruction.kind === 'control' || instruction.intrinsic === null || !instruction.guest) return;
      const { fn } = instruction.intrinsic;
      Object.defineProperty(twins, op, { get: () => main.twinOf(fn), configurable: true });
    });
  }

  /** Runs `body` as part of a fiber. */
  function inside(fiber: Fiber, body: () => Value): Value {
    const identities = installIdentities(services.identities);
    const before = installAsker(fiber.asker);
    const outer = current;
    current = fiber;
    try {
      return body();
    } finally {
      current = outer;
      installAsker(before);
      installIdentities(identities);
    }
  }

  function call(fn: Value, args: Value[]): Value {
    const fiber = current;
    return inside(fiber, () => fiber.call(fn, args));
  }

  bindTwins();
  const runCode = (code: Code): Value => call(new Fn(code, []), []);
  return {
    name: 'vm',
    run: (ir) => runCode(compile(ir, host)),
    runCode,
    call: (fn, args) => call(fn, [...args]),
    start(fn) {
      const fiber = new Fiber(services, twins, fn);
      return { step: (wake) => inside(fiber, () => fiber.step(wake)) };
    },
  };
}
