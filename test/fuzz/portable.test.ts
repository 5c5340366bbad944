import { describe, expect, it } from 'vitest';
import type { Outcome } from '../support/engines.js';
import type { OracleAnswer } from '../support/oracle.mjs';
import { agree } from './portable.js';

const gave = (value: string, output = ''): Outcome => ({ value, output, error: null });
const failed = (kind: string, message: string | null): Outcome => ({
  value: null,
  output: '',
  error: { class: kind, message, place: null, report: '' },
});
const clojure = ({ value, output, error }: Outcome): OracleAnswer => ({
  value,
  output,
  error: error && { class: error.class, message: error.message, phase: 'execution', line: 1, column: 1 },
});

describe('what the fuzzer calls a difference', () => {
  it.each([
    ['another value', gave('1'), gave('2')],
    ['a value of another kind', gave('1'), gave('1.0')],
    ['another output', gave('1', 'a'), gave('1', 'b')],
    ['an error on one side only', gave('1'), failed('java.lang.Exception', 'x')],
    ['the error of the other side', failed('java.lang.Exception', 'x'), gave('nil')],
    ['another class', failed('java.lang.Exception', 'x'), failed('java.lang.Error', 'x')],
    ['another message', failed('java.lang.Exception', 'x'), failed('java.lang.Exception', 'y')],
    ['another order', gave('#{1 2}'), gave('#{2 1}')],
  ])('%s', (_, ours, theirs) => {
    expect(agree(ours, clojure(theirs))).toBe(false);
    expect(agree(theirs, clojure(ours))).toBe(false);
  });

  it.each([
    ['the same', gave('[1 2]', 'out'), gave('[1 2]', 'out')],
    ['identities', gave('#object[clojure.lang.Atom 0x1 {}]'), gave('#object[clojure.lang.Atom 0x7bc9e6ab {}]')],
    ['generated names', gave('x__1__auto__'), gave('x__8591__auto__')],
    [
      'words of the JVM for nil',
      failed('java.lang.NullPointerException', null),
      failed('java.lang.NullPointerException', 'Cannot invoke "Object.toString()" because "x" is null'),
    ],
  ])('not %s', (_, ours, theirs) => {
    expect(agree(ours, clojure(theirs))).toBe(true);
  });
});
