/** A plot of the ratios to plain JavaScript, as SVG. */
const ROW = 16;
const LEFT = 230;
const WIDTH = 640;
const TOP = 58;
const LOW = 0.25;
const HIGH = 256;
const COLOURS = {
  'clove-jit': '#0a7d4f',
  'clove-auto': '#63b58f',
  'clove-vm': '#2563b0',
  clojure: '#a33c8f',
  squint: '#c98a00',
  luajit: '#7a4ab8',
  sbcl: '#7c6f64',
  chez: '#b0452e',
};

const place = (ratio) => LEFT + (WIDTH * Math.log(Math.min(Math.max(ratio, LOW), HIGH) / LOW)) / Math.log(HIGH / LOW);
const text = (x, y, size, anchor, words) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" text-anchor="${anchor}">${words}</text>`;

/** One line for each row, a dot for each contestant that has a colour; to the right is slower. The scale is logarithmic. */
export function plot(rows) {
  const names = Object.keys(COLOURS).filter((name) => rows.some((row) => row.cells[name]?.ratio !== undefined));
  const height = TOP + rows.length * ROW + 12;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 20} ${height}" font-family="sans-serif" fill="#222">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    text(LEFT, 14, 12, 'start', 'time over plain JavaScript’s (logarithmic; left is faster)'),
  ];
  names.forEach((name, i) => {
    const x = LEFT + 4 + i * 92;
    parts.push(`<circle cx="${x}" cy="28" r="4" fill="${COLOURS[name]}"/>`, text(x + 8, 32, 11, 'start', name));
  });
  for (let ratio = LOW; ratio <= HIGH; ratio *= 2) {
    const x = place(ratio).toFixed(1);
    parts.push(`<line x1="${x}" x2="${x}" y1="${TOP - 6}" y2="${height - 8}" stroke="${ratio === 1 ? '#222' : '#ddd'}"/>`);
    parts.push(text(Number(x), TOP - 10, 10, 'middle', String(ratio)));
  }
  rows.forEach((row, i) => {
    const y = TOP + i * ROW + ROW / 2;
    parts.push(text(LEFT - 8, y + 4, 11, 'end', `${row.program} ${row.size}`));
    for (const name of [...names].reverse()) {
      const ratio = row.cells[name]?.ratio;
      if (ratio === undefined) continue;
      parts.push(`<circle cx="${place(ratio).toFixed(1)}" cy="${y}" r="4" fill="${COLOURS[name]}" fill-opacity="0.85"/>`);
    }
  });
  return `${parts.join('\n')}\n</svg>\n`;
}
