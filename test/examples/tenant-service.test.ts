import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';

const folder = new URL('../../examples/tenant-service/', import.meta.url);

interface Service {
  readonly port: number;
  stop(): Promise<void>;
}
const { startService } = (await import(new URL('host.mjs', folder).href)) as { startService(port: number): Promise<Service> };
const service = await startService(0);
afterAll(() => service.stop());

/** What is asked, and what the session says that it is answered with. */
const steps = readFileSync(new URL('session.txt', folder), 'utf8')
  .trimEnd()
  .split(/\n?^> /m)
  .slice(1)
  .map((step) => {
    const [asked, answered = ''] = step.split('\n< ');
    return [asked, answered] as const;
  });

test.each(steps)('%s', async (asked, answered) => {
  const [, method, path, body] = /^(\S+) (\S+) ?(.*)$/.exec(asked) as RegExpExecArray;
  const response = await fetch(`http://127.0.0.1:${service.port}${path}`, { method, body: method === 'GET' ? null : body });
  expect(`${response.status} ${await response.text()}`).toBe(answered);
});
