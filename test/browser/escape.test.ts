import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIMBING, parseAttempts } from '../escape/attempts.js';

const run = promisify(execFile);
const CHROMIUM = 'chromium';
const found = spawnSync(CHROMIUM, ['--version']).status === 0;
if (!found) console.warn('Skipped: there is no chromium here. See test/browser/README.md');

const folder = join(import.meta.dirname, '../escape');
const attempts = [...parseAttempts(readFileSync(join(folder, 'attempts.txt'), 'utf8')).values()].flat();

/** Pages by their path: which engines run, and whether the page may make functions of text. */
const PAGES = {
  '/strict': { engines: ['vm', 'auto'], policy: "default-src 'none'; script-src 'self'" },
  '/lax': { engines: ['jit'], policy: "default-src 'none'; script-src 'self' 'unsafe-eval'" },
} as const;

describe.skipIf(!found)('attempts to break out, in Chromium', () => {
  let bundle = '';
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const page = PAGES[url as keyof typeof PAGES];
    if (page !== undefined) {
      response.setHeader('Content-Security-Policy', page.policy);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><body><script src="${url}/given.js"></script><script src="/page.js"></script>`);
      return;
    }
    response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
    const engines = PAGES[url.replace('/given.js', '') as keyof typeof PAGES]?.engines;
    response.end(
      engines === undefined
        ? bundle
        : `var ATTEMPTS = ${JSON.stringify(attempts)}, ENGINES = ${JSON.stringify(engines)}; function sloppy() { return this; }`,
    );
  });

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(folder, 'page.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    });
    bundle = outputFiles[0].text;
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  }, 120_000);
  afterAll(() => void server.close());

  it.each(Object.entries(PAGES))('%s', { timeout: 240_000 }, async (path, { engines }) => {
    const { port } = server.address() as AddressInfo;
    const { stdout } = await run(
      CHROMIUM,
      ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--dump-dom', `http://127.0.0.1:${port}${path}`],
      { maxBuffer: 1 << 26, timeout: 230_000 },
    );
    const result = /RESULT (.*) END/s.exec(stdout)?.[1];
    expect(result, stdout).toBeDefined();
    const text = (result as string).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
    expect(JSON.parse(text)).toEqual({ made: engines.length * (CLIMBING.length + attempts.length), wrong: [] });
  });
});
