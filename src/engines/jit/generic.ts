import type { Code } from '../../bytecode/code.js';
import { FIRST_OF_MANY, MOST_ARGUMENTS, SELF } from '../../bytecode/code.js';
import { INSTRUCTIONS, NAMES } from '../../bytecode/instructions/index.js';
import type { MapSite } from '../../bytecode/instructions/literals.js';
import type { KeywordSite } from '../../bytecode/instructions/members.js';
import { targets } from '../../bytecode/layout.js';
import { Fn, NativeFn } from '../../data/functions.js';
import { Keyword } from '../../data/keyword.js';
import { typeOfClass } from '../../data/types.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import { clauseText, type Emitting } from './emitting.js';
import { calledMapLanes, chosenCall, comparesAny, instructionLanes, keywordLanes, laned, nativeExpression, nativeLanes } from './lanes.js';
import { isDistrusted } from './plan.js';
import { KeywordCache } from './site-caches.js';
import { STENCILS } from './stencils.gen.js';

/** Why a clause cannot be compiled. */
export class NotCompiled extends Error {}

export const TRUE = (x: string): string => `(${x} !== null && ${x} !== false && ${x} !== undefined)`;

/** The name by which a compiled clause calls itself. */
export const identifier = (name: string): string => `clove_${name.replace(/[^A-Za-z0-9]/g, '_')}`;

