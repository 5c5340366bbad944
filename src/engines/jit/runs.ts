import { type Code, type Entry, FIRST_OF_MANY, installInterpreter, MOST_ARGUMENTS, NOT_COMPILED } from '../../bytecode/code.js';
import { RETURN_TO_CALLER, RETURN_TO_COMPILED, RETURN_TO_HOST } from '../../bytecode/instructions/calls.js';
import { caseTarget } from '../../bytecode/instructions/control-flow.js';
import { NAMES } from '../../bytecode/instructions/index.js';
import { mapOfSite } from '../../bytecode/instructions/literals.js';
import { instructions } from '../../bytecode/layout.js';
import { MultiFn, ProtocolFn } from '../../data/dispatch.js';
import { Fn, NativeFn } from '../../data/functions.js';
import { GUEST, PARKED, takePendingCall } from '../../data/guest.js';
import { Keyword } from '../../data/keyword.js';
import { mapFromLiteral } from '../../data/maps/index.js';
import { inc, lt } from '../../data/numbers/index.js';
import { divideByZero } from '../../data/numbers/ratio.js';
import { get, toArray } from '../../data/operations/index.js';
import { restSeq, vectorFromArray } from '../../data/seqs/index.js';
import { setFromLiteral } from '../../data/sets/index.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import { callNative } from '../callable.js';
import type { Meter } from '../meter.js';
import { SLICED, STRUCK } from '../services.js';
import { type CompiledRuns, ENTERS, FAILED, INTERPRETED, type Natives, type Outcome } from '../vm/compiled.js';
import { type Fiber, IDLE } from '../vm/fiber.js';
import { runLoop } from '../vm/loop.gen.js';
import { createCache, type Example } from './cache.js';
import { mostArguments } from './emitting.js';
import { EXIT, type ExitSite, type LeftFrame, type LeftSegment, type ThrowSite } from './exits.js';
import { learn } from './facts.js';
import type { CompilationLog, Departure } from './log.js';
import type { PrecompiledTable } from './precompiled.js';
import { type Link, outermost, rebuild } from './rebuilding.js';
import { NAMES_OF_TEXTS } from './scope.js';
import type { KeywordCache } from './site-caches.js';
import type { Tiering } from './tiering.js';

/** How deep compiled code may call itself before it goes on in the interpreter: in registers and what goes with them. */
const DEPTH = 24_000;
/** With less than this left, a call from the interpreter stays there. */
const LEAST_DEPTH = 4_000;
/** Where the first frame of a fiber begins. */
const ALONE = 3;
/** What an interpreter above compiled code takes of the depth. */
const INTERPRETER_COST = 600;

/** After so many turns' ends a loop is left and entered at its head: arguments of JavaScript's calls on the stack may be heads of long seqs. */
const LONG_LOOP = 2;
/** How many safepoints in a row are asked until one of a loop is. */
const MOST_ASKED = 12;
/** How many safepoints are asked after something was compiled: V8 undoes what it made of a text where a call in it that was never made is made. */
const ASKED_WHEN_NEW = 300;
/** Of these the first are one after the other, the others up to so many safepoints apart, which the factor makes vary. */
const ASKED_AT_ONCE = 50;
const FARTHEST_ASKED = 64;
const SCATTER = 37;

/** What the interpreter and compiled code share of one engine. */
export interface JitOptions {
  readonly meter: Meter;
  readonly natives: Natives;
  readonly tiering: Tiering;
  /** Hears of what is compiled and left; null where nobody asks. */
  readonly log: CompilationLog | null;
  /** What a build compiled, in place of texts that functions are made of; null without one. */
  readonly precompiled: PrecompiledTable | null;
}

