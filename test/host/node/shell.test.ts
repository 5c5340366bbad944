import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../../src/api/index.js';
import { nodeHost } from '../../../src/host/node/grants.js';
import { ENGINES } from '../../support/engines.js';

describe.each(ENGINES)('clojure.java.shell on %s', (engine) => {
  const runtime = createRuntime({ engine, host: nodeHost({ processes: true, files: true }), stderr: () => {} });
  runtime.evaluate("(require '[clojure.java.shell :as shell :refer [sh with-sh-dir with-sh-env]])");
  const value = async (text: string): Promise<unknown> => runtime.evaluateAsync(`(pr-str ${text})`);

  test('a program runs to its end, with what it wrote and its exit code', async () => {
    expect(await value('(sh "echo" "a b")')).toBe('{:exit 0, :out "a b\\n", :err ""}');
    expect(await value('(sh "sh" "-c" "echo out; echo err >&2; exit 3")')).toBe('{:exit 3, :out "out\\n", :err "err\\n"}');
    expect(await value('(try (sh "no-such-program") (catch java.io.IOException e :none))')).toBe(':none');
  });

  test('input is a text in an encoding, bytes, or what clojure.java.io reads', async () => {
    expect(await value('(:out (sh "cat" :in "höllo"))')).toBe('"höllo"');
    expect(await value('(:out (sh "cat" :in "é" :in-enc "ISO-8859-1" :out-enc "ISO-8859-1"))')).toBe('"é"');
    expect(await value('(:out (sh "cat" :in (byte-array [65 66])))')).toBe('"AB"');
    expect(await value('(vec (:out (sh "printf" "abc" :out-enc :bytes)))')).toBe('[97 98 99]');
  });

  test('the folder and the environment are options, or bound around calls', async () => {
    expect(await value('(:out (sh "pwd" :dir "/tmp"))')).toBe('"/tmp\\n"');
    expect(await value('(with-sh-dir "/usr" (:out (sh "pwd")))')).toBe('"/usr\\n"');
    expect(await value('(:out (sh "sh" "-c" "echo $FOO" :env {"FOO" 1}))')).toBe('"1\\n"');
    expect(await value('(with-sh-env {:FOO "x"} (:out (sh "sh" "-c" "echo $FOO")))')).toBe('"x\\n"');
    expect(await value('(:out (sh "sh" "-c" "echo $FOO" :env (into-array String ["FOO=2"])))')).toBe('"2\\n"');
  });
});
