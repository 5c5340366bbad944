import type { FnTemplate } from '../data/functions.js';
import type { Value } from '../data/value.js';
import type { TrustingCode, Var } from '../data/var.js';

/** A range of instructions in which an exception goes to `handler`. Inner ranges come before outer ones. */
export interface Handler {
  /** First instruction of the range. */
  readonly start: number;
  /** The instruction after its last. */
  readonly end: number;
  readonly handler: number;
  /** The register that receives the exception. */
  readonly register: number;
}

/** What a `case` jumps by. */
export interface CaseTable {
  /** Constants that a JavaScript Map tells apart as `=` does (strings, keywords, small longs, booleans, nil, characters). */
  readonly byIdentity: ReadonlyMap<Value, number>;
  /** All others, compared one by one: [constant, target]. */
  readonly others: readonly (readonly [Value, number])[];
  /** Where to go when nothing matches. */
  readonly otherwise: number;
}

/**
 * An instruction that was compiled on the belief that a var keeps its value. When it does not, the instruction is
 * replaced by DISTRUST, which calls the var with the same operands.
 */
export interface TrustedSite {
  readonly pc: number;
  readonly var: Var;
  /** The WIDE word before the instruction; 0 where there is none. */
  readonly wide: number;
  /** The instruction as it was, once it has been replaced. */
  original: number;
}

/** What every closure of one `fn` form shares: its instructions and all that they refer to. */
export class Code implements FnTemplate, TrustingCode {
  constructor(
    readonly name: string,
    readonly arities: readonly number[],
    readonly restArity: number,
    /** Instructions, and the words that follow some of them: see docs/instructions.md. */
    readonly words: Int32Array,
    readonly constants: readonly Value[],
    /** Where to start, by number of arguments; the last entry holds for all greater numbers. -1: no such arity. */
    readonly entries: Int32Array,
    /** How many registers a frame needs, windows of calls included. */
    readonly registers: number,
    /** Where each captured value comes from when the closure is made: a register, `~index` of a captured value, or SELF. */
    readonly captures: Int32Array,
    readonly handlers: readonly Handler[],
    /** Triples [pc, line, column], ascending by pc: an instruction stands at the last place at or before it. */
    readonly lines: Int32Array,
    readonly file: string,
    readonly sites: TrustedSite[],
  ) {
    for (const s of sites) (s.var.trusting ??= new Set()).add(this);
  }

  distrust(v: Var): void {
    for (const site of this.sites)
      if (site.var === v && site.original === 0) {
        site.original = this.words[site.pc];
        this.words[site.pc] = DISTRUST_WORD;
      }
  }

  /** The site whose instruction stands, or stood, at `pc`. */
  siteAt(pc: number): TrustedSite {
    const site = this.sites.find((s) => s.pc === pc);
    if (site === undefined) throw new Error(`Internal error: ${this.name} trusts nothing at ${pc}`);
    return site;
  }
}

/** In `captures`: the function that makes the closure. */
export const SELF = 0x7fffffff;

/** DISTRUST is opcode 0, so that it is known here without the table of instructions. */
const DISTRUST_WORD = 0;
