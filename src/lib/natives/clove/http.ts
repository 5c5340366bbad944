import { registerClass } from '../../../data/classes.js';
import { castTo, ExceptionClass, Throwable } from '../../../data/errors.js';
import { mapFromArray } from '../../../data/maps/index.js';
import { vectorFromArray } from '../../../data/seqs/index.js';
import type { Value } from '../../../data/value.js';
import { failure, IncomingBytes, OutgoingBytes } from '../../../runtime/async-streams.js';
import type { HttpExchange, HttpHeaders, HttpListener, HttpResponse } from '../../../runtime/host-io.js';
import type { Runtime } from '../../../runtime/runtime.js';
import { outOfReach } from '../../../runtime/streams.js';
import { defineNatives, type NativeTable } from '../define.js';
import { textArgument } from '../host/access.js';
import { countOrNull, hostBytes, nameOf, waitFor } from './waiting.js';

/** A request that the program has made, until all of the response has been read. */
class Request {
  readonly controller = new AbortController();
  response: Promise<HttpResponse> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #release: () => void = () => {};

  begin(release: () => void, timeout: number | null): void {
    this.#release = release;
    if (timeout === null) return;
    const late = new Throwable(ExceptionClass.io, `The request took longer than ${timeout} ms`);
    this.#timer = setTimeout(() => this.controller.abort(late), timeout);
  }
  /** All is over: nothing is to be closed any more. */
  readonly done = (): void => {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#release();
  };
}
registerClass(Request, 'clove.http.Request', ['java.lang.Object']);

/** A server of the program. */
class Listener {
  constructor(
    readonly host: HttpListener,
    readonly release: () => void,
  ) {}
}
registerClass(Listener, 'clove.http.server.Listener', ['java.lang.Object']);

/** A request to a server of the program. */
class Exchange {
  out: OutgoingBytes | null = null;
  ended = false;
  constructor(
    readonly host: HttpExchange,
    readonly body: IncomingBytes,
  ) {}
}
registerClass(Exchange, 'clove.http.server.Exchange', ['java.lang.Object']);

const request = castTo(Request, 'clove.http.Request');
const listener = castTo(Listener, 'clove.http.server.Listener');
const exchange = castTo(Exchange, 'clove.http.server.Exchange');

/** Headers by their names; those that came several times as the values with commas between, or as a vector where that would mix them up. */
function headerMap(headers: HttpHeaders): Value {
  const all = new Map<string, string[]>();
  for (const [name, value] of headers) all.set(name.toLowerCase(), [...(all.get(name.toLowerCase()) ?? []), value]);
  return mapFromArray(
    [...all].flatMap(([name, values]): Value[] => [
      name,
      values.length > 1 && name === 'set-cookie' ? vectorFromArray(values) : values.join(', '),
    ]),
  );
}

/** Headers from an array of names and values in turn. */
function headersOf(flat: Value): HttpHeaders {
  const texts = (flat as Value[]).map(textArgument);
  return Array.from({ length: texts.length / 2 }, (_, i) => [texts[2 * i], texts[2 * i + 1]] as const);
}

const internal = true;

/** Natives of clove.http. */
export function httpClientNatives({ fibers, host }: Pick<Runtime, 'fibers' | 'host'>): NativeTable {
  return defineNatives('clove.http', {
    '-begin-request': {
      doc: 'Begins a request: [url method headers body redirects timeout].',
      arglists: '([settings])',
      internal,
      1(settings) {
        const [url, method, headers, body, redirects, timeout] = settings as Value[];
        const { http } = host;
        if (http === undefined) throw outOfReach('The network is');
        const made = new Request();
        const { signal } = made.controller;
        made.begin(
          fibers.keepOpen(() => made.controller.abort(new Throwable(ExceptionClass.io, 'The program has ended'))),
          countOrNull(timeout),
        );
        made.response = http.request({
          url: textArgument(url),
          method: nameOf(method).toUpperCase(),
          headers: headersOf(headers),
          body: body === null ? null : body instanceof IncomingBytes ? sourceOf(body) : hostBytes(body),
          redirects: countOrNull(redirects) ?? 0,
          signal,
        });
        made.response.catch(made.done);
        return made;
      },
    },
    '-response': {
      doc: 'Waits for what the request is answered with: [status headers url body].',
      arglists: '([request most])',
      internal,
      2(x, most) {
        const made = request(x);
        return waitFor(fibers, made.response as Promise<HttpResponse>, ({ status, headers, url, body }) =>
          vectorFromArray([status, headerMap(headers), url, new IncomingBytes(body, countOrNull(most), made.done)]),
        );
      },
    },
    '-abort-request': {
      doc: 'Ends a request, and the body of its response.',
      arglists: '([request])',
      internal,
      1(x) {
        const made = request(x);
        made.controller.abort(new Throwable(ExceptionClass.io, 'The request was given up'));
        made.done();
        return null;
      },
    },
  });
}

