import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server has at a path. */
export interface Page {
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string;
}

/** Opens `/` of these pages in Chromium; the first text that one of their scripts posts to `/result`. */
export async function openPage(pages: Readonly<Record<string, Page>> | ((path: string) => Page | undefined)): Promise<string> {
  const find = typeof pages === 'function' ? pages : (path: string): Page | undefined => pages[path];
  let told: (text: string) => void = () => {};
  const result = new Promise<string>((resolve) => {
    told = resolve;
  });
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/result') {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        response.end();
        told(body);
      });
      return;
    }
    const page = find(path);
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (page.policy !== undefined) response.setHeader('Content-Security-Policy', page.policy);
    response.setHeader('Content-Type', `${page.type}; charset=utf-8`);
    response.end(page.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const browser = spawn('chromium', [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--remote-debugging-port=0',
    `http://127.0.0.1:${port}/`,
  ]);
  try {
    return await result;
  } finally {
    browser.kill('SIGKILL');
    server.close();
  }
}
