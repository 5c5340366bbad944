import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it, test } from 'vitest';
import { openPage, type Page } from '../support/chromium.js';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'clove-build-'));

/** Builds a program; the folder with its modules. */
function build(file: string, ...options: string[]): string {
  const to = mkdtempSync(join(folder, 'out-'));
  const { status, stderr } = spawnSync(join(root, 'clove'), ['build', '-o', to, ...options, file], { encoding: 'utf8' });
  expect(`${status} ${status === 0 ? '' : stderr}`).toBe('0 ');
  return to;
}

/** What a script prints that may import what is in a folder, where no functions can be made of texts. */
const run = (to: string, script: string): string =>
  execFileSync(process.execPath, ['--disallow-code-generation-from-strings', '--input-type=module', '-e', script], {
    cwd: to,
    encoding: 'utf8',
  });

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe.each(['life', 'bank', 'spec-config', 'json-pipeline', 'transducers', 'pub-sub'])('examples/%s', (name) => {
  test('prints what it prints', { timeout: 120_000 }, () => {
    const to = build(join(root, 'examples', name, `${name}.clj`), '--node');
    const { stdout } = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', join(to, `${name}.js`)], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toBe(readFileSync(join(root, 'examples', name, `${name}.expected`), 'utf8'));
  });
});

mkdirSync(join(folder, 'shop'), { recursive: true });
write('shop/tax.clj', '(ns shop.tax)\n(defn with-tax [x] (* x 1.2))\n(defn never-called [] :no)\n');
const shop = write(
  'shop.clj',
  `(ns shop
  "A shop."
  (:require [clojure.string :as str] [shop.tax :as tax]))
(defn fib "Fibonacci's numbers." [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
(defn total
  ([prices] (total prices 0))
  ([prices discount]
   (- (reduce + (map :price prices))
      discount)))
(defn greet [name & more] (str "Hello " (str/upper-case name) (str/join "," more)))
(defn taxed [x] (tax/with-tax x))
(def limit 10)
(def ^:private secret 1)
(defmacro twice [x] (list 'do x x))
(defn fail! [x] (throw (ex-info "bad" {:x x})))
(defn later [ms] (Thread/sleep ms) :done)
(println "loaded")
`,
);

describe('N8: a module', () => {
  const to = build(shop);
  const text = readFileSync(join(to, 'shop.js'), 'utf8');

  it('exports what the namespace has that is public, as functions and values of JavaScript', () => {
    expect(
      run(
        to,
        `import * as shop from './shop.js';
         console.log(Object.keys(shop).join(' '));
         console.log(JSON.stringify([shop.fib(20), shop.total([{ price: 1 }, { price: 2 }]), shop.total([{ price: 5 }], 1), shop.greet('x', 'a', 'b'), shop.taxed(10), shop.limit]));
         try { shop.fail_BANG_(1); } catch (e) { console.log(e.message); }
         try { shop.total(); } catch (e) { console.log(e.message); }`,
      ),
    ).toBe(
      'loaded\nfail_BANG_ fib greet later limit taxed total\n[6765,3,4,"Hello Xa,b",12,10]\nbad\nWrong number of args (0) passed to: shop/total\n',
    );
  });

  it('holds what can be reached, and nothing else', () => {
    expect(text).toContain('with-tax');
    expect(text).not.toContain('never-called');
    expect(text).not.toContain('twice');
  });

  it('leads from its JavaScript back to the lines of the program', () => {
    const map = new SourceMap(JSON.parse(readFileSync(join(to, 'shop.js.map'), 'utf8')));
    const lines = text.split('\n');
    const begins = lines.findIndex((line) => line.includes('return function clove_shop_total(self, d, R0, R1)'));
    const places = lines.slice(begins, begins + 40).flatMap((_, i) => {
      const { originalSource, originalLine } = map.findEntry(begins + i, 0) as { originalSource: string; originalLine: number };
      return originalSource?.endsWith('shop.clj') ? [originalLine + 1] : [];
    });
    expect([...new Set(places)].every((line) => line >= 5 && line <= 9)).toBe(true);
    expect(places).toContain(8);
  });

  it('tells TypeScript what it exports', () => {
    const use = join(to, 'use.ts');
    writeFileSync(
      use,
      `import { fib, greet, limit, total } from './shop.js';
       const n: number = limit;
       fib(n); total([{ price: 1 }]); total([], 2); greet('a', 'b', 'c');
       // @ts-expect-error
       fib();
       // @ts-expect-error
       total(1, 2, 3);
       // @ts-expect-error
       const s: string = limit;`,
    );
    const program = ts.createProgram([use], {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    });
    expect(ts.getPreEmitDiagnostics(program).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'))).toEqual([]);
    expect(readFileSync(join(to, 'shop.d.ts'), 'utf8')).toContain("/** Fibonacci's numbers. */");
  });
});

test('a program that evaluates texts keeps all of the library', { timeout: 60_000 }, () => {
  const to = build(write('evaluates.clj', '(ns evaluates)\n(defn run [text] (eval (read-string text)))\n'));
  expect(
    run(to, `import { run } from './evaluates.js'; console.log(run("(when-let [x 20] (->> (range x) (filter even?) (reduce +)))"));`),
  ).toBe('90\n');
});

test('what training has met is compiled for such values', { timeout: 60_000 }, () => {
  const file = write('trained.clj', '(ns trained)\n(defn mix [x n] (loop [i 0 s x] (if (< i n) (recur (inc i) (+ (* s 0.5) i)) s)))\n');
  const clauses = (...options: string[]): number =>
    readFileSync(join(build(file, ...options), 'trained.js'), 'utf8').split('return function clove_trained_mix').length;
  expect(clauses('--train', '(trained/mix 1.5 40000)')).toBeGreaterThan(clauses());
});

test('what goes wrong is told', () => {
  const broken = write('broken.clj', '(ns broken)\n(defn f [x] (undefined-thing x))\n');
  const { status, stderr } = spawnSync(join(root, 'clove'), ['build', '-o', join(folder, 'x'), broken], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('undefined-thing');
  expect(stderr).toContain('broken.clj:2:14');
  expect(spawnSync(join(root, 'clove'), ['build'], { encoding: 'utf8' }).status).toBe(2);
});

const chromium = spawnSync('chromium', ['--version']).status === 0;

describe.skipIf(!chromium)('in Chromium, under a policy without unsafe-eval', () => {
  it('runs compiled', { timeout: 120_000 }, async () => {
    const to = build(shop);
    const policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
    const script = `import { fib, total } from '/shop.js';
      let made = 'made';
      try { new Function(''); } catch { made = 'refused'; }
      let best = Infinity;
      for (let i = 0; i < 20; i++) { const before = performance.now(); fib(22); best = Math.min(best, performance.now() - before); }
      await fetch('/result', { method: 'POST', body: JSON.stringify([made, fib(22), total([{ price: 4 }]), best < 20]) });`;
    const pageAt = (path: string): Page | undefined => {
      const js = (body: string): Page => ({ type: 'text/javascript', policy, body });
      if (path === '/') return { type: 'text/html', policy, body: '<!doctype html><script type="module" src="/page.js"></script>' };
      if (path === '/page.js') return js(script);
      return path === '/shop.js' || path === '/clove.js' ? js(readFileSync(join(to, path.slice(1)), 'utf8')) : undefined;
    };
    expect(JSON.parse(await openPage(pageAt))).toEqual(['refused', 17711, 4, true]);
  });
});
