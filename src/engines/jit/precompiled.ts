/** Makes the function of a compiled clause, given the constants that its text names, in their order, and its exits and throwing places. */
export type Maker = (...constants: unknown[]) => unknown;

/** The clauses that a build compiled. */
export interface PrecompiledTable {
  /** The names of the functions of which some were: the others need not be looked for. */
  readonly names: readonly string[];
  /** Given what all texts refer to by name: by the keys of their texts. */
  readonly makers: (scope: Readonly<Record<string, unknown>>) => Readonly<Record<string, Maker | undefined>>;
}

/** What texts are given beside their constants: the places where they leave, and those where they throw. */
export const PLACES = ['S', 'P'] as const;

/**
 * The key of a text with the names of its constants: the same for the same text alone, as far as a hash of 64 bits tells. Two FNV-1a hashes
 * (Fowler, Noll and Vo) of 32 bits, the second one over the units in which the first has been mixed.
 */
export function textKey(names: readonly string[], text: string): string {
  let a = 0x811c9dc5;
  let b = 0xcbf29ce4;
  const add = (s: string): void => {
    for (let i = 0; i < s.length; i++) {
      const c = s.charCodeAt(i);
      a = Math.imul(a ^ c, 0x01000193);
      b = Math.imul(b ^ c ^ (a >>> 15), 0x01000193);
    }
  };
  for (const name of names) add(`${name},`);
  add(text);
  return (a >>> 0).toString(36) + (b >>> 0).toString(36).padStart(7, '0');
}
