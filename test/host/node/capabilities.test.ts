import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRuntime, type Host, LimitError, type Runtime } from '../../../src/api/index.js';
import { nodeHost } from '../../../src/host/node/grants.js';
import { ENGINES } from '../../support/engines.js';

const REQUIRE = "(require '[clove.http :as http] '[clove.http.server :as server] '[clove.process :as p] '[clove.stream :as s])";

function world(host: Host, engine: (typeof ENGINES)[number] = 'vm'): Runtime {
  const runtime = createRuntime({ engine, host, stderr: () => {} });
  runtime.evaluate(REQUIRE);
  return runtime;
}
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Until it holds; fails after two seconds. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !holds(); i++) await new Promise((next) => setTimeout(next, 20));
  expect(holds()).toBe(true);
}

describe.each(ENGINES)('on %s', (engine) => {
  const runtime = world(nodeHost({ clock: true, http: true, listen: true, processes: true }), engine);
  const value = (text: string): Promise<unknown> => runtime.evaluateAsync(text);

  test('a server answers what its handler makes of requests', async () => {
    const seen = await value(`
      (let [server (server/serve
                     (fn [{:keys [uri request-method query-string headers body]}]
                       (case uri
                         "/echo" {:status 201 :headers {"X-Method" (name request-method)} :body (str query-string "|" (slurp body) "|" (headers "x-a"))}
                         "/lines" {:status 200 :body (map (fn [i] (str i "\\n")) (range 3))}
                         "/bytes" {:status 200 :body (byte-array [1 2 3])}
                         "/writer" {:status 200 :body (fn [out] (s/write! out "a") (s/write! out "b"))}
                         "/back" {:status 200 :body body}
                         "/boom" (throw (ex-info "secret" {:password 1}))
                         "/wrong" {:status :ok}
                         nil)))
            at (fn [path] (str "http://127.0.0.1:" (:port server) path))
            brief (fn [{:keys [status body]}] [status body])]
        (try
          [(brief (http/post (at "/echo?a=1") {:body "hé" :headers {"x-a" "b"} :query-params {:c "d e"}}))
           (get-in (http/put (at "/echo")) [:headers "x-method"])
           (brief (http/get (at "/lines")))
           (with-open [in (:body (http/get (at "/lines") {:as :stream}))] (vec (line-seq in)))
           (vec (:body (http/get (at "/bytes") {:as :bytes})))
           (:body (http/get (at "/writer")))
           (:body (http/post (at "/back") {:form-params {:x [1 2]}}))
           (brief (http/get (at "/nothing")))
           (brief (http/get (at "/boom")))
           (brief (http/get (at "/wrong")))
           (mapv deref (mapv (fn [i] (future (:body (http/get (at (str "/echo?" i)))))) (range 5)))]
          (finally (server/stop server))))`);
    expect(seen).toEqual([
      [201, 'a=1&c=d%20e|hé|b'],
      'put',
      [200, '0\n1\n2\n'],
      ['0', '1', '2'],
      [1, 2, 3],
      'ab',
      'x=1&x=2',
      [404, 'Not Found\n'],
      [500, 'Internal Server Error\n'],
      [500, 'Internal Server Error\n'],
      ['0||', '1||', '2||', '3||', '4||'],
    ]);
  });

  test('processes get input and give output, an exit code, or an end', async () => {
    expect(
      await value(`
        [(p/run ["cat"] {:in "a\\nb"})
         (:exit (p/run ["sh" "-c" "echo $X >&2; exit 3"] {:env {"X" "y"}}))
         (:err (p/run ["sh" "-c" "echo $X >&2; exit 3"] {:env {"X" "y"}}))
         (:out (p/run ["pwd"] {:dir "/"}))
         (vec (:out (p/run ["printf" "ab"] {:as :bytes})))
         (with-open [c (p/start ["sh" "-c" "for i in 1 2 3; do echo $i; done"])] [(vec (line-seq (:out c))) (p/exit c) (p/alive? c)])
         (try (p/run ["sleep" "20"] {:timeout 50}) (catch Exception e [(ex-message e) (:exit (ex-data e))]))
         (try (p/run ["sh" "-c" "exit 4"] {:check true}) (catch Exception e (ex-message e)))
         (try (p/run ["no-such-program"]) (catch java.io.IOException e (ex-message e)))
         (let [c (p/start ["cat"])] (s/write! (:in c) "x") (s/close! (:in c)) [(slurp (:out c)) (p/exit c)])]`),
    ).toEqual([
      { exit: 0, out: 'a\nb', err: '' },
      3,
      'y\n',
      '/\n',
      [97, 98],
      [['1', '2', '3'], 0, false],
      ['sleep took longer than 50 ms', 'SIGTERM'],
      'sh ended with 4',
      'Cannot run program "no-such-program" (No such file or directory)',
      ['x', 0],
    ]);
  });

  test('timers wait in fibers of their own', async () => {
    expect(
      await value(`
        (require '[clove.timer :as timer])
        (let [ticks (atom 0)
              every (timer/every! 1 (fn [] (swap! ticks inc)))
              never (timer/after! 60000 (fn [] :never))
              soon (timer/after! 20 (fn [] :soon))]
          [@soon (timer/cancel! never) (timer/cancel! every) (pos? @ticks)])`),
    ).toEqual(['soon', true, true, true]);
  });

  test('a program that is cancelled takes its processes, servers and requests with it', async () => {
    for (const [program, pidOf] of [
      ['(p/run ["sh" "-c" "echo $$ > /proc/self/fd/1; sleep 30"] {})', null],
      ['(let [c (p/start ["sleep" "30"])] (reset! pid (:pid c)) (try (p/exit c) (finally (p/kill c "SIGKILL"))))', '@pid'],
    ] as const) {
      runtime.evaluate('(def pid (atom nil))');
      const stop = new AbortController();
      const running = runtime.evaluateAsync(program, { signal: stop.signal });
      setTimeout(() => stop.abort(new Error('enough')), 100);
      await expect(running).rejects.toThrow('enough');
      if (pidOf !== null) {
        const pid = runtime.evaluate(pidOf) as number;
        await eventually(() => !isAlive(pid));
      }
    }
    const stop = new AbortController();
    runtime.evaluate('(def port (promise))');
    const serving = runtime.evaluateAsync('(let [s (server/serve (fn [_] nil))] (deliver port (:port s)) (server/join s))', {
      signal: stop.signal,
    });
    await eventually(() => runtime.evaluate('(realized? port)') === true);
    const at = `http://127.0.0.1:${runtime.evaluate('@port')}`;
    expect((await fetch(at)).status).toBe(404);
    stop.abort(new Error('enough'));
    await expect(serving).rejects.toThrow('enough');
    await expect(fetch(at)).rejects.toThrow();
  });
});

