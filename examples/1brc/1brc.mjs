/** The same program in plain JavaScript: node 1brc.mjs FILE */
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 1 << 20;
const NEWLINE = 10;

/** Calls `use` with every line of the file. */
function eachLine(path, use) {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(2 * CHUNK);
  let kept = 0;
  for (;;) {
    const read = readSync(file, buffer, kept, buffer.length - kept, null);
    const end = kept + read;
    if (read === 0) break;
    const last = buffer.subarray(0, end).lastIndexOf(NEWLINE) + 1;
    const text = buffer.toString('utf8', 0, last);
    let start = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', start)) {
      use(text.slice(start, at));
      start = at + 1;
    }
    buffer.copy(buffer, 0, last, end);
    kept = end - last;
  }
  closeSync(file);
  if (kept > 0) use(buffer.toString('utf8', 0, kept));
}

function parseTenths(line, start) {
  const minus = line.charCodeAt(start) === 45;
  let tenths = 0;
  for (let i = minus ? start + 1 : start; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code !== 46) tenths = tenths * 10 + (code - 48);
  }
  return minus ? -tenths : tenths;
}

function formatTenths(tenths) {
  const size = Math.abs(tenths);
  return `${tenths < 0 ? '-' : ''}${Math.trunc(size / 10)}.${size % 10}`;
}

const path = process.argv[2];
if (path === undefined) {
  console.error('usage: node 1brc.mjs FILE');
  process.exit(2);
}

const stations = new Map();
eachLine(path, (line) => {
  const separator = line.indexOf(';');
  const name = line.slice(0, separator);
  const tenths = parseTenths(line, separator + 1);
  const stats = stations.get(name);
  if (stats === undefined) {
    stations.set(name, { low: tenths, high: tenths, total: tenths, rows: 1 });
  } else {
    if (tenths < stats.low) stats.low = tenths;
    if (tenths > stats.high) stats.high = tenths;
    stats.total += tenths;
    stats.rows++;
  }
});
const parts = [...stations.keys()].sort().map((name) => {
  const { low, high, total, rows } = stations.get(name);
  const mean = Math.floor((2 * total + rows) / (2 * rows));
  return `${name}=${formatTenths(low)}/${formatTenths(mean)}/${formatTenths(high)}`;
});
console.log(`{${parts.join(', ')}}`);
