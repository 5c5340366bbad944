export function run(n) {
  let s = 0;
  for (let i = 0; i < n; i++) s += i;
  if (s !== (n * (n - 1)) / 2) throw new Error(`loop gave ${s}`);
  return s;
}
