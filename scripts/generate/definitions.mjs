// Reads the definitions of the instructions: their data by running them, the text of their bodies by parsing it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { build, transform } from 'esbuild';
import { root } from './write.mjs';

const folder = join(root, 'src', 'bytecode', 'instructions');
const SKIPPED = new Set(['define.ts', 'index.ts']);

/** The definitions as data, by running src/bytecode/instructions/index.ts. */
async function evaluate() {
  const outfile = join(root, '.cache', `instructions-${process.pid}.mjs`);
  await build({ entryPoints: [join(folder, 'index.ts')], bundle: true, platform: 'neutral', format: 'esm', outfile, logLevel: 'warning' });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    const { rmSync } = await import('node:fs');
    rmSync(outfile, { force: true });
  }
}

/** The bodies of one file by name, each with its parsed text, and the names that the file imports or defines. */
async function parseFile(file) {
  const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', target: 'es2022' });
  const { body } = parse(code, { ecmaVersion: 2022, sourceType: 'module' });
  const bodies = new Map();
  const names = new Map();
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration') {
      for (const s of statement.specifiers)
        names.set(s.local.name, { imported: s.imported.name, from: resolve(dirname(file), statement.source.value) });
    } else {
      const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
      if (declaration === null) continue;
      for (const d of declaration.declarations ?? [declaration]) {
        const { name } = d.id;
        const properties = d.init?.type === 'CallExpression' ? (d.init.arguments[0]?.properties ?? []) : [];
        const own = properties.find((p) => p.key.name === 'body');
        if (own !== undefined) bodies.set(name, { node: own.value, text: code });
        names.set(name, { imported: name, from: file.replace(/\.ts$/, '.js') });
      }
    }
  }
  return { bodies, names };
}

/** All instructions in the order of their opcodes: data, `body` (parsed), `text` (what it was parsed from), `names`. */
export async function readDefinitions() {
  const { INSTRUCTIONS, NAMES } = await evaluate();
  const bodies = new Map();
  for (const name of readdirSync(folder).filter((f) => f.endsWith('.ts') && !SKIPPED.has(f))) {
    const parsed = await parseFile(join(folder, name));
    for (const [key, value] of parsed.bodies) bodies.set(key, { ...value, names: parsed.names, file: name });
  }
  return INSTRUCTIONS.map((instruction, op) => {
    const found = bodies.get(NAMES[op]);
    if (found === undefined) throw new Error(`The instruction ${NAMES[op]} has no body that can be read`);
    return { ...instruction, name: NAMES[op], op, parsed: found.node, text: found.text, names: found.names, file: found.file };
  });
}

/** The path by which a generated file at `from` imports `to`. */
export function importPath(from, to) {
  const path = relative(dirname(join(root, from)), to).replace(/\\/g, '/');
  return path.startsWith('.') ? path : `./${path}`;
}
