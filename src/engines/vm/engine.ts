import { Code } from '../../bytecode/code.js';
import { RETURN_TO_CALLER, RETURN_TO_HOST } from '../../bytecode/instructions/calls.js';
import { INSTRUCTIONS } from '../../bytecode/instructions/index.js';
import type { CompilerHost } from '../../compiler/host.js';
import { compile } from '../../compiler/index.js';
import { Fn, type FnTemplate, type NativeFn } from '../../data/functions.js';
import { PARKED } from '../../data/guest.js';
import { surroundBy, surroundings } from '../../data/surroundings.js';
import type { Value } from '../../data/value.js';
import { Meter } from '../meter.js';
import type { RunState } from '../run-state.js';
import { type Engine, PAUSED, type Run, type Services, STRUCK, type Wake } from '../services.js';
import type { CompiledRuns, Natives } from './compiled.js';
import { Fiber } from './fiber.js';

const NO_TEMPLATE: FnTemplate = { name: 'nothing', arities: [], restArity: -1 };

export interface VmEngine extends Engine {
  /** Runs a top-level form that has been compiled. */
  runCode(code: Code): Value;
  /** Compiles nothing for what `body` calls. */
  interpreting<T>(body: () => T): T;
}

/** What an engine that compiles adds to the interpreter. */
export type RunsFactory = (shared: { readonly meter: Meter; readonly natives: Natives }) => CompiledRuns;

/**
 * The register interpreter: guest calls are frames of the fiber, never of JavaScript, unless what `compiler` makes runs compiled
 * code.
 */
export function createVmEngine(services: Services, host: CompilerHost, name: Engine['name'], compiler: RunsFactory | null): VmEngine {
  /** The natives whose twins do what instructions leave to guest code, by opcode. */
  const natives: (NativeFn | null)[] = INSTRUCTIONS.map(() => null);
  let bound = false;
  const nothing = new Fn(NO_TEMPLATE, []);
  const meter = new Meter(services.limits);
  const compiled = compiler === null ? null : compiler({ meter, natives });
  const main = new Fiber(services, natives, nothing, meter, compiled);
  /** The fiber that runs. */
  let current = main;
  const { surroundings: own } = services;
  own.asker = (question, args) => current.ask(question, args);
  own.budget = meter;

  /** The library's natives are there before anything runs. */
  function bindNatives(): void {
    bound = true;
    INSTRUCTIONS.forEach((instruction, op) => {
      if (instruction.kind === 'control' || instruction.intrinsic === null || !instruction.guest) return;
      natives[op] = services.core(instruction.intrinsic.fn).root as NativeFn;
    });
  }

  /** Goes on with a fiber. */
  function step(fiber: Fiber, wake: Wake | null): Value {
    const before = surroundBy(own);
    const outer = current;
    current = fiber;
    try {
      return fiber.step(wake);
    } finally {
      current = outer;
      surroundBy(before);
    }
  }

  /** Calls in the fiber that runs. What the host calls most is this: no closures, nothing that is allocated. */
  function callAs(fn: Value, args: Value[], returnTo: number): Value {
    // A function of the host that guest code has called calls back: all is in place.
    if (surroundings === own) return current.call(fn, args, returnTo);
    const before = surroundBy(own);
    try {
      return current.call(fn, args, returnTo);
    } finally {
      surroundBy(before);
    }
  }
  const call = (fn: Value, args: Value[]): Value => callAs(fn, args, RETURN_TO_CALLER);

  function load(code: Code): Fn {
    if (!bound) bindNatives();
    if (compiled !== null) prepare(code, compiled);
    return new Fn(code, []);
  }
  const runCode = (code: Code): Value => callAs(load(code), [], RETURN_TO_HOST);
  const newFiber = (fn: Fn): Fiber => new Fiber(services, natives, fn, meter, compiled);

  /** Runs of fibers are many and wait for long: what they share is not kept by each of them. */
  class FiberRun implements Run {
    constructor(
      private readonly fiber: Fiber,
      private readonly fn: Fn,
      /** Whether it waits. */
      private parked: boolean,
      /** What is left of a turn that a limit cut short. */
      private turn: number | null,
    ) {}
    registers(): readonly Value[] {
      return this.fiber.regs;
    }
    step(wake: Wake | null): Value {
      const outer = meter.switchTurn(this.turn ?? meter.slice);
      this.turn = null;
      let value: Value = null;
      try {
        value = step(this.fiber, wake);
        this.parked = value === PARKED;
        return value;
      } finally {
        const left = meter.switchTurn(outer);
        if (value === STRUCK || value === PAUSED) this.turn = left;
      }
    }
    get state(): RunState {
      const frames = this.fiber.state;
      return { fn: this.fn, turn: this.turn, frames: frames === null || this.parked ? frames : { ...frames, waiting: -1 } };
    }
  }

  return {
    name,
    meter,
    registers: () => main.regs,
    run: (ir) => runCode(compile(ir, host)),
    load: (ir) => load(compile(ir, host)),
    runCode,
    interpreting: (body) => (compiled === null ? body() : compiled.interpreting(body)),
    call,
    start: (fn) => new FiberRun(newFiber(fn), fn, false, null),
    resume({ fn, frames, turn }) {
      const fiber = newFiber(fn);
      if (frames !== null) fiber.takeUp(frames);
      return new FiberRun(fiber, fn, frames !== null && frames.waiting >= 0, turn);
    },
    isRunning: () => main.isRunning,
    adopt(code) {
      if (compiled !== null) compiled.prepare(code);
    },
  };
}

/** Tells of all functions inside a code. */
function prepare(code: Code, compiled: CompiledRuns): void {
  for (const x of code.constants)
    if (x instanceof Code) {
      compiled.prepare(x);
      prepare(x, compiled);
    }
}
