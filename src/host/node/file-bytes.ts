import { closeSync, readSync, writeSync } from 'node:fs';
import { ExceptionClass, Throwable } from '../../data/errors.js';
import type { ByteSink, ByteSource } from '../../runtime/host.js';
import { ioError } from './io-error.js';

/** A descriptor that is closed once, and refuses all use after that. */
class OpenFile {
  #closed = false;
  constructor(
    private readonly fd: number,
    private readonly name: string,
  ) {}
  protected use<T>(operation: (fd: number) => T): T {
    if (this.#closed) throw new Throwable(ExceptionClass.io, 'Stream Closed');
    try {
      return operation(this.fd);
    } catch (e) {
      throw ioError(e, this.name, false);
    }
  }
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.fd);
  }
}

/** The bytes of an open file, from its beginning on. */
export class FileInput extends OpenFile implements ByteSource {
  read(target: Uint8Array): number {
    if (target.length === 0) return 0;
    return this.use((fd) => readSync(fd, target, 0, target.length, null)) || -1;
  }
}

/** An open file that bytes are written to. */
export class FileOutput extends OpenFile implements ByteSink {
  write(bytes: Uint8Array): void {
    this.use((fd) => {
      for (let sent = 0; sent < bytes.length; ) sent += writeSync(fd, bytes, sent);
    });
  }
}
