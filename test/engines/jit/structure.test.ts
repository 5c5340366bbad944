import { describe, expect, test } from 'vitest';
import { nest } from '../../../src/engines/jit/structure.js';

describe('loops and blocks', () => {
  const refuse = (reason: string): never => {
    throw new Error(reason);
  };
  test('are nested', () => {
    const jumps = [
      { from: 6, to: 2 },
      { from: 3, to: 8 },
      { from: 4, to: 6 },
    ];
    expect(nest(jumps, refuse)).toEqual([
      { start: 2, end: 8, isLoop: false },
      { start: 2, end: 7, isLoop: true },
      { start: 4, end: 6, isLoop: false },
    ]);
  });
  test('that cross are widened', () => {
    const jumps = [
      { from: 0, to: 4 },
      { from: 2, to: 6 },
    ];
    expect(nest(jumps, refuse)).toEqual([
      { start: 0, end: 6, isLoop: false },
      { start: 0, end: 4, isLoop: false },
    ]);
  });
  test('a jump into a loop from outside is refused', () => {
    const jumps = [
      { from: 0, to: 3 },
      { from: 5, to: 2 },
    ];
    expect(() => nest(jumps, refuse)).toThrow('a jump into the loop at 2');
  });
});
