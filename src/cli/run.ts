import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CompilationLog, Runtime } from '../api/exports.js';
import { Throwable } from '../data/errors.js';
import { nearest } from '../data/nearest.js';
import { list } from '../data/seqs/index.js';
import type { Value } from '../data/value.js';
import { createNodeHost, flushAtExit } from '../host/node/index.js';
import { projectPaths } from '../host/node/project.js';
import { setCore } from '../repl/core-var.js';
import { COMMAND_WORDS, type Command, type CommandLine, UsageError } from './options.js';
import type { Profiler } from './profile-command.js';
import { createWorld, report, type Session, USUAL_ENGINE, type World } from './session.js';

const FAILED = 1;

/** Does what a command line asks for, with the world that was prepared for it where that will do. Returns the exit code. */
export async function runCommandLine(line: CommandLine, prepared: World | null): Promise<number> {
  // Before the runtime, which takes a moment to begin.
  if ('file' in line.command) refuseMissing(line.command.file);
  const profiler = line.command.kind === 'profile' ? await startProfiler(line) : null;
  const session = createSession(line, prepared, profiler?.log);
  flushAtExit(session.host);
  const fail = (e: unknown): number => {
    report(session, e);
    return FAILED;
  };
  // What callbacks throw after the program has ended.
  process.on('uncaughtException', (e) => process.exit(fail(e)));
  try {
    for (const text of line.evals) await evaluateAndPrint(session, text);
    const code = await runCommand(session, line.command);
    session.host.stdout.flush();
    await session.runtime.drainAsync();
    profiler?.report(session);
    return code;
  } catch (e) {
    if (e instanceof UsageError) throw e;
    return fail(e);
  }
}

async function startProfiler({ command, engine = USUAL_ENGINE }: CommandLine): Promise<Profiler> {
  if (engine !== 'auto' && engine !== 'jit') throw new UsageError(`The engine ${engine} compiles nothing`, '--engine auto or --engine jit');
  return (await import('./profile-command.js')).startProfiler(command.kind === 'profile' ? command.code : null);
}

function createSession(line: CommandLine, prepared: World | null, compilationLog?: CompilationLog): Session {
  const { command, engine = USUAL_ENGINE, features, tiering } = line;
  const project = projectFolder(command);
  const path = line.path ?? projectPath(command, project, line.aliases) ?? defaultPath(command);
  const usual = engine === USUAL_ENGINE && features === null && Object.keys(tiering).length === 0 && compilationLog === undefined;
  if (prepared !== null && usual) {
    const { sources } = prepared.host;
    sources.search(path, project);
    // Readers that the path names are made with the runtime.
    if (sources.dataReaders().length === 0) return { ...prepared, path };
  }
  const host = createNodeHost(path, project);
  return { ...createWorld({ engine, host, features: features ?? undefined, compilationLog, tiering }), path };
}

const isProgram = (command: Command): command is Command & { readonly file: string } =>
  command.kind === 'file' ||
  command.kind === 'profile' ||
  command.kind === 'debug' ||
  command.kind === 'build' ||
  command.kind === 'trace' ||
  command.kind === 'explain';

/** The folder of the project that a command is about: where it is started, unless only the program's own folder has a deps.edn. */
function projectFolder(command: Command): string {
  if (!isProgram(command) || existsSync('deps.edn')) return '.';
  const own = dirname(command.file);
  return existsSync(join(own, 'deps.edn')) ? own : '.';
}

function pathsOfProject(project: string, aliases: readonly string[]): string[] | null {
  try {
    return projectPaths(project, aliases);
  } catch (e) {
    throw e instanceof Throwable ? new UsageError(e.message ?? e.name) : e;
  }
}

/** The folders that the deps.edn of the project names, and that of the program; null where there is no deps.edn. */
function projectPath(command: Command, project: string, aliases: readonly string[]): string[] | null {
  const paths = pathsOfProject(project, aliases);
  if (paths === null) {
    if (aliases.length > 0) throw new UsageError(`There is no deps.edn for the aliases ${aliases.join(', ')}`);
    return null;
  }
  if (command.kind === 'test' && !paths.includes(join(project, 'test'))) paths.push(join(project, 'test'));
  return isProgram(command) ? [...paths, dirname(command.file)] : paths;
}

function defaultPath(command: Command): string[] {
  if (command.kind === 'test') return ['src', 'test', '.'];
  // So that a program finds the files beside it, wherever it is started from.
  return isProgram(command) ? ['src', '.', dirname(command.file)] : ['src', '.'];
}

async function runCommand(session: Session, command: Command): Promise<number> {
  const { runtime, host } = session;
  switch (command.kind) {
    case 'file':
    case 'profile':
      setArguments(runtime, command.args);
      await runtime.loadFileAsync(command.file);
      return 0;
    case 'stdin':
      setArguments(runtime, command.args);
      await runtime.evalStringLater(host.stdin.readRest(), { file: '<stdin>' });
      return 0;
    case 'main':
      return callMain(session, command.ns, command.args);
    case 'debug':
      return (await import('./debug-command.js')).runDebugger(session, command.file);
    case 'explain':
      return (await import('./explain-command.js')).runExplain(session, command);
    case 'trace':
      return (await import('./trace-command.js')).runTrace(session, command);
    case 'build':
      return (await import('./build-command.js')).runBuild(session, command);
    case 'disasm':
      host.stdout.write(runtime.disassemble(host.files.readText(command.file, 'utf8'), command.file));
      return 0;
    case 'test':
      return (await import('./test-command.js')).runTests(session, command.namespaces);
    case 'repl':
      return (await import('../repl/index.js')).startRepl(runtime, host, (e) => report(session, e));
    default:
      return 0;
  }
}

function refuseMissing(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) {
    const guess = nearest(file, COMMAND_WORDS);
    throw new UsageError(`There is no file ${file}`, guess === null ? null : `did you mean clove ${guess}?`);
  }
  if (found.isDirectory()) throw new UsageError(`${file} is a folder, not a program`);
}

async function callMain({ runtime }: Session, ns: string, args: readonly string[]): Promise<number> {
  setArguments(runtime, args);
  runtime.require(ns);
  const main = runtime.lookup(ns, '-main');
  if (main === undefined)
    throw new UsageError(`Namespace ${ns} has no function -main`, `(defn -main [& args] ...) in ${ns} would be called`);
  await runtime.callLater(main.root, ...args);
  return 0;
}

function setArguments(runtime: Runtime, args: readonly string[]): void {
  setCore(runtime, '*command-line-args*', args.length === 0 ? null : list(...args));
}

async function evaluateAndPrint({ runtime, host }: Session, text: string): Promise<void> {
  const onForm = (value: Value): void => {
    if (value !== null) host.stdout.write(`${runtime.printString(value)}\n`);
  };
  await runtime.evalStringLater(text, { file: '<expr>', onForm });
}
