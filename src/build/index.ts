import { openImage, type SectionTexts, writeImage } from '../bytecode/image/index.js';
import { Seq } from '../data/collection.js';
import { Throwable } from '../data/errors.js';
import { toArray } from '../data/operations/index.js';
import { Sym, symbol } from '../data/symbol.js';
import type { Value } from '../data/value.js';
import { setRoot, type Var } from '../data/var.js';
import type { CompilationLog } from '../engines/jit/log.js';
import type { PrecompiledTable } from '../engines/jit/precompiled.js';
import { createReader } from '../reader/reader.js';
import { Source } from '../reader/source.js';
import type { FoundSource, Host, TextSink } from '../runtime/host.js';
import { createImageRecorder } from '../runtime/image.js';
import type { Library } from '../runtime/library.js';
import { createRuntime as createWorld, type Runtime as World } from '../runtime/runtime.js';
import { exportsOf } from './declarations.js';
import { codesOf, reach } from './reach.js';
import { type Mapping, sourceMap } from './source-map.js';
import { createTexts, type Texts } from './texts.js';

export interface BuildOptions {
  /** The library that Clove ships. */
  readonly library: Library;
  /** What is reached while the program is loaded to be compiled, and where its namespaces are found. */
  readonly host: Host;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Texts that are evaluated so that what they call is compiled for the values that it meets there. */
  readonly train: readonly string[];
  /** How the module names itself, without an ending. */
  readonly name: string;
  /** The module that starts programs, and the function of it that says what they reach. */
  readonly start: { readonly module: string; readonly reaches: string };
}

/** What was built: the texts of files by their names, and figures. */
export interface Built {
  readonly files: Readonly<Record<string, string>>;
  readonly figures: {
    /** The namespaces of the program's own, and of the library. */
    readonly own: readonly string[];
    readonly library: readonly string[];
    /** How many vars stay of those that the namespaces define. */
    readonly vars: number;
    readonly ofVars: number;
    /** Characters of the image, and of compiled code; how many clauses and loops that is. */
    readonly image: number;
    readonly code: number;
    readonly clauses: number;
  };
}

/** The name of a program whose file has no `ns` form: what it defines is in `user`. */
const NAMELESS = 'clove.program';

/** Compiles a program, and what it requires, to one JavaScript module with declarations and a source map. Throws what its forms throw. */
export function buildProgram(main: FoundSource, options: BuildOptions): Built {
  const name = namespaceOf(main);
  const sources = new Map<string, FoundSource>([[name, main]]);
  const recorded = load(name, options, withOwn(options.library, sources, name, options.host));
  const { world } = recorded;
  const home = world.namespaces.find(name === NAMELESS ? 'user' : name);
  const vars = (home?.interned() ?? []).filter((v) => !v.isPrivate && !v.macro && v.ns === home?.name && isDefined(v));
  const reached = reach(world, options.library, recorded.sections, vars);
  const image = writeImage(reached.sections);

  const texts = compileTexts(name, image, (ns, key) => recorded.sections.has(ns) || reached.called.has(key), recorded.sections, options);
  const { exported, declarations } = exportsOf(world, vars);
  const { module, map } = moduleText(
    options,
    { main: name, image, details: detailsOf(recorded.sections), exports: exported.map((e) => [e.name, `${e.var.ns}/${e.var.name}`]) },
    texts,
    [...sources.values()],
  );
  const own = [...recorded.sections.keys()];
  return {
    files: { [`${options.name}.js`]: module, [`${options.name}.js.map`]: map, [`${options.name}.d.ts`]: declarations },
    figures: {
      own,
      library: [...reached.sections.keys()].filter((ns) => !recorded.sections.has(ns)),
      vars: reached.vars.size,
      ofVars: reached.all,
      image: image.length,
      code: [...texts.all.values()].reduce((sum, { text }) => sum + text.length, 0),
      clauses: texts.all.size,
    },
  };
}

const detailsOf = (sections: ReadonlyMap<string, SectionTexts>): Record<string, string> =>
  Object.fromEntries([...sections].map(([ns, { details }]) => [ns, details]));

const FILE_NOT_FOUND = 'java.io.FileNotFoundException';

const isDefined = (v: Var): boolean => v.root !== undefined && v.root?.constructor?.name !== 'Unbound';

/** The name in the `ns` form that a file begins with. */
function namespaceOf({ file, text }: FoundSource): string {
  const form = createReader(new Source(file, text), { dialect: 'edn', positions: false }).read();
  const items = form instanceof Seq ? toArray(form) : [];
  const [head, second] = items as readonly Value[];
  if (!(head instanceof Sym && head.name === 'ns')) return NAMELESS;
  return second instanceof Sym ? second.name : NAMELESS;
}