/** The text of an instruction that does what the interpreter does, on values of any kind. */
export function genericText(e: Emitting): string {
  const { d, frame } = e.step;
  const { code } = frame;
  const name = NAMES[d.op];
  const instruction = INSTRUCTIONS[d.op];
  const R = e.register;
  const args = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => R(from + i));
  const target = (): string => e.jump(targets(d, code.constants)[0]);

  if (isDistrusted(code, d)) {
    const site = code.siteAt(d.pc);
    if (site.target >= 0) return e.jump(site.target);
    const v = e.named(`V${e.index}`, site.var);
    const operands = (['a', 'b', 'c'] as const).flatMap((letter) => {
      const kind = instruction[letter];
      if (kind === 'src') return [R(d[letter])];
      if (kind === 'imm') return [String((d[letter] << 24) >> 24)];
      return kind === 'const' ? [e.constant(d[letter])] : [];
    });
    const call = `${e.at(true)} r = T.call(${v}.bound === 0 ? ${v}.root : fiber().readVar(${v}), d, [${operands.join(', ')}]);`;
    return instruction.kind === 'branch' ? `${call} ${e.decide()}` : `${call} ${e.deliver('value', d.a)}`;
  }

  // A number was not made by `reduced`.
  if (name === 'JREDUCED' && e.kindOf(d.a).is !== 'any') return target();
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
          if (part === '$I') return `i${e.index}`;
          return part === '$X' ? target() : operand(part === '$A' ? 'a' : part === '$B' ? 'b' : 'c');
        })
        .join('');
      return throws ? `${e.at(true)} ${body}` : body;
    }
    const operands = (instruction.kind === 'value' ? (['b', 'c'] as const) : (['a', 'b'] as const))
      .filter((letter) => instruction[letter] !== 'none')
      .map(operand);
    const done = `${e.named(`I_${name}`, instruction.body)}(${operands.join(', ')})`;
    const call = `${e.at(true)} r = ${comparesAny(e) ? `${operands[0]} instanceof Record ? recordEquals(${operands.join(', ')}) : ${done}` : done};`;
    if (!instruction.guest) return instruction.kind === 'value' ? `${call} ${R(d.a)} = r;` : `${call} if (!r) ${target()}`;
    const short = instructionLanes(e);
    const twin = operands.length === 1 ? `T.guest1(${d.op}, d, ${operands[0]})` : `T.guest(${d.op}, d, [${operands.join(', ')}])`;
    const guest = `if (r === GUEST) r = ${twin};`;
    const isValue = instruction.kind === 'value';
    const general = `${call} ${guest} ${isValue ? e.deliver('value', d.a) : e.decide()}`;
    const keyword = name === 'GET' ? e.kindOf(d.c).only : null;
    if (keyword instanceof Keyword) return keywordText(e, keyword, R(d.b), (value) => `${R(d.a)} = ${value};`);
    if (short === null) return general;
    // A short way that asks a collection may throw, too.
    const at = short.lanes.some(({ when }) => /\(r = /.test(when)) ? e.at(true) : '';
    return `${at} ${laned(e, short, (value) => (isValue ? `${R(d.a)} = ${value};` : `if (!(${value})) ${target()}`), general)}`;
  }

  const slot = (v: string): string => `(${v}.bound === 0 ? ${v}.root : fiber().readVar(${v}))`;
  switch (name) {
    case 'JMP':
      return target();
    case 'LOOP':
      return `${e.safepoint(d.b)} ${target()}`;
    case 'LOOP_LT': {
      const x = R(d.a);
      const limit = R(d.b);
      const turn = `{ ${e.safepoint(targets(d, code.constants)[0])} ${target()} }`;
      const done = `if (--meter.fuel < 0 && T.sliceEnds()) ${e.exitAt(d.next)}`;
      return `${e.at(true)} if (typeof ${x} === 'number' && typeof ${limit} === 'number' && ${x} < 9007199254740991) { ${x} = ${x} + 1; r = ${x} < ${limit}; } else { r = T.inc(${x}); ${x} = r; r = T.lt(r, ${limit}); } if (r) ${turn} ${done}`;
    }
    case 'CASE': {
      const cases = [...new Set(targets(d, code.constants))].map((pc) => `case ${pc}: { ${e.jump(pc)} break; }`);
      return `${e.at(true)} switch (T.caseTarget(${e.pooled(d.b)}, ${R(d.a)})) { ${cases.join(' ')} }`;
    }
    case 'RETURN':
      return e.answer(R(d.a));
    case 'THROW':
      return `${e.at(false)} throw fiber().thrown(${R(d.a)});`;
    case 'RETHROW':
      return `${e.at(false)} throw ${R(d.a)};`;
    case 'TAKE':
      return `${R(d.a)} = ${R(d.b)}; ${R(d.b)} = null;`;
    case 'SELF':
      return `${R(d.a)} = ${e.self};`;
    case 'CAPTURED':
      return `${R(d.a)} = ${e.self}.captured[${d.b}];`;
    case 'TAKE_CAPTURED':
      return `${R(d.a)} = ${e.self}.captured[${d.b}]; ${e.self}.captured[${d.b}] = null;`;
    case 'PATCH':
      return `${R(d.a)}.captured[${d.c}] = ${R(d.b)};`;
    case 'CLOSURE': {
      const inner = code.constants[d.b] as Code;
      const captures = [...inner.captures].map((s) => (s === SELF ? e.self : s >= 0 ? R(s) : `${e.self}.captured[${~s}]`));
      return `${R(d.a)} = new Fn(${e.pooled(d.b)}, ${captures.length === 0 ? 'NOTHING' : `[${captures.join(', ')}]`});`;
    }
    case 'GET_VAR':
      return `${R(d.a)} = ${slot(e.pooled(d.b))};`;
    case 'SET_VAR':
      return `${e.at(true)} r = T.hosted(fiber().services.setBound(${e.pooled(d.b)}, ${R(d.a)}), d); ${e.deliver('value', d.a)}`;
    case 'DEFINE':
      return `${e.at(true)} r = T.hosted(fiber().services.define(${e.constant(d.b)}, true, ${R(d.a)}, ${R(d.a + 1)}), d); ${e.deliver('value', d.a)}`;
    case 'DECLARE':
      return `${e.at(true)} r = T.defined(fiber().services.define(${e.constant(d.b)}, false, null, ${R(d.a + 1)})); ${e.deliver('value', d.a)}`;
    case 'VECTOR':
      return `${R(d.a)} = ${vectorText(args(d.b, d.c))};`;
    case 'MAP':
      return `${e.at(true)} ${R(d.a)} = T.map([${args(d.b, d.c).join(', ')}]);`;
    case 'SHAPED_MAP': {
      const site = code.constants[d.c] as MapSite;
      const values = `[${args(d.a, d.b).join(', ')}]`;
      if (site.shape === null) return `${R(d.a)} = T.mapOf(${e.pooled(d.c)}, ${values});`;
      return `${R(d.a)} = new ShapeMap(${e.named(`Z${e.index}`, site.shape)}, ${values}, null);`;
    }
    case 'SET':
      return `${e.at(true)} ${R(d.a)} = T.set([${args(d.b, d.c).join(', ')}]);`;
    case 'FIELD':
      if (e.kindOf(d.b).hasSlots) return `${R(d.a)} = ${R(d.b)}.slots[${d.c}];`;
      return `${e.at(true)} r = ${R(d.b)}; ${R(d.a)} = ${e.hasInstance(d.b) ? 'r instanceof Instance || r instanceof Record' : 'r instanceof Record || r instanceof Instance'} ? r.slots[${d.c}] : fiber().noInstance(r);`;
    case 'SET_FIELD':
      return `${e.at(true)} r = ${R(d.a)}; if (r instanceof Instance) r.slots[${d.c}] = ${R(d.b)}; else fiber().noInstance(r);`;
    case 'KEYWORD_GET':
      return keywordText(e, (code.constants[d.c] as KeywordSite).keyword, R(d.b), (value) => `${R(d.a)} = ${value};`);
    case 'HOST_GET':
      return `${e.at(true)} r = T.defined(fiber().services.hostGet(${R(d.b)}, ${e.pooled(d.c)})); ${e.deliver('value', d.a)}`;
    case 'HOST_SET':
      return `${e.at(true)} fiber().services.hostSet(${R(d.a)}, ${e.pooled(d.c)}, ${R(d.b)});`;
    case 'HOST_CALL': {
      const site = e.pooled(d.c);
      return `${e.at(true)} r = T.hosted(fiber().services.hostCall(${R(d.a)}, ${site}.name, [${args(d.a + 1, d.b).join(', ')}], ${site}.orField), d); ${e.deliver('value', d.a)}`;
    }
    case 'NEW': {
      const made = instanceText(e, d.a, args(d.a + 1, d.b));
      if (made !== null) return `${R(d.a)} = ${made};`;
      return `${e.at(true)} r = T.hosted(fiber().services.construct(${R(d.a)}, [${args(d.a + 1, d.b).join(', ')}]), d); ${e.deliver('value', d.a)}`;
    }
    case 'CALL':
    case 'TAIL_CALL':
    case 'CALL_VAR':
    case 'TAIL_CALL_VAR': {
      const given = args(d.a + 3, d.b);
      const v = name.endsWith('_VAR') ? (code.constants[d.c] as Var) : null;
      const callee = v === null ? e.kindOf(d.a + 2).only : e.trusted.has(v) ? v.root : undefined;
      const isTail = name.startsWith('TAIL');
      const done = (value: string): string => (isTail ? e.answer(value) : `${R(d.a)} = ${value};`);
      if (callee instanceof Keyword && (d.b === 1 || d.b === 2)) return keywordText(e, callee, given[0], done, given);
      const expression = nativeExpression(e, callee, d.a + 3, d.b);
      if (expression !== null) return done(expression);
      const call = v !== null ? varCall(v, given, e) : valueCall(e, R(d.a + 2), callee, given);
      const general = isTail ? e.answer(call) : `r = ${call}; ${e.deliver('call', d.a)}`;
      const at = e.at(!(v !== null && callee instanceof Fn));
      const short = nativeLanes(e, callee, d.a + 3, d.b) ?? (callee === undefined && v === null ? calledMapLanes(e) : null);
      return `${at} ${short === null ? general : laned(e, short, done, general)}`;
    }
    default:
      throw new NotCompiled(`${code.name}: there is no text for ${name}`);
  }
}

