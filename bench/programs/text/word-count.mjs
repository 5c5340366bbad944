export const about = { measures: 'split, lower-case, frequencies, sort-by', size: 10_000, small: 100 };

const words = ['the', 'cat', 'sat', 'on', 'the', 'mat', 'and', 'a', 'dog', 'lay', 'by', 'the', 'door', 'The', 'Cat'];
const makeText = (n) => Array.from({ length: n }, (_, i) => words[(i * 7) % 15] + (i % 11 === 0 ? i % 23 : '')).join(' ');

export function run(n) {
  const counts = new Map();
  for (const word of makeText(n).split(/\s+/)) {
    const lower = word.toLowerCase();
    counts.set(lower, (counts.get(lower) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, 10)
    .map(([word, times]) => `${word}=${times}`)
    .join(' ');
}
