import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRuntime } from '../../src/api/index.js';
import { LimitError, Strike } from '../../src/data/budget.js';
import { Regex } from '../../src/data/regex.js';
import { parsePattern } from '../../src/data/regex-parser.js';
import { compilePattern } from '../../src/data/regex-program.js';
import { Search } from '../../src/data/regex-search.js';
import { differsInHost, growth } from '../../src/data/regex-tree.js';
import { surroundBy, surroundings } from '../../src/data/surroundings.js';

/** Patterns over a few characters, so that they match something. */
const patterns = fc.letrec<{ atom: string; part: string; pattern: string }>((tie) => ({
  atom: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\d', '\\s', '1', 'é', '😀') },
    { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\b', '\\B', '\\A', '\\z', '\\Z', '\\R') },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('(', '(?:', '(?>', '(?=', '(?!', '(?<=', '(?<!', '(?i:'), tie('pattern'))
        .map(([open, body]) => `${open}${body})`),
    },
  ),
  part: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '++', '*+', '?+'))
    .map(([atom, times]) => (/^(?:[\^$]|\\[bBAzZ])$/.test(atom) ? atom : atom + times)),
  pattern: fc
    .array(fc.array(tie('part'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
    .map((branches) => branches.map((b) => b.join('')).join('|')),
})).pattern;

const texts = fc.array(fc.constantFrom('a', 'b', 'A', '1', ' ', '\n', 'é', '😀'), { maxLength: 7 }).map((cs) => cs.join(''));

describe("Clove's own matcher", () => {
  it('finds what the host finds, wherever that is what Java finds', () => {
    fc.assert(
      fc.property(patterns, texts, (source, text) => {
        // Java refuses some patterns that look behind.
        fc.pre(!/\(\?<[=!].*[*+]/.test(source));
        const parsed = parsePattern(source);
        fc.pre(!differsInHost(parsed));
        const byHost = new Regex(source);
        const program = compilePattern(parsed);
        const own = (places: Int32Array | null): unknown =>
          places &&
          Array.from({ length: places.length / 2 }, (_, i) =>
            places[2 * i] < 0 ? undefined : text.slice(places[2 * i], places[2 * i + 1]),
          );
        const host = (match: RegExpExecArray | null): unknown => match && Array.from(match);
        const found = byHost.exec(text, 0);
        // V8 lets an empty match stand between the halves of a character.
        fc.pre(found === null || (text.codePointAt(found.index - 1) ?? 0) <= 0xffff);
        expect(own(new Search(program, text, 0).find(false, false))).toEqual(host(found));
        expect(own(new Search(program, text, 0).find(true, true))).toEqual(host(byHost.execWhole(text)));
        expect(own(new Search(program, text, 0).find(true, false))).toEqual(host(byHost.execAt(text, 0)));
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ['a*b', 2],
    ['abc', 1],
    ['a{3}', 1],
    ['a*a*', 3],
    ['(a+)+', Number.POSITIVE_INFINITY],
    ['(a|b)*', Number.POSITIVE_INFINITY],
    ['(?:a|ab)*c', Number.POSITIVE_INFINITY],
  ])('knows how the work for %s may grow', (source, power) => {
    expect(growth(parsePattern(source))).toBe(power);
  });

  it('pays for what it does', () => {
    let paid = 0;
    const budget = {
      fuel: 0,
      charged: 0,
      limited: true,
      isLateIn: () => false,
      afford(units: number) {
        paid += units;
      },
    };
    const before = surroundBy({ ...surroundings, budget });
    try {
      new Regex('(a+)+b').exec('a'.repeat(16), 0);
    } finally {
      surroundBy(before);
    }
    expect(paid).toBeGreaterThan(1000);
  });

  it('is stopped where it may not go on', () => {
    const budget = {
      fuel: 0,
      charged: 0,
      limited: true,
      isLateIn: () => false,
      afford() {
        throw new Strike('fuel');
      },
    };
    const before = surroundBy({ ...surroundings, budget });
    try {
      expect(() => new Regex('(a+)+b').exec('a'.repeat(60), 0)).toThrow(Strike);
    } finally {
      surroundBy(before);
    }
  });
});

describe.each(['vm', 'jit', 'auto'] as const)('regular expressions that would run for ever, on %s', (engine) => {
  const HOSTILE = [
    '(re-matches #"(a+)+b" (apply str (repeat 60 "a")))',
    '(re-find #"(a|aa)+$" (str (apply str (repeat 80 "a")) "!"))',
    '(re-seq #"(.*)*x" (apply str (repeat 60 "y")))',
    '(clojure.string/replace (apply str (repeat 60 "a")) #"(?:a|a?)+b" "")',
    '(clojure.string/split (apply str (repeat 60 "1")) #"(\\d+)*,")',
    '(.matches (re-matcher #"(\\w*)*!" (apply str (repeat 60 "a"))))',
    '(re-find #"\\s+$" (str (apply str (repeat 100000 " ")) "x"))',
    '(re-find #"x*y*z*q" (apply str (repeat 20000 "x")))',
    '(re-find #"(?=(a+)+b)a" (apply str (repeat 60 "a")))',
    '(re-find #"(x+x+)+y" (apply str (repeat 60 "x")))',
  ];
  const runtime = createRuntime({ engine });
  runtime.evaluate("(require 'clojure.string)");
  it.each(HOSTILE)('fuel stops %s', (program) => {
    expect(() => runtime.evaluate(program, { limits: { fuel: 3_000_000 } })).toThrow(LimitError);
  });
  it.each(HOSTILE)('time stops %s', (program) => {
    const begun = performance.now();
    expect(() => runtime.evaluate(program, { limits: { time: 300 } })).toThrow(LimitError);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
