/** The arithmetic of the benchmarks. */

/** The middle of the numbers, or the mean of the middle two; NaN of none. */
export function median(numbers) {
  if (numbers.length === 0) return Number.NaN;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The geometric mean of positive numbers; NaN of none. */
export function geometricMean(numbers) {
  if (numbers.length === 0) return Number.NaN;
  return Math.exp(numbers.reduce((sum, x) => sum + Math.log(x), 0) / numbers.length);
}

/**
 * What several processes say together: the median, the least and the greatest, and the spread, which is half
 * the distance between these two as a part of the median (0.1: ten per cent).
 */
export function summarise(numbers) {
  const middle = median(numbers);
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  return { median: middle, low, high, spread: (high - low) / 2 / middle };
}

/**
 * What one process says: the run that was disturbed least. The others of the machine only ever make a run
 * longer, and how much differs from run to run.
 */
export const leastDisturbed = (runs) => Math.min(...runs);

/** Below this part a difference is never called a regression, however little the samples differ. */
export const SMALLEST_CHANGE = 0.05;

/**
 * The rows that are slower than the best stored ones beyond the spread of both. `now` and each of `stored` map a
 * row's name to a summary whose medians are ratios to plain JavaScript in the same run, so that the machine's speed
 * falls out. A row without a stored one is none.
 */
export function regressions(now, stored) {
  const found = [];
  for (const [row, current] of Object.entries(now)) {
    const earlier = stored.map((result) => result[row]).filter((summary) => summary !== undefined);
    if (earlier.length === 0) continue;
    const best = earlier.reduce((a, b) => (b.median < a.median ? b : a));
    const allowed = 1 + Math.max(SMALLEST_CHANGE, current.spread + best.spread);
    if (current.median > best.median * allowed) found.push({ row, now: current.median, best: best.median, allowed });
  }
  return found.sort((a, b) => b.now / b.best - a.now / a.best);
}
