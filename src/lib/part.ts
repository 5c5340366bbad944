import { openImage, type Section } from '../bytecode/image/index.js';
import { illegalState } from '../data/errors.js';
import type { FoundSource } from '../runtime/host.js';
import { howToGet, type Library } from '../runtime/library.js';
import type { NativeTable } from '../runtime/natives.js';
import type { Runtime } from '../runtime/runtime.js';
import { CORE_FILES, NAMESPACES, PARTS } from './namespaces.gen.js';
import { lastNumber, withOwnNumbers } from './natives/gensym.js';
import { nativeTables } from './natives/index.js';
import { classMembers } from './natives/members.js';

/** A part of Clove that a program can have or leave out. */
export interface Part {
  readonly name: string;
  /** Parts that it does not work without. */
  readonly needs?: readonly Part[];
  /** A namespace as the build compiled it: the text of an image that holds it alone. */
  readonly image?: (ns: string) => string | undefined;
  /** What images leave out: docstrings, arglists, and where instructions stand in their files. */
  readonly details?: (ns: string) => string | undefined;
  /** The text of a file of the library. */
  readonly source?: (file: string) => string | undefined;
  /** The natives of its namespaces. */
  readonly natives?: Readonly<Record<string, (runtime: Runtime) => NativeTable>>;
  readonly snapshots?: Library['snapshots'];
  readonly tree?: Library['tree'];
}

/** The files of a namespace of the library, in the order of loading; undefined where there is none of that name. */
export function filesOf(ns: string): readonly string[] | undefined {
  if (ns === 'clojure.core') return CORE_FILES;
  if (Object.hasOwn(PARTS, ns)) return PARTS[ns];
  return NAMESPACES.includes(ns) ? [`${ns.replace(/\./g, '/').replace(/-/g, '_')}.clj`] : undefined;
}

/** The parts, and those that they need, each once. */
function withNeeds(parts: readonly Part[], out = new Set<Part>()): Set<Part> {
  for (const part of parts) {
    if (out.has(part)) continue;
    out.add(part);
    withNeeds(part.needs ?? [], out);
  }
  return out;
}

/** `clojure.data.json` as its part is called: `clojureDataJson`. */
export const partName = (ns: string): string => ns.replace(/[.-](.)/g, (_, letter: string) => letter.toUpperCase());

/** The library with these parts. */
export function createLibrary(given: readonly Part[]): Library {
  const parts = [...withNeeds(given)];
  const sections = new Map<string, Section | undefined>();
  const found = new Map<string, readonly FoundSource[] | undefined>();

  function first<T>(find: (part: Part) => T | undefined): T | undefined {
    for (const part of parts) {
      const found = find(part);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function section(ns: string): Section | undefined {
    let known = sections.get(ns);
    if (known !== undefined || sections.has(ns)) return known;
    const text = first((part) => part.image?.(ns));
    known = text === undefined ? undefined : openImage(text, true, () => first((part) => part.details?.(ns)) ?? null).get(ns);
    sections.set(ns, known);
    return known;
  }

  const textOf = (file: string): string | undefined => first((part) => part.source?.(file));

  const source = (file: string): FoundSource => ({
    file,
    get text(): string {
      const text = textOf(file);
      if (text !== undefined) return text;
      throw illegalState(`The sources of Clove's library are not here: ${howToGet('sources', 'sources')}`);
    },
  });

  return {
    natives: nativeTables,
    nativesOf: (ns, runtime) =>
      first(({ natives }) => (natives !== undefined && Object.hasOwn(natives, ns) ? natives[ns] : undefined))?.(runtime) ?? null,
    members: classMembers,
    find(ns) {
      if (found.has(ns)) return found.get(ns);
      const files = filesOf(ns);
      const there = files !== undefined && (section(ns) !== undefined || textOf(files[0]) !== undefined) ? files.map(source) : undefined;
      if (files !== undefined) found.set(ns, there);
      return there;
    },
    section,
    absent: (ns) => (NAMESPACES.includes(ns) ? `it is a part of Clove that was left out here; ${howToGet(partName(ns), ns)}` : null),
    snapshots: first((part) => part.snapshots) ?? null,
    tree: first((part) => part.tree) ?? null,
    withOwnNumbers,
    lastNumber,
  };
}
