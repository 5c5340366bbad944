// The names of vars of clojure.core that the TypeScript sources ask for, which `clove build` must keep.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, writeIfChanged } from './write.mjs';

const ASKED = [/\b(?:core|coreVar|twinOf|own)\(\s*'([^']+)'/g, /\btwin: '([^']+)'/g];
/** Files whose texts in quotes are names of vars: what sessions bind, and printing looks at. */
const LISTS = ['src/runtime/session.ts', 'src/lib/natives/print-settings.ts'];
const QUESTIONS = /QUESTION[^=]*= \{([^}]*)\}/g;
const QUOTED = /'([^'\s]+)'/g;

function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(inner);
    return inner.endsWith('.ts') && !inner.endsWith('.gen.ts') ? [inner] : [];
  });
}

export function generateCoreNames() {
  const names = new Set();
  const src = join(root, 'src');
  for (const file of sourcesIn(src)) {
    const text = readFileSync(file, 'utf8');
    for (const pattern of ASKED) for (const [, name] of text.matchAll(pattern)) names.add(name);
    for (const [, list] of text.matchAll(QUESTIONS)) for (const [, name] of list.matchAll(QUOTED)) names.add(name);
    if (LISTS.some((list) => file === join(root, list)))
      for (const [, name] of text.matchAll(QUOTED)) if (!name.startsWith('.')) names.add(name);
  }
  writeIfChanged(
    'src/build/core-names.gen.ts',
    `/** The names of vars of clojure.core that the engine and the library's natives ask for by themselves. */
export const CORE_NAMES: readonly string[] = ${JSON.stringify([...names].sort())};
`,
  );
}
