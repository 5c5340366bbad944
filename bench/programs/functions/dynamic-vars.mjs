export const about = { measures: 'binding, and reading of what is bound', size: 50_000, small: 20, ledger: 'M7' };

let scale = 1;
const scaled = (x) => x * scale;

function withScale(other, work) {
  const before = scale;
  scale = other;
  try {
    return work();
  } finally {
    scale = before;
  }
}

export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += scaled(i) + withScale(3, () => scaled(i) + scaled(1));
  return sum;
}
