import type { Sym } from '../data/symbol.js';
import type { Value } from '../data/value.js';

/** What the reader is in the middle of: a collection up to its closing delimiter, or a prefix that waits for its forms. */
export type FrameKind =
  | 'list'
  | 'vector'
  | 'map'
  | 'set'
  | 'fn'
  | 'namespaced-map'
  | 'conditional'
  | 'wrap'
  | 'syntax-quote'
  | 'meta'
  | 'tag'
  | 'discard';

/**
 * One level of nesting. The reader keeps its frames on a stack of its own and not on JavaScript's, so that depth is
 * bounded by memory only and reading can stop for a guest function and go on later.
 */
export class Frame {
  readonly items: Value[] = [];
  /** Start and end of each item in turn. */
  readonly offsets: number[] = [];
  /** Of a `wrap` such as quote: the symbol at the head of the list that it becomes. */
  head: Sym | null = null;
  /** Of a namespaced map: its namespace. */
  ns = '';
  /** Of a reader conditional: its state. */
  conditional: Conditional | null = null;
  constructor(
    readonly kind: FrameKind,
    /** Offset of its first character, and the one after what opens it. */
    readonly start: number,
    readonly opened: number,
    /** The closing delimiter; empty for a prefix. */
    readonly close: string,
    /** How many forms a prefix waits for. */
    readonly need: number,
  ) {}
}

export interface Conditional {
  readonly splicing: boolean;
  /** Whether its forms are kept as data. */
  readonly preserve: boolean;
  /** The next form is a feature, not what it guards. */
  wantsFeature: boolean;
  /** The form being read is the chosen one. */
  taking: boolean;
  /** Index of the chosen form in the frame's items; -1 before there is one. */
  chosen: number;
  /** The frame holds one count of suppression: what is being read is thrown away. */
  suppressing: boolean;
}
