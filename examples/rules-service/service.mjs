// A service in which every tenant brings rules of its own, as Clojure text, and has orders decided by them. Nobody trusts
// the rules: each tenant has a runtime of its own, with limits, which reaches nothing but the price list.

import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { CloveError, createRuntime, LimitError } from 'clove';

/** What one request of a tenant may use. */
const LIMITS = { fuel: 100_000, time: 5000, memory: 8_000_000, depth: 100_000, output: 10_000, fibers: 20 };

const PRICES = new Map([
  ['pen', 2],
  ['lamp', 40],
  ['desk', 300],
]);

/** A tenant's own world. `log` takes what its rules print while they work. */
function createTenant() {
  const tenant = { log: '', decide: null };
  tenant.runtime = createRuntime({
    limits: LIMITS,
    namespaces: { prices: { of: (item) => PRICES.get(item) ?? null } },
    stdout(text) {
      tenant.log += text;
    },
  });
  return tenant;
}

/** What went wrong in a tenant's rules, for the tenant: an answer of HTTP. */
function complaint(error) {
  if (error instanceof LimitError) return [429, { error: error.message, limit: error.limit }];
  if (error instanceof CloveError) return [422, { error: error.message, place: error.place, data: error.data, report: error.report }];
  return [500, { error: 'The service failed' }];
}

/** The service, not listening yet. */
export function createService() {
  const tenants = new Map();

  /** Takes new rules. The old ones stay in force where the new ones are wrong. */
  function setRules(name, rules) {
    const tenant = createTenant();
    tenant.runtime.evaluate(rules, { file: `${name}.clj` });
    tenant.runtime.get('rules/decide');
    tenants.set(name, tenant);
    return [200, { log: tenant.log }];
  }

  async function decide(name, order) {
    const tenant = tenants.get(name);
    if (tenant === undefined) return [404, { error: `There are no rules of ${name}` }];
    tenant.log = '';
    const decision = await tenant.runtime.callAsync('rules/decide', [order]);
    return [200, { decision, log: tenant.log }];
  }

  async function answer(request) {
    const [, name, what] = request.url.split('/');
    const body = await text(request);
    try {
      if (request.method === 'PUT' && what === 'rules') return setRules(name, body);
      if (request.method === 'POST' && what === 'decide') return await decide(name, JSON.parse(body));
      return [404, { error: 'PUT /TENANT/rules, or POST /TENANT/decide' }];
    } catch (e) {
      if (e instanceof SyntaxError) return [400, { error: e.message }];
      return complaint(e);
    }
  }

  return createServer(async (request, response) => {
    const [status, result] = await answer(request);
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(result));
  });
}
