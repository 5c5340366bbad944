import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { Output } from '../../../src/host/node/output.js';

const folder = mkdtempSync(join(tmpdir(), 'clove-output-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'out');
const written = (): string => readFileSync(path, 'utf8');

describe('an output', () => {
  test('sends at every flush', () => {
    const out = new Output(openSync(path, 'w'));
    out.write('a');
    expect(written()).toBe('');
    for (const letter of 'bcd') {
      out.write(letter);
      out.flush();
    }
    expect(written()).toBe('abcd');
    out.close();
  });

  test('that is patient puts quick flushes together, and sends when the program pauses', async () => {
    const out = new Output(openSync(path, 'w'), { patient: () => true });
    out.write('a');
    out.flush();
    expect(written()).toBe('a');
    out.write('b');
    out.flush();
    expect(written()).toBe('a');
    await setImmediate();
    expect(written()).toBe('ab');
    out.write('c');
    out.flush();
    out.flushNow();
    expect(written()).toBe('abc');
    out.close();
  });

  test('sends when there is much', () => {
    const out = new Output(openSync(path, 'w'));
    for (let i = 0; i < 100_000; i++) out.write('x');
    expect(written().length).toBe(65_536);
    out.close();
    expect(written().length).toBe(100_000);
  });

  test('says in the words of Java that it cannot write', () => {
    const out = new Output(openSync(path, 'r'), { name: 'somewhere' });
    out.write('a');
    expect(() => out.flush()).toThrow('somewhere (EBADF: bad file descriptor, write)');
  });
});
