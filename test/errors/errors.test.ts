import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evalBoth } from '../support/engines.js';
import { readCases } from './cases.js';

interface Said {
  readonly class: string;
  readonly message: string | null;
  readonly phase: string | null;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
/** What Clojure says (made by record-clojure.mjs). */
const clojure = read('clojure.json') as Record<string, Said>;
/** Where Clove says something else on purpose, and why. */
const differences = read('differences.json') as Record<string, Partial<Said> & { readonly why: string }>;

/** Errors of the reader and the compiler come wrapped in Clojure too; `clojure.json` has what is inside. */
function classIn({ class: kind, phase }: Said): string {
  if (phase === 'read-source') return 'clojure.lang.LispReader$ReaderException';
  return phase === null || phase === 'execution' ? kind : 'clojure.lang.Compiler$CompilerException';
}

const cases = readCases();
const groups = [...new Set(cases.map((c) => c.group))];
/** Without the numbers that change with every edit of the library. */
const generated = (message: string | null): string | null =>
  message
    ?.replace(/--\d+/g, '--N')
    .replace(/eval\d+/g, 'evalN')
    .replace(/\((clojure\/[\w/-]+\.clj):\d+:\d+\)/g, '($1)') ?? null;

describe.each(groups)('errors in %s', (group) => {
  const reports: string[] = [];

  it.each(cases.filter((c) => c.group === group))('$name', ({ name, text, place }) => {
    const { error } = evalBoth(text, 'case.clj');
    if (error === null) throw new Error(`no error from:\n${text}`);
    reports.push(`=== ${name}\n${text}\n---\n${generated(error.report)}\n`);
    const said = { ...clojure[name], ...differences[name] };
    expect({ class: error.class, message: generated(error.message) }).toEqual({ class: classIn(said), message: said.message });
    if (place !== null) expect(error.place).toBe(`${place.line}:${place.column}`);
  });

  it('the reports, word for word', async () => {
    await expect(reports.join('\n')).toMatchFileSnapshot(`reports/${group}.txt`);
  });
});

describe('the list of differences', () => {
  it('has no entry that says what Clojure says, and none without a case', () => {
    for (const [name, { why, ...said }] of Object.entries(differences)) {
      expect(why.length).toBeGreaterThan(10);
      expect({ ...clojure[name], ...said }).not.toEqual(clojure[name]);
    }
  });
});
