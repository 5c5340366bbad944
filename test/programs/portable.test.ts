import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSubject, ENGINES } from '../support/engines.js';

/** Programs as portable libraries write them; what each prints was recorded from Clojure 1.11. */
const FOLDER = join(import.meta.dirname, 'portable');
const programs = readdirSync(FOLDER).filter((name) => name.endsWith('.cljc'));

describe.each(ENGINES)('portable programs, on %s', (engine) => {
  it.each(programs)('%s', (name) => {
    const outcome = createSubject(engine).run(readFileSync(join(FOLDER, name), 'utf8'), name);
    expect(outcome.error).toBeNull();
    expect(outcome.output).toBe(readFileSync(join(FOLDER, name.replace(/\.cljc$/, '.expected')), 'utf8'));
  });
});
