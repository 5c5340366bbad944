/** Eager arrays, as JavaScript is written; no program would write the loop that fusion makes of it. */
export const about = { measures: '(reduce + (map inc (filter odd? (range n))))', size: 1_000_000, small: 100, ledger: 'M18' };

export function run(n) {
  return [...Array(n).keys()]
    .filter((x) => x % 2 === 1)
    .map((x) => x + 1)
    .reduce((a, b) => a + b, 0);
}
