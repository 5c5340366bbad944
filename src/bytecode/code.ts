import { isCanonical } from '../data/canonical.js';
import type { Fn, FnTemplate } from '../data/functions.js';
import type { Value } from '../data/value.js';
import { type TrustingCode, trustRoot, type Var } from '../data/var.js';

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
 * replaced by DISTRUST, which calls the var with the same operands, or goes to code that takes the instruction's place.
 * The word at `pc` must stay where it is reached, whatever it does. Several sites may share one pc.
 */
export interface TrustedSite {
  readonly pc: number;
  readonly var: Var;
  /** The WIDE word before the instruction; 0 where there is none. */
  readonly wide: number;
  /** Where the code starts that replaces this one: reached from here alone, and only once the var has changed. -1 where there is none. */
  readonly target: number;
  /** The instruction as it was, once it has been replaced. */
  original: number;
}

/** What a code holds beside its name and what a closure of it needs to know. */
export type CodeBody = Pick<Code, 'words' | 'constants' | 'entries' | 'registers' | 'handlers' | 'lineTable' | 'file' | 'sites'>;

/**
 * A clause as a JavaScript function: called with the closure, how deep calls may still go, and the arguments. Its value may be
 * that the caller must leave its own frame to the interpreter: see engines/jit.
 */
export type Entry = (self: Fn, depth: number, ...args: Value[]) => Value;

let interpret: (self: Fn, depth: number, args: Value[]) => Value = () => {
  throw new Error('Internal error: compiled code was called, but no engine runs it');
};

/** Installs what runs functions that are not compiled for compiled code; returns what did so before. */
export function installInterpreter(next: typeof interpret): typeof interpret {
  const before = interpret;
  interpret = next;
  return before;
}

/** The clauses of a code that is not compiled. */
export const NOT_COMPILED: readonly [Entry, Entry, Entry, Entry, Entry] = [
  (f, d) => interpret(f, d, []),
  (f, d, x) => interpret(f, d, [x]),
  (f, d, x, y) => interpret(f, d, [x, y]),
  (f, d, x, y, z) => interpret(f, d, [x, y, z]),
  (f, d, x, y, z, u) => interpret(f, d, [x, y, z, u]),
];

/** How many arguments compiled code passes as such: as many as a clause may have parameters. */
export const MOST_ARGUMENTS = 20;
/** From so many on, clauses are in `Code.jn`. */
export const FIRST_OF_MANY = NOT_COMPILED.length;

const NONE_OF_MANY: readonly Entry[] = new Array<Entry>(MOST_ARGUMENTS + 1 - FIRST_OF_MANY).fill((f, d, ...args) => interpret(f, d, args));

/** Where the bodies of codes are until they are called. */
export interface Packing {
  /** The body of the code at that place. */
  body(place: number): CodeBody;
}

/** The names of the locals of a code. */
export interface LocalNames {
  /** Each local that has a register, with the pcs between which it stands there, ascending by the first. */
  readonly registers: readonly { readonly name: string; readonly register: number; readonly from: number; readonly to: number }[];
  /** By index of the captured value. */
  readonly captured: readonly string[];
}

/** What every closure of one `fn` form shares: its instructions and all that they refer to. */
export class Code implements FnTemplate, TrustingCode {
  /** Makes the body of a code that nobody has called yet; null once it is there. */
  private packing: Packing | null = null;
  private reference: WeakRef<Code> | null = null;
  /** Its clauses as compiled code calls them, by number of arguments; as long as they are not compiled, an interpreter runs them. */
  j0: Entry = NOT_COMPILED[0];
  j1: Entry = NOT_COMPILED[1];
  j2: Entry = NOT_COMPILED[2];
  j3: Entry = NOT_COMPILED[3];
  j4: Entry = NOT_COMPILED[4];
  /** Those for five arguments and more, in this order. */
  jn: readonly Entry[] = NONE_OF_MANY;
  /** The entries as they were, once calls must ask for compiled code; null before. */
  starts: Int32Array | null = null;
  /** The code of an image in whose constants this one stands; null for one at the top, and for what was compiled here. */
  parent: Code | null = null;
  /** Where it stands in the section of its image; -1 for what was compiled here. */
  place = -1;
  /** What its registers and captured values are called, for a debugger; null where nobody asked when it was compiled. */
  names: LocalNames | null = null;
  /** Told when a var changed that the code trusted: whoever compiled it. */
  onDistrust: ((code: Code) => void) | null = null;
  constructor(
    readonly name: string,
    readonly arities: readonly number[],
    readonly restArity: number,
    /** Instructions, and the words that follow some of them: see docs/instructions.md. */
    readonly words: Int32Array,
    readonly constants: readonly Value[],
    /** Where to start, by number of arguments; the last entry holds for all greater numbers. -1: no such arity. */
    public entries: Int32Array,
    /** How many registers a frame needs, windows of calls included. */
    readonly registers: number,
    /** Where each captured value comes from when the closure is made: a register, `~index` of a captured value, or SELF. */
    readonly captures: Int32Array,
    readonly handlers: readonly Handler[],
    /** `lines`, or what finds them when somebody asks. */
    public lineTable: Int32Array | (() => Int32Array),
    readonly file: string,
    readonly sites: TrustedSite[],
  ) {
    this.trust();
  }

