/** What a section holds, in the order in which it happened when the namespace was loaded from its source. */
export const DEFINE_FN = 0;
export const DEFINE_VALUE = 1;
export const RUN = 2;
export const TYPE = 3;
export const CALL = 4;
export const DECLARE = 5;
export const END = 6;

/** What an argument of a plain call is. */
export const CONSTANT = 0;
export const ROOT = 1;
export const CLOSURE = 2;

/** What the metadata of a var says of it that must be known at once. */
export const MACRO = 1;
export const PRIVATE = 2;
export const DYNAMIC = 4;