/** The shipped library, and the namespaces of the program as if they were shipped too; `sources` is told of those that are asked for. */
function withOwn(library: Library, sources: Map<string, FoundSource>, main: string, host: Host): Library {
  return {
    ...library,
    find(ns) {
      const shipped = library.find(ns);
      if (shipped !== undefined) return shipped;
      let found = sources.get(ns);
      if (found === undefined && ns !== main) {
        try {
          found = host.sources?.find(ns);
        } catch (e) {
          if (!(e instanceof Throwable && e.name === FILE_NOT_FOUND)) throw e;
        }
        if (found !== undefined) sources.set(ns, found);
      }
      return found === undefined ? undefined : [found];
    },
  };
}

/** Loads the program from its sources, and records what its namespaces do. */
function load(
  name: string,
  { host, stdout, stderr }: BuildOptions,
  own: Library,
): { readonly world: World; readonly sections: ReadonlyMap<string, SectionTexts> } {
  const recorder = createImageRecorder();
  const world = createWorld({ engine: 'vm', host, stdout, stderr, library: own, recorder });
  loadMain(world, name);
  return { world, sections: recorder.sections };
}

function loadMain(world: World, name: string): void {
  setRoot(world.coreVar('*compile-files*'), true);
  world.call(world.coreVar('require').root, [symbol(null, name)]);
}

/** What all texts refer to by name: what the engine gives them. */
function scopeNames(options: BuildOptions): string[] {
  let names: string[] = [];
  const precompiled: PrecompiledTable = {
    names: [],
    makers(scope) {
      names = Object.keys(scope);
      return {};
    },
  };
  createWorld({ engine: 'jit', host: {}, stdout: options.stdout, stderr: options.stderr, library: options.library, precompiled });
  return names;
}

/** Runs the program from its image on the engine `jit`; what it compiled, and what else it may. */
function compileTexts(
  name: string,
  image: string,
  isCalled: (ns: string, key: string) => boolean,
  own: ReadonlyMap<string, SectionTexts>,
  { library, host, stdout, stderr, train }: BuildOptions,
): Texts {
  const texts = createTexts();
  const ignore = (): void => {};
  const log: CompilationLog = {
    compiled: (code, _part, text, more) => texts.add(code, { text, ...more }),
    refused: ignore,
    dropped: ignore,
    enteredLoop: ignore,
    left: ignore,
  };
  const sections = openImage(image, true, (ns) => own.get(ns)?.details ?? null);
  const section = (ns: string) => sections.get(ns);
  const find = (ns: string) => (sections.has(ns) ? [{ file: ns, text: '' }] : undefined);
  const world = createWorld({ engine: 'jit', host, stdout, stderr, library: { ...library, section, find }, compilationLog: log });
  loadMain(world, name);
  for (const text of train) world.evalSource(new Source('<train>', text));
  for (const [ns, section] of sections)
    for (const code of codesOf(world, ns, section, (key) => isCalled(ns, key))) texts.addCode(code, own.has(ns));
  return texts;
}

interface ModuleParts {
  readonly main: string;
  readonly image: string;
  readonly details: Readonly<Record<string, string>>;
  readonly exports: readonly (readonly [name: string, path: string])[];
}

function moduleText(
  options: BuildOptions,
  { main, image, details, exports }: ModuleParts,
  texts: Texts,
  sources: readonly FoundSource[],
): { readonly module: string; readonly map: string } {
  const { start, name } = options;
  const lines: string[] = [];
  const mappings: Mapping[] = [];
  const at = new Map(sources.map(({ file }, i) => [file, i]));
  lines.push(
    `// Made by clove build of ${sources[0].file.replace(/[\r\n]/g, ' ')}.`,
    `import { ${start.reaches}, startProgram } from ${JSON.stringify(start.module)};`,
    `const makers = ({ ${scopeNames(options).join(', ')} }) => ({`,
  );
  for (const [key, { names, text, places }] of texts.all) {
    lines.push(`"${key}"(${names.join(', ')}) {`);
    for (const [i, place] of places.entries()) {
      const source = place === null ? undefined : at.get(place.file);
      if (place === null || source === undefined) continue;
      mappings.push({ line: lines.length + i, column: 0, source, sourceLine: place.line - 1, sourceColumn: place.column - 1 });
    }
    lines.push(...text.split('\n'), '},');
  }
  lines.push(
    '});',
    `const compiled = { names: ${JSON.stringify([...texts.names].join(' '))}.split(' '), makers };`,
    `const image = ${JSON.stringify(image)};`,
    `const details = ${JSON.stringify(details)};`,
  );
  lines.push(`const program = startProgram({ main: ${JSON.stringify(main)}, image, details, compiled }, ${start.reaches}());`);
  exports.forEach(([, v], i) => void lines.push(`const e${i} = program.value(${JSON.stringify(v)});`));
  lines.push(`export { ${exports.map(([own], i) => `e${i} as ${own}`).join(', ')} };`, `//# sourceMappingURL=${name}.js.map`, '');
  return { module: lines.join('\n'), map: sourceMap(`${name}.js`, sources, mappings) };
}
