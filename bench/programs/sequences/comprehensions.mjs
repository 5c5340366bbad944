export const about = { measures: 'for and doseq', size: 60, small: 15 };

function* pythagorean(n) {
  for (let a = 1; a < n; a++) {
    for (let b = a; b < n; b++) {
      const square = a * a + b * b;
      for (let c = b; c < n; c++) if (square === c * c) yield [a, b, c];
    }
  }
}

export function run(n) {
  let seen = 0;
  for (const triple of pythagorean(n)) for (const x of triple) seen += x;
  return seen;
}
