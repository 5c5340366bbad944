/**
 * Writes measurements for the one billion row challenge: `node generate.mjs ROWS FILE [SEED]`.
 * The same three arguments give the same bytes. Each row is `name;temperature`, one decimal, -99.9 to 99.9.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { bands } from './stations.mjs';

/** A small generator of 32-bit numbers with a full period (a Weyl sequence through an integer hash). */
function random32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return (x ^ (x >>> 16)) >>> 0;
  };
}

function formatTenths(tenths) {
  const size = Math.abs(tenths);
  return `${tenths < 0 ? '-' : ''}${Math.trunc(size / 10)}.${size % 10}`;
}

const [rowsText, path, seedText = '1'] = process.argv.slice(2);
const rows = Number(rowsText);
if (!Number.isSafeInteger(rows) || rows < 0 || path === undefined || !Number.isSafeInteger(Number(seedText))) {
  console.error('usage: node generate.mjs ROWS FILE [SEED]');
  process.exit(2);
}

const next = random32(Number(seedText));
const stations = bands.flatMap(([mean, names]) =>
  names.map((name) => ({ prefix: Buffer.from(`${name};`), tenths: mean * 10 + (next() % 31) - 15 })),
);

// Every possible ending, made once: the loop below only copies bytes.
const endings = Array.from({ length: 1999 }, (_, i) => Buffer.from(`${formatTenths(i - 999)}\n`));

// The sum of three uniform parts is near enough to a bell curve: its spread is some 10 °C.
const PART = 200;
const file = openSync(path, 'w');
const buffer = Buffer.allocUnsafe(1 << 20);
let used = 0;
for (let row = 0; row < rows; row++) {
  const station = stations[next() % stations.length];
  const bits = next();
  const offset = ((bits & 1023) % PART) + (((bits >>> 10) & 1023) % PART) + (((bits >>> 20) & 1023) % PART) - (3 * PART) / 2;
  const tenths = Math.max(-999, Math.min(999, station.tenths + offset));
  used += station.prefix.copy(buffer, used);
  used += endings[tenths + 999].copy(buffer, used);
  if (used > buffer.length - 256) {
    writeSync(file, buffer, 0, used);
    used = 0;
  }
}
writeSync(file, buffer, 0, used);
closeSync(file);
