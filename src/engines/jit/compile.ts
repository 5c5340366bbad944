import type { CaseTable, Code } from '../../bytecode/code.js';
import { SELF } from '../../bytecode/code.js';
import { INSTRUCTIONS, NAMES, opcode } from '../../bytecode/instructions/index.js';
import type { MapSite } from '../../bytecode/instructions/literals.js';
import { type Decoded, flowOf, instructions, targets } from '../../bytecode/layout.js';
import { Fn, NativeFn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import type { ExitSite } from './exits.js';
import { type Liveness, liveAfter, liveness } from './liveness.js';
import { STENCILS } from './stencils.gen.js';
import { nest, type Region } from './structure.js';

/** Why a clause cannot be compiled. */
export class NotCompiled extends Error {}

/** What the text of a compiled clause refers to, by name. */
export interface Compiled {
  readonly text: string;
  readonly constants: readonly (readonly [name: string, value: unknown])[];
  readonly sites: readonly ExitSite[];
}

/** How many arguments compiled code passes as such. */
export const MOST_ARGUMENTS = 4;

/** What a frame costs of the depth that calls may take: its registers, the header, and something for JavaScript's own frame. */
export const frameCost = (code: Code): number => code.registers + 3 + 16;

const RETURN = opcode('RETURN');

const TRUE = (x: string): string => `(${x} !== null && ${x} !== false && ${x} !== undefined)`;

/**
 * The text of one clause as one JavaScript function: the stencils of its instructions joined (Xu and Kjolstad, "Copy-and-Patch
 * Compilation", 2021), registers as variables, loops as `for (;;)`, jumps forward as labelled blocks. `entry` is where it begins:
 * the clause for `argc` arguments, or, where `argc` is -1, the head of a loop, whose registers then come from the interpreter.
 */
export function compileClause(code: Code, entry: number, argc: number): Compiled {
  const steps = reached(code, entry);
  const indices = new Map(steps.map((d, i) => [d.start, i]));
  // Of all instructions: exceptions lead to handlers, which the interpreter runs.
  const live = liveness(code, [...instructions(code)]);
  const constants = new Map<string, unknown>();
  const sites: ExitSite[] = [];
  const lines: string[] = [];
  const open: Region[] = [];
  const jumps = steps.flatMap((d, from) =>
    jumpTargets(code, d).flatMap((pc) => (indices.has(pc) ? [{ from, to: indices.get(pc) as number }] : [])),
  );
  const regions = nest(jumps, (reason) => {
    throw new NotCompiled(`${code.name}: ${reason}`);
  });

  const constant = (i: number): string => {
    const value = code.constants[i];
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return `(${value})`;
    constants.set(`K${i}`, value);
    return `K${i}`;
  };
  const named = (name: string, value: unknown): string => {
    constants.set(name, value);
    return name;
  };
  const listOf = (set: Uint8Array, without: number): number[] => [...set.keys()].filter((r) => set[r] === 1 && r !== without);
  /** `return` out to the interpreter. */
  const exit = (kind: ExitSite['kind'], pc: number, register: number, registers: readonly number[]): string => {
    sites.push({ kind, code, pc, register, live: registers });
    return `return T.exit(S[${sites.length - 1}], self, [${registers.map((r) => `R${r}`).join(', ')}])`;
  };
  const exitHere = (pc: number): string => exit('here', pc, -1, listOf(live.get(pc) as Uint8Array, -1));

  function close(i: number): void {
    for (let top = open.at(-1); top !== undefined && top.end === i; top = open.at(-1)) {
      open.pop();
      lines.push(top.isLoop ? `break L${top.start}; }` : '}');
    }
  }

  steps.forEach((d, i) => {
    close(i);
    for (const region of regions.filter((r) => r.start === i)) {
      open.push(region);
      lines.push(region.isLoop ? `L${i}: for (;;) {` : `B${region.end}: {`);
    }
    const jump = (pc: number): string => {
      const to = indices.get(pc);
      // Before the head where this began: the interpreter goes on, and comes back at the outer loop's own head.
      if (to === undefined) return `{ ${exitHere(pc)}; }`;
      return to <= i ? `continue L${to};` : `break B${to};`;
    };
    lines.push(instructionText(code, d, i, { jump, constant, named, exit, exitHere, listOf, live }));
  });
  close(steps.length);

  const all = Array.from({ length: code.registers }, (_, r) => `R${r}`);
  const given = Array.from({ length: Math.max(argc, 0) }, (_, r) => `R${r}`);
  const own = all.slice(given.length);
  sites.push({ kind: 'here', code, pc: -1, register: -1, live: all.map((_, r) => r) });
  const failing = sites.length - 1;
  const slice = argc < 0 ? '' : `if (--meter.fuel < 0 && T.sliceEnds()) ${exitHere(afterRest(steps[0]))};`;
  const deep = argc < 0 ? '' : `if ((d -= ${frameCost(code)}) < 0) ${exitHere(afterRest(steps[0]))};`;
  const rest = argc >= 0 && NAMES[steps[0].op] === 'COLLECT_REST' ? steps[0].a : -1;
  const text = [
    `return function ${identifier(code.name)}(self, d${argc < 0 ? ', regs, base' : ''}${given.map((r) => `, ${r}`).join('')}) {`,
    own.length === 0 ? 'let pc = 0, r;' : `let pc = 0, r, ${own.map((r) => `${r} = null`).join(', ')};`,
    argc < 0
      ? listOf(live.get(entry) as Uint8Array, -1)
          .map((r) => `R${r} = regs[base + ${r}];`)
          .join(' ')
      : '',
    rest < 0 ? '' : `R${rest} = ${argc > rest ? `T.restSeq([${given.slice(rest).join(', ')}])` : 'null'};`,
    slice,
    deep,
    'try {',
    ...lines,
    `} catch (e) { return T.failed(e, S[${failing}], self, pc, [${all.join(', ')}]); }`,
    '};',
  ]
    .filter((line) => line !== '')
    .join('\n');
  return { text, constants: [...constants], sites };
}

/** Whether the value that an instruction puts in the register is returned by the next one, with no handler that may still be needed. */
function isReturned(code: Code, d: Decoded, register: number): boolean {
  return code.words[d.next] === (RETURN | (register << 8)) && !code.handlers.some((h) => h.start <= d.start && d.start < h.end);
}

/** Where an instruction that collects the rest of the arguments has done so. */
const afterRest = (d: Decoded): number => (NAMES[d.op] === 'COLLECT_REST' ? d.next : d.start);

const identifier = (name: string): string => `clove_${name.replace(/[^A-Za-z0-9]/g, '_')}`;

function isDistrusted(code: Code, d: Decoded): boolean {
  return code.sites.some((s) => s.pc === d.pc && s.original !== 0);
}

/** Where an instruction may go besides the next one, in this text: to the code that takes its place, where it is distrusted. */
function jumpTargets(code: Code, d: Decoded): readonly number[] {
  if (!isDistrusted(code, d)) return targets(d, code.constants);
  const { target } = code.siteAt(d.pc);
  return target >= 0 ? [target] : targets(d, code.constants);
}

/** The instructions that are come to from `entry`, in their order; none before it. */
function reached(code: Code, entry: number): Decoded[] {
  const all = new Map([...instructions(code)].map((d) => [d.start, d]));
  const found = new Set<number>();
  const waiting = [entry];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at) || at < entry) continue;
    found.add(at);
    const d = all.get(at) as Decoded;
    waiting.push(...jumpTargets(code, d));
    const diverted = isDistrusted(code, d) && code.siteAt(d.pc).target >= 0;
    if (flowOf(d.op) === 'next' && !diverted) waiting.push(d.next);
  }
  return [...all.values()].filter((d) => found.has(d.start));
}

