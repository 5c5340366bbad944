import { ExceptionClass, Throwable } from '../data/errors.js';
import type { Value } from '../data/value.js';
import type { Span } from '../reader/source.js';

/** A form that does not compile. `span` is the innermost form that is to blame. */
export class CompileError extends Throwable {
  constructor(
    message: string,
    readonly span: Span | null,
    readonly hint: string | null = null,
    cause: Value = null,
  ) {
    super(ExceptionClass.compiler, message, null, cause);
  }
}
