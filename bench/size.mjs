/**
 * Prints how big the embedding bundle is, minified and after gzip, as a whole and with the core alone: `npm run size`. `--check` fails where
 * a figure is above its limit in bench/size-limits.json.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kilobytes, LEAN, measureSize, SIZE_HEADS, sizeRows } from './bundle.mjs';
import { columns } from './table.mjs';

const all = await measureSize();
const lean = await measureSize(LEAN);
for (const rows of [sizeRows(all, 'embedding bundle'), sizeRows(lean, 'lean bundle')])
  console.log(`${columns([SIZE_HEADS, ...rows]).join('\n')}\n`);
console.log('the bar for the bundle is 100 KB after gzip');

if (process.argv.includes('--check')) {
  const limits = JSON.parse(readFileSync(join(import.meta.dirname, 'size-limits.json'), 'utf8'));
  const sizes = {
    bundle: all.whole.gzip,
    lean: lean.whole.gzip,
    ...Object.fromEntries(Object.entries(all.parts).map(([name, { gzip }]) => [name, gzip])),
  };
  for (const [name, limit] of Object.entries(limits)) {
    if (sizes[name] === undefined) throw new Error(`bench/size-limits.json names ${name}, which is no part of the bundle`);
    if (sizes[name] > limit * 1024) {
      console.error(`${name}: ${kilobytes(sizes[name])} KB after gzip; the limit is ${limit} (bench/size-limits.json)`);
      process.exitCode = 1;
    }
  }
}
