import { readFileSync } from 'node:fs';
import { format } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as clove from '../../src/api/index.js';

// The thread of an isolate runs a file of the built package.
const isolates = (await import(new URL('../../dist/isolate.js', import.meta.url).href)) as Record<string, unknown>;

/** The programs in a page. */
const blocksOf = (page: string): string[] =>
  [...readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map((m) => m[1]);

describe.each(['embedding.md', 'snapshots.md', 'debugging.md'])('docs/%s', (page) => {
  test.each(blocksOf(page))('%s', async (block) => {
    const printed: string[] = [];
    const expected = [...block.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((m) => m[1]);
    const body = block.replace(/^import .*$/gm, '');
    const log = { log: (...args: unknown[]) => printed.push(format(...args)) };
    const given: Record<string, unknown> = { ...clove, ...isolates };
    const names = Object.keys(given);
    const run = new Function('console', ...names, `return (async () => {${body}})();`);
    await run(log, ...Object.values(given));
    expect(printed).toEqual(expected);
  });
});
