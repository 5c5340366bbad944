/** Runs a Scheme program in a Scheme that is written in JavaScript. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { report } from './timing.mjs';

const BiwaScheme = createRequire(join(import.meta.dirname, '../peers/package.json'))('biwascheme');
await report((file) => {
  const scheme = new BiwaScheme.Interpreter((error) => {
    throw error;
  });
  scheme.evaluate(readFileSync(file, 'utf8'), () => {});
  return (size) => {
    let result;
    scheme.evaluate(`(run ${size})`, (value) => {
      result = value;
    });
    return result;
  };
});
