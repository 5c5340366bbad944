import type { Readable, Writable } from 'node:stream';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import type { AsyncByteSink, AsyncByteSource } from '../../runtime/host-io.js';

/** The program's exception for what went wrong with a connection or a pipe. */
export function connectionError(e: unknown): Throwable {
  if (e instanceof Throwable) return e;
  const { code, message, cause } = e as NodeJS.ErrnoException & { readonly cause?: unknown };
  if (cause !== undefined && cause !== null) return connectionError(cause);
  return new Throwable(ExceptionClass.io, REASONS[code ?? ''] ?? message);
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset',
  EPIPE: 'Broken pipe',
  ETIMEDOUT: 'Connection timed out',
  EADDRINUSE: 'Address already in use',
  ERR_STREAM_PREMATURE_CLOSE: 'The other end broke off',
  ERR_STREAM_DESTROYED: 'Stream closed',
};

/** The bytes of a stream of Node's, pulled: where nobody reads, whoever writes waits. `drop`: what is done with a rest that nobody wants. */
export function sourceOf(stream: Readable, drop: () => void = () => void stream.destroy()): AsyncByteSource {
  const chunks = stream.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  // An error before somebody reads is told to the one who reads.
  stream.on('error', () => {});
  return {
    async read() {
      try {
        for (;;) {
          const { done, value } = (await chunks.next()) as { readonly done: boolean; readonly value: Uint8Array };
          if (done) return null;
          if (value.length > 0) return value;
        }
      } catch (e) {
        throw connectionError(e);
      }
    },
    cancel() {
      // What is being read ends with the stream.
      void chunks.return?.(undefined);
      drop();
    },
  };
}

/** A stream of Node's that bytes go out to; `abort` breaks it off. */
export function sinkOf(stream: Writable, abort: () => void = () => void stream.destroy()): AsyncByteSink {
  let failed: unknown = null;
  stream.on('error', (e) => {
    failed = e;
  });
  const settled = (begin: (done: (e?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const refuse = (e: unknown): void => reject(connectionError(e));
      if (failed !== null) return refuse(failed);
      const closed = (): void => refuse(failed ?? Object.assign(new Error(), { code: 'EPIPE' }));
      if (stream.destroyed) return closed();
      stream.once('close', closed);
      begin((e) => {
        stream.off('close', closed);
        if (e === undefined || e === null) resolve();
        else refuse(e);
      });
    });
  return {
    write: (bytes) => settled((done) => void stream.write(bytes, done)),
    end: () => (stream.writableFinished ? Promise.resolve() : settled((done) => void stream.end(done))),
    abort,
  };
}
