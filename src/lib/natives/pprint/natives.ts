import { Char } from '../../../data/char.js';
import { castTo, classCast, illegalArgument } from '../../../data/errors.js';
import { Keyword } from '../../../data/keyword.js';
import * as n from '../../../data/numbers/index.js';
import type { Value } from '../../../data/value.js';
import type { TextSink } from '../../../runtime/host.js';
import { defineNatives } from '../define.js';
import { type ExponentFormat, exponentFloat, type FloatFormat, fixedFloat, generalFloat, moneyFloat } from './floats.js';
import { type NewlineKind, PrettyWriter } from './pretty-writer.js';
import { cardinal, ordinal, ordinalEnding, roman } from './words.js';

const pretty = castTo(PrettyWriter, 'clojure.pprint.PrettyWriter');

const widthOf = (x: Value): number | null => (typeof x === 'number' ? x : null);
const textOf = (x: Value): string => (typeof x === 'string' ? x : '');

function newlineKind(x: Value): NewlineKind {
  const name = x instanceof Keyword ? x.name : '';
  if (name === 'linear' || name === 'miser' || name === 'fill' || name === 'mandatory') return name;
  throw illegalArgument(`Bad argument: ${x}. It must be one of #{:linear :miser :fill :mandatory}`);
}

/** An integer part of a number, for words and numerals. */
function integerPart(x: Value): bigint {
  if (!n.isNumber(x)) throw classCast(x, 'java.lang.Number');
  return n.toBigInt(x);
}

/** The size of a number as a decimal text. */
function decimalText(x: Value): readonly [text: string, negative: boolean] {
  if (!n.isNumber(x)) throw classCast(x, 'java.lang.Number');
  const exact = n.isInteger(x) || x instanceof n.BigDecimal ? x : n.castDouble(x);
  const text = n.formatNumber(exact);
  return text.startsWith('-') ? [text.slice(1), true] : [text, false];
}

const widthOrNull = (x: Value): number | null => (typeof x === 'number' ? x : null);
const charOrNull = (x: Value): string | null => (x instanceof Char ? x.toString() : null);

/** `(-float kind x width places scale overflow pad plus exponent-digits exponent-sign)`, see the directives. */
function float(args: Value[]): Value {
  const [kind, x, width, places, scale, overflow, pad, plus, exponentDigits, exponentSign] = args;
  const [text, negative] = decimalText(x);
  const format: ExponentFormat = {
    width: widthOrNull(width),
    places: widthOrNull(places),
    scale: Number(scale),
    overflow: charOrNull(overflow),
    pad: charOrNull(pad) ?? ' ',
    plus: plus === true,
    exponentDigits: widthOrNull(exponentDigits),
    exponentSign: charOrNull(exponentSign) ?? 'E',
  };
  switch ((kind as Keyword).name) {
    case 'fixed':
      return fixedFloat(text, negative, format);
    case 'exponent':
      return exponentFloat(text, negative, format);
    default:
      return generalFloat(text, negative, format);
  }
}

/** Natives of clojure.pprint. */
export const pprintNatives = defineNatives('clojure.pprint', {
  '-pretty-writer': {
    doc: 'A writer that breaks lines before the margin, and writes to the base; nil as the margin means none.',
    arglists: '([base margin miser-width])',
    internal: true,
    3: (base, margin, miserWidth) => new PrettyWriter(base as TextSink, widthOf(margin), widthOf(miserWidth)),
  },
  '-pretty?': { doc: 'Whether x is a writer that breaks lines.', arglists: '([x])', internal: true, 1: (x) => x instanceof PrettyWriter },
  '-start-block': {
    doc: 'Begins a block with a prefix, a text before each of its lines (nil for none), and a suffix.',
    arglists: '([writer prefix line-prefix suffix])',
    internal: true,
    4(writer, prefix, linePrefix, suffix) {
      pretty(writer).start(textOf(prefix), linePrefix as string | null, textOf(suffix));
      return null;
    },
  },
  '-end-block': {
    doc: 'Ends the innermost block.',
    arglists: '([writer])',
    internal: true,
    1(writer) {
      pretty(writer).end();
      return null;
    },
  },
  '-newline': {
    doc: 'A place where a line may end, of that kind.',
    arglists: '([writer kind])',
    internal: true,
    2(writer, kind) {
      pretty(writer).newline(newlineKind(kind));
      return null;
    },
  },
  '-indent': {
    doc: 'Sets where further lines of the block begin, from its own start or from the current column.',
    arglists: '([writer relative-to-block offset])',
    internal: true,
    3(writer, relativeToBlock, offset) {
      pretty(writer).indent(relativeToBlock === true, offset as number);
      return null;
    },
  },
  '-column': {
    doc: 'The column of the writer, 0 where it does not know.',
    arglists: '([writer])',
    internal: true,
    1: (writer) => (writer instanceof PrettyWriter ? writer.currentColumn : 0),
  },
  '-cardinal': {
    doc: 'The integer part of a number in English words, nil where it is too large.',
    arglists: '([n])',
    internal: true,
    1: (x) => cardinal(integerPart(x)),
  },
  '-ordinal': {
    doc: 'The place of a number in a row in English words, nil where it is too large.',
    arglists: '([n])',
    internal: true,
    1: (x) => ordinal(integerPart(x)),
  },
  '-ordinal-ending': {
    doc: 'What follows the digits of the place of a number in a row.',
    arglists: '([n])',
    internal: true,
    1: (x) => ordinalEnding(integerPart(x)),
  },
  '-roman': {
    doc: 'A number in Roman numerals, in the old manner if old; nil where there are none for it.',
    arglists: '([n old])',
    internal: true,
    2: (x, old) => (n.isInteger(x) ? roman(integerPart(x), old === true) : null),
  },
  '-float': {
    doc: 'A number as ~F, ~E or ~G of cl-format show it.',
    arglists: '([kind x width places scale overflow pad plus exponent-digits exponent-sign])',
    internal: true,
    rest: float,
    restFrom: 10,
  },
  '-money': {
    doc: 'A number as ~$ of cl-format shows it.',
    arglists: '([x places whole-digits width pad plus sign-first])',
    internal: true,
    rest([x, places, wholeDigits, width, pad, plus, signFirst]) {
      const [text, negative] = decimalText(x);
      const format: FloatFormat = {
        width: widthOrNull(width),
        places: widthOrNull(places),
        scale: 0,
        overflow: null,
        pad: charOrNull(pad) ?? ' ',
        plus: plus === true,
      };
      return moneyFloat(text, negative, format, Number(wholeDigits), signFirst === true);
    },
    restFrom: 7,
  },
  '-in-line?': {
    doc: 'Whether the current line has something in it.',
    arglists: '([writer])',
    internal: true,
    1: (writer) => pretty(writer).isInLine,
  },
});
