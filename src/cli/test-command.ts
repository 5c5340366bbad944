import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { EXTENSIONS } from '../host/node/source-path.js';
import { report, type Session } from './session.js';

const FAILED = 1;
/** Folders that hold other people's code or results. */
const SKIPPED = new Set(['node_modules', 'dist', 'target']);
const DEFINES_TESTS = /\(\s*(?:[\w.-]+\/)?deftest[\s-]/;

/**
 * `clove test`: loads these namespaces, or all on the path that define tests, and runs their tests. Returns the exit
 * code: 0 where every test passed.
 */
export function runTests(session: Session, names: readonly string[]): number {
  const { runtime, host } = session;
  const namespaces = names.length > 0 ? names : findTestNamespaces(session.path);
  if (namespaces.length === 0) {
    host.stderr.write(`No namespace with a deftest in: ${session.path.join(', ')}\n`);
    return FAILED;
  }
  runtime.require('clojure.test');
  const loaded = namespaces.filter((ns) => loads(session, ns));
  const quoted = loaded.map((ns) => `'${ns}`).join(' ');
  const passed =
    loaded.length > 0 && runtime.evalString(`(clojure.test/successful? (clojure.test/run-tests ${quoted}))`, { file: '<test>' });
  const broken = namespaces.length - loaded.length;
  if (broken > 0) host.stdout.write(`${broken} of ${namespaces.length} namespaces could not be loaded.\n`);
  return passed === true && broken === 0 ? 0 : FAILED;
}

function loads(session: Session, ns: string): boolean {
  try {
    session.runtime.require(ns);
    return true;
  } catch (e) {
    session.host.stderr.write(`Could not load ${ns}:\n`);
    report(session, e);
    return false;
  }
}

/** The names of the namespaces that define tests, by their files, sorted. A file counts for the first folder that holds it. */
export function findTestNamespaces(folders: readonly string[]): string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  // The innermost folder gives the name: test/a_test.clj is a-test, not test.a-test, though `.` is on the path too.
  const roots = folders.filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory());
  roots.sort((a, b) => realpathSync(b).length - realpathSync(a).length);
  for (const folder of roots) {
    for (const file of clojureFiles(folder)) {
      const real = realpathSync(file);
      if (seen.has(real)) continue;
      seen.add(real);
      if (DEFINES_TESTS.test(readFileSync(file, 'utf8'))) found.add(namespaceOf(relative(folder, file)));
    }
  }
  return [...found].sort();
}

function clojureFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : clojureFiles(path);
    return EXTENSIONS.some((extension) => entry.name.endsWith(extension)) ? [path] : [];
  });
}

function namespaceOf(path: string): string {
  return path
    .replace(/\.[^.]+$/, '')
    .replaceAll('\\', '/')
    .replaceAll('/', '.')
    .replaceAll('_', '-');
}
