import { defineClass } from '../classes.js';
import { Throwable } from '../errors.js';

defineClass('java.util.IllegalFormatException', ['java.lang.IllegalArgumentException']);

function kind(name: string) {
  return defineClass(`java.util.${name}`, ['java.util.IllegalFormatException']);
}

const UNKNOWN = kind('UnknownFormatConversionException');
const CONVERSION = kind('IllegalFormatConversionException');
const MISMATCH = kind('FormatFlagsConversionMismatchException');
const FLAGS = kind('IllegalFormatFlagsException');
const DUPLICATE = kind('DuplicateFormatFlagsException');
const WIDTH = kind('IllegalFormatWidthException');
const PRECISION = kind('IllegalFormatPrecisionException');
const NO_WIDTH = kind('MissingFormatWidthException');
const NO_ARGUMENT = kind('MissingFormatArgumentException');
const INDEX = kind('IllegalFormatArgumentIndexException');

/** What can be wrong with a format, in the words of Java's formatter. */
export const formatError = {
  unknownConversion: (c: string) => new Throwable(UNKNOWN, `Conversion = '${c}'`),
  wrongClass: (c: string, className: string) => new Throwable(CONVERSION, `${c} != ${className}`),
  flagsMismatch: (c: string, flag: string) => new Throwable(MISMATCH, `Conversion = ${c}, Flags = ${flag}`),
  badFlags: (flags: string) => new Throwable(FLAGS, `Flags = '${flags}'`),
  duplicateFlag: (flag: string) => new Throwable(DUPLICATE, `Flags = '${flag}'`),
  badWidth: (width: number) => new Throwable(WIDTH, String(width)),
  badPrecision: (precision: number) => new Throwable(PRECISION, String(precision)),
  missingWidth: (directive: string) => new Throwable(NO_WIDTH, directive),
  missingArgument: (directive: string) => new Throwable(NO_ARGUMENT, `Format specifier '${directive}'`),
  badIndex: (index: number) =>
    new Throwable(INDEX, index === 0 ? 'Illegal format argument index = 0' : 'Format argument index: (not representable as int)'),
} as const;
