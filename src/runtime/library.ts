import type { Section } from '../bytecode/image/index.js';
import type { Var } from '../data/var.js';
import type { createTreeEngine } from '../engines/tree/engine.js';
import type { FoundSource, Host } from './host.js';
import type { LibraryMembers, NativeTable } from './natives.js';
import type { Runtime } from './runtime.js';
import type { Snapshots } from './snapshot/index.js';

/** How a program gets what was left out of Clove: a part, by its name and that of its module. */
export const howToGet = (name: string, module: string): string =>
  `import { ${name} } from 'clove/parts/${module}' and give it to createRuntime among its parts`;

/** What the library gives to a runtime. */
export interface Library {
  /** Natives that are there from the start, in groups that are made when one of them is first named; those that need the runtime close over it. */
  natives(runtime: Runtime): readonly (() => readonly NativeTable[])[];
  /** The natives of a namespace that come when it is loaded; null where it has none. */
  nativesOf(ns: string, runtime: Runtime): NativeTable | null;
  /** The members of classes, for a runtime on that host. */
  members(host: Host, core: (name: string) => Var): LibraryMembers;
  /** The files of a namespace that is shipped with Clove, in the order of loading; undefined where there is none of that name. */
  find(ns: string): readonly FoundSource[] | undefined;
  /** A namespace as the build compiled it; undefined where it is loaded from its files. */
  section(ns: string): Section | undefined;
  /** What a program that asks for a namespace must do that is shipped with Clove but was left out here; null for any other. */
  absent(ns: string): string | null;
  /** Null where they were left out, as is the engine `tree`. */
  readonly snapshots: Snapshots | null;
  readonly tree: typeof createTreeEngine | null;
  /** Runs `body`, and gives the numbers of gensyms that it took again. */
  withOwnNumbers<T>(body: () => T): T;
  /** The number of the last gensym of the process, and what sees to it that later ones have greater ones. */
  readonly lastNumber: { get(): number; atLeast(n: number): void };
}
