/** What stands for each character of a Clojure name that a Java identifier cannot have. */
export const MUNGED: Readonly<Record<string, string>> = {
  '-': '_',
  ':': '_COLON_',
  '+': '_PLUS_',
  '>': '_GT_',
  '<': '_LT_',
  '=': '_EQ_',
  '~': '_TILDE_',
  '!': '_BANG_',
  '@': '_CIRCA_',
  '#': '_SHARP_',
  "'": '_SINGLEQUOTE_',
  '"': '_DOUBLEQUOTE_',
  '%': '_PERCENT_',
  '^': '_CARET_',
  '&': '_AMPERSAND_',
  '*': '_STAR_',
  '|': '_BAR_',
  '{': '_LBRACE_',
  '}': '_RBRACE_',
  '[': '_LBRACK_',
  ']': '_RBRACK_',
  '/': '_SLASH_',
  '\\': '_BSLASH_',
  '?': '_QMARK_',
};

/** A name as Clojure turns it into a Java identifier: `my-f?` becomes `my_f_QMARK_`. Dots stay. */
export function munge(name: string): string {
  return name.replace(/[-:+><=~!@#'"%^&*|{}[\]/\\?]/g, (c) => MUNGED[c]);
}

const PLAIN: ReadonlyMap<string, string> = new Map(Object.entries(MUNGED).map(([c, word]) => [word, c]));

/** The name that a Java identifier was made of; `$` parts a namespace from the name in it. */
export function demunge(name: string): string {
  return name.replace(/_[A-Z]+_|_|\$/g, (word) => (word === '$' ? '/' : (PLAIN.get(word) ?? word.replace(/_/g, '-'))));
}

/** The class name that Clojure would give a function: `user$f` of `user/f`, `user$f$g` of `user/f/g`. */
export function functionClassName(name: string): string {
  // A namespace has at least one character, so a division sign after it is a name: `clojure.core//`.
  if (name.endsWith('//')) return `${munge(name.slice(0, -2))}$_SLASH_`;
  return name.split('/').map(munge).join('$');
}
