import { atom, type Form, group, sizeOf } from './form.js';

/** How many smaller programs are tried before the shrinker is content with what it has. */
const MAX_TRIES = 3000;

/** Simpler things that may stand for a form. */
const simple = ['nil', '0', '1', ':a', '[]'].map((text) => atom(text));

const without = <T>(items: readonly T[], at: number, count: number): T[] => [...items.slice(0, at), ...items.slice(at + count)];

/** The forms that may stand for `form`, the smallest first: something simple, a part of it, itself with less in it. */
function* smaller(form: Form): Generator<Form> {
  if (form.kind === 'atom') {
    if (!/^(nil|0|1|:a)$/.test(form.text)) yield* simple.slice(0, 2);
    return;
  }
  yield* simple;
  for (const part of form.items) if (!part.pinned) yield part;
  // A vector of bindings is only right in pairs, most other forms lose items one by one.
  const free = form.items.every((item) => !item.pinned);
  if (free) {
    for (const width of [2, 1]) {
      for (let i = 0; i + width <= form.items.length; i++) yield group(form.open, without(form.items, i, width), form.pinned);
    }
  }
  yield* withSmallerPart(form.items, (items) => group(form.open, items, form.pinned));
}

/** Every list that has a smaller form, or a smaller part of a pinned one, in one place. */
function* withSmallerPart<T>(items: readonly Form[], build: (items: readonly Form[]) => T): Generator<T> {
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const replace = (other: Form): T => build(items.map((old, j) => (j === i ? other : old)));
    if (!item.pinned) for (const other of smaller(item)) yield replace(other);
    else if (item.kind === 'group') yield* withSmallerPart(item.items, (parts) => replace(group(item.open, parts, true)));
  }
}

/** Programs that are a step smaller. */
export function* smallerPrograms(forms: readonly Form[]): Generator<readonly Form[]> {
  for (let i = 0; i < forms.length; i++) if (forms.length > 1) yield without(forms, i, 1);
  yield* withSmallerPart(forms, (items) => items);
}

/** How big a program is. */
export const totalSize = (forms: readonly Form[]): number => forms.reduce((sum, form) => sum + sizeOf(form), 0);

/**
 * A smaller program that still fails, by greedy steps: the first smaller one that fails is taken and cut again.
 * Pinned forms stay, so that what was sure to end still is.
 */
export function shrink(program: readonly Form[], fails: (forms: readonly Form[]) => boolean): readonly Form[] {
  let best = program;
  let tries = 0;
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of smallerPrograms(best)) {
      if (++tries > MAX_TRIES) return best;
      if (totalSize(candidate) <= totalSize(best) && fails(candidate)) {
        best = candidate;
        progress = true;
        break;
      }
    }
  }
  return best;
}
