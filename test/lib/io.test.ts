import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { nodeFiles } from '../../src/host/node/files.js';
import { StringSource } from '../../src/runtime/streams.js';
import { ENGINES } from '../support/engines.js';

const folder = mkdtempSync(join(tmpdir(), 'clove-io-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'tree', 'deep'), { recursive: true });
writeFileSync(join(folder, 'tree', 'a.txt'), 'one\ntwo\n\nfour');
writeFileSync(join(folder, 'tree', 'deep', 'latin.txt'), Buffer.from([0x66, 0xfc, 0x72]));

describe.each(ENGINES)('files on %s', (engine) => {
  const runtime = createRuntime({ engine, host: { files: nodeFiles, stdin: new StringSource('first\nsecond\nthird') } });
  /** The value as printed, or the class and message of the error; DIR stands for the test's folder. */
  const answer = (text: string): string => {
    try {
      return runtime.printString(runtime.evalString(text.replaceAll('DIR', folder))).replaceAll(folder, 'DIR');
    } catch (e) {
      return String(e).replaceAll(folder, 'DIR');
    }
  };
  runtime.evalString("(require '[clojure.java.io :as io])");

  // What Clojure 1.11 answers on Linux.
  test.each([
    ['(str (io/file "a//b/"))', '"a/b"'],
    ['(str (io/file "a" "b" "c"))', '"a/b/c"'],
    ['(io/file nil)', 'nil'],
    ['(io/file "a" "/b")', 'java.lang.IllegalArgumentException: /b is not a relative path'],
    [
      '(io/as-file 5)',
      "java.lang.IllegalArgumentException: No implementation of method: :as-file of protocol: #'clojure.java.io/Coercions found for class: java.lang.Long",
    ],
    ['(io/reader 5)', 'java.lang.IllegalArgumentException: Cannot open <5> as an InputStream.'],
    ['(io/reader nil)', 'java.lang.IllegalArgumentException: Cannot open <nil> as a Reader.'],
    ['(io/writer 5)', 'java.lang.IllegalArgumentException: Cannot open <5> as an OutputStream.'],
    ['(map (fn [p] (.getParent (io/file p))) ["a" "/a" "a/b" "/"])', '(nil "/" "a" nil)'],
    ['(.getName (io/file "a/b.c"))', '"b.c"'],
    ['(= (io/file "a") (io/file "a") (java.io.File. "a"))', 'true'],
    ['(hash (io/file "a"))', '1234416'],
    ['(io/as-relative-path "/a")', 'java.lang.IllegalArgumentException: /a is not a relative path'],
    ['(io/delete-file "DIR/gone")', "java.io.IOException: Couldn't delete DIR/gone"],
    ['(io/delete-file "DIR/gone" :quiet)', ':quiet'],
    ['(slurp "DIR/tree/a.txt")', '"one\\ntwo\\n\\nfour"'],
    ['(slurp (io/file "DIR/tree/deep/latin.txt") :encoding "ISO-8859-1")', '"für"'],
    ['(slurp "DIR/gone")', 'java.io.FileNotFoundException: DIR/gone (No such file or directory)'],
    ['(slurp "DIR/tree")', 'java.io.FileNotFoundException: DIR/tree (Is a directory)'],
    ['(slurp "DIR/tree/a.txt" :encoding "EBCDIC")', 'java.io.UnsupportedEncodingException: EBCDIC'],
    ['(slurp 5)', 'java.lang.IllegalArgumentException: Cannot open <5> as an InputStream.'],
    ['(with-open [r (io/reader "DIR/tree/a.txt")] (doall (line-seq r)))', '("one" "two" "" "four")'],
    ['(with-open [r (io/reader "DIR/tree/a.txt")] [(first (line-seq r)) (.readLine r) (.read r)])', '["one" "two" 10]'],
    ['(with-open [r (io/reader "DIR/tree/a.txt")] (count (rest (line-seq r))))', '3'],
    ['(with-open [r (io/reader "DIR/tree/a.txt")] (doall (take-while seq (line-seq r))) (slurp r))', '"four"'],
    ['(let [r (io/reader "DIR/tree/a.txt")] (.close r) (.readLine r))', 'java.io.IOException: Stream closed'],
    ['(line-seq (io/reader (java.io.StringReader. "")))', 'nil'],
    ['(with-in-str "a\\nb" [(read-line) (read-line) (read-line)])', '["a" "b" nil]'],
    ['[(read-line) (doall (line-seq *in*)) (read-line)]', '["first" ("second" "third") nil]'],
  ])('%s', (text, expected) => {
    expect(answer(text)).toBe(expected);
  });

  test('write, append and copy', () => {
    const path = join(folder, 'out.txt');
    const text = () => readFileSync(path, 'utf8');
    expect(answer('(spit "DIR/out.txt" {:a 1})')).toBe('nil');
    expect(text()).toBe('{:a 1}');
    answer('(spit "DIR/out.txt" (map inc [1]) :append true)');
    expect(text()).toMatch(/^\{:a 1\}clojure\.lang\.LazySeq@[0-9a-f]+$/);
    answer(
      '(with-open [w (io/writer "DIR/out.txt")] (.write w "a") (.write w 98) (.append w \\c) (.newLine w) (binding [*out* w] (print 1 2)))',
    );
    expect(text()).toBe('abc\n1 2');
    answer('(io/copy (io/file "DIR/tree/a.txt") (io/file "DIR/out.txt"))');
    expect(text()).toBe('one\ntwo\n\nfour');
    answer('(io/copy "text itself" (io/file "DIR/out.txt"))');
    expect(text()).toBe('text itself');
    expect(answer('(let [w (java.io.StringWriter.)] (io/copy (io/file "DIR/out.txt") w) (str w))')).toBe('"text itself"');
  });

  test('make, list and delete', () => {
    expect(answer(`(io/make-parents "DIR/${engine}/x/y.txt")`)).toBe('true');
    expect(answer(`(io/make-parents "DIR/${engine}/x/y.txt")`)).toBe('false');
    expect(
      answer(`[(.exists (io/file "DIR/${engine}/x")) (.isDirectory (io/file "DIR/${engine}")) (.isFile (io/file "DIR/${engine}"))]`),
    ).toBe('[true true false]');
    expect(answer(`(io/delete-file "DIR/${engine}/x")`)).toBe('true');
    expect(answer('(map str (file-seq (io/file "DIR/tree")))')).toBe(
      '("DIR/tree" "DIR/tree/a.txt" "DIR/tree/deep" "DIR/tree/deep/latin.txt")',
    );
    expect(answer('(.length (io/file "DIR/tree/a.txt"))')).toBe('13');
  });
});

test.each([
  ['(slurp "/etc/hostname")', 'java.lang.IllegalStateException: Files are out of reach: this runtime was not granted that'],
  ['(spit "/tmp/x" 1)', 'java.lang.IllegalStateException: Files are out of reach: this runtime was not granted that'],
  [
    '(require \'clojure.java.io) (clojure.java.io/reader "x")',
    'java.lang.IllegalStateException: Files are out of reach: this runtime was not granted that',
  ],
  ['(.exists (java.io.File. "/"))', 'java.lang.IllegalStateException: Files are out of reach: this runtime was not granted that'],
  ['(read-line)', 'java.lang.IllegalStateException: The standard input is out of reach: this runtime was not granted that'],
  ['(System/exit 0)', 'java.lang.IllegalStateException: The process is out of reach: this runtime was not granted that'],
  ['(System/getenv "HOME")', 'java.lang.IllegalStateException: The environment is out of reach: this runtime was not granted that'],
])('a runtime that was granted nothing refuses %s', (text, message) => {
  expect(() => createRuntime().evalString(text)).toThrow(message.replace(/^[^:]*: /, ''));
});
