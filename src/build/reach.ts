import { Code } from '../bytecode/code.js';
import { loadSection, partOfSection, Section, type SectionTexts } from '../bytecode/image/index.js';
import { INSTRUCTIONS } from '../bytecode/instructions/index.js';
import { ClassRef } from '../data/classes.js';
import { Fn, NativeFn } from '../data/functions.js';
import { keyword } from '../data/keyword.js';
import type { Sym } from '../data/symbol.js';
import { TypeDef, type TypeKind } from '../data/types.js';
import type { Value } from '../data/value.js';
import { Var } from '../data/var.js';
import type { Library } from '../runtime/library.js';
import type { Runtime as World } from '../runtime/runtime.js';
import { CORE_NAMES } from './core-names.gen.js';

/** One thing that a namespace does when it is loaded. */
interface Step {
  readonly from: number;
  readonly to: number;
  /** The var that is defined; null where something else is done. */
  readonly defines: Var | null;
  /** The native to which a function of the guest is given that takes over from it. */
  readonly twinOf: NativeFn | null;
  /** What it refers to. */
  readonly needs: ReadonlySet<Var>;
  /** The codes that it holds, but for those inside of others. */
  readonly codes: readonly Code[];
}

/** Functions by which a program finds vars by names that no build can know. */
const BY_NAME = [
  ...['eval', 'load-string', 'load-reader', 'load-file', 'load', 'resolve', 'ns-resolve', 'requiring-resolve', 'find-var', 'intern'],
  ...['ns-publics', 'ns-map', 'ns-interns', 'ns-refers', 'macroexpand', 'macroexpand-1'],
];

/** What tells a step from others, in whatever image: the var that it defines, or the native that it gives a twin. */
const keyOf = ({ defines, twinOf }: Step): string =>
  defines !== null ? `${defines.ns}/${defines.name}` : twinOf !== null ? `twin of ${twinOf.name}` : '';

/** The functions of a namespace of an image, those inside of others left out, as a runtime that has loaded it holds them. */
export function codesOf(world: World, ns: string, section: Section, isWanted: (key: string) => boolean): Code[] {
  return stepsOf(world, ns, section).flatMap((step) => {
    if (!isWanted(keyOf(step))) return [];
    const { defines, codes } = step;
    const root = defines?.root;
    // What a var holds is told apart by its callers from another function of the same text.
    return root instanceof Fn ? [root.template as Code] : codes;
  });
}

/** What the `ns` form calls, and what loads namespaces otherwise. */
const LOADING = ['require', 'use', 'import', 'refer', 'refer-clojure', 'in-ns', '-ns-meta!', '-refer-clojure', '-note-loaded'];

/** What stays of the namespaces of a program. */
export interface Reached {
  /** The sections that the program needs, with what it needs of them. */
  readonly sections: ReadonlyMap<string, string>;
  /** The functions that the program itself calls, or whoever it calls: what is worth being compiled. Others serve the library alone. */
  readonly called: ReadonlySet<string>;
  /** The vars that stay, and those that there were. */
  readonly vars: ReadonlySet<Var>;
  readonly all: number;
}

/**
 * What can be reached of the namespaces that a program has loaded: from what the files of the program do when they are loaded, from the vars that
 * it exports, and from what the engine itself calls. A program that evaluates texts, or looks vars up by name, keeps everything.
 */
