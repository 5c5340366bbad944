import { readFileSync } from 'node:fs';
import { format } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as clove from '../../src/api/index.js';

/** A module of the built package: what a page imports from `clove/core` or `clove/parts/…`. */
const built = async (name: string): Promise<Record<string, unknown>> => import(new URL(`../../dist/${name}.js`, import.meta.url).href);

// The thread of an isolate runs a file of the built package.
const isolates = await built('isolate');

/** What a program imports from modules of the package that have names of their own. */
async function importsOf(block: string): Promise<Record<string, unknown>> {
  const modules = [...block.matchAll(/^import .* from 'clove\/(core|parts\/.*)';$/gm)].map(([, name]) => built(name));
  return Object.assign({}, ...(await Promise.all(modules)));
}

/** The programs in a page. */
const blocksOf = (page: string): string[] =>
  [...readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map((m) => m[1]);

describe.each(['embedding.md', 'snapshots.md', 'debugging.md'])('docs/%s', (page) => {
  test.each(blocksOf(page))('%s', async (block) => {
    const printed: string[] = [];
    const expected = [...block.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((m) => m[1]);
    const body = block.replace(/^import .*$/gm, '');
    const log = { log: (...args: unknown[]) => printed.push(format(...args)) };
    const given: Record<string, unknown> = { ...clove, ...isolates, ...(await importsOf(block)) };
    const names = Object.keys(given);
    const run = new Function('console', ...names, `return (async () => {${body}})();`);
    await run(log, ...Object.values(given));
    expect(printed).toEqual(expected);
  });
});
