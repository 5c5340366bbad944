// Builds dist/: generated sources, then the bundles, then declarations.
// `--quick` leaves the declarations out: all that `./clove` needs. Does nothing where the build is up to date.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run, setUp } from './setup.mjs';

const dist = join(root, 'dist');
const stamp = join(dist, 'stamp');
const typesStamp = join(dist, 'types', 'stamp');
const lock = join(root, 'node_modules', '.clove-build-lock');
/** The bundles, by the name that they have in dist/. */
const entries = {
  index: 'src/host/node/entry.ts',
  whole: 'src/api/index.ts',
  core: 'src/api/core.ts',
  cli: 'src/cli/start.ts',
  node: 'src/host/node/grants.ts',
  isolate: 'src/host/node/isolate.ts',
  'isolate-worker': 'src/host/node/isolate-worker.ts',
  'isolate.browser': 'src/host/browser/isolate.ts',
  'isolate-worker.browser': 'src/host/browser/isolate-worker.ts',
};

/** The parts of Clove that programs import by name, each a module. */
function partEntries() {
  const folder = join(root, 'src', 'lib', 'parts');
  const names = readdirSync(folder).filter((name) => name !== 'core.ts');
  return Object.fromEntries(names.map((name) => [`parts/${name.replace(/(\.gen)?\.ts$/, '')}`, `src/lib/parts/${name}`]));
}

/** Milliseconds for which the files of an earlier build stay. */
const GRACE = 60_000;

const mtime = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** When a source last changed, or, `withFolders`, came or went. Generated files do not count: they follow from the others. */
function lastChange(withFolders) {
  let last = mtime(join(root, 'package-lock.json'));
  const look = (folder) => {
    if (withFolders) last = Math.max(last, mtime(folder));
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const inner = join(folder, entry.name);
      if (entry.isDirectory()) look(inner);
      else if (!entry.name.endsWith('.gen.ts')) last = Math.max(last, mtime(inner));
    }
  };
  look(join(root, 'src'));
  look(join(root, 'scripts'));
  return last;
}