/** Compiled code of one engine, and the ways between it and the interpreter. */
export function createRuns({ meter, natives, tiering, log, precompiled }: JitOptions): CompiledRuns {
  let fiber: Fiber;
  /** The sum of a frame's place and what is left of the depth: where an interpreter above may have its frames. */
  let floor = 0;
  let left = DEPTH;
  /** How many runs of compiled code are on JavaScript's stack. */
  let nested = 0;
  const frames: (LeftFrame | LeftSegment)[] = [];
  /** What calls a multimethod with one argument. */
  let multi: Var | null = null;
  let reason: Departure = 'on';
  /** A loop was left that is to be entered again at once. */
  let isFresh = false;
  /** Nothing is compiled for now. */
  let resting = false;
  /** How many safepoints may still be asked for a loop: where a turn has ended elsewhere, or compiled code was left. */
  let seeking = 0;
  /** How many safepoints will be asked, since they may be in a text that is new. */
  let trying = 0;
  let given: Value = null;

  const T = {
    /** Compiled code on the stack was made for a var that has changed: it must be left before its next step. */
    stale: false,
    caseTarget,
    inc,
    lt,
    restSeq,
    vector: vectorFromArray,
    map: mapFromLiteral,
    mapOf: mapOfSite,
    set: setFromLiteral,
    /** Whether a frame must be left at its entry. */
    sliceEnds(): boolean {
      if (endsHere()) return true;
      if (tries()) return false;
      // The end of a turn is to be seen by a loop soon, wherever it came.
      if (seeking === 0) seeking = MOST_ASKED;
      if (--seeking > 0) meter.askAgain();
      return false;
    },
    /** The same at the end of a turn of a loop, which has been asked so often before. */
    loopEnds(asked: number): boolean {
      seeking = 0;
      if (endsHere()) return true;
      if (tries() || asked < LONG_LOOP) return false;
      isFresh = true;
      return true;
    },
    /** Empties the registers of a frame whose values stand in variables now: they may be heads of long seqs. */
    empty(regs: Value[], base: number, count: number): void {
      for (let r = 0; r < count; r++) regs[base + r] = null;
    },
    exit(site: ExitSite, values: Value[], self: Fn): Value {
      frames.push({ site, self: site.fn ?? self, values });
      return EXIT;
    },
    /** An expectation failed: it is not put in the code that is compiled next. */
    miss(site: ExitSite, values: Value[], self: Fn): Value {
      learn(cache.factsOf(site.code), site.checks, site.result, (r) => values[site.live.indexOf(r)]);
      cache.discard(site.root);
      return T.exit(site, values, self);
    },
    /** Something was thrown: the interpreter finds out what follows from it. */
    failed(e: unknown, where: ThrowSite, self: Fn, values: Value[]): Value {
      reason = 'failed';
      given = e;
      for (const { site, picks } of where.frames) frames.push({ site, self: site.fn ?? self, values: picks.map((i) => values[i]) });
      return EXIT;
    },
    divideByZero,
    call0: (f: Value, d: number): Value => (f instanceof Fn ? entriesOf(f).j0(f, d) : other(f, d, [])),
    call1(f: Value, d: number, x: Value): Value {
      if (f instanceof NativeFn && f.f1 !== null) {
        const value = f.f1(x);
        return value === GUEST || value === PARKED || T.stale ? T.given(value, f, d, [x]) : value;
      }
      const method = f instanceof ProtocolFn || f instanceof MultiFn ? f.find(x) : f;
      if (method instanceof Fn) return entriesOf(method).j1(method, d, x);
      if (f instanceof MultiFn) {
        multi ??= fiber.services.core('-invoke-multi-1');
        return direct2(multi.root as Fn, d, f, x);
      }
      if (f instanceof Keyword) {
        const value = get(x, f, null);
        if (value !== GUEST) return value;
      }
      return other(f, d, [x]);
    },
    call2(f: Value, d: number, x: Value, y: Value): Value {
      if (f instanceof NativeFn && f.f2 !== null) {
        const value = f.f2(x, y);
        return value === GUEST || value === PARKED || T.stale ? T.given(value, f, d, [x, y]) : value;
      }
      const method = f instanceof ProtocolFn ? f.find(x) : f;
      if (method instanceof Fn) return entriesOf(method).j2(method, d, x, y);
      return other(f, d, [x, y]);
    },
    call3(f: Value, d: number, x: Value, y: Value, z: Value): Value {
      if (f instanceof NativeFn && f.f3 !== null) {
        const value = f.f3(x, y, z);
        return value === GUEST || value === PARKED || T.stale ? T.given(value, f, d, [x, y, z]) : value;
      }
      const method = f instanceof ProtocolFn ? f.find(x) : f;
      if (method instanceof Fn) return entriesOf(method).j3(method, d, x, y, z);
      return other(f, d, [x, y, z]);
    },
    call4: (f: Value, d: number, x: Value, y: Value, z: Value, u: Value): Value =>
      f instanceof Fn ? entriesOf(f).j4(f, d, x, y, z, u) : other(f, d, [x, y, z, u]),
    call: (f: Value, d: number, args: Value[]): Value => (f instanceof Fn ? apply(f, d, args) : other(f, d, args)),
    /** `apply` of a function to a collection or what is none; the same as a call of the native, without what it leaves to the engine. */
    applyTo(native: NativeFn, f: Value, d: number, before: Value[], last: Value): Value {
      const isNative = f instanceof NativeFn;
      if (!(isNative || f instanceof Fn)) {
        const args = [f, ...before, last];
        return T.given(callNative(native, args), native, d, args);
      }
      const rest = toArray(last);
      if (rest === GUEST) return T.given(GUEST, native, d, [f, ...before, last]);
      const args = before.length === 0 ? rest : [...before, ...rest];
      return isNative ? settled(fiber.settle(f, args), d) : apply(f, d, args);
    },
    /** What a native answered that was called directly. */
    given(value: Value, f: NativeFn, d: number, args: Value[]): Value {
      return settled(value === GUEST ? fiber.settlePending(f.twin, args) : value, d);
    },
    /** An instruction left its work to guest code. */
    guest: (op: number, d: number, args: Value[]): Value => settled(fiber.settlePending(twinAt(op), args), d),
    guest1(op: number, d: number, x: Value): Value {
      const next = takePendingCall();
      if (next !== null) return settled(fiber.settle(next.fn, next.args), d);
      const twin = twinAt(op);
      return twin instanceof Fn ? entriesOf(twin).j1(twin, d, x) : settled(fiber.settle(twin, [x]), d);
    },
    /** What an operation of the host answered. */
    hosted: (value: Value, d: number): Value => settled(value === GUEST ? fiber.settlePending(null, []) : value, d),
    /** The value of what may have changed a var. */
    defined: (value: Value): Value => (T.stale ? leaveWith(value) : value),
    /** `get` of the keyword of a cache. */
    find(x: Value, cache: KeywordCache, d: number): Value {
      const value = cache.find(x, null);
      return value === GUEST ? settled(fiber.settlePending(fiber.twinOf('get'), [x, cache.keyword]), d) : value;
    },
    /** A call of the keyword of a cache with one or two arguments. */
    look(cache: KeywordCache, args: Value[], d: number): Value {
      const value = cache.find(args[0], args.length > 1 ? args[1] : null);
      return value === GUEST ? other(cache.keyword, d, args) : value;
    },
  };
  const SCOPE = { ...NAMES_OF_TEXTS, T, meter, fiber: () => fiber };

  const cache = createCache(SCOPE, tiering, log, precompiled, {
    made() {
      trying = ASKED_WHEN_NEW;
      meter.askAgain();
    },
    redefined() {
      if (nested > 0) T.stale = true;
    },
  });

  /** Has the next safepoint asked too, where a text is new. */
  function tries(): boolean {
    if (trying === 0) return false;
    trying--;
    // Few of the first lead to what a text does later, and V8 notes nothing of the very first.
    meter.askAgain(trying > ASKED_WHEN_NEW - ASKED_AT_ONCE ? 0 : (trying * SCATTER) % FARTHEST_ASKED);
    return true;
  }

  /** Whether the frame must be left so that other fibers have their turn, or a limit its way. */
  function endsHere(): boolean {
    const stop = fiber.sliceEnds();
    if (stop === null) {
      reason = 'on';
      return tiering.restless;
    }
    reason = stop === SLICED ? 'sliced' : 'struck';
    given = stop;
    return true;
  }

  const twinAt = (op: number): Value => (natives[op] as NativeFn).twin;
  const entriesOf = (f: Fn): Code => f.template as Code;

  /** Leaves compiled code with a value that the innermost frame waits for. */
  function leaveWith(value: Value): Value {
    reason = 'value';
    given = value;
    return EXIT;
  }

  function settled(value: Value, d: number): Value {
    if (value === GUEST) {
      return apply(fiber.callee, d, fiber.takeArgs());
    }
    if (value === PARKED) {
      reason = 'parked';
      given = PARKED;
      return EXIT;
    }
    return T.stale ? leaveWith(value) : value;
  }

  const direct2 = (f: Fn, d: number, x: Value, y: Value): Value => entriesOf(f).j2(f, d, x, y);

  /** Calls what is no guest function. */
  function other(f: Value, d: number, args: Value[]): Value {
    if (f instanceof ProtocolFn && args.length > 0) {
      const method = f.find(args[0]);
      if (method instanceof Fn) return apply(method, d, args);
    }
    return settled(fiber.settle(f, args), d);
  }

  function apply(f: Fn, d: number, args: Value[]): Value {
    const code = f.template as Code;
    switch (args.length) {
      case 0:
        return code.j0(f, d);
      case 1:
        return code.j1(f, d, args[0]);
      case 2:
        return code.j2(f, d, args[0], args[1]);
      case 3:
        return code.j3(f, d, args[0], args[1], args[2]);
      case 4:
        return code.j4(f, d, args[0], args[1], args[2], args[3]);
      default:
        return args.length <= MOST_ARGUMENTS ? code.jn[args.length - FIRST_OF_MANY](f, d, ...args) : interpret(f, d, args);
    }
  }

  /** Calls a guest function that is not compiled: an interpreter runs it on top of compiled code. */
  function interpret(f: Fn, d: number, args: Value[]): Value {
    const code = f.template as Code;
    if (args.length <= mostArguments(code) && cache.isWarm(code) && wants(code, args.length, (r) => args[r])) return apply(f, d, args);
    const { base, pc, passed } = fiber;
    const outerFloor = floor;
    const outerLeft = left;
    const bottom = floor - d + 3;
    const continuations = fiber.continuations.length;
    fiber.push(f, args, bottom, RETURN_TO_COMPILED, 0);
    left = d - INTERPRETER_COST;
    meter.fuel--;
    const value = runAbove(fiber);
    floor = outerFloor;
    left = outerLeft;
    if (value === FAILED || value === PARKED || value === SLICED || value === STRUCK || value === ENTERS) {
      // Its frames stay, and those below it join them.
      reason = value === ENTERS ? 'on' : value === FAILED ? 'failed' : value === PARKED ? 'parked' : value === SLICED ? 'sliced' : 'struck';
      given = value === FAILED ? fiber.error : value;
      frames.push({ bottom: outermost(fiber), continuations });
      return EXIT;
    }
    fiber.base = base;
    fiber.pc = pc;
    fiber.passed = passed;
    return T.stale ? leaveWith(value) : value;
  }

  /** Runs an interpreter above compiled code, with loops that are compiled above it; ENTERS where one runs long, and compiled code is to be left. */
  function runAbove(f: Fiber): Value {
    for (;;) {
      const value = runLoop(f, natives);
      if (value !== ENTERS || isFresh) return value;
      const outcome = enterLoop(f, false) ?? 'on';
      if (!f.goesOn(outcome)) return f.left;
      if (outcome === 'on' && isFresh) return ENTERS;
    }
  }

  function wants(code: Code, argc: number, example: Example): boolean {
    code.unpack();
    return argc <= mostArguments(code) && !T.stale && !resting && cache.clause(code, argc, example) !== null;
  }

  /** The loop that called what was left, at the end of a turn or by an exception, is to be entered soon. */
  function seekLoop(): void {
    seeking = MOST_ASKED;
    if (reason !== 'sliced' && !isFresh) meter.askAgain();
  }

  /** Compiled code has been left: what the interpreter does next. `a` is the register that waits where no frame is left. */
  function goOn(link: Link, a: number): Outcome {
    const site = frames.length > 0 && 'site' in frames[0] ? frames[0].site : null;
    const empty = frames.length === 0;
    if (site !== null) log?.left(site.code, site.pc, reason);
    if (reason !== 'parked' && reason !== 'struck') seekLoop();
    rebuild(fiber, frames, link);
    if (empty) fiber.waiting = a;
    const value = given;
    given = null;
    switch (reason) {
      case 'parked':
      case 'sliced':
      case 'struck':
        fiber.left = value;
        return 'leave';
      case 'failed':
        fiber.error = value;
        return 'throw';
      case 'value':
        if (site?.kind === 'branch') fiber.branch(value, site.code.words);
        else fiber.regs[fiber.base + fiber.waiting] = value;
        return 'on';
      default:
        return 'on';
    }
  }

  /** Runs compiled code on top of the interpreter's frames, with frames of its own from `at` on. */
  function enter(f: Fiber, at: number, body: () => Value): Value {
    const outer = { fiber, floor, left, ceiling: f.ceiling, interpreter: installInterpreter(interpret) };
    fiber = f;
    floor = at + left;
    f.ceiling = floor;
    nested++;
    reason = 'on';
    try {
      return body();
    } finally {
      nested--;
      if (nested === 0) T.stale = false;
      ({ floor, left } = outer);
      f.ceiling = outer.ceiling;
      installInterpreter(outer.interpreter);
      fiber = outer.fiber ?? f;
    }
  }

  /** The clause for so many arguments of a function that the host calls; null where the interpreter runs it. */
  function entryForHost(code: Code, args: readonly Value[]): Entry | null {
    const argc = args.length;
    if (argc >= FIRST_OF_MANY || T.stale || left < LEAST_DEPTH) return null;
    const known = argc === 0 ? code.j0 : argc === 1 ? code.j1 : argc === 2 ? code.j2 : argc === 3 ? code.j3 : code.j4;
    if (known !== NOT_COMPILED[argc]) return known;
    // What is compiled at its first call is offered before that; all else has to be called often.
    if (code.starts === null && (tiering.hotTurns === 0 || !cache.isWarm(code))) return null;
    return wants(code, argc, (r) => args[r]) ? cache.clause(code, argc, (r) => args[r]) : null;
  }

  function callEntry(entry: Entry, callee: Fn, args: readonly Value[]): Value {
    switch (args.length) {
      case 0:
        return entry(callee, left);
      case 1:
        return entry(callee, left, args[0]);
      case 2:
        return entry(callee, left, args[0], args[1]);
      case 3:
        return entry(callee, left, args[0], args[1], args[2]);
      default:
        return entry(callee, left, args[0], args[1], args[2], args[3]);
    }
  }

  /** Calls for the host where nothing else runs: there is nothing to be kept, and nothing is allocated. */
  function callAlone(f: Fiber, entry: Entry, callee: Fn, args: readonly Value[]): Value {
    const interpreter = installInterpreter(interpret);
    fiber = f;
    floor = ALONE + left;
    f.ceiling = floor;
    f.hostCalls = 1;
    nested = 1;
    reason = 'on';
    try {
      return callEntry(entry, callee, args);
    } finally {
      nested = 0;
      f.hostCalls = 0;
      f.ceiling = 0;
      left = DEPTH;
      if (T.stale) T.stale = false;
      installInterpreter(interpreter);
    }
  }

  /** The same on top of what runs. */
  function callAbove(f: Fiber, entry: Entry, callee: Fn, args: readonly Value[], at: number): Value {
    f.hostCalls++;
    try {
      return enter(f, at, () => callEntry(entry, callee, args));
    } finally {
      f.hostCalls--;
    }
  }

  /** Compiled code has been left that the host had called: its frames are the fiber's from now on. */
  function leftHost(f: Fiber, callee: Fn, at: number): Outcome {
    const own = fiber;
    fiber = f;
    const link = { returnTo: RETURN_TO_CALLER, base: 0, at };
    let register = -1;
    if (frames.length === 0) {
      // It waits in what it returns at once: it returns what that brings.
      const returning = returnOfAny(callee.template as Code);
      register = returning.register;
      f.push(callee, NO_VALUES, at, RETURN_TO_CALLER, 0, returning.pc);
    }
    const outcome = goOn(link, register);
    fiber = own;
    if (!isFresh || outcome !== 'on') return outcome;
    f.left = ENTERS;
    return 'leave';
  }

  return {
    callForHost(f, callee, args) {
      const entry = entryForHost(callee.template as Code, args);
      if (entry === null) return INTERPRETED;
      if (nested === 0 && !f.isRunning) {
        const value = callAlone(f, entry, callee, args);
        // Numbers and symbols are compared faster where it is known which are which.
        return typeof value === 'symbol' && value === EXIT ? f.hosting(() => leftHost(f, callee, ALONE), IDLE) : value;
      }
      const at = f.free();
      const state = f.standing;
      const value = callAbove(f, entry, callee, args, at);
      if (value !== EXIT) {
        f.standing = state;
        return value;
      }
      return f.hosting(() => leftHost(f, callee, at), state);
    },
    interpreting(body) {
      const before = resting;
      resting = true;
      try {
        return body();
      } finally {
        resting = before;
      }
    },
    prepare(code) {
      if (tiering.hotTurns === 0) cache.offer(code);
    },
    ready: (f, code, argc, at) => left >= LEAST_DEPTH && wants(code, argc, (r) => f.regs[at + r]),
    call(f, a, callee, at, argc, tail) {
      const { regs, base, pc } = f;
      if (tail && regs[base - 3] === RETURN_TO_HOST) {
        // The frame that the host entered stays, for traces; compiled code would leave none for what it returns at once.
        f.push(callee, regs.slice(at, at + argc), base, RETURN_TO_HOST, regs[base - 2] as number);
        return --meter.fuel < 0 ? f.turnEnds() : 'on';
      }
      const entry = cache.clause(callee.template as Code, argc, (r) => regs[at + r]) as Entry;
      const value = enter(f, at, () => {
        switch (argc) {
          case 0:
            return entry(callee, left);
          case 1:
            return entry(callee, left, regs[at]);
          case 2:
            return entry(callee, left, regs[at], regs[at + 1]);
          case 3:
            return entry(callee, left, regs[at], regs[at + 1], regs[at + 2]);
          case 4:
            return entry(callee, left, regs[at], regs[at + 1], regs[at + 2], regs[at + 3]);
          default:
            return entry(callee, left, ...regs.slice(at, at + argc));
        }
      });
      if (value !== EXIT) {
        f.base = base;
        f.pc = pc;
        regs[base + a] = value;
        return 'on';
      }
      const own = fiber;
      fiber = f;
      if (frames.length === 0) {
        f.base = base;
        f.pc = pc;
      }
      const link = tail ? { returnTo: regs[base - 3] as number, base: regs[base - 2] as number, at: base } : { returnTo: pc, base, at };
      const outcome = goOn(link, a);
      fiber = own;
      if (!isFresh || outcome !== 'on') return outcome;
      f.left = ENTERS;
      return 'leave';
    },
    sample(f) {
      const code = (f.regs[f.base - 1] as Fn).template as Code;
      isFresh = false;
      if (cache.isHot(code) && cache.loopAt(code, f.pc, f.regs[f.base - 3] === RETURN_TO_HOST, (r) => f.regs[f.base + r]) !== null)
        return true;
      // Where compiled code was left, the loop that called it is to go on as compiled code soon.
      if (seeking > 0 && --seeking > 0) meter.askAgain();
      return false;
    },
    enterLoop,
  };

  /** Goes over to compiled code at the head of a loop where the fiber stands; null where there is none. */
  function enterLoop(f: Fiber, isLowest: boolean): Outcome | null {
    let outcome: Outcome | null = null;
    do {
      isFresh = false;
      const next = enterOnce(f);
      if (next === null) return outcome;
      outcome = next;
    } while (isFresh && isLowest);
    return outcome;
  }

  function enterOnce(f: Fiber): Outcome | null {
    const { base, pc, regs } = f;
    const self = regs[base - 1] as Fn;
    const code = self.template as Code;
    if (left < LEAST_DEPTH || T.stale) return null;
    const loop = cache.loopAt(code, pc, regs[base - 3] === RETURN_TO_HOST, (r) => regs[base + r]);
    if (loop === null) return null;
    log?.enteredLoop(code, pc);
    f.letGo();
    const at = base + code.registers + 3;
    const value = enter(f, at, () => loop(self, left, regs, base));
    const link = { returnTo: regs[base - 3] as number, base: regs[base - 2] as number, at: base };
    const own = fiber;
    fiber = f;
    if (value !== EXIT) {
      // The frame has ended: it returns the value.
      reason = 'on';
      f.base = base;
      fiber = own;
      return f.returnFrom(value);
    }
    const outcome = goOn(link, -1);
    fiber = own;
    return outcome;
  }
}

const NO_VALUES: Value[] = [];

/** An instruction that returns, and the register whose value it does. */
function returnOfAny(code: Code): { readonly pc: number; readonly register: number } {
  for (const d of instructions(code)) if (NAMES[d.op] === 'RETURN') return { pc: d.start, register: d.a };
  throw new Error(`Internal error: ${code.name} never returns`);
}
