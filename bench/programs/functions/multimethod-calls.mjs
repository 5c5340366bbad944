export const about = { measures: 'calls of a multimethod that dispatches on a keyword', size: 100_000, small: 50 };

const methods = new Map([
  ['square', ({ side }) => side * side],
  ['rectangle', ({ width, height }) => width * height],
]);
const otherwise = () => 1;
const area = (shape) => (methods.get(shape.kind) ?? otherwise)(shape);

const shapes = [{ kind: 'square', side: 2 }, { kind: 'rectangle', width: 3, height: 4 }, { kind: 'dot' }, { kind: 'square', side: 5 }];

export function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += area(shapes[i & 3]);
  return sum;
}
