export const about = { measures: 'records: made, read, changed, compared', size: 50_000, small: 20, ledger: 'M15' };

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
}

const move = (point, dx) => new Point(point.x + dx, point.y + 1);
const equal = (a, b) => a.x === b.x && a.y === b.y;

export function run(n) {
  let point = new Point(0, 0);
  let different = 0;
  for (let i = 0; i < n; i++) {
    point = move(point, i & 7);
    if (!equal(point, new Point(point.x, i))) different++;
  }
  return point.x + point.y + different;
}
