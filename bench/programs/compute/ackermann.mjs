export const about = { measures: 'recursion that nests, and tail calls', size: 200, small: 5, ledger: 'S20' };

function ack(m, n) {
  for (;;) {
    if (m === 0) return n + 1;
    if (n === 0) n = 1;
    else n = ack(m, n - 1);
    m--;
  }
}

export function run(n) {
  return ack(2, n);
}
