// The host of the service: it grants the service a port, and gives it runtimes for its tenants, which are granted nothing at all.

import { readFileSync } from 'node:fs';
import { CloveError, createRuntime, LimitError } from 'clove';
import { nodeHost } from 'clove/node';

/** The namespace `tenants` of the service: a runtime for each tenant. */
function createTenants() {
  const runtimes = new Map();

  /** Has a tenant's runtime do something: what became of it, and how much work it was. */
  async function ask(tenant, task) {
    const runtime = runtimes.get(tenant);
    const before = runtime.fuelUsed;
    const outcome = await task(runtime).then((value) => ({ value }), complaint);
    return { ...outcome, work: runtime.fuelUsed - before };
  }

  return {
    open(tenant, limits) {
      runtimes.get(tenant)?.dispose();
      runtimes.set(tenant, createRuntime({ limits }));
    },
    define: (tenant, text) => ask(tenant, async (runtime) => (await runtime.evaluateAsync(text, { file: `${tenant}.clj` })) && null),
    call: (tenant, name, args) => ask(tenant, async (runtime) => runtime.callAsync(`user/${name}`, args)),
  };
}

/** What went wrong in a tenant's program, as the service is told. */
function complaint(error) {
  if (error instanceof LimitError) return { error: error.message, limit: error.limit };
  if (!(error instanceof CloveError)) return { error: error.message };
  return { error: error.message, place: error.place === null ? null : `${error.place.line}:${error.place.column}` };
}

/** Begins the service on a port, 0 for any; the port, and what ends it. */
export async function startService(port) {
  const runtime = createRuntime({
    engine: 'auto',
    host: nodeHost({ listen: true, clock: true }),
    namespaces: { tenants: createTenants() },
    stderr: (text) => process.stderr.write(text),
  });
  await runtime.evaluateAsync(readFileSync(new URL('service.clj', import.meta.url), 'utf8'), { file: 'service.clj' });
  runtime.set('service/port', port);
  await runtime.evaluateAsync('(in-ns (quote service)) (def running (start port))');
  const serving = runtime.drainAsync();
  return {
    port: runtime.evaluate('(:port running)'),
    async stop() {
      await runtime.evaluateAsync('(server/stop running)');
      await serving;
    },
  };
}
