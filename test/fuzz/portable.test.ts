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
const clojure = ({ value, output, error }: Outcome, phase = 'execution'): OracleAnswer => ({
  value,
  output,
  error: error && { class: error.class, message: error.message, phase, line: 1, column: 1 },
});
const unmet = failed('clojure.lang.ExceptionInfo', 'Call to clojure.core/let did not conform to spec.');

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

  it('not the words of a macro that checks its arguments itself, but an error there must be', () => {
    const own = failed('clojure.lang.Compiler$CompilerException', 'let requires a vector for its binding');
    expect(agree(own, clojure(unmet, 'macro-syntax-check'))).toBe(true);
    expect(agree(gave('1'), clojure(unmet, 'macro-syntax-check'))).toBe(false);
    expect(agree(failed('java.lang.Exception', 'x'), clojure(unmet, 'macro-syntax-check'))).toBe(false);
  });

  it('not the class of a syntax error, which the oracle tells of its cause', () => {
    const message = 'Duplicate key: 1';
    const ours = failed('clojure.lang.LispReader$ReaderException', message);
    expect(agree(ours, clojure(failed('java.lang.IllegalArgumentException', message), 'read-source'))).toBe(true);
    expect(agree(ours, clojure(failed('java.lang.IllegalArgumentException', message)))).toBe(false);
    expect(agree(ours, clojure(failed('java.lang.IllegalArgumentException', 'x'), 'read-source'))).toBe(false);
  });
});
