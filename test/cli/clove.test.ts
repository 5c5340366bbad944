import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { CLOVE, clove } from './clove.js';

const folder = mkdtempSync(join(tmpdir(), 'clove-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const project = fileURLToPath(new URL('project', import.meta.url));
const failing = fileURLToPath(new URL('failing', import.meta.url));

function program(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('clove -e', () => {
  test('prints what is not nil, form by form', () => {
    expect(clove(['-e', '(+ 1 2) nil "a\\nb" \\c', '-e', '{:a 1.0}'])).toEqual({ code: 0, out: '3\n"a\\nb"\n\\c\n{:a 1.0}\n', err: '' });
  });

  test('shares definitions among its texts', () => {
    expect(clove(['-e', '(await (js/Promise.resolve 4))']).out).toBe('4\n');
    expect(clove(['-e', '(def x 20)', '-e', '(inc x)'])).toEqual({ code: 0, out: "#'user/x\n21\n", err: '' });
  });

  test('realises lazy values', () => {
    expect(clove(['-e', '(map inc [1 2])']).out).toBe('(2 3)\n');
  });

  test('fails with 1 after printing what came before', () => {
    const { code, out, err } = clove(['-e', '(println "before") (/ 1 0) (println "after")']);
    expect({ code, out }).toEqual({ code: 1, out: 'before\n' });
    expect(err).toContain('Divide by zero');
  });

  test('runs before a file and before -m', () => {
    expect(clove(['-e', ':first', program('second.clj', '(println :second)')]).out).toBe(':first\n:second\n');
  });
});

describe('clove FILE', () => {
  test('runs a program with its arguments', () => {
    const file = program('args.clj', '(prn *command-line-args*) (print "no newline")');
    expect(clove([file, 'a', '-e', 'ü'])).toEqual({ code: 0, out: '("a" "-e" "ü")\nno newline', err: '' });
    expect(clove([file]).out).toBe('nil\nno newline');
  });

  test('on every engine', () => {
    const file = program('engines.clj', '(println (reduce + (range 100)))');
    for (const engine of ['vm', 'tree']) expect(clove(['--engine', engine, file])).toEqual({ code: 0, out: '4950\n', err: '' });
  });

  test('finds the namespaces beside it, wherever it is started', () => {
    program('beside_it.clj', '(ns beside-it) (def answer 42)');
    const file = program('main.clj', "(require '[beside-it :as b]) (println b/answer)");
    expect(clove([file], { cwd: tmpdir() })).toEqual({ code: 0, out: '42\n', err: '' });
  });

  test('shows where an error happened, and the way there', () => {
    const { code, out, err } = clove(['src/shop/broken.clj'], { cwd: project });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('java.lang.ArithmeticException');
    expect(err).toContain('Divide by zero');
    expect(err).toContain('src/shop/broken.clj:4:3');
    expect(err).toContain('\n  (/ n 0))\n  ^');
    expect(err).toMatch(/shop\.broken\/half[\s\S]*shop\.broken\/start/);
  });

  test('shows where a text cannot be read', () => {
    const { code, err } = clove([program('unread.clj', '(def a 1)\n(def b [1 2)\n')]);
    expect(code).toBe(1);
    expect(err).toContain('unread.clj:2:12');
    expect(err).toContain('(def b [1 2)');
    expect(err).toContain('Unmatched delimiter: )');
  });

  test('ends with the code that the program asks for, and loses no output', () => {
    const file = program('exit.clj', '(dotimes [i 20000] (println i)) (print "last") (System/exit 7)');
    const { code, out } = clove([file]);
    expect(code).toBe(7);
    expect(out.endsWith('19999\nlast')).toBe(true);
  });

  test('is quiet when nobody reads its output any more', () => {
    const file = program('pipe.clj', '(dotimes [i 100000] (println i))');
    const { stdout, stderr } = spawnSync('sh', ['-c', `"${CLOVE}" "${file}" | head -n 1`], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  test('reads its input', () => {
    const file = program('input.clj', '(loop [n 0] (if-let [line (read-line)] (recur (+ n (count line))) (println n)))');
    expect(clove([file], { input: 'ab\n\ncde' }).out).toBe('5\n');
  });
});

test('clove - runs what comes from standard input', () => {
  expect(clove(['-', 'x'], { input: '(println *command-line-args*)\n(println (+ 1 2))' })).toEqual({ code: 0, out: '(x)\n3\n', err: '' });
});

describe('clove -m', () => {
  test('calls -main of a namespace on the path', () => {
    expect(clove(['-m', 'shop.price-list', 'tea', 'cup'], { cwd: project })).toEqual({ code: 0, out: 'total 10 (tea cup)\n', err: '' });
    expect(clove(['-cp', join(project, 'src'), '-m', 'shop.price-list'], { cwd: folder }).out).toBe('total 0 nil\n');
  });

  test('tells where it looked for one that is not there', () => {
    const { code, err } = clove(['-cp', 'a:b', '-m', 'no.such-thing']);
    expect(code).toBe(1);
    expect(err).toContain('Could not locate no/such_thing.clove, no/such_thing.cljc or no/such_thing.clj on the path. Looked in: a, b.');
  });

  test('tells when there is no -main', () => {
    program('mainless.clj', '(ns mainless)');
    const { code, err } = clove(['-m', 'mainless'], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toBe('clove: Namespace mainless has no function -main\nhint: (defn -main [& args] ...) in mainless would be called\n');
  });
});

describe('clove test', () => {
  test('runs the tests on the path and succeeds', () => {
    const { code, out, err } = clove(['test'], { cwd: project });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('\nTesting shop.price-list-test\n\nRan 1 tests containing 2 assertions.\n0 failures, 0 errors.\n');
  });

  test('fails for a wrong assertion and for a namespace that cannot be loaded', () => {
    const { code, out, err } = clove(['test'], { cwd: failing });
    expect(code).toBe(1);
    expect(out).toContain('FAIL in (wrong) (sums_test.clj:5)\nexpected: (= 5 (+ 2 2))\n  actual: (not (= 5 4))\n');
    expect(out).toContain('Ran 2 tests containing 2 assertions.\n1 failures, 0 errors.\n1 of 2 namespaces could not be loaded.\n');
    expect(err).toContain('Could not load unreadable-test:\n');
    expect(err).toContain('EOF while reading');
  });

  test('runs the named ones only', () => {
    const { code, err } = clove(['test', 'sums-test'], { cwd: failing });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(clove(['test', 'shop.price-list-test'], { cwd: project }).code).toBe(0);
  });

  test('does not succeed when there is nothing to run', () => {
    const { code, err } = clove(['-cp', 'src', 'test'], { cwd: project });
    expect({ code, err }).toEqual({ code: 1, err: 'No namespace with a deftest in: src\n' });
  });
});

describe('clove profile', () => {
  const text = `(ns prof)
(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(defn risky [i] (if (zero? (rem i 10)) (throw (ex-info "no" {})) i))
(defn careful [i] (try (risky i) (catch Exception _ 0)))
(defn total [n] (loop [i 0 sum 0] (if (< i n) (recur (inc i) (+ sum i)) sum)))
(println (fib 20) (reduce + (map careful (range 100))) (total 300000) *command-line-args*)
`;
  const file = (): string => program('prof.clj', text);

  test('runs the program, and tells what was compiled and why it was left', () => {
    const { code, out, err } = clove(['--engine', 'jit', 'profile', file(), 'a']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^6765 4500 44999850000 \(a\)\n/);
    expect(out).toMatch(/where \d+\.\d\d s went:\n +\d+\.\d%/);
    expect(out).toContain('prof/fib, 1 arguments:');
    expect(out).toMatch(/ 10 {2}prof\/risky at .*prof\.clj:3:\d+: an exception/);
  });

  test('tells of loops that were entered while they ran', () => {
    const { out } = clove(['--engine', 'auto', 'profile', file()]);
    expect(out).toMatch(/entered at the head of a loop:\n +\d+ {2}prof\/total at .*prof\.clj:5/);
    expect(out).toContain('prof/total, a loop, at word');
  });

  test('--code shows the bytecode under its source, and the JavaScript', () => {
    const { out } = clove(['--engine', 'jit', 'profile', '--code', 'fib', file()]);
    expect(out).toContain('    2 | (defn fib [n]');
    expect(out).toMatch(/ 0 {2}JLTI .*; 2:/);
    expect(out).toContain('return function ');
  });

  test('refuses what it cannot do', () => {
    expect(clove(['profile', '--code', 'zork', file()]).err).toContain('No function zork was compiled');
    expect(clove(['--engine', 'vm', 'profile', file()])).toMatchObject({
      code: 2,
      err: 'clove: The engine vm compiles nothing\nhint: --engine auto or --engine jit\n',
    });
  });
});

test('clove disasm shows instructions with the functions they belong to', () => {
  const { code, out } = clove(['disasm', program('square.clj', '(defn square [x] (* x x))')]);
  expect(code).toBe(0);
  expect(out).toContain('square');
});

describe('wrong use', () => {
  test.each([
    [['--engin', 'vm'], 'clove: Unknown option --engin\nhint: did you mean --engine?\n'],
    [['-e'], 'clove: Option -e needs an argument\nhint: -e EXPR: evaluate EXPR and print what is not nil; may be given several times\n'],
    [['no-such-file.clj'], 'clove: There is no file no-such-file.clj\n'],
    [['tets'], 'clove: There is no file tets\nhint: did you mean clove test?\n'],
    [['src'], 'clove: src is a folder, not a program\n'],
  ])('%j ends with 2 and a hint', (args, err) => {
    expect(clove(args)).toEqual({ code: 2, out: '', err });
  });
});

describe('the launcher', () => {
  test('works through a symbolic link, from any folder', () => {
    const link = join(folder, 'linked');
    symlinkSync(CLOVE, link);
    expect(spawnSync('./linked', ['-e', '1'], { cwd: folder, encoding: 'utf8' }).stdout).toBe('1\n');
    symlinkSync('linked', join(folder, 'twice'));
    expect(
      spawnSync('twice', ['-e', '2'], { cwd: tmpdir(), encoding: 'utf8', env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } })
        .stdout,
    ).toBe('2\n');
  });

  test('knows its version', () => {
    expect(clove(['--version']).out).toMatch(/^clove \d+\.\d+\.\d+\n$/);
  });
});

test('clove debug goes through a program line by line, forward and back', () => {
  const file = program('debugged.clj', '(defn f [x]\n  (let [y (* x 2)]\n    (inc y)))\n(f 4)\n');
  const { code, out } = clove(['debug', file], { input: 'br 3 (> y 5)\nc\nl\np (+ x y)\nb\nw\nc\nc\n' });
  expect(code).toBe(0);
  for (const told of ['(inc y)))', 'x = 4', 'y = 8', '12', '(let [y (* x 2)]', 'user/f', 'The program has ended: 9'])
    expect(out).toContain(told);
  expect(clove(['debug']).err).toContain('clove debug takes one file');
});

describe('the start-up snapshot', () => {
  const START = '(boolean (some #{"--snapshot-blob"} (seq js/process.execArgv)))';
  const usesSnapshot = (env: Readonly<Record<string, string>>) => clove(['-e', START], { env }).out;

  test('is used where it fits this Node and this machine, and nothing else is asked of Node', () => {
    expect(usesSnapshot({ NODE_OPTIONS: '' })).toBe('true\n');
    expect(usesSnapshot({ NODE_OPTIONS: '--no-deprecation' })).toBe('false\n');
  });

  test('has nothing in it that another start would know', () => {
    const seen = () =>
      clove(['-e', '[(rand) (str (random-uuid)) (System/getenv "SEEN") (System/getProperty "user.dir")]'], {
        cwd: folder,
        env: { SEEN: 'yes' },
      }).out;
    const [one, two] = [seen(), seen()];
    expect(one).not.toBe(two);
    expect(one).toContain(`"yes" "${folder}"`);
  });

  test('makes no difference to what a program sees', () => {
    const text = '[(str (fn [])) (gensym) (str *ns*) (count (all-ns)) *command-line-args* (macroexpand-1 (quote (and 1 2)))]';
    const env = { NODE_OPTIONS: '--no-deprecation' };
    expect(clove(['-e', text]).out).toBe(clove(['-e', text], { env }).out);
  });

  test('leaves data readers of the path, features, engines and other options as they are', () => {
    for (const args of [
      ['--engine', 'jit'],
      ['--features', 'cljs'],
    ])
      expect(clove([...args, '-e', '#?(:cljs 1 :clj 2)']).out).toBe(args.includes('cljs') ? '1\n' : '2\n');
    writeFileSync(join(folder, 'data_readers.clj'), '{my/twice clojure.core/vector}');
    expect(clove(['-e', '#my/twice 3'], { cwd: folder }).out).toBe('[3]\n');
    rmSync(join(folder, 'data_readers.clj'));
  });
});
