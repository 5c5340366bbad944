import { disassemble } from '../bytecode/disassemble.js';
import { partsOf } from '../compiler/errors.js';
import { expandOnce } from '../compiler/expand.js';
import type { CompilerHost } from '../compiler/host.js';
import { compile } from '../compiler/index.js';
import type { FnIr } from '../compiler/ir.js';
import { isSpecialForm, lowerTopLevel } from '../compiler/lower/index.js';
import { MapLike, Seq } from '../data/collection.js';
import { illegalState, type TraceFrame } from '../data/errors.js';
import { NativeFn } from '../data/functions.js';
import { GUEST, thenCall } from '../data/guest.js';
import { createIdentities, type Identities } from '../data/identity.js';
import { type Keyword, keyword } from '../data/keyword.js';
import { EMPTY_MAP } from '../data/maps/index.js';
import { first, toArray } from '../data/operations/index.js';
import { printString } from '../data/print.js';
import { createSurroundings } from '../data/surroundings.js';
import { Sym, symbol } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import { setRoot, type Var } from '../data/var.js';
import type { CompilationLog } from '../engines/jit/log.js';
import type { PrecompiledTable } from '../engines/jit/precompiled.js';
import { createRuns } from '../engines/jit/runs.js';
import { AUTO, EAGER, type Tiering } from '../engines/jit/tiering.js';
import type { Engine, Services, Tracer } from '../engines/services.js';
import { createVmEngine, type RunsFactory } from '../engines/vm/engine.js';
import { EOF, ReaderCall, type ReaderContext } from '../reader/context.js';
import { createReader } from '../reader/reader.js';
import { Source, type Span } from '../reader/source.js';
import { span as spanOf } from '../reader/spans.js';
import { type Bindings, createBindings } from './bindings.js';
import { createCompilerHost } from './compiler-host.js';
import { createFibers, type Fibers } from './fibers.js';
import { createGate } from './gate.js';
import type { FoundSource, Host, TextSink } from './host.js';
import { type ImageRecorder, loadImage } from './image.js';
import { createInterop, type Interop } from './interop.js';
import { howToGet, type Library } from './library.js';
import { createLimits, type Limits } from './limits.js';
import { BareVars, measureLive } from './live-data.js';
import { createMonitors, type Monitors } from './monitors.js';
import { completions, resolveForSyntaxQuote } from './names.js';
import { createNamespaces, type Namespace, type Namespaces } from './namespace.js';
import { installNatives, type NativeVars, type TwinSource } from './native-vars.js';
import type { Program } from './program.js';
import { describeError } from './report.js';
import { bindSession, fileBindings } from './session.js';
import { LineNumberingReader, NO_INPUT, Writer } from './streams.js';
import { createTransactions, type Transactions } from './transactions.js';

export type EngineName = Engine['name'];

export interface RuntimeOptions {
  readonly engine: EngineName;
  readonly host: Host;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly library: Library;
  /** Features of reader conditionals beside `:clove` and `:default`. Default `clj`. */
  readonly features?: readonly string[];
  /** Notes what the library does while it is loaded from its sources, on the engine vm: the build makes the image of it. */
  readonly recorder?: ImageRecorder;
  /** Hears of what the engine compiles, where it does. */
  readonly compilationLog?: CompilationLog;
  /** When the engine compiles, where it does not do so as `jit` and `auto` do by themselves. */
  readonly tiering?: Partial<Tiering>;
  /** What a build compiled, for the engines `jit` and `auto`, which then make no functions of texts. */
  readonly precompiled?: PrecompiledTable;
  /** How many calls and turns of loops the turn of a fiber has. Default 16,384. */
  readonly slice?: number;
  /** Whether what is compiled knows the names of its locals, for a debugger. Default: no. */
  readonly debug?: boolean;
}

/** A form at the top, expanded: a `do`, whose forms are run one after the other, or what it was lowered to. */
export type TopForm = { readonly forms: readonly Value[]; readonly place: Span | null } | { readonly lowered: FnIr };

