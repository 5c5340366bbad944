import { createRuntime, type Runtime } from '../../src/api/index.js';
import { Code } from '../../src/bytecode/code.js';
import { NAMES } from '../../src/bytecode/instructions/index.js';
import { type Decoded, instructions } from '../../src/bytecode/layout.js';
import { Fn } from '../../src/data/functions.js';
import type { PersistentVector } from '../../src/data/seqs/index.js';
import type { Var } from '../../src/data/var.js';
import { compileClause } from '../../src/engines/jit/compile.js';

/** The code that a function runs. */
export function codeOf(runtime: Runtime, name: string, ns = 'user'): Code {
  const code = (runtime.lookup(ns, name)?.root as Fn).template as Code;
  code.unpack();
  return code;
}

/** A code and all that stand inside it. */
export function withInner(code: Code): Code[] {
  code.unpack();
  return [code, ...code.constants.flatMap((c) => (c instanceof Code ? withInner(c) : []))];
}

/** The codes of all functions that vars hold. */
export function allCodes(runtime: Runtime): Code[] {
  const vars = runtime.evalString('(vec (mapcat (comp vals ns-interns) (all-ns)))') as PersistentVector;
  const found = new Set<Code>();
  for (let i = 0; i < vars.length; i++) {
    const { root } = vars.at(i) as Var;
    if (root instanceof Fn) for (const code of withInner(root.template as Code)) found.add(code);
  }
  return [...found];
}

/** The names of the instructions of a code in order. */
export const opNames = (code: Code): string[] => [...instructions(code)].map((d) => NAMES[d.op]);

/** The instructions of that name. */
export const opsNamed = (code: Code, name: string): Decoded[] => [...instructions(code)].filter((d) => NAMES[d.op] === name);

/** The JavaScript that the clause for so many arguments of the function `f` of a program is compiled to, nothing of it having run. */
export function textOf(program: string, argc: number): string {
  const code = compiled(program);
  return compileClause(code, code.entries[Math.min(argc, code.entries.length - 1)], argc).text;
}

/** The code of the function `f` that a text defines, compiled by a new runtime. */
export function compiled(text: string): Code {
  const runtime = createRuntime();
  runtime.evalString(text);
  return codeOf(runtime, 'f');
}
