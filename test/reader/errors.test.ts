import { describe, expect, it } from 'vitest';
import { classOf } from '../../src/data/classes.js';
import { ExceptionClass, Throwable } from '../../src/data/errors.js';
import { EOF } from '../../src/reader/context.js';
import { ReadError } from '../../src/reader/read-error.js';
import { createReader } from '../../src/reader/reader.js';
import { renderDiagnostic, Source } from '../../src/reader/source.js';

function failure(text: string): ReadError {
  const reader = createReader(new Source('a.clj', text), {});
  try {
    for (let form = reader.read(); form !== EOF; ) form = reader.read();
  } catch (e) {
    if (e instanceof ReadError) return e;
    throw e;
  }
  throw new Error(`no error in ${text}`);
}

/** Bad text, its diagnostic, and whether more text could mend it. */
const CASES: [text: string, rendered: string, incomplete?: boolean][] = [
  ['(a', 'a.clj:1:1: EOF while reading, starting at line 1\n(a\n^\nhint: this ( is never closed', true],
  ['[a\n b', 'a.clj:1:1: EOF while reading, starting at line 1\n[a\n^\nhint: this [ is never closed', true],
  ['{:a 1', 'a.clj:1:1: EOF while reading, starting at line 1\n{:a 1\n^\nhint: this { is never closed', true],
  ['#{1', 'a.clj:1:1: EOF while reading, starting at line 1\n#{1\n^^\nhint: this #{ is never closed', true],
  ['(a [b', 'a.clj:1:4: EOF while reading, starting at line 1\n(a [b\n   ^\nhint: this [ is never closed', true],
  [
    '(defn f [x]\n  (inc x)\n\n(def y 1)\n',
    'a.clj:1:1: EOF while reading, starting at line 1\n(defn f [x]\n^\nhint: this ( is never closed',
    true,
  ],
  ['"abc', 'a.clj:1:1: EOF while reading string, starting at line 1\n"abc\n^\nhint: this " is never closed', true],
  ['(str "abc\ndef)', 'a.clj:1:6: EOF while reading string, starting at line 1\n(str "abc\n     ^\nhint: this " is never closed', true],
  ['#"abc', 'a.clj:1:1: EOF while reading regex, starting at line 1\n#"abc\n^^\nhint: this #" is never closed', true],
  [')', 'a.clj:1:1: Unmatched delimiter: )\n)\n^\nhint: no delimiter is open here'],
  ['a b]', 'a.clj:1:4: Unmatched delimiter: ]\na b]\n   ^\nhint: no delimiter is open here'],
  ['(a]', 'a.clj:1:3: Unmatched delimiter: ]\n(a]\n  ^\nhint: the ( at line 1, column 1 needs a ) first'],
  ['[1 2)', 'a.clj:1:5: Unmatched delimiter: )\n[1 2)\n    ^\nhint: the [ at line 1, column 1 needs a ] first'],
  [
    '(let [a 1\n      b (f 2]\n  a)',
    'a.clj:2:13: Unmatched delimiter: ]\n      b (f 2]\n            ^\nhint: the ( at line 2, column 9 needs a ) first',
  ],
  ['08', 'a.clj:1:1: Invalid number: 08\n08\n^^\nhint: a leading 0 means base 8; in base 10 it is 8'],
  ['[1 2 -0779]', 'a.clj:1:6: Invalid number: -0779\n[1 2 -0779]\n     ^^^^^\nhint: a leading 0 means base 8; in base 10 it is 779'],
  ['1a', 'a.clj:1:1: Invalid number: 1a\n1a\n^^'],
  ['0x', 'a.clj:1:1: Invalid number: 0x\n0x\n^^'],
  ['2r102', 'a.clj:1:1: For input string: "102" under radix 2\n2r102\n^^^^^'],
  ['37r1', 'a.clj:1:1: Radix out of range\n37r1\n^^^^'],
  ['1/0', 'a.clj:1:1: Divide by zero\n1/0\n^^^'],
  ['{:a}', 'a.clj:1:2: Map literal must contain an even number of forms\n{:a}\n ^^\nhint: the last key has no value'],
  ['{:a 1 :b}', 'a.clj:1:7: Map literal must contain an even number of forms\n{:a 1 :b}\n      ^^\nhint: the last key has no value'],
  ['{:a 1\n :b 2\n :a 3}', 'a.clj:3:2: Duplicate key: :a\n :a 3}\n ^^\nhint: it is first given at line 1, column 2'],
  ['#{1 2 1}', 'a.clj:1:7: Duplicate key: 1\n#{1 2 1}\n      ^\nhint: it is first given at line 1, column 3'],
  ['#{a a}', 'a.clj:1:5: Duplicate key: a\n#{a a}\n    ^\nhint: it is first given at line 1, column 3'],
  ['::foo/bar', 'a.clj:1:1: Invalid token: ::foo/bar\n::foo/bar\n^^^^^^^^^\nhint: no namespace or alias foo in user'],
  [':', 'a.clj:1:1: Invalid token: :\n:\n^'],
  [':a:', 'a.clj:1:1: Invalid token: :a:\n:a:\n^^^'],
  ['a:', 'a.clj:1:1: Invalid token: a:\na:\n^^'],
  ['(x a::b)', 'a.clj:1:4: Invalid token: a::b\n(x a::b)\n   ^^^^'],
  ['/a', 'a.clj:1:1: Invalid token: /a\n/a\n^^'],
  ['a/', 'a.clj:1:1: Invalid token: a/\na/\n^^'],
  [':/a', 'a.clj:1:1: Invalid token: :/a\n:/a\n^^^'],
  ['\\abc', 'a.clj:1:1: Unsupported character: \\abc\n\\abc\n^^^^'],
  ['\\u00g1', 'a.clj:1:1: Invalid digit: g\n\\u00g1\n^^^^^^'],
  ['\\u12', 'a.clj:1:1: Invalid unicode character: \\u12\n\\u12\n^^^^'],
  ['\\o8', 'a.clj:1:1: Invalid digit: 8\n\\o8\n^^^'],
  ['\\o400', 'a.clj:1:1: Octal escape sequence must be in range [0, 377].\n\\o400\n^^^^^'],
  ['\\ud800', 'a.clj:1:1: Invalid character constant: \\ud800\n\\ud800\n^^^^^^'],
  ['\\o1234', 'a.clj:1:1: Invalid octal escape sequence length: 4\n\\o1234\n^^^^^^'],
  ['\\', 'a.clj:1:1: EOF while reading character, starting at line 1\n\\\n^\nhint: a character must follow the backslash', true],
  ['"\\q"', 'a.clj:1:2: Unsupported escape character: \\q\n"\\q"\n ^^\nhint: a backslash itself is written \\\\'],
  ['"a\\u12"', 'a.clj:1:3: Invalid character length: 2, should be: 4\n"a\\u12"\n  ^^^^'],
  ['"\\u12g4"', 'a.clj:1:2: Invalid digit: g\n"\\u12g4"\n ^^^^^'],
  ['"\\400"', 'a.clj:1:2: Octal escape sequence must be in range [0, 377].\n"\\400"\n ^^^^'],
  ['"\\8"', 'a.clj:1:2: Invalid digit: 8\n"\\8"\n ^^'],
  ['"\\ux"', 'a.clj:1:2: Invalid unicode escape: \\ux\n"\\ux"\n ^^^'],
  ["'", "a.clj:1:1: EOF while reading, starting at line 1\n'\n^\nhint: ' must be followed by a form", true],
  ["(a ')", "a.clj:1:5: Unmatched delimiter: )\n(a ')\n    ^\nhint: ' must be followed by a form"],
  ['@', 'a.clj:1:1: EOF while reading, starting at line 1\n@\n^\nhint: @ must be followed by a form', true],
  ['^', 'a.clj:1:1: EOF while reading, starting at line 1\n^\n^\nhint: ^ must be followed by a form', true],
  ['^:a', 'a.clj:1:1: EOF while reading, starting at line 1\n^:a\n^\nhint: ^:a must be followed by a form', true],
  ['^1 a', 'a.clj:1:2: Metadata must be Symbol,Keyword,String or Map\n^1 a\n ^'],
  [
    '^:a 1',
    'a.clj:1:5: Metadata can only be applied to IMetas\n^:a 1\n    ^\nhint: symbols and collections take metadata; numbers, strings and keywords do not',
  ],
  ['`', 'a.clj:1:1: EOF while reading, starting at line 1\n`\n^\nhint: ` must be followed by a form', true],
  ['~', 'a.clj:1:1: EOF while reading, starting at line 1\n~\n^\nhint: ~ must be followed by a form', true],
  ['`~@a', 'a.clj:1:1: splice not in list\n`~@a\n^^^^'],
  ['#', 'a.clj:1:1: EOF while reading character, starting at line 1\n#\n^\nhint: # must be followed by a form', true],
  ["#'", "a.clj:1:1: EOF while reading, starting at line 1\n#'\n^^\nhint: #' must be followed by a form", true],
  ['#_', 'a.clj:1:1: EOF while reading, starting at line 1\n#_\n^^\nhint: #_ must be followed by a form', true],
  ['(#_)', 'a.clj:1:4: Unmatched delimiter: )\n(#_)\n   ^\nhint: #_ must be followed by a form'],
  ['#<foo>', 'a.clj:1:1: Unreadable form\n#<foo>\n^^\nhint: this is the printed form of an object that has no literal'],
  [
    '#=(+ 1 2)',
    'a.clj:1:1: EvalReader not allowed when *read-eval* is false.\n#=(+ 1 2)\n^^\nhint: Clove never evaluates code while it reads',
  ],
  ['#inst', 'a.clj:1:1: EOF while reading, starting at line 1\n#inst\n^\nhint: #inst must be followed by a form', true],
  ['(f #inst "abc")', 'a.clj:1:10: Unrecognized date/time syntax: abc\n(f #inst "abc")\n         ^^^^^'],
  ['#inst "2020-13"', 'a.clj:1:7: failed: (<= 1 months 12)\n#inst "2020-13"\n      ^^^^^^^^^'],
  ['#inst 1', 'a.clj:1:7: class java.lang.Long cannot be cast to class java.lang.CharSequence\n#inst 1\n      ^'],
  ['#uuid "x"', 'a.clj:1:7: Invalid UUID string: x\n#uuid "x"\n      ^^^'],
  ['#uuid 1', 'a.clj:1:7: Assert failed: (string? form)\n#uuid 1\n      ^'],
  ['#foo 1', 'a.clj:1:1: No reader function for tag foo\n#foo 1\n^^^^'],
  ['#1 a', 'a.clj:1:1: Reader tag must be a symbol\n#1 a\n^^'],
  ['#:a 1', 'a.clj:1:1: Namespaced map must specify a map\n#:a 1\n^^^^^'],
  ['#: a{}', 'a.clj:1:1: Namespaced map must specify a namespace\n#: a{}\n^^^^'],
  ['#:a/b{:c 1}', 'a.clj:1:1: Namespaced map must specify a valid namespace: a/b\n#:a/b{:c 1}\n^^^^^'],
  ['#:{:c 1}', 'a.clj:1:1: Namespaced map must specify a valid namespace: null\n#:{:c 1}\n^^'],
  ['#:a', 'a.clj:1:1: EOF while reading, starting at line 1\n#:a\n^^^\nhint: a namespaced map needs its { }', true],
  ['#::foo{:a 1}', 'a.clj:1:1: Unknown auto-resolved namespace alias: foo\n#::foo{:a 1}\n^^^^^^'],
  ['#:a{:b}', 'a.clj:1:5: Namespaced map literal must contain an even number of forms\n#:a{:b}\n    ^^\nhint: the last key has no value'],
  ['#:a{:b 1 :a/b 2}', 'a.clj:1:10: Duplicate key: :a/b\n#:a{:b 1 :a/b 2}\n         ^^^^\nhint: it is first given at line 1, column 5'],
  ['##', 'a.clj:1:1: EOF while reading, starting at line 1\n##\n^^\nhint: ## must be followed by Inf, -Inf or NaN', true],
  ['##foo', 'a.clj:1:1: Unknown symbolic value: ##foo\n##foo\n^^^^^\nhint: the symbolic values are ##Inf, ##-Inf and ##NaN'],
  ['##1', 'a.clj:1:1: Invalid token: ##1\n##1\n^^^\nhint: the symbolic values are ##Inf, ##-Inf and ##NaN'],
  ['#?(:clj)', 'a.clj:1:1: read-cond requires an even number of forms.\n#?(:clj)\n^^^^^^^^'],
  ['#?(1 2)', 'a.clj:1:4: Feature should be a keyword: 1\n#?(1 2)\n   ^'],
  ['#?@(:clove [1])', 'a.clj:1:1: Reader conditional splicing not allowed at the top level.\n#?@(:clove [1])\n^^^'],
  ['[#?@(:clove 1)]', 'a.clj:1:13: Spliced form list in read-cond-splicing must implement java.util.List\n[#?@(:clove 1)]\n            ^'],
  ['#?1', 'a.clj:1:1: read-cond body must be a list\n#?1\n^^^'],
  ['#?', 'a.clj:1:1: EOF while reading character, starting at line 1\n#?\n^^\nhint: #? must be followed by a list', true],
  ['#?(:else 2)', 'a.clj:1:4: Feature name :else is reserved.\n#?(:else 2)\n   ^^^^^\nhint: use :default'],
  ['#?(:clj 1', 'a.clj:1:1: EOF while reading, starting at line 1\n#?(:clj 1\n^^^\nhint: this #?( is never closed', true],
  ['#(#(1))', 'a.clj:1:3: Nested #()s are not allowed\n#(#(1))\n  ^^\nhint: write the inner function with fn'],
  ['#(%a)', 'a.clj:1:3: arg literal must be %, %& or %integer\n#(%a)\n  ^^'],
  ['#(%0)', 'a.clj:1:3: arg literal must be %, %& or %integer\n#(%0)\n  ^^'],
  ['#(a', 'a.clj:1:1: EOF while reading, starting at line 1\n#(a\n^^\nhint: this #( is never closed', true],
  ['#"("', 'a.clj:1:4: Unclosed group near index 1\n#"("\n   ^'],
  ['(re #"[z-a]")', 'a.clj:1:10: Illegal character range near index 3\n(re #"[z-a]")\n         ^'],
  ['#"a**"', 'a.clj:1:5: Dangling meta character \'*\' near index 2\n#"a**"\n    ^'],
];

