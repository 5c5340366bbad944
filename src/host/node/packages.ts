import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The folders with Clojure sources of the npm packages that can be required from a folder: those in its `node_modules`
 * and in those of the folders above it. A package has such folders where its package.json says so:
 * `"clojure": "src"`, or an array of folders.
 */
export function packageFolders(from: string): string[] {
  const found: string[] = [];
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) for (const name of packageNames(modules)) found.push(...sourcesOf(join(modules, name)));
    if (dirname(folder) === folder) return found;
  }
}

function packageNames(modules: string): string[] {
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith('.')) return [];
    return name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name];
  });
}

function sourcesOf(folder: string): string[] {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  // Most packages say nothing of Clojure, and need not be parsed.
  if (!text.includes('"clojure"')) return [];
  const { clojure } = JSON.parse(text) as { readonly clojure?: unknown };
  const folders = typeof clojure === 'string' ? [clojure] : Array.isArray(clojure) ? clojure : [];
  return folders.filter((name): name is string => typeof name === 'string').map((name) => join(folder, name));
}
