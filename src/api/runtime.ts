import { LimitError } from '../data/budget.js';
import { Fn } from '../data/functions.js';
import { fromHost } from '../data/host.js';
import { symbol } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import { setRoot, type Var } from '../data/var.js';
import type { PrecompiledTable } from '../engines/jit/precompiled.js';
import { EOF } from '../reader/context.js';
import { ReadError } from '../reader/read-error.js';
import { createReader } from '../reader/reader.js';
import { Source } from '../reader/source.js';
import type { TextSink } from '../runtime/host.js';
import { howToGet, type Library } from '../runtime/library.js';
import type { LimitOptions } from '../runtime/limits.js';
import type { Namespace } from '../runtime/namespace.js';
import { callProgram, type Program as OwnProgram, textProgram } from '../runtime/program.js';
import { describeError } from '../runtime/report.js';
import { createRuntime as createWorld, type EngineName, type Runtime as World } from '../runtime/runtime.js';
import type { HostObjects, Snapshots } from '../runtime/snapshot/index.js';
import { outOfReach } from '../runtime/streams.js';
import { compileText } from './compiled.js';
import { CloveError, cloveError } from './errors.js';
import { createEvaluation, drainInTurns, type Evaluation, type Section } from './evaluation.js';
import type { AsyncOptions, HostNamespace, RestoreOptions, Runtime, RuntimeOptions } from './interface.js';
import { type AdvanceOptions, createPrograms } from './programs.js';

const sink = (write: ((text: string) => void) | undefined, fallback: TextSink | undefined): TextSink =>
  write === undefined ? (fallback ?? { write() {}, flush() {}, close() {} }) : { write, flush() {}, close() {} };

/** What runtimes are made of. */
export interface Foundation {
  readonly library: Library;
  /** What a build compiled. */
  readonly precompiled?: PrecompiledTable;
}

/** Makes a runtime: a Clojure world of its own, which reaches nothing but what `options.host` grants. */
export function createRuntimeOf(foundation: Foundation, options: RuntimeOptions): Runtime {
  const { engine = 'vm', features } = options;
  checkLimits(engine, options.limits);
  return runtimeOver(createWorld({ ...worldOptions(options, foundation), engine, features }), options, false, foundation);
}

/**
 * A runtime that goes on where `snapshot` left another one, in whatever process. Throws a SnapshotError where the bytes are no
 * snapshot, were cut short or altered, or were taken by a version with another library.
 */
export function restoreRuntimeOf(foundation: Foundation, bytes: Uint8Array, options: RestoreOptions): Runtime {
  const { engine, namespaces = {} } = options;
  const hostObjects = { ...namesOf(namespaces), ...options.hostObjects };
  const world = snapshotsOf(foundation).restore(bytes, { ...worldOptions(options, foundation), engine, hostObjects });
  return runtimeOver(world, options, true, foundation);
}

function snapshotsOf({ library: { snapshots } }: Foundation): Snapshots {
  if (snapshots !== null) return snapshots;
  throw new Error(`Snapshots and forks were left out here: ${howToGet('snapshots', 'snapshots')}`);
}

function checkLimits(engine: EngineName, limits: LimitOptions | undefined): void {
  if (limits !== undefined && engine === 'tree') throw new Error("The engine 'tree' knows no limits: choose 'vm', 'jit' or 'auto'");
}

/** The functions and objects of namespaces of the host, by the names under which snapshots save them. */
const namesOf = (namespaces: Readonly<Record<string, HostNamespace>>): HostObjects =>
  Object.fromEntries(
    Object.entries(namespaces).flatMap(([ns, members]) => Object.entries(members).map(([name, value]) => [`${ns}/${name}`, value])),
  );

export function worldOptions(
  options: Omit<RuntimeOptions, 'features'>,
  foundation: Foundation,
): Pick<World, 'host' | 'stdout' | 'stderr'> & Foundation & Pick<RuntimeOptions, 'compilationLog' | 'tiering' | 'slice'> {
  const { host = {}, compilationLog, tiering, slice } = options;
  const stdout = sink(options.stdout, host.stdout);
  return { host, stdout, stderr: sink(options.stderr, host.stderr), ...foundation, compilationLog, tiering, slice };
}

