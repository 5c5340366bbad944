export const about = { measures: 'small functions loaded from their text', size: 500, small: 5, ledger: 'S18' };

const functionText = (i) => `function f${i}(x, y) {
  const z = x * ${i};
  return z > y ? z + [x, y, z].length : { sum: x + y, text: \`\${x}-\${y}\` };
}
`;
const text = (n) => `${Array.from({ length: n }, (_, i) => functionText(i)).join('')}return f${n - 1}(3, 4);`;

export function run(n) {
  return new Function(text(n))();
}
