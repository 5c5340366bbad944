/**
 * A program as a tree that can be cut smaller. `pinned` forms are those whose change could make a loop endless
 * (the counter of a loop, the fuel of a recursion): the shrinker leaves them alone.
 */
export type Form = Atom | Group;

export interface Atom {
  readonly kind: 'atom';
  readonly text: string;
  readonly pinned: boolean;
}

export interface Group {
  readonly kind: 'group';
  /** What stands before the items: `(`, `[`, `{`, `#{`, or a reader macro before a bracket such as `@(`. */
  readonly open: string;
  readonly items: readonly Form[];
  readonly pinned: boolean;
}

export const atom = (text: string, pinned = false): Atom => ({ kind: 'atom', text, pinned });
export const group = (open: string, items: readonly Form[], pinned = false): Group => ({ kind: 'group', open, items, pinned });

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The text of a form, on one line. */
export function show(form: Form): string {
  if (form.kind === 'atom') return form.text;
  return form.open + form.items.map(show).join(' ') + closing[form.open[form.open.length - 1]];
}

/** The text of a program, a form on each line. */
export function showProgram(forms: readonly Form[]): string {
  return `${forms.map(show).join('\n')}\n`;
}

/** How many atoms and groups a form is made of. */
export function sizeOf(form: Form): number {
  return form.kind === 'atom' ? 1 : form.items.reduce((sum, item) => sum + sizeOf(item), 1);
}
