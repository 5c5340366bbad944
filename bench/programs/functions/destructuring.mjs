export const about = { measures: 'destructuring of every kind', size: 20_000, small: 20 };

const corner = ([x, y], { width, height = 3 }) => x + y + width + height;

function tail([first, ...others]) {
  const [second, third] = others;
  return first + second + third;
}

function inner(whole) {
  const {
    pair: [a, b],
    nested: { depth },
  } = whole;
  return a + b + depth + Object.keys(whole).length;
}

export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += corner([i, 1], { width: 2 }) + tail([i, 2, 3]) + inner({ pair: [1, i], nested: { depth: 7 } });
  }
  return sum;
}
