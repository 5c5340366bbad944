export const about = { measures: 'str in a loop, join', size: 20_000, small: 20, ledger: 'B9' };

function byConcatenation(n) {
  let text = '';
  for (let i = 0; i < n; i++) text += `${i},`;
  return text;
}

const byJoin = (n) => Array.from({ length: n }, (_, i) => `<${i}>`).join(',');

export function run(n) {
  const a = byConcatenation(n);
  const b = byJoin(n);
  return a.length + b.length + a.indexOf(`,${n - 1},`);
}
