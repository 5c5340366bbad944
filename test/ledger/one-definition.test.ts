import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INSTRUCTIONS, NAMES } from '../../src/bytecode/instructions/index.js';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('N4: an instruction is defined once', () => {
  const page = read('docs/instructions.md');
  const loop = read('src/engines/vm/loop.gen.ts');

  test('the reference page, which is generated, lists each of them (M6, S3)', () => {
    const listed = [...page.matchAll(/^\| `([A-Z_0-9]+)` \|/gm)].map((m) => m[1]);
    expect(listed.sort()).toEqual(NAMES.filter((_, op) => op < INSTRUCTIONS.length).sort());
    const families = [...page.matchAll(/^## (.*)$/gm)].map((m) => m[1]);
    expect(families.length).toBeGreaterThanOrEqual(8);
  });

  test('what it does stands in its definition alone: the loop takes it from there', () => {
    const ops = INSTRUCTIONS.map((_, op) => op);
    const inLoop = ops.filter((op) => loop.includes(`case ${op}:`));
    expect(inLoop.length).toBeGreaterThan(100);
    for (const [op, { doc }] of INSTRUCTIONS.entries()) expect(doc.length, NAMES[op]).toBeGreaterThan(5);
  });
});

describe('M5: the loop of the interpreter holds what runs often', () => {
  test('V8 compiles all of it: its bytecode is far below the 60 KB beyond which V8 gives up', () => {
    const text = read('src/engines/vm/loop.gen.ts');
    const hot = INSTRUCTIONS.filter((i) => i.kind !== 'control' && i.hot).length;
    expect(hot).toBeGreaterThan(20);
    expect(hot).toBeLessThan(INSTRUCTIONS.length / 2);
    expect(text.length).toBeLessThan(80_000);
  });
});
