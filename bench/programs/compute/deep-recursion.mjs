/** With a stack of its own, since JavaScript's does not reach so far; nor does that of the tree engine, which lives on it. */
export const about = { measures: 'a million calls inside each other', size: 1_000_000, small: 1000, ledger: 'S4', without: ['clove-tree'] };

export function run(n) {
  const waiting = [];
  for (let i = n; i !== 0; i--) waiting.push(1);
  let sum = 0;
  while (waiting.length > 0) sum += waiting.pop();
  return sum;
}