describe('bad syntax', () => {
  it.each(CASES)('%j', (text: string, rendered: string, incomplete: boolean | undefined = false) => {
    const error = failure(text);
    expect(error.render()).toBe(rendered);
    expect(error.incomplete).toBe(incomplete);
  });
  it('is covered widely', () => expect(CASES.length).toBeGreaterThanOrEqual(50));
});

describe('a ReadError', () => {
  it('tells all that an embedding shows', () => {
    const error = failure('(a\n  b))');
    expect(error).toMatchObject({ message: 'Unmatched delimiter: )', file: 'a.clj', line: 2, column: 5, incomplete: false });
    expect(error).toBeInstanceOf(Throwable);
    expect(error).toBeInstanceOf(Error);
    expect(classOf(error)).toBe(ExceptionClass.reader);
  });
});

describe('a diagnostic', () => {
  it('keeps tabs, so that the caret stands under the text', () => {
    const source = new Source('f', '\t(a\t)');
    expect(renderDiagnostic('m', source, { start: 4, end: 5 })).toBe('f:1:5: m\n\t(a\t)\n\t  \t^');
  });
  it('shows a part of a long line', () => {
    const source = new Source('f', `${'x '.repeat(200)}! ${'y '.repeat(200)}`);
    const lines = renderDiagnostic('m', source, { start: 400, end: 401 }).split('\n');
    expect(lines[0]).toBe('f:1:401: m');
    expect(lines[1].length).toBeLessThan(125);
    expect(lines[1][lines[2].indexOf('^')]).toBe('!');
  });
  it('puts the caret after the end where the text just ends', () => {
    expect(renderDiagnostic('m', new Source('f', 'ab'), { start: 2, end: 2 })).toBe('f:1:3: m\nab\n  ^');
  });
});
