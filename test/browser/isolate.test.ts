import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPage, type Page } from '../support/chromium.js';

const found = spawnSync('chromium', ['--version']).status === 0;
const dist = join(import.meta.dirname, '../../dist');

const POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";
const SCRIPT = `
import { createIsolate } from '/dist/isolate.browser.js';
const seen = [];
const isolate = createIsolate({ grants: ['chance'], namespaces: { app: { twice: async (x) => 2 * x } }, stdout: (text) => seen.push(text) });
seen.push(await isolate.evaluate('(println "there") (mapv app/twice (range 3))'));
seen.push(await isolate.evaluate('(< (rand) 1)'));
seen.push(await isolate.evaluate('js/document').catch((e) => e.name));
seen.push(await isolate.evaluate('(loop [] (recur))', { limits: { fuel: 10000 } }).catch((e) => e.limit));
const running = isolate.evaluate('(loop [] (recur))').catch((e) => e.message);
await isolate.dispose();
seen.push(await running);
await fetch('/result', { method: 'POST', body: JSON.stringify(seen) });
`;

function pageAt(path: string): Page | undefined {
  const script = (body: string): Page => ({ type: 'text/javascript', policy: POLICY, body });
  if (path === '/') return { type: 'text/html', policy: POLICY, body: '<!doctype html><script type="module" src="/page.js"></script>' };
  if (path === '/page.js') return script(SCRIPT);
  return path.startsWith('/dist/') ? script(readFileSync(join(dist, path.slice('/dist/'.length)), 'utf8')) : undefined;
}

describe.skipIf(!found)('an isolate in Chromium, under a strict policy', () => {
  it('is a web worker', { timeout: 120_000 }, async () => {
    expect(JSON.parse(await openPage(pageAt))).toEqual(['there\n', [0, 2, 4], true, 'CloveError', 'fuel', 'it was disposed of']);
  });
});
