/** How each part begins, in one byte. */
export const NIL = 0;
export const TRUE = 1;
export const FALSE = 2;
export const POSITIVE = 3;
export const NEGATIVE = 4;
export const BIG = 5;
export const NEW_TEXT = 6;
export const OLD_TEXT = 7;
/** An object that was met before, by its number. */
export const OLD = 8;
/** An object that every runtime has from the start, by its number: see pristine.ts. */
export const PRISTINE = 9;
/** An object that every process has once. */
export const WELL_KNOWN = 10;
/** A function of the library, by its name. */
export const NATIVE = 11;
/** What the host has given that name. */
export const HOST = 12;
/** A class that every process has, by its name. */
export const CLASS_NAME = 13;
export const UNDEFINED = 14;
/** A code of the library inside another one. */
export const INNER_CODE = 15;
/** An object that is met for the first time: with the number of its kind added. */
export const FIRST_KIND = 16;
/** The longs from -16 on, as many as there are bytes left. */
export const SMALL = 192;
export const LEAST_SMALL = -16;
export const MOST_SMALL = LEAST_SMALL + 255 - SMALL;
