import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = new URL('../../examples/rules-service/', import.meta.url);
const { createService } = (await import(new URL('service.mjs', folder).href)) as { createService: () => Server };

const server = createService();
let base = '';
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function ask(method: string, path: string, text: string): Promise<Answer> {
  const response = await fetch(`${base}/${path}`, { method, body: text });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const put = (tenant: string, rules: string) => ask('PUT', `${tenant}/rules`, rules);
const decide = (tenant: string, order: unknown) => ask('POST', `${tenant}/decide`, JSON.stringify(order));

const shop = readFileSync(new URL('rules/shop.clj', folder), 'utf8');
const order = { member: true, lines: [{ item: 'desk', count: 2 }] };

test('decides orders as the README says', async () => {
  expect(await put('acme', shop)).toEqual({ status: 200, body: { log: '' } });
  const { status, body } = await decide('acme', order);
  expect(status).toBe(200);
  const readme = readFileSync(new URL('README.md', folder), 'utf8');
  expect(body).toEqual(JSON.parse(/^\{"decision".*$/m.exec(readme)?.[0] as string));
});

test('tells a tenant what is wrong, and where', async () => {
  expect(await decide('acme', { lines: [{ item: 'moon', count: 1 }] })).toMatchObject({
    status: 422,
    body: { error: 'nobody sells moon', data: { item: 'moon' }, place: { file: 'acme.clj' } },
  });
  expect(await put('acme', '(ns rules) (defn decide [order] (+ 1')).toMatchObject({ status: 422, body: { place: { line: 1 } } });
  expect(await put('acme', '(ns rules)\n(defn decide [order] (prise order))')).toMatchObject({ status: 422, body: { place: { line: 2 } } });
  expect((await decide('acme', order)).status).toBe(200);
  expect((await ask('POST', 'acme/decide', '{')).status).toBe(400);
  expect((await decide('nobody', order)).status).toBe(404);
});

test.each([
  ['(loop [] (recur))', 'fuel'],
  ['(loop [v []] (recur (conj v (vec (range 100)))))', 'fuel'],
  ['((fn f [] (inc (f))))', 'depth'],
  ['(while true (print "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"))', 'output'],
])('stops %s, and nobody else', async (expression, limit) => {
  expect((await put('greedy', `(ns rules) (defn decide [order] ${expression})`)).status).toBe(200);
  const [greedy, ...others] = await Promise.all([decide('greedy', order), decide('acme', order), decide('acme', order)]);
  expect(greedy).toMatchObject({ status: 429, body: { limit } });
  expect(others.map((o) => o.status)).toEqual([200, 200]);
});

test('keeps tenants from each other and from the machine', async () => {
  await put('one', '(ns rules) (def secret 7) (defn decide [order] secret)');
  await put('two', "(ns rules) (defn decide [order] (some-> (resolve 'rules/secret) deref))");
  expect((await decide('two', order)).body.decision).toBe(null);
  for (const expression of ['(slurp "/etc/passwd")', 'js/process', '(System/getenv "HOME")']) {
    const { status, body } = await put('spy', `(ns rules) (defn decide [order] ${expression})`);
    expect([status, status === 200 ? (await decide('spy', order)).status : status, body.decision]).toEqual([status, 422, undefined]);
  }
});