/** Natives of clove.http.server. */
export function httpServerNatives({ fibers, host }: Pick<Runtime, 'fibers' | 'host'>): NativeTable {
  return defineNatives('clove.http.server', {
    '-listen': {
      doc: 'Begins a server: [listener port address].',
      arglists: '([port address])',
      internal,
      2(port, address) {
        const { listen } = host;
        if (listen === undefined) throw outOfReach('Listening on the network is');
        const begun: { listener: HttpListener | null; given: boolean } = { listener: null, given: true };
        // It may be begun only after whoever wanted it has been given up.
        const release = fibers.keepOpen(() => {
          begun.given = false;
          begun.listener?.abort();
        });
        return waitFor(
          fibers,
          listen.listen({ port: countOrNull(port) ?? 0, address: textArgument(address) }).then(
            (made) => {
              begun.listener = made;
              if (!begun.given) made.abort();
              return made;
            },
            (e: unknown) => {
              release();
              throw e;
            },
          ),
          (made) => vectorFromArray([new Listener(made, release), made.port, made.address]),
        );
      },
    },
    '-next-exchange': {
      doc: 'Waits for the next request: [exchange method target protocol headers remote-address body]; nil once the server has been closed.',
      arglists: '([listener most])',
      internal,
      2: (x, most) =>
        waitFor(fibers, listener(x).host.next(), (next) => {
          if (next === null) return null;
          const body = new IncomingBytes(next.body, countOrNull(most));
          const { method, target, protocol, headers, remoteAddress } = next;
          return vectorFromArray([new Exchange(next, body), method, target, protocol, headerMap(headers), remoteAddress, body]);
        }),
    },
    '-respond': {
      doc: 'Begins the answer; where its body goes. length is nil where it is not known.',
      arglists: '([exchange status headers length])',
      internal,
      4(x, status, headers, length) {
        const made = exchange(x);
        made.out = new OutgoingBytes(made.host.respond(countOrNull(status) ?? 200, headersOf(headers), countOrNull(length)));
        return made.out;
      },
    },
    '-answered?': {
      doc: 'Whether the answer was begun.',
      arglists: '([exchange])',
      internal,
      1: (x) => exchange(x).out !== null,
    },
    '-end-exchange': {
      doc: 'The exchange is over: what was not answered as a whole is broken off.',
      arglists: '([exchange])',
      internal,
      1(x) {
        const made = exchange(x);
        made.out ??= new OutgoingBytes(made.host.respond(503, [], 0));
        made.out.abort();
        made.body.close();
        return null;
      },
    },
    '-close-listener': {
      doc: 'Accepts nothing more, and waits until all connections have ended; breaks them off after so many milliseconds.',
      arglists: '([listener ms])',
      internal,
      2(x, ms) {
        const { host: own, release } = listener(x);
        const timer = setTimeout(() => own.abort(), countOrNull(ms) ?? 0);
        const closed = own.close().finally(() => {
          clearTimeout(timer);
          release();
        });
        return waitFor(fibers, closed, () => null);
      },
    },
    '-abort-listener': {
      doc: 'Ends a server and all its connections.',
      arglists: '([listener])',
      internal,
      1(x) {
        const { host: own, release } = listener(x);
        own.abort();
        release();
        return null;
      },
    },
  });
}

/** Bytes that came in, as something to be sent on. */
const sourceOf = (from: IncomingBytes) => ({
  read: async () => {
    try {
      return await from.next();
    } catch (e) {
      throw failure(e);
    }
  },
  cancel: () => from.close(),
});
