import type { Code, Entry } from '../../bytecode/code.js';
import { INSTRUCTIONS } from '../../bytecode/instructions/index.js';
import { instructions, targets } from '../../bytecode/layout.js';
import type { Fn } from '../../data/functions.js';
import { Instance } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import { type TrustingCode, trustRoot, type Var } from '../../data/var.js';
import { type Compiled, type CompileOptions, compileClause, NotCompiled } from './compile.js';
import { mostArguments } from './emitting.js';
import { expectationOf, type Facts, nothingExpected } from './facts.js';
import type { CompilationLog } from './log.js';
import { collectsRest } from './plan.js';
import { PLACES, type PrecompiledTable, textKey } from './precompiled.js';
import { callsArgument, MOST_SPECIALISED, Specialised } from './specialised.js';
import type { Tiering } from './tiering.js';

/** So many changes of a var make compiled code look at its value at each call, instead of being told. */
const MOST_CHANGES = 3;

/** What a register holds where code is about to be entered. */
export type Example = (register: number) => Value;

/** A compiled loop: called with the closure, the depth, and the registers of the frame whose loop it is. */
export type Entered = (self: Fn, depth: number, regs: Value[], base: number) => Value;

/** What was compiled of one code. */
interface CompiledCodeOf {
  /** By number of arguments. */
  readonly entries: (Entry | undefined)[];
  /** By the head of the loop; `~head` in frames that the host entered. */
  readonly loops: Map<number, Entered>;
}

/** The compiled code of one engine: decides what is compiled, and forgets what no longer holds or was there longest. */
export interface CodeCache {
  /** The compiled clause for so many arguments; null where there is none, and none can be made. */
  clause(code: Code, argc: number, example: Example): Entry | null;
  /** The compiled loop whose head is at `pc`, in a frame that the host entered or in another; null where there is none. */
  loopAt(code: Code, pc: number, ofHost: boolean, example: Example): Entered | null;
  /** Has the interpreter ask for compiled code at each call, where it can be compiled. */
  offer(code: Code): void;
  /** Notes that a code ran when a turn ended; whether it is worth being compiled, and can be. */
  isHot(code: Code): boolean;
  /** Notes a call from compiled code; whether the code is worth being compiled, and can be. */
  isWarm(code: Code): boolean;
  /** What has been learnt of a code. */
  factsOf(code: Code): Facts;
  /** Forgets what was compiled of a code, which is right as far as it goes: what runs may go on. */
  discard(code: Code): void;
}

/** What a cache tells. */
interface CacheEvents {
  /** Something was compiled, which will be entered. */
  made(): void;
  /** Code that may be running no longer holds. */
  redefined(): void;
}

/**
 * `scope` is what the texts refer to by name. With a table of
 * `precompiled` clauses no function is made of a text: what is not in the table is interpreted.
 */