/** One isolated world: namespaces, vars, an engine, and what the host granted. */
export interface Runtime {
  readonly engine: Engine;
  readonly namespaces: Namespaces;
  readonly bindings: Bindings;
  readonly interop: Interop;
  readonly fibers: Fibers;
  readonly limits: Limits;
  readonly monitors: Monitors;
  readonly transactions: Transactions;
  /** Who sees what fibers do, on the engine vm; null where nobody does. */
  readonly tracing: { tracer: Tracer | null };
  readonly compiler: CompilerHost;
  readonly host: Host;
  readonly library: Library;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly features: ReadonlySet<Keyword>;
  /** Texts that were read, by file: for the source line of an error. */
  readonly sources: Map<string, Source>;
  readonly identities: Identities;
  readonly traces: WeakMap<object, readonly TraceFrame[]>;
  readonly readerContext: ReaderContext;
  /** The names of namespaces that `require` has loaded, or need not load. */
  readonly loaded: Set<string>;
  /** The namespaces of the library that were loaded after the core, in the order in which they were complete. */
  readonly libraries: string[];
  /** The objects that stand for the host: its output, error output and input. */
  readonly standard: readonly object[];
  /** The programs that were started, in that order, until somebody takes them out. */
  readonly programs: Program[];
  /** What numbers the names that syntax-quote and `#()` make up; the library's meet none of a program's. */
  names: { prefix: string; last: number };
  /** A native of the library, or the static method of a class, by its full name. */
  native(name: string): NativeFn | undefined;
  currentNs(): Namespace;
  setCurrentNs(ns: Namespace): void;
  call(fn: Value, args: readonly Value[]): Value;
  /** How the host calls a function that it was handed. Whoever gives the runtime to a host may put limits around it. */
  callFromHost: (fn: Value, args: Value[]) => Value;
  /** Compiles and runs one form in the current namespace. */
  evalForm(form: Value): Value;
  /** What is to be run for a form at the top of a text, or of a `do` there that stands at `at`. */
  topForm(form: Value, at: Span | null): TopForm;
  /** Compiles the forms of a text, without running what is no definition; a listing of their bytecode. */
  disassemble(source: Source): string;
  /** Reads and runs all forms of a text; answers the last value. */
  evalSource(source: Source, onForm?: (value: Value) => void): Value;
  /** Like evalSource, with the current namespace and file bound, so that the text cannot change them for others. */
  loadSource(source: Source): Value;
  /** Loads a namespace that is shipped with Clove: from the image where there is one for this engine, else from these files. */
  loadLibrary(ns: string, files: readonly FoundSource[]): void;
  /** The forms of a seq that the compiler walks; runs lazy seqs. */
  realize(seq: Value): readonly Value[];
  /** Finishes a read that needs a data reader written in Clojure. */
  finishRead(read: () => Value, resume: (value: Value) => Value): Value;
  expandOnce(form: Value): Value;
  isSpecialForm(name: string): boolean;
  /** Gives a var a root value; answers the var. */
  defineVar(v: Var, value: Value): Var;
  /** Gives a var metadata, which its flags follow; answers the metadata. */
  defineMeta(v: Var, meta: Value): Value;
  /** What `meta` of a var answers: what it was given, with its namespace and name. */
  varMeta(v: Var): Value;
  /** Names that begin with `prefix` and mean something in the current namespace, sorted. */
  completions(prefix: string): string[];
  coreVar(name: string): Var;
}

function mayCompile(engine: EngineName): boolean {
  try {
    new Function('');
    return true;
  } catch (e) {
    if (engine === 'auto') return false;
    throw illegalState(`The engine jit makes functions of text, which is forbidden here (${(e as Error).message}): use vm or auto`);
  }
}

/** What compiles on an engine. Where a page's policy forbids making functions of text, `auto` interprets, and `jit` is refused. */
const runsFor = ({ engine, tiering, compilationLog, precompiled }: RuntimeOptions): RunsFactory | null =>
  (engine === 'jit' || engine === 'auto') && (precompiled !== undefined || mayCompile(engine))
    ? (shared) =>
        createRuns({
          ...shared,
          tiering: { ...(engine === 'jit' ? EAGER : AUTO), ...tiering },
          log: compilationLog ?? null,
          precompiled: precompiled ?? null,
        })
    : null;

function treeOf({ tree }: Library): NonNullable<Library['tree']> {
  if (tree !== null) return tree;
  throw illegalState(`The engine tree was left out here: ${howToGet('tree', 'tree')}`);
}

const NS = '*ns*';
const FILE = '*file*';

