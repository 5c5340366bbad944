import { describe, expect, it } from 'vitest';
// @ts-expect-error: the benchmarks are plain JavaScript, without declarations.
import { geometricMean, leastDisturbed, median, regressions, summarise } from '../../bench/statistics.mjs';
// @ts-expect-error: as above.
import { meansOf, ratiosOf, rowsOf } from '../../bench/table.mjs';

const sample = (load: number, first: number, ...warm: number[]): object => ({ load, first, warm });

/** A result of one program: what each contestant's processes took. */
const result = (contestants: object): object => ({
  about: {},
  contestants: Object.keys(contestants),
  rows: [{ group: 'compute', program: 'fib', size: 27, contestants }],
  system: [],
});

describe('the arithmetic of the benchmarks', () => {
  it('takes the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });

  it('leaves the numbers as they are', () => {
    const numbers = [3, 1, 2];
    median(numbers);
    expect(numbers).toEqual([3, 1, 2]);
  });

  it('multiplies for the geometric mean', () => {
    expect(geometricMean([2, 8])).toBeCloseTo(4, 10);
    expect(geometricMean([1, 10, 100])).toBeCloseTo(10, 10);
    expect(geometricMean([0.5, 2])).toBeCloseTo(1, 10);
    expect(geometricMean([])).toBeNaN();
  });

  it('gives the spread as a part of the median', () => {
    expect(summarise([10, 12, 8])).toEqual({ median: 10, low: 8, high: 12, spread: 0.2 });
    expect(summarise([5])).toEqual({ median: 5, low: 5, high: 5, spread: 0 });
  });

  it('takes the least disturbed run of a process', () => {
    expect(leastDisturbed([5, 3, 9])).toBe(3);
  });
});

describe('rows', () => {
  const measured = result({
    js: { samples: [sample(1, 2, 12, 10), sample(1, 2, 10), sample(1, 2, 11)] },
    'clove-jit': { samples: [sample(5, 25, 20), sample(5, 25, 30, 22), sample(5, 25, 24)] },
    squint: { failure: 'gives 1, not 2' },
  });

  it('are ratios to plain JavaScript, of medians of the least disturbed runs', () => {
    const [row] = rowsOf(measured);
    expect(row.cells.js.median).toBe(10);
    expect(row.cells['clove-jit'].median).toBe(22);
    expect(row.cells['clove-jit'].ratio).toBeCloseTo(2.2, 10);
    expect(row.cells.squint).toEqual({ failure: 'gives 1, not 2' });
  });

  it('are loading and the first run when cold', () => {
    const [row] = rowsOf(measured, true);
    expect(row.cells.js.median).toBe(3);
    expect(row.cells['clove-jit'].ratio).toBe(10);
  });

  it('have means by group, of those that have a time', () => {
    const means = meansOf(rowsOf(measured));
    expect(means.all['clove-jit']).toEqual({ mean: expect.closeTo(2.2, 10), rows: 1 });
    expect(means.compute.squint).toBeUndefined();
  });

  it('count for regressions only where they are Clove’s, with the spread of both', () => {
    const ratios = ratiosOf(measured);
    expect(Object.keys(ratios)).toEqual(['compute/fib 27 clove-jit']);
    expect(ratios['compute/fib 27 clove-jit'].spread).toBeCloseTo(2 / 22 + 0.5 / 10, 10);
  });
});

describe('B10: regressions', () => {
  const row = (value: number, spread: number): object => ({ fib: { median: value, spread } });

  it('are beyond the spread of both, against the best stored', () => {
    expect(regressions(row(1.5, 0.1), [row(1.2, 0.1), row(1.0, 0.1), row(2, 0)])).toEqual([
      { row: 'fib', now: 1.5, best: 1.0, allowed: 1.2 },
    ]);
  });

  it('are none within the spread, or within five per cent', () => {
    expect(regressions(row(1.19, 0.1), [row(1.0, 0.1)])).toEqual([]);
    expect(regressions(row(1.04, 0), [row(1.0, 0)])).toEqual([]);
    expect(regressions(row(1.06, 0), [row(1.0, 0)])).toHaveLength(1);
  });

  it('are none where a row is faster, or new', () => {
    expect(regressions(row(0.5, 0), [row(1.0, 0)])).toEqual([]);
    expect(regressions(row(1, 0), [])).toEqual([]);
    expect(regressions({ new: { median: 9, spread: 0 } }, [row(1, 0)])).toEqual([]);
  });

  it('come worst first', () => {
    const found = regressions({ a: { median: 2, spread: 0 }, b: { median: 3, spread: 0 } }, [
      { a: { median: 1, spread: 0 }, b: { median: 1, spread: 0 } },
    ]);
    expect(found.map(({ row: name }: { row: string }) => name)).toEqual(['b', 'a']);
  });
});
