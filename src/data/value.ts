/**
 * Any Clove value. A Clove value is a JavaScript value (docs/architecture.md, "Values"): nil is `null`,
 * a long within ±(2^53-1) is a number that is never -0, a double is always a `Double` box, a string is a
 * string, `1N` is a bigint, and everything else is one of the classes of this folder or the host's own object.
 */
export type Value = unknown;
