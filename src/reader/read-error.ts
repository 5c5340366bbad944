import { ExceptionClass, Throwable } from '../data/errors.js';
import { renderDiagnostic, type Span } from './source.js';

/** Text that is not Clojure: what is wrong with it, and where. */
export class ReadError extends Throwable {
  constructor(
    message: string,
    readonly span: Span,
    /** Advice in a sentence, or null. */
    readonly hint: string | null = null,
    /** The text just ended too early: more of it could make it right, so a REPL asks for another line. */
    readonly incomplete = false,
    cause: unknown = null,
  ) {
    super(ExceptionClass.reader, message, null, cause);
  }
  get file(): string {
    return this.span.source.file;
  }
  get line(): number {
    return this.span.source.place(this.span.start).line;
  }
  get column(): number {
    return this.span.source.place(this.span.start).column;
  }
  /** The message with the source line, carets and the hint: see `renderDiagnostic`. */
  render(): string {
    return renderDiagnostic(this.message ?? '', this.span.source, this.span, this.hint);
  }
}