export function createRuntime(options: RuntimeOptions): Runtime {
  const { host, library, recorder = null } = options;
  const namespaces = createNamespaces();
  const identities = createIdentities();
  const surroundings = createSurroundings(identities);
  const bindings = createBindings((context) => {
    surroundings.mathContext = context;
  });
  const sources = new Map<string, Source>();
  const traces = new WeakMap<object, readonly TraceFrame[]>();
  const interop = createInterop(
    library.members(host, (name) => compiler.core(name)),
    createGate({ all: host.globals !== undefined, getters: host.getters ?? false }),
    (name) => compiler.core(name),
    (fn, args) => runtime.callFromHost(fn, args),
  );
  const nsVar = internDynamic(namespaces.core, NS);
  const fileVar = internDynamic(namespaces.core, FILE);
  nsVar.root = namespaces.core;
  fileVar.root = 'NO_SOURCE_PATH';

  const readVar = (v: Var): Value => (v.bound === 0 ? v.root : bindings.read(v));
  const currentNs = (): Namespace => readVar(nsVar) as Namespace;

  const compilerHost = createCompilerHost({
    namespaces,
    interop,
    currentNs,
    readVar,
    warn: (message) => options.stderr.write(message),
    call: (fn, args) => engine.call(fn, [...args]),
    namesLocals: options.debug ?? false,
  });

  const compiler = recorder === null ? compilerHost : recorder.watch(compilerHost);
  let natives: NativeVars | null = null;
  const loaded = new Set<string>([namespaces.core.name, 'user']);
  const libraries: string[] = [];

  const limits = createLimits({
    used: () => engine.meter?.used ?? 0,
    changed: () => engine.meter?.refresh(),
    measure: (enough, time) => measureLive(rootsOf, enough, time),
  });
  const stdout = limits.limited(options.stdout);
  const stderr = limits.limited(options.stderr);
  const standard = [new Writer(stdout), new Writer(stderr), new LineNumberingReader(host.stdin ?? NO_INPUT)];
  ['*out*', '*err*', '*in*'].forEach((name, i) => {
    internDynamic(namespaces.core, name).root = standard[i];
  });
  const fibers = createFibers({
    bindings,
    limits,
    now: host.now,
    sleep: host.sleep,
    start: (fn) => engine.start(fn),
    uncaught(error, fiber) {
      stderr.write(`Exception in thread "fiber-${fiber.id}" ${describeError(error, runtime)}`);
    },
  });
  const monitors = createMonitors(fibers);
  const transactions = createTransactions(fibers);
  const tracing: { tracer: Tracer | null } = { tracer: null };
  const services: Services = {
    surroundings,
    tracing,
    fibers,
    limits,
    readBound: (v) => bindings.read(v),
    setBound(v, value) {
      if (v.validator !== null) return thenCall(compiler.core('var-set'), [v, value]);
      bindings.write(v, value);
      return value;
    },
    define(v, hasInit, init, meta) {
      if (hasInit && (v.watches !== null || v.validator !== null)) return thenCall(compiler.core('-define'), [v, init, meta]);
      if (hasInit) setRoot(v, init);
      setMeta(v, meta);
      return v;
    },
    hostGet: interop.get,
    hostSet: interop.set,
    hostCall: interop.call,
    construct: interop.construct,
    invokeHost: interop.invokeHost,
    core: compiler.core,
    noteTrace(error, trace) {
      if (typeof error === 'object' && error !== null && !traces.has(error)) traces.set(error, trace);
    },
  };
  const vm = options.engine === 'tree' ? null : createVmEngine(services, compiler, options.engine, runsFor(options));
  if (options.slice !== undefined) vm?.meter?.setSlice(options.slice);
  const engine: Engine = vm ?? treeOf(library)(services);

  const readerContext: ReaderContext = {
    features: new Set(['clove', ...(options.features ?? ['clj'])].map((f) => keyword(null, f))),
    currentNs: () => currentNs().name,
    resolveAlias(alias) {
      const full = currentNs().aliases.get(alias);
      return full ?? namespaces.find(alias)?.name ?? null;
    },
    resolveSymbol: (sym) => resolveForSyntaxQuote(sym, currentNs(), compiler),
    nextId: () => `${runtime.names.prefix}${++runtime.names.last}`,
    readTagged(tag, form) {
      if (tag.name.includes('.')) return interop.readLiteral(tag.name, form);
      const readers = readVar(runtime.coreVar('*data-readers*'));
      const reader = readers instanceof MapLike ? readers.get(tag, null) : null;
      if (reader !== null) return new ReaderCall(reader, [form]);
      const fallback = readVar(runtime.coreVar('*default-data-reader-fn*'));
      return fallback === null || (tag.ns === null && (tag.name === 'inst' || tag.name === 'uuid'))
        ? undefined
        : new ReaderCall(fallback, [tag, form]);
    },
  };

  function realize(seq: Value): readonly Value[] {
    const whole = toArray(seq);
    if (whole !== GUEST) return whole;
    const out: Value[] = [];
    const next = compiler.core('next').root;
    for (let s = engine.call(compiler.core('seq').root, [seq]); s !== null; s = engine.call(next, [s])) out.push(first(s));
    return out;
  }

  function headOf(form: Seq): Value {
    const head = first(form);
    return head === GUEST ? engine.call(compiler.core('first').root, [form]) : head;
  }

  const runtime: Runtime = {
    engine,
    namespaces,
    bindings,
    interop,
    fibers,
    limits,
    monitors,
    transactions,
    tracing,
    compiler,
    host,
    library,
    stdout,
    stderr,
    features: readerContext.features as ReadonlySet<Keyword>,
    sources,
    identities,
    traces,
    readerContext,
    loaded,
    libraries,
    standard,
    programs: [],
    names: { prefix: '', last: 0 },
    native(name) {
      const slash = name.indexOf('/');
      const [owner, own] = [name.slice(0, slash), name.slice(slash + 1)];
      const found = natives?.find(owner, own) ?? interop.static(owner, own);
      return found instanceof NativeFn ? found : undefined;
    },
    realize,
    currentNs,
    setCurrentNs(ns) {
      if (bindings.isBound(nsVar)) bindings.write(nsVar, ns);
      else nsVar.root = ns;
    },
    call: (fn, args) => engine.call(fn, [...args]),
    callFromHost: (fn, args) => engine.call(fn, args),
    topForm,
    evalForm: (form) => evalAt(form, null),
    evalSource(source, onForm) {
      let last: Value = null;
      for (const form of formsOf(source)) {
        last = runtime.evalForm(form);
        onForm?.(last);
      }
      return last;
    },
    disassemble(source) {
      const reader = createReader(source, readerContext);
      const listings: string[] = [];
      for (;;) {
        const form = runtime.finishRead(
          () => reader.read(),
          (v) => reader.resume(v),
        );
        if (form === EOF) return listings.join('\n');
        listings.push(disassemble(compile(lowerTopLevel(expandFully(form), spanOf(form), compiler, realize), compiler), constantText));
        if (isDefinition(form)) runtime.evalForm(form);
      }
    },
    loadSource: (source) => inFile(source.file, () => runtime.evalSource(source)),
    loadLibrary(ns, files) {
      const section = vm === null ? undefined : library.section(ns);
      const own = library.nativesOf(ns, runtime);
      if (own !== null) natives?.add(own);
      if (vm !== null && section !== undefined) {
        const addTwins = (source: TwinSource): void => natives?.addTwins(source);
        const target = { namespaces, interop, compiler, native: runtime.native, addTwins, run: vm.runCode, call: engine.call, readVar };
        inFile(files[0].file, () => vm.interpreting(() => loadImage(ns, section, target)));
        libraries.push(ns);
        return;
      }
      const load = (): void => {
        for (const { file, text } of files) runtime.loadSource(new Source(file, text, 1, true));
      };
      const outer = runtime.names;
      runtime.names = { prefix: `${ns.replace(/[.-]/g, '_')}_`, last: 0 };
      try {
        library.withOwnNumbers(() => (recorder === null ? load() : recorder.record(ns, runtime, load)));
      } finally {
        runtime.names = outer;
      }
      libraries.push(ns);
    },
    finishRead(read, resume) {
      let result = read();
      while (result instanceof ReaderCall) result = resume(engine.call(result.fn, result.args));
      return result;
    },
    expandOnce(form) {
      if (!(form instanceof Seq)) return form;
      const head = headOf(form);
      if (!(head instanceof Sym) || (head.ns === null && isSpecialForm(head.name))) return form;
      const items = partsOf(form, spanOf(form), realize);
      return expandOnce({ host: compiler, span: spanOf(form), isSpecialForm }, form, items, null);
    },
    coreVar: compiler.core,
    isSpecialForm,
    defineVar(v, value) {
      setRoot(v, value);
      return v;
    },
    defineMeta(v, meta) {
      setMeta(v, meta);
      return meta;
    },
    varMeta(v) {
      const own = v.meta instanceof MapLike ? v.meta : (natives?.describe(v) ?? (EMPTY_MAP as MapLike));
      return own.assoc(keyword(null, 'ns'), namespaces.find(v.ns) ?? null).assoc(keyword(null, 'name'), symbol(null, v.name));
    },
    completions: (prefix) => completions(prefix, currentNs(), namespaces),
  };

  /** What a program can reach. */
  function* rootsOf(): Generator<Value | BareVars> {
    for (const ns of namespaces.all()) {
      yield* ns.madeVars();
      yield new BareVars(ns.unmade);
    }
    yield bindings.capture();
    yield engine.registers();
    yield* fibers.held();
  }

  /** Runs `body` with all bound that a file may change for itself: the current namespace and file, and the compiler's settings. */
  function inFile<T>(file: string, body: () => T): T {
    const own = fileBindings(namespaces.core, bindings);
    own.set(nsVar, currentNs());
    own.set(fileVar, file);
    bindings.push([...own.keys()], [...own.values()]);
    try {
      return body();
    } finally {
      bindings.pop();
    }
  }

  function* formsOf(source: Source): Generator<Value, void> {
    sources.set(source.file, source);
    const reader = createReader(source, readerContext);
    for (;;) {
      const form = runtime.finishRead(
        () => reader.read(),
        (v) => reader.resume(v),
      );
      if (form === EOF) return;
      yield form;
    }
  }

  /** What is to be run for a form at the top; `at` is where the form stands that it came from. */
  function topForm(form: Value, at: Span | null): TopForm {
    const place = spanOf(form) ?? at;
    const expanded = expandFully(form);
    if (expanded instanceof Seq) {
      const head = headOf(expanded);
      if (head instanceof Sym && head.ns === null && head.name === 'do') return { forms: realize(expanded).slice(1), place };
    }
    return { lowered: lowerTopLevel(expanded, place, compiler, realize) };
  }

  /** Evaluates a form; `at` is where the form stands that it came from. A `do` at the top is evaluated form by form. */
  function evalAt(form: Value, at: Span | null): Value {
    const top = topForm(form, at);
    if (!('lowered' in top)) {
      let last: Value = null;
      for (const f of top.forms) last = evalAt(f, top.place);
      return last;
    }
    return vm === null || recorder === null ? engine.run(top.lowered) : recorder.run(compile(top.lowered, compiler), vm.runCode);
  }

  function expandFully(form: Value): Value {
    let current = form;
    for (;;) {
      const next = runtime.expandOnce(current);
      if (next === current) return current;
      current = next;
    }
  }

  natives = installNatives(namespaces, library.natives(runtime), library);
  boot(runtime);
  return runtime;
}

