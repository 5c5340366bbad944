export const about = { measures: 'small arrays that change in place', size: 7, small: 5 };

function flips(perm, copy) {
  for (let i = 0; i < perm.length; i++) copy[i] = perm[i];
  let count = 0;
  for (let first = copy[0]; first !== 0; first = copy[0]) {
    for (let i = 0, j = first; i < j; i++, j--) {
      const x = copy[i];
      copy[i] = copy[j];
      copy[j] = x;
    }
    count++;
  }
  return count;
}

function nextPermutation(perm, counts) {
  for (let k = 1; k < perm.length; k++) {
    const x = perm[0];
    for (let i = 0; i < k; i++) perm[i] = perm[i + 1];
    perm[k] = x;
    counts[k]++;
    if (counts[k] <= k) return true;
    counts[k] = 0;
  }
  return false;
}

export function run(n) {
  const perm = Array.from({ length: n }, (_, i) => i);
  const copy = new Array(n).fill(0);
  const counts = new Array(n).fill(0);
  let most = 0;
  let checksum = 0;
  let sign = 1;
  do {
    const count = flips(perm, copy);
    if (count > most) most = count;
    checksum += sign * count;
    sign = -sign;
  } while (nextPermutation(perm, counts));
  return 1000 * checksum + most;
}
