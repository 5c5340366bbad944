export const about = {
  measures: 'lines split, trimmed, changed, joined',
  size: 2000,
  small: 20,
  ledger: 'S19',
  clojure: 'test/programs/s19/string-pipeline.clj',
};

const colours = ['red', 'green', 'blue'];

const makeLine = (i) => `  item-${i}, colour=${colours[i % 3]}, size=${i * i}  `;

function parseLine(line) {
  const [item, colour, size] = line
    .trim()
    .split(',')
    .map((part) => part.trim());
  return { item: item.toUpperCase(), colour: colour.slice(colour.indexOf('=') + 1), size: Number(size.replaceAll('size=', '')) };
}

const show = ({ item, colour, size }) => `${item}/${colour}/${size}`;

const reverse = (text) => [...text].reverse().join('');

export function run(n) {
  const text = Array.from({ length: n }, (_, i) => makeLine(i)).join('\n');
  const rows = text.split('\n').map(parseLine);
  const kept = rows.filter((row) => row.colour !== 'green').map(show);
  const line = kept.join(';');
  const letters = new Map();
  for (const letter of line) letters.set(letter, (letters.get(letter) ?? 0) + 1);
  if (line.slice(0, 39) !== 'ITEM-0/red/0;ITEM-2/blue/4;ITEM-3/red/9') throw new Error(`string-pipeline: ${line.slice(0, 39)}`);
  if (!line.endsWith(kept.at(-1))) throw new Error('string-pipeline: wrong end');
  if (letters.get('I') !== n - Math.trunc((n + 1) / 3)) throw new Error('string-pipeline: wrong letters');
  if (line.length !== [...letters.values()].reduce((a, b) => a + b)) throw new Error('string-pipeline: wrong frequencies');
  if (line !== reverse(reverse(line)) || line.split(';').length !== letters.get('I')) throw new Error('string-pipeline: wrong line');
  return line.length;
}
