import { Code } from '../bytecode/code.js';
import { INSTRUCTIONS } from '../bytecode/instructions/index.js';
import { instructions, targets } from '../bytecode/layout.js';
import type { Place } from '../data/errors.js';
import { type Compiled, type CompileOptions, compileClause, NotCompiled } from '../engines/jit/compile.js';
import { mostArguments } from '../engines/jit/emitting.js';
import { type Expectation, nothingExpected } from '../engines/jit/facts.js';
import { PLACES, textKey } from '../engines/jit/precompiled.js';

/** A clause, or a loop, as compiled JavaScript. */
export interface Text {
  /** What it refers to beside what all texts do. */
  readonly names: readonly string[];
  readonly text: string;
  /** Where each line comes from. */
  readonly places: readonly (Place | null)[];
}

/** Collects the texts of a program, each once. */
export interface Texts {
  readonly all: ReadonlyMap<string, Text>;
  /** The names of the functions that they are of. */
  readonly names: ReadonlySet<string>;
  add(code: Code, compiled: Pick<Compiled, 'text' | 'constants' | 'places'>): void;
  /**
   * Adds what a code, and those inside of it, compile to: with nothing expected of any value, and, `expecting`, where all that numbers could be are
   * longs, or doubles.
   */
  addCode(code: Code, expecting: boolean): void;
}

const EXPECTING: readonly Expectation[] = ['long', 'double'];

export function createTexts(): Texts {
  const all = new Map<string, Text>();
  const names = new Set<string>();
  const seen = new Set<Code>();

  const texts: Texts = {
    all,
    names,
    add(code, { text, constants, places }) {
      names.add(code.name);
      const constantNames = [...constants.map(([name]) => name), ...PLACES];
      const key = textKey(constantNames, text);
      if (!all.has(key)) all.set(key, { names: constantNames, text, places: places() });
    },
    addCode(code, expecting) {
      if (seen.has(code)) return;
      seen.add(code);
      code.unpack();
      const starts = code.starts ?? code.entries;
      const most = mostArguments(code);
      for (let argc = 0; argc <= most; argc++) {
        const start = starts[Math.min(argc, starts.length - 1)];
        if (start >= 0) addPart(code, start, argc, false, expecting);
      }
      for (const head of loopHeads(code))
        for (const ofHost of expecting ? [false, true] : [false]) addPart(code, head, -1, ofHost, expecting);
      for (const x of code.constants) if (x instanceof Code) texts.addCode(x, expecting);
    },
  };
  return texts;

  function addPart(code: Code, start: number, argc: number, keepsFrame: boolean, expecting: boolean): void {
    const options: CompileOptions = { mayTrust: () => true, keepsFrame, ...nothingExpected };
    const kinds = expecting ? EXPECTING : [];
    try {
      texts.add(code, compileClause(code, start, argc, options));
      for (const kind of kinds)
        texts.add(code, compileClause(code, start, argc, { ...options, factsOf: () => new Map(), example: () => kind }));
    } catch (e) {
      // It is interpreted, there as here.
      if (!(e instanceof NotCompiled)) throw e;
    }
  }
}

function loopHeads(code: Code): Set<number> {
  const heads = new Set<number>();
  for (const d of instructions(code))
    if (INSTRUCTIONS[d.op].safepoint) for (const pc of targets(d, code.constants)) if (pc <= d.pc) heads.add(pc);
  return heads;
}
