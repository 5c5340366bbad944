import type { Code } from '../bytecode/code.js';
import {
  loadSection,
  openLazily,
  type Section,
  type SectionTarget,
  type SectionTexts,
  SectionWriter,
  type VarFlags,
} from '../bytecode/image/index.js';
import type { CompilerHost } from '../compiler/host.js';
import type { ClassRef } from '../data/classes.js';
import { illegalState } from '../data/errors.js';
import type { NativeFn } from '../data/functions.js';
import type { TypeDef } from '../data/types.js';
import type { Value } from '../data/value.js';
import { type Describer, setRoot, type Var } from '../data/var.js';
import type { Interop } from './interop.js';
import type { Namespaces } from './namespace.js';
import type { TwinSource } from './native-vars.js';
import type { Runtime } from './runtime.js';

/** What the loading of an image needs of its runtime. */
export interface ImageWorld {
  readonly namespaces: Namespaces;
  readonly interop: Interop;
  readonly compiler: CompilerHost;
  /** A native of the library by its full name. */
  native(name: string): NativeFn | undefined;
  /** Has natives of the library find their Clojure halves in a section. */
  addTwins(source: TwinSource): void;
  run(code: Code): Value;
  call(fn: Value, args: Value[]): Value;
  readVar(v: Var): Value;
}

const silent = (): void => {};

function describe(v: Var, { macro, isPrivate, dynamic }: VarFlags, describer: Describer, index: number): void {
  v.macro = macro;
  v.isPrivate = isPrivate;
  v.dynamic = dynamic;
  v.describeWith(describer, index);
}

/**
 * Loads the section of a namespace into a runtime, in the namespace that is current: its definitions are made when somebody names them. Where it
 * is loaded anew, they are all made again, since their vars may hold something else.
 */
export function loadImage(ns: string, section: Section, world: ImageWorld): void {
  const { namespaces } = world;
  const home = namespaces.create(ns);
  const target: SectionTarget = {
    intern: (owner, name) => (owner === ns ? home : namespaces.create(owner)).intern(name, silent),
    native(name) {
      const native = world.native(name);
      if (native !== undefined) return native;
      throw illegalState(`Internal error: the image needs the native ${name}`);
    },
    define(v, value, flags, describer, index) {
      setRoot(v, value);
      describe(v, flags, describer, index);
    },
    declare: describe,
    run: world.run,
    call: (v, args) => void world.call(world.readVar(v), args),
    read: world.readVar,
    declareType: world.compiler.declareType,
    type: (name) => typeNamed(name, world),
  };
  if (home.sections.has(section)) home.ids = loadSection(ns, section, target);
  else {
    home.sections.add(section);
    const lazy = openLazily(ns, section, target);
    home.addSource(lazy);
    world.addTwins(lazy);
    home.ids = lazy.run();
  }
}

function typeNamed(name: string, { namespaces, interop }: ImageWorld): TypeDef {
  const dot = name.lastIndexOf('.');
  for (const ns of namespaces.all()) {
    if (ns.name.replace(/-/g, '_') !== name.slice(0, dot)) continue;
    const type = interop.typeOf(ns.mapping(name.slice(dot + 1)) as ClassRef);
    if (type !== undefined) return type;
  }
  throw illegalState(`Internal error: the image needs the type ${name}`);
}

/** The runtime that a recorder listens to. */
export type RecordedWorld = Pick<Runtime, 'interop' | 'namespaces' | 'realize'>;

/** Keeps what the namespaces of the library do while they are loaded from their sources, as sections of an image. */
export interface ImageRecorder {
  /** The finished sections, in the order in which the namespaces were complete. */
  readonly sections: ReadonlyMap<string, SectionTexts>;
  /** Records what `load` runs as the section of `ns`. */
  record(ns: string, world: RecordedWorld, load: () => void): void;
  /** Notes a top-level form, and runs it. */
  run(code: Code, run: (code: Code) => Value): Value;
  /** A compiler host that notes the types that are declared. */
  watch(host: CompilerHost): CompilerHost;
}

export function createImageRecorder(): ImageRecorder {
  const sections = new Map<string, SectionTexts>();
  let section: SectionWriter | null = null;
  /** Whether a noted form runs: what it evaluates itself, it will evaluate again when it runs from the image. */
  let running = false;

  return {
    sections,
    record(ns, { interop, namespaces, realize }, load) {
      const outer = { section, running };
      const own = new SectionWriter(ns, interop.typeOf, realize);
      section = own;
      running = false;
      try {
        load();
        sections.set(ns, own.finish(namespaces.create(ns).ids));
      } finally {
        ({ section, running } = outer);
      }
    },
    run(code, run) {
      if (section === null || running) return run(code);
      section.form(code);
      running = true;
      try {
        return run(code);
      } finally {
        running = false;
      }
    },
    watch: (host) => ({
      ...host,
      declareType(kind, name, fields) {
        const type = host.declareType(kind, name, fields);
        if (section !== null && !running) section.type(type, name, fields);
        return type;
      },
    }),
  };
}
