import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createComparer, describeDifference } from './compare.js';
import { atom, type Form, group, show, showProgram, sizeOf } from './form.js';
import { makeProgram } from './grammar.js';
import { seedOf } from './random.js';
import { shrink } from './shrink.js';

const FOUND = join(import.meta.dirname, 'found');
const comparer = createComparer();

function check(text: string): void {
  const difference = comparer.compare(text);
  expect(difference === null ? '' : `${text}\n${describeDifference(difference)}`).toBe('');
}

describe('S2: programs made at random do the same on every engine', () => {
  it('300 of them', () => {
    for (let i = 0; i < 300; i++) check(showProgram(makeProgram(seedOf(20, i))));
  }, 120_000);

  it.each(readdirSync(FOUND).filter((file) => file.endsWith('.clj')))('%s, found before', (file) => {
    check(readFileSync(join(FOUND, file), 'utf8'));
  });
});

describe('the fuzzer itself', () => {
  it('makes the same program of the same seed', () => {
    expect(showProgram(makeProgram(seedOf(7, 3)))).toBe(showProgram(makeProgram(seedOf(7, 3))));
    expect(new Set([0, 1, 2, 3, 4].map((i) => showProgram(makeProgram(seedOf(7, i))))).size).toBeGreaterThan(3);
  });

  it('cuts a program down to what fails, and leaves pinned forms alone', () => {
    const has = (form: Form, text: string): boolean =>
      form.kind === 'atom' ? form.text === text : form.items.some((item) => has(item, text));
    const loop = group('(', [
      atom('loop', true),
      group('[', [atom('i', true), atom('0', true)], true),
      group('(', [atom('f'), atom('boom'), atom('x')]),
    ]);
    const program = [group('(', [atom('def'), atom('a'), atom('1')]), group('(', [atom('do'), group('[', [atom('1'), loop]), atom('2')])];
    const whole = shrink(program, (forms) => forms.some((form) => has(form, 'boom')));
    expect(whole.map(show)).toEqual(['boom']);
    const kept = shrink(program, (forms) => forms.some((form) => has(form, 'loop') && has(form, 'boom')));
    expect(kept.map(show)).toEqual(['(loop [i 0] boom)']);
    expect(kept.reduce((sum, form) => sum + sizeOf(form), 0)).toBe(6);
  });
});
