import { CLASS, type ClassRef, className, defineClass } from './classes.js';
import { errorCause, errorMessage } from './host-property.js';
import { munge } from './munge.js';
import type { Value } from './value.js';

/** A place in source text. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One guest frame of a stack trace: which function, and where in it. */
export interface TraceFrame {
  readonly name: string;
  readonly place: Place | null;
}

/**
 * An exception of the guest. It is `instanceof Error` for the host's sake, but is not made by `Error`'s
 * constructor, which would walk the JavaScript stack: the trace is the guest's own, filled in when thrown.
 */
export class Throwable {
  /** The guest stack, innermost first; null until it has been thrown. */
  trace: readonly TraceFrame[] | null = null;
  /** What `addSuppressed` was given, in that order; null where that was nothing. */
  suppressed: Value[] | null = null;
  readonly [CLASS]: ClassRef;
  constructor(
    kind: ClassRef,
    public message: string | null,
    /** The map of an `ex-info`; null otherwise. */
    public data: Value = null,
    public cause: Value = null,
  ) {
    this[CLASS] = kind;
  }
  get name(): string {
    return this[CLASS].name;
  }
  toString(): string {
    return this.message === null ? this.name : `${this.name}: ${this.message}`;
  }
}
Object.setPrototypeOf(Throwable.prototype, Error.prototype);

/** The message of an exception or of an error of the host; nil of anything else. */
export function messageOf(x: Value): string | null {
  return x instanceof Throwable ? x.message : x instanceof Error ? errorMessage(x) : null;
}

/** What caused an exception or an error of the host; nil of anything else. */
export function causeOf(x: Value): Value {
  return x instanceof Throwable ? x.cause : x instanceof Error ? errorCause(x) : null;
}

/** A form that a macro of the library refuses, and the part of it that is to blame. */
export class Refusal extends Throwable {
  constructor(
    kind: ClassRef,
    message: string,
    readonly blamed: Value,
  ) {
    super(kind, message);
  }
}

const THROWABLE = 'java.lang.Throwable';
const EXCEPTION = 'java.lang.Exception';
const RUNTIME = 'java.lang.RuntimeException';
defineClass(THROWABLE);
defineClass('java.lang.Error', [THROWABLE]);
defineClass('java.lang.LinkageError', ['java.lang.Error']);
defineClass(EXCEPTION, [THROWABLE]);
defineClass(RUNTIME, [EXCEPTION]);

/** The classes of exceptions that portable code names, each with its parent. */
export const ExceptionClass = {
  arithmetic: defineClass('java.lang.ArithmeticException', [RUNTIME]),
  illegalArgument: defineClass('java.lang.IllegalArgumentException', [RUNTIME]),
  illegalState: defineClass('java.lang.IllegalStateException', [RUNTIME]),
  classCast: defineClass('java.lang.ClassCastException', [RUNTIME]),
  indexOutOfBounds: defineClass('java.lang.IndexOutOfBoundsException', [RUNTIME]),
  stringIndexOutOfBounds: defineClass('java.lang.StringIndexOutOfBoundsException', ['java.lang.IndexOutOfBoundsException']),
  arrayIndexOutOfBounds: defineClass('java.lang.ArrayIndexOutOfBoundsException', ['java.lang.IndexOutOfBoundsException']),
  negativeArraySize: defineClass('java.lang.NegativeArraySizeException', [RUNTIME]),
  nullPointer: defineClass('java.lang.NullPointerException', [RUNTIME]),
  unsupported: defineClass('java.lang.UnsupportedOperationException', [RUNTIME]),
  numberFormat: defineClass('java.lang.NumberFormatException', ['java.lang.IllegalArgumentException']),
  runtime: defineClass(RUNTIME),
  exception: defineClass(EXCEPTION),
  error: defineClass('java.lang.Error', [THROWABLE]),
  throwable: defineClass(THROWABLE),
  assertion: defineClass('java.lang.AssertionError', ['java.lang.Error']),
  illegalMonitorState: defineClass('java.lang.IllegalMonitorStateException', [RUNTIME]),
  retry: defineClass('clojure.lang.LockingTransaction$RetryEx', ['java.lang.Error']),
  cancellation: defineClass('java.util.concurrent.CancellationException', ['java.lang.IllegalStateException']),
  illegalAccess: defineClass('java.lang.IllegalAccessError', ['java.lang.Error']),
  abstractMethod: defineClass('java.lang.AbstractMethodError', ['java.lang.Error']),
  stackOverflow: defineClass('java.lang.StackOverflowError', ['java.lang.Error']),
  classFormat: defineClass('java.lang.ClassFormatError', ['java.lang.LinkageError']),
  outOfMemory: defineClass('java.lang.OutOfMemoryError', ['java.lang.Error']),
  io: defineClass('java.io.IOException', [EXCEPTION]),
  classNotFound: defineClass('java.lang.ClassNotFoundException', [EXCEPTION]),
  fileNotFound: defineClass('java.io.FileNotFoundException', ['java.io.IOException']),
  arity: defineClass('clojure.lang.ArityException', ['java.lang.IllegalArgumentException']),
  info: defineClass('clojure.lang.ExceptionInfo', [RUNTIME, 'clojure.lang.IExceptionInfo']),
  reader: defineClass('clojure.lang.LispReader$ReaderException', [RUNTIME]),
  compiler: defineClass('clojure.lang.Compiler$CompilerException', [RUNTIME]),
} as const;

