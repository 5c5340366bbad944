export const about = { measures: 'transduce, into with a transducer', size: 100_000, small: 50, ledger: 'M18' };

function* steps(n) {
  for (let i = 0; i < n; i++) {
    const x = i + 1;
    if (x % 2 === 0) continue;
    const square = x * x;
    if (square >= 100000000000) return;
    yield square;
  }
}

export function run(n) {
  let sum = 0;
  for (const x of steps(n)) sum += x;
  return sum + [...steps(n)].length;
}
