export const about = { measures: 'chains of big integers', size: 150, small: 10, ledger: 'M22' };

export function run(n) {
  let q = 1n;
  let r = 0n;
  let t = 1n;
  let k = 1n;
  let d = 3n;
  let checksum = 0;
  let left = n;
  while (left > 0) {
    if (4n * q + r - t < d * t) {
      checksum = (31 * checksum + Number(d)) % 1000003;
      const nextR = 10n * (r - d * t);
      d = (10n * (3n * q + r)) / t - 10n * d;
      q *= 10n;
      r = nextR;
      left--;
    } else {
      const m = 2n * k + 1n;
      const nextD = (q * (7n * k + 2n) + r * m) / (t * m);
      r = (2n * q + r) * m;
      q *= k;
      t *= m;
      k++;
      d = nextD;
    }
  }
  return checksum;
}
