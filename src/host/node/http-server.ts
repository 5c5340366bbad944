import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import type { HttpExchange, HttpHeaders, HttpListener, HttpServers } from '../../runtime/host-io.js';
import { connectionError, sinkOf, sourceOf } from './async-bytes.js';

export interface HttpServersOptions {
  /** Whether a server may listen there. Without it everywhere. */
  readonly allow?: (at: { readonly port: number; readonly address: string }) => boolean;
}

/** HTTP servers over Node's. */
export function nodeHttpServers({ allow = () => true }: HttpServersOptions = {}): HttpServers {
  return {
    async listen(at) {
      if (!allow(at)) throw new Throwable(ExceptionClass.io, `This runtime may not listen on ${at.address}, port ${at.port}`);
      return listen(at.port, at.address);
    },
  };
}

/** Milliseconds. */
const LONGEST_REST = 5000;

function listen(port: number, address: string): Promise<HttpListener> {
  /** Requests that nobody has taken yet, or the ones who wait for a request. */
  const waiting: HttpExchange[] = [];
  const takers: ((exchange: HttpExchange | null) => void)[] = [];
  let closed = false;
  const server = createServer((request, response) => {
    const exchange = exchangeOf(request, response);
    const taker = takers.shift();
    if (taker === undefined) waiting.push(exchange);
    else taker(exchange);
  });

  function close(): Promise<void> {
    const first = !closed;
    closed = true;
    return new Promise((resolve) => {
      if (first)
        server.close(() => {
          for (const taker of takers.splice(0)) taker(null);
        });
      server.closeIdleConnections();
      // Those that are kept open between two requests end as soon as they are idle.
      const timer = setInterval(() => server.closeIdleConnections(), 50);
      const done = (): void => {
        clearInterval(timer);
        resolve();
      };
      if (server.listening || first) server.once('close', done);
      else done();
    });
  }

  return new Promise((resolve, reject) => {
    server.once('error', (e) => reject(connectionError(e)));
    server.listen(port, address, () => {
      const own = server.address() as AddressInfo;
      resolve({
        address: own.address,
        port: own.port,
        next: () =>
          new Promise((taken) => {
            const exchange = waiting.shift();
            if (exchange !== undefined) taken(exchange);
            else if (closed && !server.listening) taken(null);
            else takers.push(taken);
          }),
        close,
        abort() {
          void close();
          server.closeAllConnections();
        },
      });
    });
  });
}

/** Headers in their order, as they came. */
function headersOf(raw: readonly string[]): HttpHeaders {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i].toLowerCase(), raw[2 * i + 1]] as const);
}

function exchangeOf(request: IncomingMessage, response: ServerResponse): HttpExchange {
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    protocol: `HTTP/${request.httpVersion}`,
    headers: headersOf(request.rawHeaders),
    remoteAddress: request.socket.remoteAddress ?? '',
    body: sourceOf(request, () => discard(request)),
    respond(status, headers, length) {
      const lengths: HttpHeaders = length === null ? [] : [['content-length', String(length)]];
      const own = headers.filter(([name]) => length === null || name.toLowerCase() !== 'content-length');
      // Where the rest of a body may still be coming, nothing else comes over this connection.
      if (!request.complete) response.shouldKeepAlive = false;
      try {
        response.writeHead(status, [...own, ...lengths].flat());
      } catch (e) {
        throw new Throwable(ExceptionClass.illegalArgument, (e as Error).message);
      }
      return sinkOf(response, () => void response.destroy());
    },
  };
}

/** Lets a rest of a body come that nobody reads, so that whoever sends it reads the answer; not for long. */
function discard(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  const timer = setTimeout(() => request.destroy(), LONGEST_REST);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
