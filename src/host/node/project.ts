import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { MapLike, Vec } from '../../data/collection.js';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import { type Keyword, keyword, keywordOf } from '../../data/keyword.js';
import type { Value } from '../../data/value.js';
import { readEdn } from '../../reader/edn.js';

const FILE = 'deps.edn';
const PATHS = keyword(null, 'paths');
const EXTRA_PATHS = keyword(null, 'extra-paths');
const DEPS = keyword(null, 'deps');
const EXTRA_DEPS = keyword(null, 'extra-deps');
const ALIASES = keyword(null, 'aliases');
const LOCAL_ROOT = keyword('local', 'root');

const at = (map: Value, key: Keyword): Value => (map instanceof MapLike ? map.get(key, null) : null);

/** The strings of a vector, and of the vectors that keywords in it name among the aliases. */
function strings(x: Value, aliases: Value): string[] {
  if (!(x instanceof Vec)) return [];
  const out: string[] = [];
  for (let i = 0; i < x.length; i++) {
    const item = x.at(i);
    if (typeof item === 'string') out.push(item);
    else out.push(...strings(at(aliases, item as Keyword), aliases));
  }
  return out;
}

/** The folders of the dependencies that are projects on this machine; those of Maven and git are not fetched. */
function localRoots(deps: Value): string[] {
  const out: string[] = [];
  if (deps instanceof MapLike)
    deps.forEach((_, coordinate) => {
      const root = at(coordinate, LOCAL_ROOT);
      if (typeof root === 'string') out.push(root);
      return undefined;
    });
  return out;
}

/**
 * The folders in which a project's `deps.edn` says that its namespaces are: `:paths` (or `src`), the `:extra-paths` of
 * these aliases, and the same of each dependency with a `:local/root`. null where the folder has no `deps.edn`.
 */
export function projectPaths(folder: string, aliases: readonly string[]): string[] | null {
  return pathsOf(folder, aliases, new Set());
}

function pathsOf(folder: string, aliases: readonly string[], seen: Set<string>): string[] | null {
  const file = join(folder, FILE);
  if (seen.has(resolve(folder)) || !existsSync(file)) return null;
  seen.add(resolve(folder));
  const project = readEdn(readFileSync(file, 'utf8'), { file, default: (_tag, form) => form });
  if (!(project instanceof MapLike)) throw new Throwable(ExceptionClass.runtime, `${file} must hold a map`);
  const known = at(project, ALIASES);
  const chosen = aliases.map((name) => {
    const alias = at(known, keywordOf(name));
    if (alias === null) throw new Throwable(ExceptionClass.runtime, `${file} has no alias :${name}`);
    return alias;
  });
  const own = [
    ...chosen.flatMap((alias) => strings(at(alias, EXTRA_PATHS), known)),
    ...(project.has(PATHS) ? strings(at(project, PATHS), known) : ['src']),
  ];
  const roots = [...localRoots(at(project, DEPS)), ...chosen.flatMap((alias) => localRoots(at(alias, EXTRA_DEPS)))];
  const inside = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  return [...own.map(inside), ...roots.map(inside).flatMap((root) => pathsOf(root, [], seen) ?? [])];
}