describe('limits', () => {
  test('a body that is larger than the server takes is answered by 413, and the server goes on', async () => {
    const runtime = world(nodeHost({ http: true, listen: true }));
    expect(
      await runtime.evaluateAsync(`
        (let [server (server/serve (fn [{:keys [body]}] {:status 200 :body (str (count (slurp body)))}) {:max-body 1000})
              at (str "http://127.0.0.1:" (:port server))
              post (fn [n] ((juxt :status :body) (http/post at {:body (apply str (repeat n "x"))})))]
          (try [(post 1000) (post 1001) (post 100000) (post 10)] (finally (server/stop server))))`),
    ).toEqual([
      [200, '1000'],
      [413, 'Payload Too Large\n'],
      [413, 'Payload Too Large\n'],
      [200, '10'],
    ]);
  });

  test('what is larger than the memory of the runtime is refused, of a body and of a process', async () => {
    const big = createServer((_, response) => response.end(Buffer.alloc(5_000_000, 'x')));
    await new Promise<void>((ready) => big.listen(0, '127.0.0.1', ready));
    const { port } = big.address() as AddressInfo;
    const runtime = createRuntime({ host: nodeHost({ http: true, processes: true }), limits: { memory: 2_000_000 } });
    runtime.evaluate(REQUIRE);
    for (const program of [
      `(http/get "http://127.0.0.1:${port}")`,
      `(with-open [in (:body (http/get "http://127.0.0.1:${port}" {:as :stream}))] (count (first (line-seq in))))`,
      '(p/run ["head" "-c" "5000000" "/dev/zero"])',
      '(try (p/run ["head" "-c" "5000000" "/dev/zero"]) (catch Throwable e :caught))',
    ]) {
      const failure = (await runtime.evaluateAsync(program).catch((e: unknown) => e)) as LimitError;
      expect(failure).toBeInstanceOf(LimitError);
      expect(failure.limit).toBe('memory');
    }
    expect(await runtime.evaluateAsync('(:out (p/run ["head" "-c" "10" "/dev/zero"] {:as :bytes}))')).toHaveLength(10);
    expect(
      await runtime.evaluateAsync(`(try (http/get "http://127.0.0.1:${port}" {:max-body 1000}) (catch Exception e (ex-data e)))`),
    ).toEqual({ limit: 1000 });
    big.close();
  });

  test('what a limit stopped for good, or was disposed of, leaves no process behind', async () => {
    const runtime = createRuntime({ host: nodeHost({ processes: true }) });
    runtime.evaluate(`${REQUIRE} (def pid (atom nil))`);
    const run = '(let [c (p/start ["sleep" "30"])] (reset! pid (:pid c)) ((fn f [] (inc (f)))))';
    await expect(runtime.evaluateAsync(run, { limits: { depth: 1000 } })).rejects.toThrow(LimitError);
    const pid = runtime.evaluate('@pid') as number;
    await eventually(() => !isAlive(pid));
    await runtime.evaluateAsync('(reset! pid (:pid (p/start ["sleep" "30"])))');
    const other = runtime.evaluate('@pid') as number;
    expect(isAlive(other)).toBe(true);
    runtime.dispose();
    await eventually(() => !isAlive(other));
  });
});