/** Whether later forms may need what the form defines in order to compile: `ns`, `require`, `def…` and their like. */
function isDefinition(form: Value): boolean {
  const head = form instanceof Seq ? first(form) : null;
  return head instanceof Sym && /^(def.*|ns|in-ns|require|use|import|refer|alias|declare|extend.*)$/.test(head.name);
}

function constantText(value: Value): string {
  const text = printString(value);
  return text === GUEST ? '…' : text;
}

function setMeta(v: Var, meta: Value): void {
  v.meta = meta;
  const flag = (name: string): boolean => {
    const x = meta instanceof MapLike ? meta.get(keyword(null, name), null) : null;
    return x !== null && x !== false;
  };
  v.macro = flag('macro');
  v.isPrivate = flag('private');
  v.dynamic = flag('dynamic');
  // Code that trusted the root would not see a dynamic binding.
  if (v.dynamic && v.trusting !== null) setRoot(v, v.root);
}

function internDynamic(ns: Namespace, name: string): Var {
  const v = ns.intern(name, () => {});
  v.dynamic = true;
  return v;
}

/** Loads the core library, and makes `user`. */
function boot(runtime: Runtime): void {
  const { library, namespaces } = runtime;
  const files = library.find(namespaces.core.name);
  if (files === undefined) throw illegalState('Internal error: the library has no clojure.core');
  runtime.loadLibrary(namespaces.core.name, files);
  const user = runtime.namespaces.create('user');
  user.hiddenCore = new Set();
  runtime.setCurrentNs(user);
  if (runtime.host.sources?.dataReaders !== undefined) runtime.call(runtime.coreVar('-merge-data-readers').root, []);
  bindSession(runtime.namespaces.core, runtime.bindings);
}