/** Instructions that neither throw nor ask. */
const SILENT = new Set(['MOVE', 'LOADK', 'JT', 'JF', 'NOT', 'JNOT', 'NIL', 'JNIL', 'SOME', 'JSOME', 'IDENTICAL', 'JIDENTICAL']);

/** `get` of a keyword by an instruction, or, with `given`, a call of it. */
function keywordText(e: Emitting, keyword: Keyword, x: string, done: (value: string) => string, given?: readonly string[]): string {
  const q = e.named(`Q${e.index}`, new KeywordCache(keyword));
  const { op, a } = e.step.d;
  const look = given === undefined ? `T.find(${x}, ${q}, d)` : `T.look(${q}, [${given.join(', ')}], d)`;
  const general = `${e.at(true)} r = ${look}; ${NAMES[op].startsWith('TAIL') ? done('r') : e.deliver(given === undefined ? 'value' : 'call', a)}`;
  return laned(e, { lanes: keywordLanes(q, x, given?.[1] ?? 'null'), note: '' }, done, general);
}

/** How many elements a vector has at most that is a tail and nothing else. */
const LONGEST_TAIL = 32;

/** A new vector, made where it stands, so that V8 need not make it at all where it does not leave the function. */
const vectorText = (items: readonly string[]): string =>
  items.length === 0 || items.length > LONGEST_TAIL
    ? `T.vector([${items.join(', ')}])`
    : `new PersistentVector(${items.length}, 5, EMPTY_NODE, [${items.join(', ')}], null)`;

/** A new instance of a class that is known when this is compiled; null where what is made takes more than its fields. */
function instanceText(e: Emitting, register: number, given: readonly string[]): string | null {
  const type = typeOfClass(e.kindOf(register).only);
  if (type === null || type.fields.length !== given.length) return null;
  const fields = `${e.named(`Y${e.index}`, type)}, [${given.join(', ')}]`;
  return type.kind === 'record' ? `new Record(${fields}, null, null)` : `new Instance(${fields})`;
}