interface Emitting {
  jump(pc: number): string;
  constant(i: number): string;
  named(name: string, value: unknown): string;
  exit(kind: ExitSite['kind'], pc: number, register: number, registers: readonly number[]): string;
  exitHere(pc: number): string;
  listOf(set: Uint8Array, without: number): number[];
  readonly live: Liveness;
}

/** The text of one instruction, on a line of its own. */
function instructionText(code: Code, d: Decoded, index: number, e: Emitting): string {
  const name = NAMES[d.op];
  const instruction = INSTRUCTIONS[d.op];
  const R = (x: number): string => `R${x}`;
  const at = `pc = ${d.pc};`;
  const args = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => R(from + i));
  const target = (): string => e.jump(targets(d, code.constants)[0]);
  const after = (without: number): number[] => e.listOf(liveAfter(code, d, e.live), without);

  /** Puts a value that is in `r` where it belongs, unless the frame must be left. */
  const deliver = (kind: 'call' | 'value', register: number): string =>
    // What is returned at once leaves no frame behind that waits for it.
    kind === 'value' && isReturned(code, d, register)
      ? 'return r;'
      : `if (r === EXIT) ${e.exit(kind, d.next, register, after(register))}; ${R(register)} = r;`;
  const decide = (): string => `if (r === EXIT) ${e.exit('branch', d.pc + 1, -1, after(-1))}; if (!${TRUE('r')}) ${target()}`;

  if (isDistrusted(code, d)) {
    const site = code.siteAt(d.pc);
    if (site.target >= 0) return e.jump(site.target);
    const v = e.named(`V${d.pc}`, site.var);
    const operands = (['a', 'b', 'c'] as const).flatMap((letter) => {
      const kind = instruction[letter];
      if (kind === 'src') return [R(d[letter])];
      if (kind === 'imm') return [String((d[letter] << 24) >> 24)];
      return kind === 'const' ? [e.constant(d[letter])] : [];
    });
    const call = `${at} r = T.call(${v}.bound === 0 ? ${v}.root : fiber().readVar(${v}), d, [${operands.join(', ')}]);`;
    return instruction.kind === 'branch' ? `${call} ${decide()}` : `${call} ${deliver('value', d.a)}`;
  }

  if (instruction.kind !== 'control') {
    const operand = (letter: 'a' | 'b' | 'c'): string => {
      const kind = instruction[letter];
      if (kind === 'imm') return String((d[letter] << 24) >> 24);
      if (kind === 'const' || kind === 'site') return e.constant(d[letter]);
      return kind === 'src' || kind === 'dst' ? R(d[letter]) : String(d[letter]);
    };
    const stencil = STENCILS[name];
    const throws = !SILENT.has(name);
    if (stencil !== undefined) {
      const body = stencil
        .map((part, i) => {
          if (i % 2 === 0) return part;
          if (part === '$I') return `i${index}`;
          return part === '$X' ? target() : operand(part === '$A' ? 'a' : part === '$B' ? 'b' : 'c');
        })
        .join('');
      return throws ? `${at} ${body}` : body;
    }
    const operands = (instruction.kind === 'value' ? (['b', 'c'] as const) : (['a', 'b'] as const))
      .filter((letter) => instruction[letter] !== 'none')
      .map(operand);
    const call = `${at} r = ${e.named(`I_${name}`, instruction.body)}(${operands.join(', ')});`;
    if (!instruction.guest) return instruction.kind === 'value' ? `${call} ${R(d.a)} = r;` : `${call} if (!r) ${target()}`;
    const twin = operands.length === 1 ? `T.guest1(${d.op}, d, ${operands[0]})` : `T.guest(${d.op}, d, [${operands.join(', ')}])`;
    const guest = `if (r === GUEST) r = ${twin};`;
    return instruction.kind === 'value' ? `${call} ${guest} ${deliver('value', d.a)}` : `${call} ${guest} ${decide()}`;
  }

  const slot = (v: string): string => `(${v}.bound === 0 ? ${v}.root : fiber().readVar(${v}))`;
  switch (name) {
    case 'JMP':
      return target();
    case 'LOOP':
      return `if (--meter.fuel < 0 && T.sliceEnds()) ${e.exitHere(d.b)}; ${target()}`;
    case 'LOOP_LT': {
      const x = R(d.a);
      const limit = R(d.b);
      const turn = `{ if (--meter.fuel < 0 && T.sliceEnds()) ${e.exitHere(targets(d, code.constants)[0])}; ${target()} }`;
      const done = `if (--meter.fuel < 0 && T.sliceEnds()) ${e.exitHere(d.next)};`;
      return `${at} if (typeof ${x} === 'number' && typeof ${limit} === 'number' && ${x} < 9007199254740991) { ${x} = ${x} + 1; r = ${x} < ${limit}; } else { r = T.inc(${x}); ${x} = r; r = T.lt(r, ${limit}); } if (r) ${turn} ${done}`;
    }
    case 'CASE': {
      const table = code.constants[d.b] as CaseTable;
      const cases = [...new Set(targets(d, code.constants))].map((pc) => `case ${pc}: ${e.jump(pc)}`);
      return `${at} switch (T.caseTarget(${e.named(`K${d.b}`, table)}, ${R(d.a)})) { ${cases.join(' ')} }`;
    }
    case 'RETURN':
      return `return ${R(d.a)};`;
    case 'THROW':
      return `${at} throw fiber().thrown(${R(d.a)});`;
    case 'RETHROW':
      return `${at} throw ${R(d.a)};`;
    case 'TAKE':
      return `${R(d.a)} = ${R(d.b)}; ${R(d.b)} = null;`;
    case 'SELF':
      return `${R(d.a)} = self;`;
    case 'CAPTURED':
      return `${R(d.a)} = self.captured[${d.b}];`;
    case 'TAKE_CAPTURED':
      return `${R(d.a)} = self.captured[${d.b}]; self.captured[${d.b}] = null;`;
    case 'PATCH':
      return `${R(d.a)}.captured[${d.c}] = ${R(d.b)};`;
    case 'CLOSURE': {
      const inner = code.constants[d.b] as Code;
      const captures = [...inner.captures].map((s) => (s === SELF ? 'self' : s >= 0 ? R(s) : `self.captured[${~s}]`));
      return `${R(d.a)} = new Fn(${e.named(`K${d.b}`, inner)}, ${captures.length === 0 ? 'NOTHING' : `[${captures.join(', ')}]`});`;
    }
    case 'COLLECT_REST':
      return '';
    case 'GET_VAR':
      return `${R(d.a)} = ${slot(e.named(`K${d.b}`, code.constants[d.b]))};`;
    case 'SET_VAR':
      return `${at} r = T.hosted(fiber().services.setBound(${e.named(`K${d.b}`, code.constants[d.b])}, ${R(d.a)}), d); ${deliver('value', d.a)}`;
    case 'DEFINE':
      return `${at} r = T.hosted(fiber().services.define(${e.constant(d.b)}, true, ${R(d.a)}, ${R(d.a + 1)}), d); ${deliver('value', d.a)}`;
    case 'DECLARE':
      return `${at} r = T.defined(fiber().services.define(${e.constant(d.b)}, false, null, ${R(d.a + 1)})); ${deliver('value', d.a)}`;
    case 'VECTOR':
      return `${R(d.a)} = T.vector([${args(d.b, d.c).join(', ')}]);`;
    case 'MAP':
      return `${at} ${R(d.a)} = T.map([${args(d.b, d.c).join(', ')}]);`;
    case 'SHAPED_MAP': {
      const site = code.constants[d.c] as MapSite;
      const values = `[${args(d.a, d.b).join(', ')}]`;
      if (site.shape === null) return `${R(d.a)} = T.mapOf(${e.named(`K${d.c}`, site)}, ${values});`;
      return `${R(d.a)} = new ShapeMap(${e.named(`K${d.c}`, site.shape)}, ${values}, null);`;
    }
    case 'SET':
      return `${at} ${R(d.a)} = T.set([${args(d.b, d.c).join(', ')}]);`;
    case 'FIELD':
      return `${at} r = ${R(d.b)}; ${R(d.a)} = r instanceof Instance || r instanceof Record ? r.slots[${d.c}] : fiber().noInstance(r);`;
    case 'SET_FIELD':
      return `${at} r = ${R(d.a)}; if (r instanceof Instance) r.slots[${d.c}] = ${R(d.b)}; else fiber().noInstance(r);`;
    case 'KEYWORD_GET': {
      const site = e.named(`K${d.c}`, code.constants[d.c]);
      return `${at} r = ${R(d.b)}; if (r instanceof ShapeMap && r.shape === ${site}.shape) ${R(d.a)} = r.slots[${site}.index]; else { r = T.keyword(r, ${site}, d); ${deliver('value', d.a)} }`;
    }
    case 'HOST_GET':
      return `${at} r = T.defined(fiber().services.hostGet(${R(d.b)}, ${e.named(`K${d.c}`, code.constants[d.c])})); ${deliver('value', d.a)}`;
    case 'HOST_SET':
      return `${at} fiber().services.hostSet(${R(d.a)}, ${e.named(`K${d.c}`, code.constants[d.c])}, ${R(d.b)});`;
    case 'HOST_CALL': {
      const site = e.named(`K${d.c}`, code.constants[d.c]);
      return `${at} r = T.hosted(fiber().services.hostCall(${R(d.a)}, ${site}.name, [${args(d.a + 1, d.b).join(', ')}], ${site}.orField), d); ${deliver('value', d.a)}`;
    }
    case 'NEW':
      return `${at} r = T.hosted(fiber().services.construct(${R(d.a)}, [${args(d.a + 1, d.b).join(', ')}]), d); ${deliver('value', d.a)}`;
    case 'CALL':
    case 'TAIL_CALL':
    case 'CALL_VAR':
    case 'TAIL_CALL_VAR': {
      const given = args(d.a + 3, d.b);
      const call = name.endsWith('_VAR') ? varCall(code.constants[d.c] as Var, d, given, e) : valueCall(R(d.a + 2), given);
      return name.startsWith('TAIL') ? `${at} return ${call};` : `${at} r = ${call}; ${deliver('call', d.a)}`;
    }
    default:
      throw new NotCompiled(`${code.name}: there is no text for ${name}`);
  }
}

