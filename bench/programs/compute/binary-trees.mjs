export const about = { measures: 'small values that live a short time', size: 12, small: 6 };

function makeTree(depth) {
  return depth === 0 ? [null, null] : [makeTree(depth - 1), makeTree(depth - 1)];
}

function check([left, right]) {
  return left === null ? 1 : 1 + check(left) + check(right);
}

export function run(n) {
  const longLived = makeTree(n);
  let total = 0;
  for (let depth = 4; depth <= n; depth += 2) {
    for (let i = 1 << (n - depth); i > 0; i--) total += check(makeTree(depth));
  }
  return total + check(longLived);
}