export const arithmeticError = (message: string): Throwable => new Throwable(ExceptionClass.arithmetic, message);
export const illegalArgument = (message: string): Throwable => new Throwable(ExceptionClass.illegalArgument, message);
export const illegalState = (message: string): Throwable => new Throwable(ExceptionClass.illegalState, message);
export const indexOutOfBounds = (message: string | null = null): Throwable => new Throwable(ExceptionClass.indexOutOfBounds, message);
/** The error of an index into an array of so many elements, in Java's words. */
export const arrayIndexOutOfBounds = (i: number, length: number): Throwable =>
  new Throwable(ExceptionClass.arrayIndexOutOfBounds, `Index ${i} out of bounds for length ${length}`);
export const nullPointer = (message: string | null = null): Throwable => new Throwable(ExceptionClass.nullPointer, message);
export const unsupported = (message: string | null = null): Throwable => new Throwable(ExceptionClass.unsupported, message);
export const numberFormat = (message: string): Throwable => new Throwable(ExceptionClass.numberFormat, message);
/** The error of what only a JVM has. */
export const needsJava = (what: string): Throwable => unsupported(`${what} needs a JVM: Clove has the name of that class only`);
export const runtimeError = (message: string): Throwable => new Throwable(ExceptionClass.runtime, message);
export const exInfo = (message: string | null, data: Value, cause: Value = null): Throwable =>
  new Throwable(ExceptionClass.info, message, data, cause);

/** A type implements an interface, but not the method of it that was called with so many arguments beside the instance, or with ones of these classes. */
export function abstractMethod(type: string, method: string, given: number | readonly string[], onInterface: string): Throwable {
  const params = (typeof given === 'number' ? Array(given).fill('java.lang.Object') : given).join(', ');
  return new Throwable(
    ExceptionClass.abstractMethod,
    `Receiver class ${type} does not define or inherit an implementation of the resolved method ` +
      `'abstract java.lang.Object ${munge(method)}(${params})' of interface ${onInterface}.`,
  );
}

/** The overflow of a long, in Clojure's words. */
export const overflow = (): Throwable => arithmeticError('long overflow');

/** The overflow of an int, which only casts know. */
export const intOverflow = (): Throwable => arithmeticError('integer overflow');

/** `x` was used where a value of class `wanted` (a full name) is needed; for nil that is a NullPointerException. */
export function classCast(x: Value, wanted: string): Throwable {
  if (x === null || x === undefined) return nullPointer();
  return new Throwable(ExceptionClass.classCast, `class ${className(x)} cannot be cast to class ${wanted}`);
}

/** A check that a value is of a class of values, which throws a ClassCastException to the class named `wanted` where it is not. */
export function castTo<T>(type: { readonly prototype: T; [Symbol.hasInstance](x: unknown): boolean }, wanted: string): (x: Value) => T {
  return (x) => {
    if (x instanceof type) return x as T;
    throw classCast(x, wanted);
  };
}
