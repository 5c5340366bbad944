/** Bytes that come in when the host has them. */
export interface AsyncByteSource {
  /** The next bytes, one at least; null at the end. Rejected where they cannot be had. Not called again before it has answered. */
  read(): Promise<Uint8Array | null>;
  /** Nobody wants the rest. */
  cancel(): void;
}

/** Bytes that go out when the host can take them. */
export interface AsyncByteSink {
  /** Takes the bytes; comes true once more may come. Rejected where they cannot be sent. */
  write(bytes: Uint8Array): Promise<void>;
  /** That was all; comes true once it is on its way. */
  end(): Promise<void>;
  /** Gives up: whoever reads learns that something is missing. */
  abort(): void;
}

/** Headers in their order; names in small letters where they came from outside. */
export type HttpHeaders = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly url: string;
  /** In capitals: `GET`. */
  readonly method: string;
  readonly headers: HttpHeaders;
  readonly body: Uint8Array | AsyncByteSource | null;
  /** How many redirections are followed. */
  readonly redirects: number;
  /** Ends the request, and the body of its response, where it is still under way. */
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Where the response came from in the end. */
  readonly url: string;
  readonly body: AsyncByteSource;
}

/** Asks other machines over HTTP. Everything throws, or is rejected with, java.io.IOException and its kin. */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
}

/** A request that somebody has sent to a server of the program, and how it is answered. */
export interface HttpExchange {
  /** In capitals. */
  readonly method: string;
  /** The path and, after `?`, the query. */
  readonly target: string;
  /** `HTTP/1.1`. */
  readonly protocol: string;
  readonly headers: HttpHeaders;
  readonly remoteAddress: string;
  readonly body: AsyncByteSource;
  /** Begins the answer. `length`: of the body in bytes, null where that is not known. */
  respond(status: number, headers: HttpHeaders, length: number | null): AsyncByteSink;
}

/** A server that was begun. */
export interface HttpListener {
  readonly address: string;
  readonly port: number;
  /** The next request; null once the server is closed. */
  next(): Promise<HttpExchange | null>;
  /** Accepts nothing more; comes true once all connections have ended. */
  close(): Promise<void>;
  /** Ends all connections at once. */
  abort(): void;
}

/** Lets others ask over HTTP. */
export interface HttpServers {
  listen(options: { readonly port: number; readonly address: string }): Promise<HttpListener>;
}

export interface ProcessOptions {
  /** The program, and its arguments as they are: no shell reads them. */
  readonly command: readonly string[];
  /** Where it runs; null: where this process does. */
  readonly folder: string | null;
  /** Variables of its environment beside those that the host lets it have. */
  readonly env: Readonly<Record<string, string>>;
}

/** How a process ended: its exit code, or the name of the signal that ended it. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A process that was begun. */
export interface HostProcess {
  readonly pid: number;
  readonly input: AsyncByteSink;
  readonly output: AsyncByteSource;
  readonly errors: AsyncByteSource;
  readonly ended: Promise<ProcessEnd>;
  /** Sends a signal, by name: `SIGTERM`. */
  kill(signal: string): void;
}

/** Begins other programs of the machine. Rejected with java.io.IOException where one cannot be. */
export interface Processes {
  start(options: ProcessOptions): Promise<HostProcess>;
}
