function tak(x, y, z) {
  return y < x ? tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) : z;
}

export function run(n) {
  const result = tak(3 * n, 2 * n, n);
  if (result !== (n % 2 === 0 ? n + 1 : 2 * n)) throw new Error(`tak gave ${result}`);
  return result;
}
