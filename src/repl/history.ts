import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

const LIMIT = 1000;
/** For the owner alone: what people type may be secret. */
const MODE = 0o600;

/** The lines typed at the REPL, kept in a file, the newest of equal ones only. */
export class History {
  /** Oldest first. */
  readonly lines: readonly string[];
  #last: string | undefined;

  /** Reads the file, if it is there, and cuts it to the newest `limit` lines. */
  constructor(
    readonly path: string,
    limit = LIMIT,
  ) {
    const stored = readLines(path);
    this.lines = [...new Set(stored.reverse())].slice(0, limit).reverse();
    this.#last = this.lines.at(-1);
    if (this.lines.length < stored.length) writeFileSync(path, this.lines.map((line) => `${line}\n`).join(''), { mode: MODE });
  }

  /** Remembers a line, unless it is blank or the same as the last. Throws where the file cannot be written. */
  add(line: string): void {
    if (line.trim() === '' || line === this.#last) return;
    appendFileSync(this.path, `${line}\n`, { mode: MODE });
    this.#last = line;
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw e;
  }
}