/** Instructions that neither throw nor ask. */
const SILENT = new Set(['MOVE', 'LOADK', 'JT', 'JF', 'NOT', 'JNOT', 'NIL', 'JNIL', 'SOME', 'JSOME', 'IDENTICAL', 'JIDENTICAL']);

function valueCall(f: string, given: readonly string[]): string {
  const n = given.length;
  if (n > MOST_ARGUMENTS) return `T.call(${f}, d, [${given.join(', ')}])`;
  const list = given.map((x) => `, ${x}`).join('');
  return `(${f} instanceof Fn ? ${f}.template.j${n}(${f}, d${list}) : T.call${n}(${f}, d${list}))`;
}

/** A call of a var's value; straight to what it holds now, as long as it holds that. */
function varCall(v: Var, d: Decoded, given: readonly string[], e: Emitting): string {
  const K = e.named(`K${d.c}`, v);
  const n = given.length;
  const value = `(${K}.bound === 0 ? ${K}.root : fiber().readVar(${K}))`;
  if (n > MOST_ARGUMENTS) return `T.call(${value}, d, [${given.join(', ')}])`;
  const list = given.map((x) => `, ${x}`).join('');
  const root: Value = v.root;
  const other = `T.call${n}(${value}, d${list})`;
  if (v.dynamic) return other;
  if (root instanceof Fn) {
    const f = e.named(`F${d.c}`, root);
    return `(${K}.root === ${f} ? ${e.named(`C${d.c}`, root.template)}.j${n}(${f}, d${list}) : ${other})`;
  }
  if (root instanceof NativeFn && directNative(root, n) !== null) {
    const f = e.named(`N${d.c}`, root);
    const left = `T.given(r, ${f}, d, [${given.join(', ')}])`;
    return `(${K}.root === ${f} ? (r = ${f}.f${n}(${given.join(', ')})) !== GUEST && r !== PARKED && !T.stale ? r : ${left} : ${other})`;
  }
  return other;
}

function directNative(f: NativeFn, n: number): unknown {
  return [f.f0, f.f1, f.f2, f.f3, f.f4][n] ?? null;
}
