// The library as the build compiles it: a module with the image of each namespace, one with what images leave out, and the parts of Clove that
// programs name.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root, writeIfChanged } from './write.mjs';

const folder = join(root, 'node_modules', '.cache', 'clove');

/** Loads the library from its sources, recording, in a bundle of the sources as they stand. */
export async function generateImages() {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `record-image-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    stdin: {
      contents: `export * from './src/lib/record-image.ts'; export { filesOf, partName } from './src/lib/part.ts'; export { NAMESPACES } from './src/lib/namespaces.gen.ts';`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const { recordImages, filesOf, partName, NAMESPACES } = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  const { images, details } = recordImages((message) => process.stderr.write(`${message}\n`));
  const names = Object.keys(images);
  for (const ns of names)
    writeIfChanged(
      `src/lib/images/${ns}.gen.ts`,
      `/** ${ns} as the build compiled it: see src/bytecode/image. */\nexport const IMAGE: string = ${JSON.stringify(images[ns])};\n`,
    );
  writeIfChanged('src/lib/images.gen.ts', record('IMAGES', 'The namespaces of the library as the build compiled them.', names, 'images'));
  writeIfChanged(
    'src/lib/details.gen.ts',
    `/** What the images leave out, by namespace: see src/bytecode/image/details.ts. */
export const DETAILS: Readonly<Record<string, string>> = {
${names.map((ns) => `  ${JSON.stringify(ns)}: ${JSON.stringify(details[ns])},`).join('\n')}
};
`,
  );
  const parts = names.filter((ns) => ns !== 'clojure.core');
  for (const ns of parts)
    writeIfChanged(`src/lib/parts/${ns}.gen.ts`, partModule(ns, requiredBy(ns, filesOf(ns)[0], NAMESPACES), partName));
  removeOthers('src/lib/images', names);
  removeOthers('src/lib/parts', parts);
}

/** A module that gathers what others hold, by namespace. */
function record(name, doc, namespaces, from) {
  return `${namespaces.map((ns, i) => `import { IMAGE as n${i} } from './${from}/${ns}.gen.js';`).join('\n')}

/** ${doc} */
export const ${name}: Readonly<Record<string, string>> = {
${namespaces.map((ns, i) => `  '${ns}': n${i},`).join('\n')}
};
`;
}

/** The namespaces of the library that a namespace requires at its beginning, in the clauses behind its docstring. */
function requiredBy(ns, file, namespaces) {
  const text = readFileSync(join(root, 'src', 'lib', file), 'utf8');
  const form = text.slice(text.indexOf('(ns '), text.indexOf('\n\n', text.indexOf('(ns ')));
  const clauses = form.slice(form.search(/\n\s*\(:|$/));
  return namespaces.filter((other) => other !== ns && new RegExp(`[[\\s(]${other.replace(/\./g, '\\.')}[\\])\\s]`).test(clauses));
}

/** Where the natives of namespaces are that bring some: as src/lib/natives/further.ts says. */
const FURTHER = readFileSync(join(root, 'src/lib/natives/further.ts'), 'utf8');

/** The native table of a namespace as an expression, and the import for it; null where it has none. */
function nativesOf(ns) {
  const [, expression] = FURTHER.match(new RegExp(`'${ns.replace(/\./g, '\\.')}': (.*),\n`)) ?? [];
  if (expression === undefined) return null;
  const [name] = expression.match(/\w+$/);
  const [, file] = FURTHER.match(new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '\\./(.*)'`));
  return { expression, importing: `import { ${name} } from '../natives/${file}';` };
}

function partModule(ns, needs, partName) {
  const natives = nativesOf(ns);
  const imports = [
    `import { IMAGE } from '../images/${ns}.gen.js';`,
    ...(natives === null ? [] : [natives.importing]),
    `import type { Part } from '../part.js';`,
    ...needs.map((other) => `import { ${partName(other)} } from './${other}.gen.js';`),
  ];
  return `${imports.join('\n')}

/** The namespace ${ns}. */
export const ${partName(ns)}: Part = {
  name: '${ns}',
  needs: [${needs.map(partName).join(', ')}],
  image: (ns) => (ns === '${ns}' ? IMAGE : undefined),${natives === null ? '' : `\n  natives: { '${ns}': ${natives.expression} },`}
};
`;
}

/** Removes generated modules of namespaces that are no longer there. */
function removeOthers(path, names) {
  const at = join(root, path);
  if (!existsSync(at)) return;
  const kept = new Set(names.map((ns) => `${ns}.gen.ts`));
  for (const file of readdirSync(at)) if (file.endsWith('.gen.ts') && !kept.has(file)) rmSync(join(at, file));
}
