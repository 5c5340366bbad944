import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const CHROMIUM = 'chromium';
const found = spawnSync(CHROMIUM, ['--version']).status === 0;
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

describe.skipIf(!found)('an isolate in Chromium, under a strict policy', () => {
  it('is a web worker', { timeout: 120_000 }, async () => {
    let told: (text: string) => void = () => {};
    const result = new Promise<string>((resolve) => {
      told = resolve;
    });
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      response.setHeader('Content-Security-Policy', POLICY);
      response.setHeader('Content-Type', url === '/' ? 'text/html' : 'text/javascript');
      if (url === '/result') {
        let body = '';
        request.on('data', (part) => {
          body += part;
        });
        request.on('end', () => {
          response.end();
          told(body);
        });
      } else if (url === '/') response.end('<!doctype html><script type="module" src="/page.js"></script>');
      else if (url === '/page.js') response.end(SCRIPT);
      else if (url.startsWith('/dist/')) response.end(readFileSync(join(dist, url.slice('/dist/'.length))));
      else response.writeHead(404).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    const browser = spawn(CHROMIUM, [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--remote-debugging-port=0',
      `http://127.0.0.1:${port}/`,
    ]);
    try {
      expect(JSON.parse(await result)).toEqual(['there\n', [0, 2, 4], true, 'CloveError', 'fuel', 'it was disposed of']);
    } finally {
      browser.kill('SIGKILL');
      server.close();
    }
  });
});
