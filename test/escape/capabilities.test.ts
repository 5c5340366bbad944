import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { createNodeHost } from '../../src/host/node/index.js';

/** The rows of the table of docs/security.md: the names of the parts of a host, and what fails without them. */
const rows = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const cells = /^\| (`\w+`(?:, `\w+`)*) \| (.*) \| (?:`(.*)`)? ?\|$/.exec(line);
    return cells === null ? [] : [{ names: [...cells[1].matchAll(/\w+/g)].map(([name]) => name), fails: cells[3] }];
  });

test('the page names every part of a host', () => {
  expect(rows.flatMap((row) => row.names).sort()).toEqual(Object.keys(createNodeHost([])).sort());
});

describe('without a grant', () => {
  const runtime = createRuntime();
  it.each(rows.flatMap((row) => row.fails ?? []))('%s says what is out of reach', (expression) => {
    expect(() => runtime.evalString(expression)).toThrow(/out of reach|was given no place to look/);
  });
});