describe('grants', () => {
  let server: Server;
  let at: string;
  beforeAll(async () => {
    server = createServer((incoming, response) => {
      const to = /^\/to\?(.*)/.exec(incoming.url ?? '')?.[1];
      if (to !== undefined) response.writeHead(302, { Location: decodeURIComponent(to) }).end();
      else response.end(`${incoming.method} ${incoming.headers.authorization ?? 'nobody'}`);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  test('only hosts that were granted are asked, by redirections too', async () => {
    const runtime = world(nodeHost({ http: ['127.0.0.1'] }));
    const ask = (url: string) =>
      runtime.evaluateAsync(
        `(try (:body (http/get "${url}" {:headers {"authorization" "me"}})) (catch java.io.IOException e (ex-message e)))`,
      );
    expect(await ask(`${at}/a`)).toBe('GET me');
    expect(await ask(`${at}/to?${encodeURIComponent('/b')}`)).toBe('GET me');
    expect(await ask('http://localhost:1/')).toBe('This runtime may not ask http://localhost:1');
    expect(await ask(`${at}/to?${encodeURIComponent('http://localhost:1/')}`)).toBe('This runtime may not ask http://localhost:1');
    expect(await ask(`${at}/to?${encodeURIComponent('file:///etc/passwd')}`)).toBe('file: is not HTTP');
    expect(await ask('no url')).toBe('no url is no URL');
    const all = world(nodeHost({ http: true }));
    // Another origin is not told who asks.
    expect(
      await all
        .evaluateAsync(
          `(:body (http/get "${at}/to?${encodeURIComponent(at.replace('127.0.0.1', 'localhost'))}" {:headers {"authorization" "me"}}))`,
        )
        .catch((e) => e.message),
    ).toMatch(/^GET nobody$|refused/);
    expect(await all.evaluateAsync(`(:status (http/get "${at}/to?x" {:redirects 0}))`)).toBe(302);
  });

  test('only programs, ports and variables that were granted', async () => {
    process.env.CLOVE_TEST_SECRET = 'secret';
    const runtime = world(nodeHost({ processes: ['echo', 'env'], listen: [1], environment: ['HOME', 'NOT_THERE'] }));
    expect(
      await runtime.evaluateAsync(`
        [(:out (p/run ["echo" "a"]))
         (try (p/run ["sh" "-c" "echo"]) (catch java.io.IOException e (ex-message e)))
         (try (server/serve identity {:port 2}) (catch java.io.IOException e (ex-message e)))
         (sort (map first (System/getenv)))
         (System/getenv "CLOVE_TEST_SECRET")
         (re-find #"SECRET" (:out (p/run ["env"])))]`),
    ).toEqual(['a\n', 'This runtime may not run sh', 'This runtime may not listen on 127.0.0.1, port 2', ['HOME'], null, null]);
    delete process.env.CLOVE_TEST_SECRET;
  });

  test('a server that is stopped answers what it has begun', async () => {
    const runtime = world(nodeHost({ clock: true, listen: true }));
    runtime.evaluate('(def port (promise)) (def begun (promise))');
    const serving = runtime.evaluateAsync(`
      (let [server (server/serve (fn [_] (deliver begun true) (Thread/sleep 100) {:status 200 :body "done"}))]
        (deliver port (:port server))
        @begun
        (server/stop server)
        (server/join server)
        :stopped)`);
    await eventually(() => runtime.evaluate('(realized? port)') === true);
    const answered = fetch(`http://127.0.0.1:${runtime.evaluate('@port')}`).then((r) => r.text());
    expect(await serving).toBe('stopped');
    expect(await answered).toBe('done');
  });

  test('a reader that has gone ends the answer, and nothing else', async () => {
    const runtime = world(nodeHost({ clock: true, listen: true }));
    runtime.evaluate('(def port (promise)) (def errors (atom []))');
    const stop = new AbortController();
    const serving = runtime.evaluateAsync(
      `(let [server (server/serve (fn [_] {:status 200 :body (fn [out] (loop [] (s/write! out "x") (Thread/sleep 5) (recur)))})
                                  {:on-error (fn [_ e] (swap! errors conj (str (class e))))})]
         (deliver port (:port server))
         (server/join server))`,
      { signal: stop.signal },
    );
    await eventually(() => runtime.evaluate('(realized? port)') === true);
    const asking = request(`http://127.0.0.1:${runtime.evaluate('@port')}`, (response) => response.once('data', () => asking.destroy()));
    asking.on('error', () => {});
    asking.end();
    await eventually(() => runtime.evaluate('(count @errors)') === 1);
    expect(runtime.evaluate('@errors')).toEqual(['class java.io.IOException']);
    stop.abort(new Error('enough'));
    await expect(serving).rejects.toThrow('enough');
  });
});