/** Lets one build run at a time; a lock whose owner is gone is taken over. */
function takeLock() {
  for (;;) {
    try {
      const fd = openSync(lock, 'wx');
      writeFileSync(fd, String(process.pid));
      closeSync(fd);
      process.on('exit', () => rmSync(lock, { force: true }));
      return;
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
      if (!ownerLives()) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

function ownerLives() {
  if (!existsSync(lock)) return false;
  const pid = Number(readFileSync(lock, 'utf8'));
  // An owner that has not written its number yet has only just begun.
  if (pid === 0) return Date.now() - mtime(lock) < 1000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e.code === 'EPERM';
  }
}

/** Runs the generators; once more where a source changed meanwhile. Returns the time that the build stands for. */
function generate() {
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = Date.now();
    run(process.execPath, [join(root, 'scripts', 'generate.mjs')]);
    // Folders that received generated files are new, which says nothing about the sources in them.
    if (lastChange(false) <= before) break;
  }
  return Date.now();
}

/** Puts a file in its place at once, so that a program that is just starting never reads half of it. */
function place(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}`;
  writeFileSync(half, contents);
  renameSync(half, path);
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What all bundles have in common. */
const bundling = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { CLOVE_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  plugins: [
    { name: 'flat classes', setup: async (build) => (await import('./build/flat-classes.mjs')).flattenClasses(build, join(root, 'src')) },
  ],
};

/** Puts the texts of the library into a folder that is named by what is in it. Returns that name. */
async function placeLibrary(build) {
  const { outputFiles } = await build({
    ...bundling,
    stdin: {
      contents: ['images', 'details', 'sources'].map((name) => `export * from './src/lib/${name}.gen.ts';`).join('\n'),
      resolveDir: root,
    },
    write: false,
    format: 'esm',
  });
  const module = join(dist, `library-${process.pid}.mjs`);
  writeFileSync(module, outputFiles[0].contents);
  const { IMAGES, DETAILS, SOURCES } = await import(pathToFileURL(module).href);
  rmSync(module);
  const files = new Map(Object.entries(SOURCES));
  for (const [ns, text] of Object.entries(IMAGES)) files.set(`${ns}.image`, text);
  for (const [ns, text] of Object.entries(DETAILS)) files.set(`${ns}.details`, text);
  const name = `library-${createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex')
    .slice(0, 8)}`;
  for (const [path, text] of files) place(join(dist, name, path), text);
  return name;
}

const shell = (text) => spawnSync('sh', ['-c', text], { cwd: root, encoding: 'utf8' }).stdout;

async function bundle() {
  const { build } = await import('esbuild');
  const library = await placeLibrary(build);
  const { outputFiles } = await build({
    ...bundling,
    define: { ...bundling.define, CLOVE_LIBRARY: JSON.stringify(library) },
    entryPoints: { ...entries, ...partEntries() },
    outdir: dist,
    splitting: true,
    write: false,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
  });
  await bundleStarts(build);
  const isEntry = ({ path }) => basename(dirname(path)) !== 'chunks';
  for (const file of outputFiles.filter((f) => !isEntry(f))) place(file.path, file.contents);
  for (const file of outputFiles.filter(isEntry)) place(file.path, file.contents);
  removeOld(join(dist, 'chunks'), new Set(outputFiles.map(({ path }) => basename(path))));
  removeOld(join(dist, 'parts'), new Set(outputFiles.map(({ path }) => basename(path))));
  removeOld(dist, new Set([library]), /^library-/);
  return library;
}

/** What programs that `clove build` made start with, each in one file that goes with them. */
async function bundleStarts(build) {
  for (const [name, entry] of Object.entries({ 'start.browser': 'src/build/start.ts', 'start.node': 'src/host/node/start.ts' })) {
    const { outputFiles } = await build({
      ...bundling,
      entryPoints: { [name]: entry },
      outdir: dist,
      write: false,
      format: 'esm',
      platform: name === 'start.node' ? 'node' : 'neutral',
      minifyIdentifiers: true,
    });
    for (const file of outputFiles) place(file.path, file.contents);
  }
}

/**
 * Makes the start-up snapshot with which `./clove` starts faster (docs/decisions/010-start-up-snapshot.md), and notes what it is good
 * for: this program of Node, on this machine. `./clove` starts as usual where the note says something else.
 */
async function snapshot(library) {
  const script = join(dist, `start-up-${process.pid}.cjs`);
  const blob = `${script}.blob`;
  rmSync(join(dist, 'start-up.key'), { force: true });
  try {
    const { build } = await import('esbuild');
    const define = {
      ...bundling.define,
      CLOVE_LIBRARY: JSON.stringify(library),
      'import.meta.url': JSON.stringify(pathToFileURL(script).href),
    };
    await build({ ...bundling, define, entryPoints: ['src/cli/start-up-snapshot.ts'], outfile: script, format: 'cjs' });
    const made = spawnSync(process.execPath, ['--no-warnings', '--snapshot-blob', blob, '--build-snapshot', script], { encoding: 'utf8' });
    if (made.status !== 0) {
      process.stderr.write(`No start-up snapshot was made; clove starts without one.\n${made.stderr.slice(-500)}\n`);
      return;
    }
    renameSync(blob, join(dist, 'start-up.blob'));
    const [node, key] = shell('command -v node; . scripts/start-up-key.sh; start_up_key').split('\n');
    // Where `node` is a program that chooses one of several, a snapshot for one of them is of no use.
    if (realpathSync(node) === realpathSync(process.execPath)) place(join(dist, 'start-up.key'), `${key}\n`);
  } finally {
    rmSync(script, { force: true });
    rmSync(blob, { force: true });
  }
}

/** Removes what earlier builds left, but for the youngest: a program that is just starting may still want them. */
function removeOld(folder, current, pattern = /./) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (pattern.test(name) && !current.has(name) && mtime(path) < Date.now() - GRACE) rmSync(path, { recursive: true });
  }
}

setUp();
takeLock();
mkdirSync(dist, { recursive: true });
if (lastChange(true) > mtime(stamp)) {
  process.stderr.write('Building ...\n');
  const builtAt = generate();
  const library = await bundle();
  if (process.platform !== 'win32') await snapshot(library);
  writeFileSync(stamp, '');
  utimesSync(stamp, builtAt / 1000, builtAt / 1000);
}
if (!process.argv.includes('--quick') && mtime(stamp) > mtime(typesStamp)) {
  process.stderr.write('Writing declarations ...\n');
  rmSync(dirname(typesStamp), { recursive: true, force: true });
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.types.json']);
  writeFileSync(typesStamp, '');
}
