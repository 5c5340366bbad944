import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRuntime, type EngineName } from '../../src/api/index.js';
import { nodeFiles } from '../../src/host/node/files.js';
import { ENGINES } from '../support/engines.js';

/** Where Clove means to answer otherwise than Clojure: what it says, and why. */
interface Difference {
  readonly answer: string;
  readonly output?: string;
  readonly reason: string;
}

const differences: Partial<Record<string, Difference>> = JSON.parse(readFileSync(join(import.meta.dirname, 'differences.json'), 'utf8'));

/** An expression, what it gives (`= VALUE` or `! CLASS: MESSAGE`), and what it prints. */
type Row = readonly [expression: string, answer: string, output?: string];

/** What two runs need not have in common: identity hashes, generated numbers and what is named after them, and the JVM's own words. */
function normalised(text: string): string {
  return (
    text
      .replace(/0x[0-9a-f]+/g, '0x')
      .replace(/--inliner--\d+/g, '')
      .replace(/"[^"\s]*@[0-9a-f]+\\*"/g, '"@"')
      .replace(/\n {3}:at \[[^\]]*\]/g, '')
      .replace(/:trace\n \[\[[^}]*\]\]\}/g, ':trace\n []}')
      .replace(/eval\d+[$/]/g, '')
      .replace(/\$(\w+)@[0-9a-f]+/g, '$$$1@')
      // Arguments of #() are numbered by namespace in the library, which is compiled once.
      .replace(/__clojure_\w+(?=#)/g, '')
      .replace(/(?:__|--)\d+/g, '')
      .replace(/Elapsed time: [\d.E-]+/, 'Elapsed time: N')
      .replace(/ \([\w.$[;]+(?: and [\w.$[;]+)? (?:is|are) in [^)]*\)/g, '')
      .replace(/ in user:\d*$/, '')
      .replace(/(passed to: [^ ]*?)(--inliner)?--N$/, '$1')
      .replace(/passed to: user\/evalN\/fn$/, 'passed to: user/fn')
      .replace(/NullPointerException: (?:Cannot .*|Can't call nil.*)/, 'NullPointerException: ')
  );
}

function answers(engine: EngineName, expressions: readonly string[]): Row[] {
  let output = '';
  const keep = (text: string): void => {
    output += text;
  };
  const runtime = createRuntime({
    engine,
    stdout: keep,
    stderr: () => {},
    host: { files: nodeFiles, now: Date.now, nanoTime: () => Math.round(performance.now() * 1e6), random: Math.random },
  });
  // As Clojure's main does, under which the answers were recorded.
  runtime.evalString('(set! *print-namespace-maps* true)');
  const print = runtime.evalString('(fn [v] (binding [*print-length* 200] (pr-str v)))');
  return expressions.map((expression) => {
    output = '';
    try {
      return [expression, `= ${runtime.call(print, runtime.evalString(expression))}`, output];
    } catch (thrown) {
      let e = thrown as { name: string; message: string | null; cause?: unknown };
      while (e.name.includes('CompilerException') && e.cause) e = e.cause as typeof e;
      return [expression, `! ${e.name}: ${e.message ?? ''}`, output];
    }
  });
}

/** `auto` would compile the same code as `jit`, and of these programs next to nothing. */
const COMPARED = ENGINES.filter((engine) => engine !== 'auto');

/** Makes a test of each expression of an area on each engine: it gives and prints what Clojure gave and printed. */
export function compareArea(area: string): void {
  const folder = join(import.meta.dirname, 'cases', area);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const rows: Row[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    describe.each(COMPARED)(`${area}/${file} on %s`, (engine) => {
      const got = answers(
        engine,
        rows.map(([expression]) => expression),
      );
      test.each(rows.map(([expression, answer, output = ''], i) => ({ expression, answer, output, i })))('$expression', (row) => {
        const difference = differences[row.expression];
        const [, answer, output = ''] = got[row.i];
        expect(normalised(answer)).toBe(normalised(difference?.answer ?? row.answer));
        expect(normalised(output)).toBe(normalised(difference?.output ?? row.output));
      });
    });
  }
}