/** A call of what is in a register; `known` is what that is, where it is a constant. */
function valueCall(e: Emitting, f: string, known: Value | undefined, given: readonly string[]): string {
  const n = given.length;
  const list = given.map((x) => `, ${x}`).join('');
  if (known instanceof NativeFn && isApply(known, n)) return applyCall(e, known, given);
  if (known instanceof NativeFn && takes(known, n)) return nativeCall(e, known, given);
  if (known instanceof Fn && n <= MOST_ARGUMENTS)
    return `${clauseText(e.named(`H${e.index}`, known.template), n)}(${e.named(`G${e.index}`, known)}, d${list})`;
  const other = otherCall(f, given);
  return n > MOST_ARGUMENTS ? other : `(${f} instanceof Fn ? ${clauseText(`${f}.template`, n)}(${f}, d${list}) : ${other})`;
}

/** A call of what is perhaps no guest function. */
const otherCall = (f: string, given: readonly string[]): string =>
  given.length < FIRST_OF_MANY ? `T.call${given.length}(${[f, 'd', ...given].join(', ')})` : `T.call(${f}, d, [${given.join(', ')}])`;

/** Whether a call with so many arguments is one of `apply`. */
const isApply = (native: NativeFn, n: number): boolean => native.name === 'clojure.core/apply' && n > 1;

function applyCall(e: Emitting, native: NativeFn, given: readonly string[]): string {
  const [f, ...rest] = given;
  const last = rest.pop();
  return `T.applyTo(${e.named(`N${e.index}`, native)}, ${f}, d, [${rest.join(', ')}], ${last})`;
}

/** A call of a var's value; straight to what it holds, where that is taken for granted, or as long as it holds that. */
function varCall(v: Var, given: readonly string[], e: Emitting): string {
  const K = e.pooled(e.step.d.c);
  const n = given.length;
  const value = `(${K}.bound === 0 ? ${K}.root : fiber().readVar(${K}))`;
  const list = given.map((x) => `, ${x}`).join('');
  const root: Value = v.root;
  const other = otherCall(value, given);
  if (v.dynamic) return other;
  const trusted = e.trusted.has(v);
  if (root instanceof Fn && n <= MOST_ARGUMENTS) {
    const f = e.named(`G${e.index}`, root);
    if (trusted && e.isForAll && root.template === e.root.code && n === e.root.argc)
      return `${identifier(e.root.code.name)}(${f}, d${list})`;
    const special = trusted ? specialised(e, root, n) : null;
    const direct = `${special ?? clauseText(e.named(`H${e.index}`, root.template), n)}(${f}, d${list})`;
    return trusted ? direct : `(${K}.root === ${f} ? ${direct} : ${other})`;
  }
  if (root instanceof NativeFn && (isApply(root, n) || takes(root, n))) {
    const direct = isApply(root, n) ? applyCall(e, root, given) : nativeCall(e, root, given);
    return trusted ? direct : `(${K}.root === N${e.index} ? ${direct} : ${other})`;
  }
  return trusted ? chosenCall(e, root, given, other) : other;
}

/** The clause of a function that is compiled for the functions which this call gives it; null where there is none. */
function specialised(e: Emitting, fn: Fn, n: number): string | null {
  const given = Array.from({ length: n }, (_, i) => e.kindOf(e.step.d.a + 3 + i).only);
  const bound = given.map((x) => (x instanceof Fn || x instanceof NativeFn ? x : undefined));
  const clause = bound.every((x) => x === undefined) ? null : e.specialised(fn, bound);
  return clause === null ? null : `${e.named(`X${e.index}`, clause)}.j`;
}

/** A call of a native that is known. */
function nativeCall(e: Emitting, native: NativeFn, given: readonly string[]): string {
  const f = e.named(`N${e.index}`, native);
  const list = given.join(', ');
  const call = fixedNative(native, given.length) !== null ? `f${given.length}(${list})` : `rest([${list}])`;
  return `((r = ${f}.${call}) !== GUEST && r !== PARKED && !T.stale ? r : T.given(r, ${f}, d, [${list}]))`;
}

const fixedNative = (f: NativeFn, n: number): unknown => [f.f0, f.f1, f.f2, f.f3, f.f4][n] ?? null;

/** Whether a native takes so many arguments. */
const takes = (f: NativeFn, n: number): boolean => fixedNative(f, n) !== null || (f.rest !== null && n >= f.restFrom);