  /**
   * A code without its body, which `packing` makes when it is first called. Until then it has no entry for any number of
   * arguments, so that a call notices without asking: see Fiber.coldEntry.
   */
  static packed(name: string, arities: readonly number[], restArity: number, captures: Int32Array, packing: Packing, place = -1): Code {
    const code = new Code(name, arities, restArity, NO_WORDS, NO_CONSTANTS, NO_ENTRIES, 0, captures, NO_HANDLERS, NO_WORDS, '', NO_SITES);
    code.packing = packing;
    code.place = place;
    return code;
  }

  /** Has another make the body of a code that nobody has called. */
  packAgain(packing: Packing): void {
    this.packing = packing;
  }

  /** Makes the body, where it is not there yet: needed before anything but the name, arities and captures is read. */
  unpack(): void {
    const { packing } = this;
    if (packing === null) return;
    Object.assign(this, packing.body(this.place));
    this.packing = null;
    for (const x of this.constants) if (x instanceof Code) x.parent = this;
    this.trust();
  }

  /** Triples [pc, line, column], ascending by pc: an instruction stands at the last place at or before it. Empty where they are not known. */
  get lines(): Int32Array {
    if (typeof this.lineTable === 'function') this.lineTable = this.lineTable();
    return this.lineTable;
  }

  get weak(): WeakRef<Code> {
    this.reference ??= new WeakRef(this);
    return this.reference;
  }

  private trust(): void {
    for (const { var: v } of this.sites) {
      // A code of an image may be asked for its body long after the var has changed.
      if (isCanonical(v)) trustRoot(v, this);
      else this.distrust(v);
    }
  }

  /** Has calls with so many arguments go to a compiled clause. */
  compile(argc: number, entry: Entry): void {
    if (argc === 0) this.j0 = entry;
    else if (argc === 1) this.j1 = entry;
    else if (argc === 2) this.j2 = entry;
    else if (argc === 3) this.j3 = entry;
    else if (argc === 4) this.j4 = entry;
    else this.jn = this.jn.map((known, i) => (i === argc - FIRST_OF_MANY ? entry : known));
  }

  /** What compiled code calls with so many arguments, MOST_ARGUMENTS at the most. */
  entry(argc: number): Entry {
    return [this.j0, this.j1, this.j2, this.j3, this.j4][argc] ?? this.jn[argc - FIRST_OF_MANY];
  }

  /** Forgets what was compiled. */
  uncompile(): void {
    [this.j0, this.j1, this.j2, this.j3, this.j4] = NOT_COMPILED;
    this.jn = NONE_OF_MANY;
  }

  distrust(v: Var): void {
    for (const { var: trusted, pc, original } of this.sites) {
      if (trusted !== v || original !== 0) continue;
      for (const site of this.sites) if (site.pc === pc) site.original = this.words[pc];
      this.words[pc] = DISTRUST_WORD;
    }
    this.onDistrust?.(this);
  }

  /** The site whose instruction stands, or stood, at `pc`. */
  siteAt(pc: number): TrustedSite {
    const site = this.sites.find((s) => s.pc === pc);
    if (site === undefined) throw new Error(`Internal error: ${this.name} trusts nothing at ${pc}`);
    return site;
  }
}

const NO_WORDS = new Int32Array(0);
const NO_CONSTANTS: readonly Value[] = [];
const NO_ENTRIES = Int32Array.of(-1);
const NO_HANDLERS: readonly Handler[] = [];
const NO_SITES: TrustedSite[] = [];

/** In `captures`: the function that makes the closure. */
export const SELF = 0x7fffffff;

/** DISTRUST is opcode 0, so that it is known here without the table of instructions. */
export const DISTRUST_WORD = 0;
