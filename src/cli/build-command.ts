import { copyFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { buildProgram } from '../build/index.js';
import { library } from '../host/node/library-files.js';
import type { Command } from './options.js';
import type { Session } from './session.js';

const DEFAULT_FOLDER = 'build';
const START = 'clove.js';

/** Builds a program. Returns the exit code. */
export function runBuild({ host }: Session, command: Command & { readonly kind: 'build' }): number {
  const { file, node, train } = command;
  const folder = command.folder ?? DEFAULT_FOLDER;
  const name = basename(file, extname(file));
  const text = host.files.readText(file, 'utf8');
  const start = { module: `./${START}`, reaches: node ? 'onNode' : 'anywhere' };
  const { files, figures } = buildProgram({ file, text }, { library, host, stdout: host.stderr, stderr: host.stderr, train, name, start });
  mkdirSync(folder, { recursive: true });
  for (const [own, contents] of Object.entries(files)) writeFileSync(join(folder, own), contents);
  copyFileSync(startModule(node), join(folder, START));
  const { own, library: shipped, vars, ofVars, image, code, clauses } = figures;
  const kilobytes = (characters: number): string => `${(characters / 1024).toFixed(1)} KB`;
  host.stdout.write(`${Object.keys(files)
    .concat(START)
    .map((own) => join(folder, own))
    .join('\n')}
${own.length} namespaces of the program, ${shipped.length} of the library; ${vars} of ${ofVars} vars
${kilobytes(image)} of bytecode, ${kilobytes(code)} of JavaScript in ${clauses} functions and loops\n`);
  return 0;
}

/** The module that programs start with, which stands in the package beside the program that now runs, or beside its start-up snapshot. */
function startModule(node: boolean): string {
  const at = process.execArgv.indexOf('--snapshot-blob');
  const own = at < 0 ? realpathSync(process.argv[1]) : process.execArgv[at + 1];
  return join(dirname(own), node ? 'start.node.js' : 'start.browser.js');
}
