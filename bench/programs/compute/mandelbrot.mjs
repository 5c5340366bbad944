export const about = { measures: 'a loop over doubles', size: 100, small: 8, ledger: 'S19', clojure: 'test/programs/s19/mandelbrot.clj' };

const LIMIT = 50;

function steps(cr, ci) {
  let zr = 0;
  let zi = 0;
  let i = 0;
  for (;;) {
    const rr = zr * zr;
    const ii = zi * zi;
    if (i === LIMIT || rr + ii > 4) return i;
    zi = 2 * (zr * zi) + ci;
    zr = rr - ii + cr;
    i++;
  }
}

const coordinate = (low, span, i, n) => low + (span * i) / n;

const known = new Map([
  [8, 1025],
  [16, 4266],
  [40, 27151],
  [100, 167715],
  [200, 670938],
  [400, 2677393],
]);

export function run(n) {
  let total = 0;
  for (let y = 0; y < n; y++) {
    for (let x = 0; x < n; x++) total += steps(coordinate(-2, 2.5, x, n), coordinate(-1.25, 2.5, y, n));
  }
  if (total !== (known.get(n) ?? total)) throw new Error(`mandelbrot took ${total} steps`);
  return total;
}
