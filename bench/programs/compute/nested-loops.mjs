export const about = { measures: 'loops in loops, bit operations', size: 100, small: 8, ledger: 'M14' };

export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) sum += (i ^ j) & k;
    }
  }
  return sum;
}
