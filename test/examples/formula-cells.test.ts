import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { openPage } from '../support/chromium.js';

const folder = join(import.meta.dirname, '../../examples/formula-cells');
const root = join(import.meta.dirname, '../..');

interface Sheet {
  set(name: string, text: string): void;
  value(name: string): unknown;
  error(name: string): string | null;
}
const { createSheet } = (await import(join(folder, 'sheet.mjs'))) as { createSheet: (changed: (name: string) => void) => Sheet };

/** A sheet with these texts, and the names of the cells that were computed, in order. */
function sheetOf(texts: Readonly<Record<string, string>>): { sheet: Sheet; computed: string[] } {
  const computed: string[] = [];
  const sheet = createSheet((name) => computed.push(name));
  for (const [name, text] of Object.entries(texts)) sheet.set(name, text);
  return { sheet, computed };
}

describe('the sheet', () => {
  test('computes what depends on a cell, each once and in order', () => {
    const { sheet, computed } = sheetOf({
      a1: '2',
      a2: '(* 2 (cell :a1))',
      a3: '(+ (cell :a1) (cell :a2))',
      a4: '= (str "is " (cell :a3))',
    });
    expect(sheet.value('a4')).toBe('is 6');
    computed.length = 0;
    sheet.set('a1', '10');
    expect(computed).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(sheet.value('a4')).toBe('is 30');
    sheet.set('a2', '1');
    computed.length = 0;
    sheet.set('a1', '0');
    expect(computed).toEqual(['a1', 'a3', 'a4']);
  });

  test('has any data in a cell', () => {
    const { sheet } = sheetOf({ a1: '[1 2 3]', a2: '(mapv (fn [x] {:n x}) (range 3))', a3: '(count (cell :a2))', a4: 'text' });
    expect([sheet.value('a1'), sheet.value('a2'), sheet.value('a3'), sheet.value('a4')]).toEqual([
      '[1 2 3]',
      [{ n: 0 }, { n: 1 }, { n: 2 }],
      3,
      'text',
    ]);
  });

  test.each([
    ['(+ 1 :a)', 'class clojure.lang.Keyword cannot be cast to class java.lang.Number'],
    ['(+ 1', 'EOF while reading'],
    ['(loop [] (recur))', 'stopped: The program has used up its fuel'],
    ['(prise 1)', 'Unable to resolve symbol: prise'],
    ['(cell :x)', 'x depends on itself'],
    ['= js/document', 'out of reach'],
    ['(range)', 'stopped: '],
  ])('%s is an error of its cell alone', (text, error) => {
    const { sheet } = sheetOf({ x: text, y: '(cell :x)', z: '(+ 1 1)' });
    expect(sheet.error('x')).toContain(error);
    expect(sheet.error('y')).toBe('x has an error');
    expect(sheet.value('z')).toBe(2);
    sheet.set('x', '5');
    expect([sheet.value('y'), sheet.error('y')]).toEqual([5, null]);
  });

  test('finds circles, and what mends them', () => {
    const { sheet } = sheetOf({ a: '(cell :b)', b: '(cell :c)', c: '(cell :a)' });
    expect([sheet.error('a'), sheet.error('b'), sheet.error('c')].filter((e) => e !== null).length).toBe(3);
    sheet.set('b', '1');
    expect([sheet.value('a'), sheet.value('b'), sheet.value('c')]).toEqual([1, 1, 1]);
  });
});

const found = spawnSync('chromium', ['--version']).status === 0;

test.skipIf(!found)('the page, in Chromium under its own policy', { timeout: 120_000 }, async () => {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'page.mjs')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    absWorkingDir: root,
  });
  // What a person would do, at the end of the page's own script.
  const script = `${outputFiles[0].text}
    const cell = (name) => document.getElementById(name);
    const edit = (name, text) => { cell(name).focus(); cell(name).value = text; cell(name).dispatchEvent(new Event('change')); cell(name).blur(); };
    edit('a1', '5');
    edit('c5', '(loop [] (recur))');
    fetch('/result', { method: 'POST', body: JSON.stringify(['a3', 'b3', 'c3', 'c5'].map((name) => [cell(name).value, cell(name).parentElement.className])) });`;
  const policy = (html: string) => html.replace("style-src 'self'", "style-src 'self'; connect-src 'self'");
  const result = await openPage({
    '/': { type: 'text/html', body: policy(readFileSync(join(folder, 'index.html'), 'utf8')) },
    '/page.mjs': { type: 'text/javascript', body: script },
    '/cells.css': { type: 'text/css', body: readFileSync(join(folder, 'cells.css'), 'utf8') },
  });
  expect(JSON.parse(result)).toEqual([
    ['9', ''],
    ['sum: 9', ''],
    ['[1,2,3,4,5]', ''],
    ['stopped: The program has used up its fuel', 'error'],
  ]);
});