export function createCache(
  scope: { readonly [name: string]: unknown },
  tiering: Tiering,
  log: CompilationLog | null,
  precompiled: PrecompiledTable | null,
  events: CacheEvents,
): CodeCache {
  const makers = precompiled === null ? null : precompiled.makers(scope);
  const names = precompiled === null ? null : new Set(precompiled.names);
  const compiled = new WeakMap<Code, CompiledCodeOf>();
  const refused = new WeakSet<Code>();
  const heat = new WeakMap<Code, number>();
  /** How often compiled code has called a code that is not compiled. */
  const warmth = new WeakMap<Code, number>();
  const facts = new WeakMap<Code, Facts>();
  /** Hear of changes of vars whose values compiled code takes for granted. */
  const links = new WeakMap<Code, TrustingCode>();
  /** How often a var has changed that was trusted. */
  const changes = new WeakMap<Var, number>();
  /** Whose texts are kept and how long they are, oldest first. */
  const kept = new Map<WeakRef<Code>, number>();
  let characters = 0;

  /** The clauses of a code that were compiled, or are to be, for arguments that are known. */
  const specialised = new WeakMap<Code, Specialised[]>();

  const cache: CodeCache = {
    clause(code, argc, example) {
      const known = compiled.get(code)?.entries[argc];
      if (known !== undefined) return known;
      const starts = code.starts ?? code.entries;
      const start = starts[Math.min(argc, starts.length - 1)];
      if (start < 0 || refused.has(code)) return null;
      const made = make(code, start, argc, false, example) as Entry | null;
      if (made === null) return null;
      of(code).entries[argc] = made;
      code.compile(argc, made);
      return made;
    },
    loopAt(code, pc, ofHost, example) {
      const key = ofHost ? ~pc : pc;
      const known = compiled.get(code)?.loops.get(key);
      if (known !== undefined) return known;
      if (!isLoopHead(code, pc)) return null;
      const made = make(code, pc, -1, ofHost, example) as Entered | null;
      if (made !== null) of(code).loops.set(key, made);
      return made;
    },
    offer(code) {
      if (refused.has(code) || code.starts !== null) return;
      code.starts = code.entries;
      const { starts } = code;
      // One entry for each number of arguments that compiled code may take: the last one stands for all greater ones.
      const most = mostArguments(code);
      const entries = new Int32Array(Math.max(starts.length, most + 2)).fill(-1);
      for (let i = most + 1; i < entries.length; i++) entries[i] = starts[Math.min(i, starts.length - 1)];
      code.entries = entries;
    },
    isHot(code) {
      const seen = (heat.get(code) ?? 0) + 1;
      heat.set(code, seen);
      if (seen < tiering.hotTurns || refused.has(code)) return false;
      cache.offer(code);
      return true;
    },
    isWarm(code) {
      if (refused.has(code)) return false;
      const calls = (warmth.get(code) ?? 0) + 1;
      warmth.set(code, calls);
      return calls > tiering.warmCalls;
    },
    factsOf(code) {
      let known = facts.get(code);
      if (known === undefined) {
        known = new Map();
        facts.set(code, known);
      }
      return known;
    },
    discard(code) {
      compiled.delete(code);
      for (const clause of specialised.get(code) ?? []) clause.forget();
      forget(code.weak);
      code.uncompile();
    },
  };
  return cache;

  function of(code: Code): CompiledCodeOf {
    let known = compiled.get(code);
    if (known === undefined) {
      known = { entries: [], loops: new Map() };
      compiled.set(code, known);
      code.onDistrust = drop;
    }
    return known;
  }

  /** No longer has the interpreter ask. */
  function withdraw(code: Code): void {
    if (code.starts === null) return;
    code.entries = code.starts;
    code.starts = null;
  }

  function specialise(code: Code, argc: number, bound: readonly Value[]): Specialised | null {
    if (makers !== null || refused.has(code)) return null;
    const all = specialised.get(code) ?? [];
    const known = all.find((s) => s.argc === argc && s.bound.every((x, i) => x === bound[i]));
    if (known !== undefined || all.length === MOST_SPECIALISED) return known ?? null;
    code.unpack();
    const starts = code.starts ?? code.entries;
    const start = starts[Math.min(argc, starts.length - 1)];
    if (start < 0 || argc > mostArguments(code) || collectsRest(code, start)) return null;
    if (!bound.some((x, r) => x !== undefined && callsArgument(code, start, r))) return null;
    let calls = 0;
    const made = new Specialised(argc, bound, (self, depth, ...args) => {
      const entry =
        ++calls > tiering.warmCalls && !refused.has(code) ? (make(code, start, argc, false, (r) => args[r], bound) as Entry | null) : null;
      if (entry === null) return code.entry(argc)(self, depth, ...args);
      of(code);
      made.j = entry;
      return entry(self, depth, ...args);
    });
    specialised.set(code, [...all, made]);
    return made;
  }

  function make(code: Code, start: number, argc: number, ofHost: boolean, example: Example, bound: readonly Value[] = []): unknown {
    try {
      const options: CompileOptions = {
        mayTrust: (v) => (changes.get(v) ?? 0) < MOST_CHANGES,
        factsOf: cache.factsOf,
        keepsFrame: ofHost,
        example: (r) => expectationOf(example(r)),
        isInstance: (r) => example(r) instanceof Instance,
        specialise,
      };
      const {
        compiled: made,
        text,
        trusted,
      } = makers === null ? fromText(code, start, argc, options, bound) : fromTable(code, start, argc, options);
      for (const v of trusted) trustRoot(v, linkOf(code));
      makeRoom(text.length);
      kept.set(code.weak, (kept.get(code.weak) ?? 0) + text.length);
      characters += text.length;
      events.made();
      return made;
    } catch (e) {
      if (!(e instanceof NotCompiled)) throw e;
      refused.add(code);
      log?.refused(code, e.message);
      withdraw(code);
      return null;
    }
  }

  /** A compiled clause, and the text that it was made of. */
  interface Made extends Pick<Compiled, 'text' | 'trusted'> {
    readonly compiled: unknown;
  }

  function fromText(code: Code, start: number, argc: number, options: CompileOptions, bound: readonly Value[]): Made {
    const result = compileClause(code, start, argc, options, bound);
    const { text, constants, sites, throwSites, trusted } = result;
    log?.compiled(code, argc < 0 ? { pc: start } : { argc }, text, result);
    const names = { ...scope, ...Object.fromEntries(constants), S: sites, P: throwSites };
    // Strict: writes to what is frozen must fail.
    return { compiled: new Function(...Object.keys(names), `'use strict'; ${text}`)(...Object.values(names)), text, trusted };
  }

  /** What a build has compiled: with what is expected now, or else with nothing expected. */
  function fromTable(code: Code, start: number, argc: number, options: CompileOptions): Made {
    if (names?.has(code.name) !== true) throw new NotCompiled(`the build compiled nothing of ${code.name}`);
    for (const attempt of [options, { ...options, ...nothingExpected }]) {
      const { text, constants, sites, throwSites, trusted } = compileClause(code, start, argc, attempt);
      const maker = makers?.[textKey([...constants.map(([name]) => name), ...PLACES], text)];
      if (maker !== undefined) return { compiled: maker(...constants.map(([, value]) => value), sites, throwSites), text, trusted };
    }
    throw new NotCompiled(`the build compiled nothing that fits ${code.name}`);
  }

  /** Forgets what was compiled first, until there is room for a text of that length. */
  function makeRoom(length: number): void {
    for (const oldest of kept.keys()) {
      if (characters + length <= tiering.codeCache) return;
      const code = oldest.deref();
      forget(oldest);
      if (code === undefined) continue;
      cache.discard(code);
      warmth.delete(code);
      log?.dropped(code);
    }
  }

  function forget(code: WeakRef<Code>): void {
    characters -= kept.get(code) ?? 0;
    kept.delete(code);
  }

  function linkOf(code: Code): TrustingCode {
    let known = links.get(code);
    if (known === undefined) {
      const made = {
        distrust(v: Var): void {
          changes.set(v, (changes.get(v) ?? 0) + 1);
          drop(code);
        },
      };
      known = Object.assign(made, { weak: new WeakRef(made as TrustingCode) });
      links.set(code, known);
    }
    return known;
  }

  /** A var has changed that the code trusted. */
  function drop(code: Code): void {
    cache.discard(code);
    log?.dropped(code);
    withdraw(code);
    heat.delete(code);
    events.redefined();
    if (tiering.hotTurns === 0) cache.offer(code);
  }
}

function isLoopHead(code: Code, pc: number): boolean {
  for (const d of instructions(code))
    if (d.start >= pc && INSTRUCTIONS[d.op].safepoint && targets(d, code.constants)[0] === pc) return true;
  return false;
}
