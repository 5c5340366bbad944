import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that must fail, and where. */
export interface ErrorCase {
  readonly name: string;
  readonly group: string;
  readonly text: string;
  /** Where the error must be reported; null when the case does not say. */
  readonly place: { readonly line: number; readonly column: number } | null;
}

/** Stands in a case's text right before the place of the error. */
const MARK = '‸';

function placeOf(text: string): ErrorCase['place'] {
  const at = text.indexOf(MARK);
  if (at === -1) return null;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

/** All cases of the folder `cases`: each begins with a line `=== name`. */
export function readCases(): ErrorCase[] {
  const folder = join(import.meta.dirname, 'cases');
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split(/^=== /m)
        .slice(1)
        .map((part) => {
          const end = part.indexOf('\n');
          const text = part.slice(end + 1).replace(/\n$/, '');
          return { name: part.slice(0, end), group: file.replace('.txt', ''), text: text.replace(MARK, ''), place: placeOf(text) };
        }),
    );
}