/** The runtime as the host sees it; `restored`: what it holds comes from a snapshot. */
function runtimeOver(world: World, options: Omit<RuntimeOptions, 'features'>, restored: boolean, foundation: Foundation): Runtime {
  const { limits, namespaces = {} } = options;
  /** How many calls of the host are under way, one inside the other: their limits are those of the first. */
  let nested = 0;
  /** What a limit stopped, as long as it may go on. */
  let struck: Pick<Evaluation, 'abandon'> | null = null;
  /** What is about to run is what a limit stopped. */
  let goesOn = false;
  /** What the host gave the program, by the names under which snapshots save it. */
  const named: Record<string, unknown> = {};
  let disposed = false;
  /** Limits are in force; while no call is under way, only where `struck` may go on within them. */
  let inForce = false;
  // How much there may be is a matter of the runtime, whatever runs; what there is now is measured when something does.
  world.limits.current().memory = limits?.memory ?? Number.POSITIVE_INFINITY;

  function begin(own: LimitOptions | undefined): void {
    if (disposed) throw new Error('This runtime has been disposed of');
    if (nested++ > 0) return;
    const wanted = own ?? limits;
    if (wanted === undefined && !inForce) return;
    if (goesOn) world.limits.extend(wanted ?? {});
    else {
      struck?.abandon();
      world.limits.begin(wanted ?? {});
    }
    inForce = true;
    goesOn = false;
    struck = null;
  }

  /** What is left of the limits of one call is no affair of the next; how much data there may be is a matter of the runtime. */
  function end(): void {
    if (--nested > 0 || struck !== null || !inForce) return;
    world.limits.begin({ memory: limits?.memory });
    inForce = false;
  }

  /** An evaluation begins, with limits of its own, or goes on with more than is left of them. */
  function open(evaluation: Evaluation, own: LimitOptions | undefined): void {
    if (disposed) throw new Error('This runtime has been disposed of');
    if (!goesOn) struck?.abandon();
    evaluation.account ??= world.limits.open();
    const before = world.limits.enter(evaluation.account);
    if (goesOn) world.limits.extend(own ?? limits ?? {});
    else world.limits.begin(own ?? limits ?? {});
    world.limits.enter(before);
    goesOn = false;
    struck = null;
  }

  /** Runs a part of an evaluation within its limits. */
  const sectionOf =
    ({ account }: Evaluation): Section =>
    (part) => {
      if (account === null) return part();
      nested++;
      const before = world.limits.enter(account);
      try {
        return part();
      } finally {
        world.limits.enter(before);
        nested--;
      }
    };

  /** Runs what the host asked for, within the limits: those of the outermost call hold. */
  function limited<T>(own: LimitOptions | undefined, body: () => T): T {
    begin(own);
    try {
      return body();
    } finally {
      end();
    }
  }

  world.callFromHost = (fn, args) => {
    begin(limits);
    try {
      return world.engine.call(fn, args);
    } finally {
      end();
    }
  };

  const isData = (x: Value): boolean => typeof x === 'object' && x !== null;
  const toJs = (x: Value): unknown => (isData(x) ? world.call(world.coreVar('clj->js').root, [x]) : world.interop.toHost(x));
  const fromJs = (x: unknown): Value => (isData(x) ? world.call(world.coreVar('-js->clj').root, [x, true]) : fromHost(x));

  /** Runs an evaluation, with value and errors as the host has them. */
  function now(evaluation: Evaluation, own: LimitOptions | undefined): unknown {
    if (nested === 0) open(evaluation, own);
    try {
      return sectionOf(evaluation)(() => toJs(evaluation.inOneGo()));
    } catch (e) {
      throw sectionOf(evaluation)(() => keep(e, evaluation, (more) => now(evaluation, more)));
    }
  }

  /** Runs what waits for the host; the value is what `give` makes of the program's own. */
  async function inTurns<T>(
    evaluation: Evaluation,
    { limits: own, signal }: Pick<AsyncOptions, 'limits' | 'signal'>,
    patient: boolean,
    give: (value: Value) => T,
  ): Promise<T> {
    open(evaluation, own);
    const section = sectionOf(evaluation);
    try {
      const value = await evaluation.inTurns(section, signal, patient);
      return section(() => give(value));
    } catch (e) {
      if (signal?.aborted === true && e === signal.reason) throw e;
      throw section(() => keep(e, evaluation, (more) => inTurns(evaluation, { limits: more, signal }, patient, give)));
    }
  }

  const later = (evaluation: Evaluation, options: Pick<AsyncOptions, 'limits' | 'signal'>): Promise<unknown> =>
    inTurns(evaluation, options, false, toJs);

  const patiently = (evaluation: Evaluation, options: Pick<AsyncOptions, 'limits' | 'signal'> = {}): Promise<Value> =>
    inTurns(evaluation, options, options.signal === undefined, (value) => value);

  /** The error for the host. What a limit stopped is kept until the host goes on with it, or asks for anything else. */
  function keep(error: unknown, evaluation: Evaluation, goOn: (more: LimitOptions) => unknown): unknown {
    if (!(error instanceof LimitError)) return cloveError(error, world, toJs);
    if (error.resumable) mayGoOn(error, evaluation, goOn);
    return error;
  }

  function mayGoOn(error: LimitError, stopped: Pick<Evaluation, 'abandon'>, goOn: (more: LimitOptions) => unknown): void {
    struck = stopped;
    error.resume = (more) => {
      if (struck !== stopped) throw new Error('What the limit stopped has gone on already, or was given up');
      error.resume = null;
      goesOn = true;
      return goOn(more);
    };
  }

  const programs = createPrograms(world, (thrown) => cloveError(thrown, world, toJs));

  function advance({ turns = Number.POSITIVE_INFINITY, safepoints, wait = false, limits: own }: AdvanceOptions = {}): boolean {
    begin(own);
    try {
      programs.advance(turns, safepoints, wait);
      return !world.fibers.isIdle();
    } catch (e) {
      // Whatever else the host asks for, programs that were started stay where they are.
      if (e instanceof LimitError && e.resumable)
        mayGoOn(e, { abandon() {} }, (more) => advance({ turns, safepoints, wait, limits: more }));
      throw e;
    } finally {
      end();
    }
  }

  /** The call of a function, as a program. */
  function callOf(fn: Value, args: readonly Value[]): OwnProgram {
    const call = args.length === 0 && fn instanceof Fn ? fn : (world.call(world.coreVar('-call-later').root, [fn, ...args]) as Fn);
    return callProgram(world, call);
  }

  function varOf(name: string): Var {
    const slash = name.indexOf('/', 1);
    const v = slash < 0 ? undefined : world.namespaces.find(name.slice(0, slash))?.own(name.slice(slash + 1));
    if (v === undefined) throw new Error(`There is no var ${name}: give its full name, as in my.app/total`);
    return v;
  }

  function namespace(name: string): Namespace {
    const ns = world.namespaces.create(name);
    ns.hiddenCore ??= new Set();
    return ns;
  }

  /** `kept`: what is there of these names stays. */
  function define(ns: string, members: HostNamespace, kept: boolean): void {
    const home = namespace(ns);
    Object.assign(named, namesOf({ [ns]: members }));
    for (const [name, value] of Object.entries(members)) {
      if (kept && home.own(name) !== undefined) continue;
      const root = typeof value === 'function' ? world.call(world.coreVar('-host-function').root, [value]) : fromJs(value);
      setRoot(
        home.intern(name, () => {}),
        root,
      );
    }
    world.call(world.coreVar('-note-loaded').root, [symbol(null, ns)]);
  }

  for (const [ns, members] of Object.entries(namespaces)) define(ns, members, restored);

  return {
    evaluate(text, { file = 'NO_SOURCE_FILE', line = 1, onForm, limits: own } = {}) {
      return now(createEvaluation(world, textProgram(world, new Source(file, text, line), onForm)), own);
    },
    evaluateAsync(text, { file = 'NO_SOURCE_FILE', line = 1, onForm, ...options } = {}) {
      return later(createEvaluation(world, textProgram(world, new Source(file, text, line), onForm)), options);
    },
    callAsync(fn, args = [], options = {}) {
      const callee = typeof fn === 'string' ? varOf(fn).root : fromHost(fn);
      return later(createEvaluation(world, callOf(callee, args.map(fromJs))), options);
    },
    compile(text, { file = 'NO_SOURCE_FILE', line = 1, params = [], limits: own } = {}) {
      const fn = limited(own, () => {
        try {
          return compileText(world, new Source(file, text, line), params);
        } catch (e) {
          throw e instanceof LimitError ? e : cloveError(e, world, toJs);
        }
      });
      return {
        run: (args = [], options = {}) => now(createEvaluation(world, callOf(fn, args.map(fromJs))), options.limits),
        runAsync: (args = [], options = {}) => later(createEvaluation(world, callOf(fn, args.map(fromJs))), options),
      };
    },
    get: (name) => limited(limits, () => toJs(varOf(name).root)),
    set(name, value) {
      const slash = name.indexOf('/', 1);
      if (slash < 0) throw new Error(`${name} is not the full name of a var, as my.app/total is`);
      const home = namespace(name.slice(0, slash));
      setRoot(
        home.intern(name.slice(slash + 1), () => {}),
        fromJs(value),
      );
    },
    define: (ns, members) => define(ns, members, false),
    toJs: (value) => limited(limits, () => toJs(value)),
    fromJs,
    dispose() {
      struck?.abandon();
      struck = null;
      disposed = true;
      world.fibers.closeAll();
    },
    get fuelUsed() {
      return world.engine.meter?.used ?? 0;
    },
    measureMemory: () => world.limits.measure(),
    get currentNs() {
      return world.currentNs().name;
    },
    start: (text, { file = 'NO_SOURCE_FILE', line = 1 } = {}) => programs.start(text, file, line),
    get programs() {
      return programs.all();
    },
    advance,
    snapshot: ({ hostObjects } = {}) => snapshotsOf(foundation).take(world, { ...named, ...hostObjects }),
    fork(others = {}) {
      const own = { ...options, ...others };
      const made = snapshotsOf(foundation).fork(world, { ...worldOptions(own, foundation), engine: own.engine ?? world.engine.name });
      return runtimeOver(made, own, true, foundation);
    },
    evalString: (text, { file = 'NO_SOURCE_FILE', line = 1, onForm, limits: own } = {}) =>
      limited(own, () => world.evalSource(new Source(file, text, line), onForm)),
    async evalStringLater(text, { file = 'NO_SOURCE_FILE', line = 1, onForm, ...options } = {}) {
      return patiently(createEvaluation(world, textProgram(world, new Source(file, text, line), onForm)), options);
    },
    loadFile: (path) => limited(limits, () => world.call(world.coreVar('load-file').root, [path])),
    async loadFileAsync(path) {
      const { files } = world.host;
      if (files === undefined) throw outOfReach('Files are');
      const source = new Source(path, files.readText(path, 'utf8'));
      const file = world.coreVar('*file*');
      const before = [world.bindings.read(file), world.currentNs()] as const;
      world.bindings.write(file, path);
      try {
        return await patiently(createEvaluation(world, textProgram(world, source)));
      } finally {
        world.bindings.write(file, before[0]);
        world.setCurrentNs(before[1]);
      }
    },
    require: (ns) =>
      limited(
        limits,
        () =>
          void world.call(world.coreVar('require').root, [
            world.evalForm(createReader(new Source('require', `'${ns}`), world.readerContext).read()),
          ]),
      ),
    call: (fn, ...args) => world.callFromHost(fn, args),
    async callLater(fn, ...args) {
      return patiently(createEvaluation(world, callOf(fn, args)));
    },
    drain: () => limited(limits, () => world.fibers.drain()),
    async drainAsync({ patient = true } = {}) {
      begin(limits);
      try {
        await drainInTurns(world, patient);
      } finally {
        end();
      }
    },
    takeTurns: (most) =>
      limited(limits, () => {
        for (let left = most; left > 0 && !world.fibers.isIdle(); left--) world.fibers.letOthersRun();
      }),
    lookup: (ns, name) => world.namespaces.find(ns)?.own(name),
    setVar(v, value) {
      if (world.bindings.isBound(v)) world.bindings.write(v, value);
      else setRoot(v, value);
    },
    printString: (value) => limited(limits, () => world.call(world.coreVar('pr-str').root, [value]) as string),
    disassemble: (text, file) => world.disassemble(new Source(file, text)),
    completions: (prefix) => world.completions(prefix),
    isIncomplete(text) {
      const reader = createReader(new Source('REPL', text), { ...world.readerContext, readTagged: () => null });
      try {
        while (reader.read() !== EOF);
        return false;
      } catch (e) {
        return e instanceof ReadError && e.incomplete;
      }
    },
    describeError: (error) => describeError(error instanceof CloveError ? error.thrown : error, world),
  };
}
