import { ExceptionClass, Throwable } from '../../data/errors.js';
import type { AsyncByteSource, HttpClient, HttpHeaders, HttpRequest } from '../../runtime/host-io.js';
import { connectionError } from './async-bytes.js';

export interface HttpClientOptions {
  /** Whether a URL may be asked, each one of a chain of redirections too. Without it all may. */
  readonly allow?: (url: URL) => boolean;
}

/** What only the machine that it was meant for is told. */
const SECRETS = new Set(['authorization', 'cookie', 'proxy-authorization']);
/** What describes a body that a redirection leaves out. */
const OF_BODY = new Set(['content-type', 'content-length', 'content-encoding', 'content-language', 'content-location']);

/** A step of a request: where it goes now, and what it sends there. */
interface Step {
  readonly url: URL;
  readonly method: string;
  readonly headers: HttpHeaders;
  readonly body: HttpRequest['body'];
}

/** An HTTP client over Node's fetch. */
export function nodeHttpClient({ allow = () => true }: HttpClientOptions = {}): HttpClient {
  function checked(text: string, from?: string): URL {
    if (!URL.canParse(text, from)) throw new Throwable(ExceptionClass.io, `${text} is no URL`);
    const url = new URL(text, from);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Throwable(ExceptionClass.io, `${url.protocol} is not HTTP`);
    if (!allow(url)) throw new Throwable(ExceptionClass.io, `This runtime may not ask ${url.origin}`);
    return url;
  }

  return {
    async request({ url, method, headers, body, redirects, signal }) {
      let step: Step = { url: checked(url), method, headers, body };
      for (let left = redirects; ; left--) {
        const response = await send(step, signal);
        const location = response.headers.get('location');
        if (location === null || !REDIRECTIONS.has(response.status) || left === 0)
          return {
            status: response.status,
            headers: headersOf(response.headers),
            url: step.url.href,
            body: bodyOf(response.body, signal),
          };
        await response.body?.cancel();
        step = redirected(step, response.status, checked(location, step.url.href));
      }
    },
  };
}

const REDIRECTIONS = new Set([301, 302, 303, 307, 308]);

async function send({ url, method, headers, body }: Step, signal: AbortSignal): Promise<Response> {
  const isStream = body !== null && 'read' in body;
  const options: RequestInit & { readonly duplex?: 'half' } = {
    method,
    headers: headers.map(([name, value]) => [name, value]),
    body: body === null ? null : isStream ? streamOf(body) : new Uint8Array(body),
    redirect: 'manual',
    signal,
    ...(isStream ? { duplex: 'half' } : {}),
  };
  try {
    return await fetch(url, options);
  } catch (e) {
    throw signal.aborted ? connectionError(signal.reason) : connectionError(e);
  }
}

function redirected({ url, method, headers, body }: Step, status: number, to: URL): Step {
  const isSame = url.origin === to.origin;
  const kept = headers.filter(([name]) => isSame || !SECRETS.has(name.toLowerCase()));
  if (status === 307 || status === 308) {
    if (body !== null && 'read' in body) throw new Throwable(ExceptionClass.io, 'A request whose body is a stream was redirected');
    return { url: to, method, headers: kept, body };
  }
  if (method === 'GET' || method === 'HEAD') return { url: to, method, headers: kept, body: null };
  return { url: to, method: 'GET', headers: kept.filter(([name]) => !OF_BODY.has(name.toLowerCase())), body: null };
}

function headersOf(headers: Headers): HttpHeaders {
  const cookies = headers.getSetCookie();
  return [...[...headers].filter(([name]) => name !== 'set-cookie'), ...cookies.map((value) => ['set-cookie', value] as const)];
}

function bodyOf(body: ReadableStream<Uint8Array> | null, signal: AbortSignal): AsyncByteSource {
  const reader = body?.getReader();
  return {
    async read() {
      if (reader === undefined) return null;
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return null;
          if (value.length > 0) return value;
        }
      } catch (e) {
        throw connectionError(signal.aborted ? signal.reason : e);
      }
    },
    cancel: () => void reader?.cancel().catch(() => {}),
  };
}

const streamOf = (source: AsyncByteSource): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const bytes = await source.read();
      if (bytes === null) controller.close();
      else controller.enqueue(bytes);
    },
    cancel: () => source.cancel(),
  });
