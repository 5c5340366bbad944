import { nearest } from '../data/nearest.js';

/** Which engine runs the program; the runtime chooses where none is named. */
export type EngineName = 'tree' | 'vm' | 'jit' | 'auto';
const ENGINES: readonly EngineName[] = ['tree', 'vm', 'jit', 'auto'];

/** What a command line asks for, apart from the settings. */
export type Command =
  | { readonly kind: 'repl' }
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly file: string; readonly args: readonly string[] }
  | { readonly kind: 'stdin'; readonly args: readonly string[] }
  | { readonly kind: 'main'; readonly ns: string; readonly args: readonly string[] }
  | { readonly kind: 'test'; readonly namespaces: readonly string[] }
  | { readonly kind: 'disasm'; readonly file: string }
  | { readonly kind: 'debug'; readonly file: string }
  | {
      readonly kind: 'trace';
      readonly file: string;
      /** Functions or namespaces whose calls are shown. */
      readonly calls: readonly string[];
      /** Whether instructions are shown. */
      readonly ops: boolean;
    }
  | { readonly kind: 'explain'; readonly file: string; readonly fn: string; readonly input: string; readonly path: string }
  | { readonly kind: 'profile'; readonly file: string; readonly args: readonly string[]; readonly code: string | null }
  | {
      readonly kind: 'build';
      readonly file: string;
      /** Where the modules go; null: beside where it is started, in a folder of the name of the program. */
      readonly folder: string | null;
      readonly node: boolean;
      readonly train: readonly string[];
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

export interface CommandLine {
  readonly command: Command;
  /** Texts to evaluate, and print, before the command. */
  readonly evals: readonly string[];
  /** The folders to find namespaces in; null where the command line says nothing. */
  readonly path: readonly string[] | null;
  readonly engine: EngineName | undefined;
  /** The aliases of deps.edn whose extra paths count. */
  readonly aliases: readonly string[];
  /** The features of reader conditionals beside Clove's own; null where the command line says nothing. */
  readonly features: readonly string[] | null;
  /** What the command line says of when code is compiled. */
  readonly tiering: { readonly hotTurns?: number; readonly warmCalls?: number; readonly codeCache?: number };
}

/** A command line that means nothing. The message is for the user; `hint` says what to do instead. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}

/** What the options have said so far. */
interface Draft {
  command: Command | null;
  evals: string[];
  path: string[] | null;
  engine: EngineName | undefined;
  aliases: string[];
  features: string[] | null;
  tiering: { hotTurns?: number; warmCalls?: number; codeCache?: number };
}

const namesIn = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((name) => name.replace(/^:/, ''))
    .filter((name) => name !== '');

interface OptionSpec {
  readonly names: readonly string[];
  /** The name of its argument; null where it takes none. */
  readonly argument: string | null;
  readonly help: string;
  /** Called with the argument and what follows it; an option that makes a command takes all that follows. */
  readonly apply: (draft: Draft, value: string, rest: readonly string[]) => void;
}

const OPTIONS: readonly OptionSpec[] = [
  {
    names: ['-e', '--eval'],
    argument: 'EXPR',
    help: 'evaluate EXPR and print what is not nil; may be given several times',
    apply: (draft, value) => draft.evals.push(value),
  },
  {
    names: ['-m', '--main'],
    argument: 'NS',
    help: 'call the function -main of namespace NS with the arguments that follow',
    apply: (draft, ns, args) => {
      draft.command = { kind: 'main', ns, args };
    },
  },
  {
    names: ['-cp', '--path'],
    argument: 'PATHS',
    help: "folders to find namespaces in, separated by ':'; else those of deps.edn, or src and .",
    apply: (draft, value) => {
      draft.path = value.split(':').filter((folder) => folder !== '');
    },
  },
  {
    names: ['-A', '--aliases'],
    argument: 'NAMES',
    help: "aliases of deps.edn whose :extra-paths count, separated by ':'",
    apply: (draft, value) => draft.aliases.push(...namesIn(value, /:/)),
  },
  {
    names: ['--features'],
    argument: 'NAMES',
    help: "features of reader conditionals, separated by ','; clj without it",
    apply: (draft, value) => {
      draft.features = namesIn(value, /,/);
    },
  },
  {
    names: ['--engine'],
    argument: 'NAME',
    help: 'auto (compiles what is hot, the default), vm (interprets), jit, or tree (reference)',
    apply: (draft, value) => {
      draft.engine = engineNamed(value);
    },
  },
  {
    names: ['--hot-turns'],
    argument: 'N',
    help: 'auto compiles a function that runs at the end of N turns of 16,384 calls; 2 without it',
    apply: (draft, value) => {
      draft.tiering.hotTurns = countNamed('--hot-turns', value);
    },
  },
  {
    names: ['--warm-calls'],
    argument: 'N',
    help: 'and one that compiled code has called more than N times; 8 without it',
    apply: (draft, value) => {
      draft.tiering.warmCalls = countNamed('--warm-calls', value);
    },
  },
  {
    names: ['--code-cache'],
    argument: 'N',
    help: 'auto and jit keep N characters of compiled code; 8000000 without it',
    apply: (draft, value) => {
      draft.tiering.codeCache = countNamed('--code-cache', value);
    },
  },
  {
    names: ['-r', '--repl'],
    argument: null,
    help: 'start a REPL after what -e evaluates',
    apply: (draft) => {
      draft.command = { kind: 'repl' };
    },
  },
  {
    names: ['-h', '--help'],
    argument: null,
    help: 'show this help',
    apply: (draft) => {
      draft.command = { kind: 'help' };
    },
  },
  {
    names: ['-v', '--version'],
    argument: null,
    help: 'show the version',
    apply: (draft) => {
      draft.command = { kind: 'version' };
    },
  },
];

interface CommandSpec {
  readonly usage: string;
  readonly help: string;
  /** The word that calls it, for those that are called by a word. */
  readonly word?: string;
  readonly parse?: (args: readonly string[]) => Command;
}

const COMMANDS: readonly CommandSpec[] = [
  { usage: 'clove', help: 'start a REPL' },
  { usage: 'clove FILE [ARG...]', help: 'run a program; *command-line-args* holds the arguments' },
  { usage: 'clove -e EXPR', help: 'evaluate an expression and print its value' },
  { usage: 'clove -m NS [ARG...]', help: 'run the -main function of a namespace' },
  { usage: 'clove - [ARG...]', help: 'run the program that comes from standard input' },
  {
    usage: 'clove test [NS...]',
    help: 'run the clojure.test tests of these namespaces, or of all on the path',
    word: 'test',
    parse: (namespaces) => ({ kind: 'test', namespaces }),
  },
  {
    usage: 'clove disasm FILE',
    help: 'show what a program compiles to',
    word: 'disasm',
    parse: (args) => {
      if (args.length !== 1) throw new UsageError('clove disasm takes one file', 'clove disasm FILE');
      return { kind: 'disasm', file: args[0] };
    },
  },
  {
    usage: 'clove debug FILE',
    help: 'run it line by line, forward and back',
    word: 'debug',
    parse: (args) => {
      if (args.length !== 1) throw new UsageError('clove debug takes one file', 'clove debug FILE');
      return { kind: 'debug', file: args[0] };
    },
  },
  {
    usage: 'clove trace FILE',
    help: 'run it; --calls NS/FN shows calls, --ops which instructions ran',
    word: 'trace',
    parse: traceCommand,
  },
  {
    usage: 'clove explain FILE',
    help: 'NS/FN JSON PATH: which parts of the input made a field of the output',
    word: 'explain',
    parse: (args) => {
      if (args.length !== 4) throw new UsageError('clove explain takes a program, a function, a file and a path', EXPLAIN_HINT);
      const [file, fn, input, path] = args;
      return { kind: 'explain', file, fn, input, path };
    },
  },
  {
    usage: 'clove build FILE',
    help: 'compile it to a JavaScript module that needs no eval',
    word: 'build',
    parse: buildCommand,
  },
  {
    usage: 'clove profile FILE',
    help: 'run it; tell where time goes and what is compiled',
    word: 'profile',
    parse: profileCommand,
  },
];

const EXPLAIN_HINT = 'clove explain bill.clj bill/total order.json lines.0.price';
const TRACE_HINT = 'clove trace --calls my.ns/f FILE, or clove trace --ops FILE';

function traceCommand(given: readonly string[]): Command {
  const calls: string[] = [];
  let ops = false;
  let file: string | null = null;
  for (let i = 0; i < given.length; i++) {
    const word = given[i];
    if (word === '--ops') ops = true;
    else if (word === '--calls' && i + 1 < given.length) calls.push(given[++i]);
    else if (word.startsWith('-') || file !== null) throw new UsageError(`clove trace does not know what ${word} means here`, TRACE_HINT);
    else file = word;
  }
  if (file === null || (!ops && calls.length === 0)) throw new UsageError('clove trace takes a file, and what to show', TRACE_HINT);
  return { kind: 'trace', file, calls, ops };
}

const BUILD_HELP = `clove build [-o DIR] [--node] [--train EXPR] FILE
  -o DIR        the folder for the modules; build without it
  --node        the program reaches what clove grants: files, input, the network; without it, what browsers have too
  --train EXPR  evaluate EXPR and compile what it calls for such values; may be given several times`;

function buildCommand(given: readonly string[]): Command {
  let file: string | null = null;
  let folder: string | null = null;
  let node = false;
  const train: string[] = [];
  for (let i = 0; i < given.length; i++) {
    const word = given[i];
    if (word === '--node') node = true;
    else if (word === '-o' || word === '--train') {
      const value = given[++i];
      if (value === undefined) throw new UsageError(`Option ${word} of clove build needs an argument`, BUILD_HELP);
      if (word === '-o') folder = value;
      else train.push(value);
    } else if (word.startsWith('-')) throw new UsageError(`Unknown option ${word} of clove build`, BUILD_HELP);
    else if (file !== null) throw new UsageError('clove build takes one file', BUILD_HELP);
    else file = word;
  }
  if (file === null) throw new UsageError('clove build takes a file', BUILD_HELP);
  return { kind: 'build', file, folder, node, train };
}

const PROFILE_HINT = 'clove profile [--code NS/FN] FILE [ARG...]';

function profileCommand(given: readonly string[]): Command {
  const code = given[0] === '--code' ? given[1] : null;
  const [file, ...args] = code === null ? given : given.slice(2);
  if (code === undefined || file === undefined) throw new UsageError('clove profile takes a file', PROFILE_HINT);
  if (file.startsWith('-')) throw new UsageError(`Unknown option ${file} of clove profile`, PROFILE_HINT);
  return { kind: 'profile', file, args, code };
}

/** The words that stand for a command where a file name could stand too. */
export const COMMAND_WORDS: readonly string[] = COMMANDS.flatMap(({ word }) => word ?? []);

const OPTION_NAMES = OPTIONS.flatMap(({ names }) => names);

function countNamed(option: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new UsageError(`${option} takes a number, not "${text}"`);
  return value;
}

function engineNamed(name: string): EngineName {
  const engine = ENGINES.find((known) => known === name);
  if (engine === undefined)
    throw new UsageError(`There is no engine "${name}"`, `the engines are ${ENGINES.slice(0, -1).join(', ')} and ${ENGINES.at(-1)}`);
  return engine;
}

/** Reads a command line, without the name of the program. Throws a UsageError where it means nothing. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const draft: Draft = { command: null, evals: [], path: null, engine: undefined, aliases: [], features: null, tiering: {} };
  let i = 0;
  while (i < args.length && draft.command === null) {
    const word = args[i++];
    if (word.startsWith('-A:')) draft.aliases.push(...namesIn(word.slice(2), /:/));
    else if (word === '-') draft.command = { kind: 'stdin', args: args.slice(i) };
    else if (!word.startsWith('-')) draft.command = commandOf(word, args.slice(i));
    else i = applyOption(draft, word, args, i);
  }
  const command = draft.command ?? { kind: draft.evals.length > 0 ? 'none' : 'repl' };
  return { ...draft, command };
}

function commandOf(word: string, args: readonly string[]): Command {
  const spec = COMMANDS.find((known) => known.word === word);
  return spec?.parse?.(args) ?? { kind: 'file', file: word, args };
}

/** Applies the option `word`, whose argument, if it takes one, is at `i` or behind a `=`. Returns where to go on. */
function applyOption(draft: Draft, word: string, args: readonly string[], i: number): number {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  const name = equals < 0 ? word : word.slice(0, equals);
  const spec = OPTIONS.find(({ names }) => names.includes(name));
  if (spec === undefined) {
    const guess = nearest(name, OPTION_NAMES);
    throw new UsageError(`Unknown option ${name}`, guess === null ? 'clove --help lists the options' : `did you mean ${guess}?`);
  }
  if (spec.argument === null) {
    if (equals >= 0) throw new UsageError(`Option ${name} takes no argument`);
    spec.apply(draft, '', args.slice(i));
    return i;
  }
  if (equals >= 0) {
    spec.apply(draft, word.slice(equals + 1), args.slice(i));
    return i;
  }
  if (i === args.length) throw new UsageError(`Option ${name} needs an argument`, `${name} ${spec.argument}: ${spec.help}`);
  spec.apply(draft, args[i], args.slice(i + 1));
  return i + 1;
}

/** The text of `clove --help`. */
export function helpText(): string {
  const options = OPTIONS.map(({ names, argument, help }) => [names.join(', ') + (argument === null ? '' : ` ${argument}`), help]);
  const commands = COMMANDS.map(({ usage, help }) => [usage, help]);
  const width = Math.max(...[...options, ...commands].map(([left]) => left.length));
  const table = (rows: string[][]) => rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
  return `Clove: a Clojure that lives inside JavaScript.

Usage:
${table(commands)}

Options, which stand before the file or command:
${table(options)}

Exit codes: 0 all went well, 1 the program or a test failed, 2 the command line means nothing.
`;
}
