/** What Clojure made of a text. */
export interface OracleAnswer {
  readonly value: string | null;
  readonly output: string;
  readonly error: {
    readonly class: string;
    readonly message: string | null;
    readonly phase: string | null;
    readonly line: number | null;
    readonly column: number | null;
  } | null;
}

export function portableMessage(message: string | null): string | null;

export function readAnswer(text: string): OracleAnswer;

export function askClojure(
  texts: readonly string[],
  options?: { namespace?: (i: number) => string; before?: string; beforeEach?: string },
): OracleAnswer[];
