import { describe, expect, test } from 'vitest';
import { helpText, parseCommandLine, UsageError } from '../../src/cli/options.js';
import { nearest } from '../../src/data/nearest.js';

const parse = (...args: string[]) => parseCommandLine(args);
const plain = { evals: [], path: null, engine: undefined, aliases: [], features: null, tiering: {} };

describe('a command line', () => {
  test('without words is a REPL', () => {
    expect(parse()).toEqual({ ...plain, command: { kind: 'repl' } });
    expect(parse('-e', '1', '-r')).toEqual({ ...plain, evals: ['1'], command: { kind: 'repl' } });
  });

  test('with -e evaluates, in order', () => {
    expect(parse('-e', '1', '--eval', '2', '--eval=(= 1 2)')).toEqual({
      ...plain,
      evals: ['1', '2', '(= 1 2)'],
      command: { kind: 'none' },
    });
    expect(parse('-e', '-1')).toEqual({ ...plain, evals: ['-1'], command: { kind: 'none' } });
  });

  test('leaves what follows the program to the program', () => {
    expect(parse('a.clj', '-e', '--help')).toEqual({ ...plain, command: { kind: 'file', file: 'a.clj', args: ['-e', '--help'] } });
    expect(parse('-m', 'a.b', '-x', 'test')).toEqual({ ...plain, command: { kind: 'main', ns: 'a.b', args: ['-x', 'test'] } });
    expect(parse('-', 'x')).toEqual({ ...plain, command: { kind: 'stdin', args: ['x'] } });
  });

  test('knows its settings', () => {
    expect(parse('-cp', 'src:test', '--engine', 'tree', './test')).toEqual({
      ...plain,
      path: ['src', 'test'],
      engine: 'tree',
      command: { kind: 'file', file: './test', args: [] },
    });
    expect(parse('--engine=vm', 'test', 'a.b')).toEqual({ ...plain, engine: 'vm', command: { kind: 'test', namespaces: ['a.b'] } });
    expect(parse('-A:dev:test', '--aliases', 'more')).toEqual({ ...plain, aliases: ['dev', 'test', 'more'], command: { kind: 'repl' } });
    expect(parse('--features', 'cljs,:bb').features).toEqual(['cljs', 'bb']);
    expect(parse('--features', '').features).toEqual([]);
    expect(parse('--hot-turns', '0', '--code-cache=1000').tiering).toEqual({ hotTurns: 0, codeCache: 1000 });
    expect(() => parse('--warm-calls', 'many')).toThrow('--warm-calls takes a number, not "many"');
    expect(parse('disasm', 'f.clj').command).toEqual({ kind: 'disasm', file: 'f.clj' });
    expect(parse('profile', 'f.clj', 'a').command).toEqual({ kind: 'profile', file: 'f.clj', args: ['a'], code: null });
    expect(parse('profile', '--code', 'g', 'f.clj').command).toEqual({ kind: 'profile', file: 'f.clj', args: [], code: 'g' });
  });

  test.each([
    [['--engin', 'vm'], 'Unknown option --engin', 'did you mean --engine?'],
    [['--hlep'], 'Unknown option --hlep', 'did you mean --help?'],
    [['--zzzzzz'], 'Unknown option --zzzzzz', 'clove --help lists the options'],
    [['-e'], 'Option -e needs an argument', '-e EXPR: evaluate EXPR and print what is not nil; may be given several times'],
    [['--help=yes'], 'Option --help takes no argument', null],
    [['--engine', 'jti'], 'There is no engine "jti"', 'the engines are tree, vm, jit and auto'],
    [['disasm'], 'clove disasm takes one file', 'clove disasm FILE'],
    [['profile'], 'clove profile takes a file', 'clove profile [--code NS/FN] FILE [ARG...]'],
    [['profile', '--code'], 'clove profile takes a file', 'clove profile [--code NS/FN] FILE [ARG...]'],
    [['profile', '--cod', 'g', 'f.clj'], 'Unknown option --cod of clove profile', 'clove profile [--code NS/FN] FILE [ARG...]'],
  ])('%j is refused', (args, message, hint) => {
    let error: unknown;
    try {
      parseCommandLine(args);
    } catch (e) {
      error = e;
    }
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message).toBe(message);
    expect((error as UsageError).hint).toBe(hint);
  });
});

test('nearest finds slips of the hand, and nothing for other words', () => {
  expect(nearest('tets', ['test', 'disasm'])).toBe('test');
  expect(nearest('disam', ['test', 'disasm'])).toBe('disasm');
  expect(nearest('rest', ['test', 'disasm'])).toBe('test');
  expect(nearest('main.clj', ['test', 'disasm'])).toBe(null);
});

test('the help fits a terminal and names every option', () => {
  const lines = helpText().split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  for (const name of ['-e', '-m', '-cp', '--engine', '--repl', '--help', '--version', 'test', 'disasm', 'profile'])
    expect(helpText()).toContain(name);
});
