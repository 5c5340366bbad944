export const about = { measures: 'an array of booleans', size: 200_000, small: 100 };

export function run(n) {
  const composite = new Array(n + 1).fill(false);
  let primes = 0;
  for (let i = 2; i <= n; i++) {
    if (composite[i]) continue;
    primes++;
    for (let j = i * i; j <= n; j += i) composite[j] = true;
  }
  return primes;
}
