import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evalBoth } from '../support/engines.js';

const FOLDER = join(import.meta.dirname, 's19');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.clj'));

describe('S19: the benchmark programs give what Clojure gives', () => {
  it('there are eleven', () => {
    expect(files.length).toBe(11);
  });

  it.each(files)('%s', (file) => {
    const { output, error } = evalBoth(readFileSync(join(FOLDER, file), 'utf8'), file);
    expect(error?.report ?? null).toBeNull();
    expect(output).toBe(readFileSync(join(FOLDER, file.replace('.clj', '.expected')), 'utf8'));
  });
});
