/**
 * Prints how big the embedding bundle is, minified and after gzip: `npm run size`. `--check` fails where a figure is above its limit in
 * bench/size-limits.json.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kilobytes, measureSize } from './bundle.mjs';
import { columns } from './table.mjs';

const { whole, parts } = await measureSize();
const line = (name, { minified, gzip }) => [name, kilobytes(minified), kilobytes(gzip)];
console.log(
  columns([
    ['part', 'minified, KB', 'gzip, KB'],
    ...Object.entries(parts).map(([name, sizes]) => line(name, sizes)),
    line('embedding bundle', whole),
  ]).join('\n'),
);
console.log('the bar for the bundle is 100 KB after gzip');

if (process.argv.includes('--check')) {
  const limits = JSON.parse(readFileSync(join(import.meta.dirname, 'size-limits.json'), 'utf8'));
  const sizes = { bundle: whole.gzip, ...Object.fromEntries(Object.entries(parts).map(([name, { gzip }]) => [name, gzip])) };
  for (const [name, limit] of Object.entries(limits)) {
    if (sizes[name] > limit * 1024) {
      console.error(`${name}: ${kilobytes(sizes[name])} KB after gzip; the limit is ${limit} (bench/size-limits.json)`);
      process.exitCode = 1;
    }
  }
}