export function reach(world: World, library: Library, own: ReadonlyMap<string, SectionTexts>, exported: Iterable<Var>): Reached {
  const sections = new Map<string, { readonly section: Section; readonly steps: readonly Step[]; readonly isOwn: boolean }>();
  for (const ns of world.libraries) {
    const text = own.get(ns);
    const section = text === undefined ? library.section(ns) : new Section(text.text, () => text.details);
    if (section !== undefined) sections.set(ns, { section, steps: stepsOf(world, ns, section), isOwn: text !== undefined });
  }
  const all = [...sections.values()];
  const definitions = new Map<Var, Step[]>();
  for (const { steps } of all)
    for (const step of steps) if (step.defines !== null) definitions.set(step.defines, [...(definitions.get(step.defines) ?? []), step]);

  const reached = new Set<Var>();
  const twins = new Map<NativeFn, Step[]>();
  for (const { steps } of all)
    for (const step of steps) if (step.twinOf !== null) twins.set(step.twinOf, [...(twins.get(step.twinOf) ?? []), step]);
  const waiting: Var[] = [];
  const kept = new Set<Step>();
  const core = world.namespaces.core;
  /** What loads namespaces runs once: it is kept, but is nothing that the program calls. */
  const later = new Set(LOADING.flatMap((name) => core.own(name) ?? []));
  let isCalled = true;
  const visit = (v: Var): void => {
    if (reached.has(v) || (isCalled && later.has(v))) return;
    reached.add(v);
    waiting.push(v);
  };
  const keep = (step: Step): void => {
    if (kept.has(step)) return;
    kept.add(step);
    for (const v of step.needs) visit(v);
  };
  const reachNative = (native: NativeFn): void => {
    for (const step of twins.get(native) ?? []) keep(step);
  };
  const follow = (): void => {
    for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
      for (const step of definitions.get(v) ?? []) keep(step);
      if (v.root instanceof NativeFn) reachNative(v.root);
    }
  };

  for (const v of exported) visit(v);
  for (const { steps, isOwn } of all) if (isOwn) for (const step of steps) if (step.defines === null && step.twinOf === null) keep(step);
  follow();
  const called = new Set([...kept].map(keyOf));
  isCalled = false;
  for (const v of later) visit(v);
  follow();
  // What the core itself finds by name are namespaces that are required, and what they bring.
  const byName = new Set(BY_NAME.flatMap((name) => core.own(name) ?? []));
  const asks = (step: Step): boolean => kept.has(step) && [...step.needs].some((v) => byName.has(v));
  const keepsAll = [...sections].some(([ns, { steps }]) => ns !== core.name && steps.some(asks));
  for (const name of CORE_NAMES) {
    const v = core.own(name);
    if (v !== undefined) visit(v);
  }
  for (const instruction of INSTRUCTIONS) {
    if (instruction.kind === 'control' || instruction.intrinsic === null) continue;
    visit(world.coreVar(instruction.intrinsic.fn));
  }
  for (const { steps } of all) for (const step of steps) if (keepsAll || (step.defines === null && step.twinOf === null)) keep(step);
  follow();

  const texts = new Map<string, string>();
  for (const [ns, { section, steps }] of sections) {
    const parts = steps.filter((step) => kept.has(step)).map(({ from, to }) => [from, to] as const);
    texts.set(
      ns,
      partOfSection(section, parts, (owner, name) => keepsAll || isReached(owner, name)),
    );
  }
  return { sections: texts, called, vars: new Set([...reached].filter((v) => definitions.has(v))), all: definitions.size };

  function isReached(owner: string, name: string): boolean {
    const v = world.namespaces.find(owner)?.own(name);
    return v !== undefined && reached.has(v);
  }
}

function stepsOf(world: World, ns: string, section: Section): Step[] {
  const { namespaces } = world;
  const steps: Step[] = [];
  let defines: Var | null = null;
  let twinOf: NativeFn | null = null;
  let needs = new Set<Var>();
  let codes: Code[] = [];
  const note = (x: unknown): void => {
    refer(x, needs, namespaces);
    if (x instanceof Code) codes.push(x);
    else if (x instanceof Fn) codes.push(x.template as Code);
  };
  loadSection(ns, section, {
    intern: (owner, name) => namespaces.create(owner).intern(name, () => {}),
    native(name) {
      const native = world.native(name);
      if (native === undefined) throw new Error(`Internal error: the image needs the native ${name}`);
      return native;
    },
    define(v, value) {
      defines = v;
      note(value);
    },
    declare(v) {
      defines = v;
    },
    run: note,
    call(v, args) {
      if (v.name === '-set-twin!' && args[0] instanceof NativeFn) twinOf = args[0];
      note(v);
      for (const x of args) note(x);
    },
    read(v) {
      note(v);
      return v.root;
    },
    // What is read here is looked at, and never run: a type need only be of its kind.
    declareType: (kind, name, fields) => typeLike(kind, `${ns}.${name}`, fields),
    type: (name) => typeLike('type', name, []),
    done(from, to) {
      steps.push({ from, to, defines, twinOf, needs, codes });
      defines = null;
      twinOf = null;
      needs = new Set();
      codes = [];
    },
  });
  return steps;
}

const typeLike = (kind: TypeKind, name: string, fields: readonly Sym[]): TypeDef =>
  new TypeDef(
    new ClassRef(name, []),
    name,
    fields.map((f) => keyword(null, f.name)),
    fields.map(() => false),
    kind,
  );

/** Adds the vars that a value refers to, where it is code or holds code. */
function refer(x: unknown, out: Set<Var>, namespaces: World['namespaces']): void {
  if (x instanceof Var) out.add(x);
  else if (x instanceof Code) {
    x.unpack();
    for (const site of x.sites) out.add(site.var);
    for (const constant of x.constants) refer(constant, out, namespaces);
  } else if (x instanceof Fn) {
    refer(x.template, out, namespaces);
    for (const inner of x.captured) refer(inner, out, namespaces);
  } else if (x instanceof NativeFn) {
    const slash = x.name.indexOf('/');
    const v = namespaces.find(x.name.slice(0, slash))?.own(x.name.slice(slash + 1));
    if (v !== undefined) out.add(v);
  } else if (Array.isArray(x)) for (const inner of x as Value[]) refer(inner, out, namespaces);
}
