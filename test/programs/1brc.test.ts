import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, 'examples', '1brc');
let work: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), '1brc-'));
});
afterAll(() => {
  rmSync(work, { recursive: true });
});

const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8', cwd: ROOT });
const clove = (engine: string, file: string): string => run(join(ROOT, 'clove'), '--engine', engine, join(FOLDER, '1brc.clj'), file);
const plain = (file: string): string => run(process.execPath, join(FOLDER, '1brc.mjs'), file);

describe('one billion rows', () => {
  it.each(['tree', 'vm'])('the awkward rows, on %s', (engine) => {
    expect(clove(engine, join(FOLDER, 'edge.txt'))).toBe(readFileSync(join(FOLDER, 'edge.expected'), 'utf8'));
  });

  it('plain JavaScript agrees on the awkward rows', () => {
    expect(plain(join(FOLDER, 'edge.txt'))).toBe(readFileSync(join(FOLDER, 'edge.expected'), 'utf8'));
  });

  it('the generator gives the same rows for the same seed, and Clove what plain JavaScript gives', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => join(work, name));
    run(process.execPath, join(FOLDER, 'generate.mjs'), '20000', a, '5');
    run(process.execPath, join(FOLDER, 'generate.mjs'), '20000', b, '5');
    run(process.execPath, join(FOLDER, 'generate.mjs'), '20000', c, '6');
    const rows = readFileSync(a, 'utf8');
    expect(rows).toBe(readFileSync(b, 'utf8'));
    expect(rows).not.toBe(readFileSync(c, 'utf8'));
    expect(rows.split('\n').length).toBe(20001);
    expect(
      rows
        .split('\n')
        .slice(0, -1)
        .every((row) => /^[^;\n]+;-?\d{1,2}\.\d$/.test(row)),
    ).toBe(true);
    expect(clove('vm', a)).toBe(plain(a));
  });
});
