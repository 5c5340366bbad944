import type { Code } from '../../bytecode/code.js';
import { NAMES } from '../../bytecode/instructions/index.js';
import { type Decoded, flowOf, instructions, targets } from '../../bytecode/layout.js';
import { type Liveness, liveAfter, liveness } from '../../bytecode/liveness.js';
import { MultiFn, ProtocolFn } from '../../data/dispatch.js';
import { Fn, NativeFn } from '../../data/functions.js';
import { Double } from '../../data/numbers/index.js';
import type { Var } from '../../data/var.js';

/** A call whose callee's instructions stand in its place. */
export interface InlinedCall {
  readonly frame: Frame;
  readonly call: Decoded;
  /** The index of the step after it. */
  end: number;
  /** The registers of the frame that somebody may read after it, apart from the one that its value goes to. */
  readonly live: readonly number[];
}

/** One function among those whose instructions are joined: the outermost, or one whose call was replaced by its body. */
export interface Frame {
  readonly code: Code;
  /** The number of arguments; -1 where the outermost begins at the head of a loop. */
  readonly argc: number;
  readonly entry: number;
  /** Where its registers begin among those of all frames. */
  readonly offset: number;
  /** The closure of an inlined frame; null: the one that was called. */
  readonly fn: Fn | null;
  /** The call that waits for its value; null: the caller of the compiled code. */
  readonly waiting: InlinedCall | null;
  readonly live: Liveness;
  /** The index of its first step. */
  head: number;
  /** The frame whose call it stands in. */
  readonly parent: Frame | null;
  readonly depth: number;
}

/** A step of the joined code: an instruction, the entry of a frame, or what a call of the frame's own function in last place becomes. */
export interface Step {
  readonly kind: 'instruction' | 'enter' | 'again';
  readonly frame: Frame;
  readonly d: Decoded;
}

/** The steps of a clause with the bodies of small functions in the place of their calls. */
export interface Plan {
  readonly root: Frame;
  readonly steps: readonly Step[];
  /** By frame and pc. */
  indexOf(frame: Frame, pc: number): number | undefined;
  /** How many registers all frames have. */
  readonly registers: number;
  /** What the frames take of the depth, those of inlined calls included. */
  readonly cost: number;
  /** The vars that it was made on the belief that they keep their values. */
  readonly trusted: ReadonlySet<Var>;
}

/** What the maker of a plan asks. */
export interface PlanEnvironment {
  /** Whether compiled code may rely on the value of a var; what it holds must then be told to it when it changes. */
  mayTrust(v: Var): boolean;
}

/** What a frame costs of the depth that calls may take: its registers, the header, and something for JavaScript's own frame. */
export const frameCost = (code: Code): number => code.registers + 3 + 16;

/** How many steps a body may have to stand in the place of its call, by how deep the call is inlined. */
const LARGEST_BODY = [0, 32, 16, 8];
/** How many steps there may be in all. */
const MOST_STEPS = 300;

const livenessOf = new WeakMap<Code, Liveness>();

function live(code: Code): Liveness {
  let known = livenessOf.get(code);
  if (known === undefined) {
    // Of all instructions: exceptions lead to handlers, which the interpreter runs.
    known = liveness(code, [...instructions(code)]);
    livenessOf.set(code, known);
  }
  return known;
}

export function makePlan(code: Code, entry: number, argc: number, environment: PlanEnvironment): Plan {
  const steps: Step[] = [];
  const trusted = new Set<Var>();
  const indices = new Map<Frame, Map<number, number>>();
  let registers = 0;
  let cost = 0;
  let left = MOST_STEPS;

  function frameOf(c: Code, start: number, count: number, fn: Fn | null, waiting: InlinedCall | null, parent: Frame | null): Frame {
    const depth = parent === null ? 0 : parent.depth + 1;
    const frame: Frame = {
      code: c,
      argc: count,
      entry: start,
      offset: registers,
      fn,
      waiting,
      live: live(c),
      head: steps.length,
      parent,
      depth,
    };
    registers += c.registers;
    indices.set(frame, new Map());
    let sum = frameCost(c);
    for (let w = waiting; w !== null; w = w.frame.waiting) sum += frameCost(w.frame.code);
    cost = Math.max(cost, sum);
    return frame;
  }

  function lay(frame: Frame, body: readonly Decoded[]): void {
    left -= body.length;
    const own = indices.get(frame) as Map<number, number>;
    for (const d of body) {
      own.set(d.start, steps.length);
      const fn = isDistrusted(frame.code, d) ? null : trust(frame, d);
      const tail = NAMES[d.op] === 'TAIL_CALL_VAR';
      if (fn !== null && tail && isAgain(frame, fn, d.b)) {
        steps.push({ kind: 'again', frame, d });
        continue;
      }
      const inner = fn === null ? null : inlinable(frame, fn, d.b);
      if (fn === null || inner === null) {
        steps.push({ kind: 'instruction', frame, d });
        continue;
      }
      const c = fn.template as Code;
      for (const site of c.sites) if (site.original === 0) trusted.add(site.var);
      const waiting = tail ? frame.waiting : { frame, call: d, end: -1, live: liveBeyond(frame, d) };
      const callee = frameOf(c, inner.entry, d.b, fn, waiting, frame);
      steps.push({ kind: 'enter', frame: callee, d });
      lay(callee, inner.body);
      if (waiting !== null && !tail) waiting.end = steps.length;
    }
  }

  /** Relies on what a var holds: the function that is to be called; null where it is none. */
  function trust(frame: Frame, d: Decoded): Fn | null {
    const name = NAMES[d.op];
    const isCall = name === 'CALL_VAR' || name === 'TAIL_CALL_VAR';
    if (!isCall && name !== 'GET_VAR') return null;
    const v = frame.code.constants[isCall ? d.c : d.b] as Var;
    const { root } = v;
    const worth =
      root instanceof Fn ||
      root instanceof NativeFn ||
      (isCall ? root instanceof ProtocolFn || root instanceof MultiFn : typeof root === 'number' || root instanceof Double);
    if (!worth || v.dynamic || !environment.mayTrust(v)) return null;
    trusted.add(v);
    return isCall && root instanceof Fn ? root : null;
  }

  /** Whether a call in last place is one of the frame's own clause, with nothing captured that could differ. */
  function isAgain(frame: Frame, fn: Fn, count: number): boolean {
    return fn.template === frame.code && count === frame.argc && frame.code.captures.length === 0 && !collectsRest(frame.code, frame.entry);
  }

  function inlinable(frame: Frame, fn: Fn, count: number): { entry: number; body: Decoded[] } | null {
    const c = fn.template as Code;
    const most = LARGEST_BODY[frame.depth + 1];
    if (most === undefined) return null;
    c.unpack();
    const starts = c.starts ?? c.entries;
    const start = starts[Math.min(count, starts.length - 1)];
    if (start < 0 || c.handlers.length > 0 || c.words.length > 4 * most) return null;
    // A function stands in itself once: V8 does not inline a recursion by itself.
    let same = 0;
    for (let f: Frame | null = frame; f !== null; f = f.parent) if (f.code === c) same++;
    if (frame.code === c ? same > 1 : same > 0) return null;
    const body = reached(c, start);
    if (body.length > most || body.length > left) return null;
    return body.some((d) => NAMES[d.op] === 'TAKE_CAPTURED' || (isDistrusted(c, d) && c.siteAt(d.pc).target < 0))
      ? null
      : { entry: start, body };
  }

  const root = frameOf(code, entry, argc, null, null, null);
  const body = reached(code, entry);
  steps.push({ kind: 'enter', frame: root, d: body[0] });
  lay(root, body);
  return { root, steps, indexOf: (frame, pc) => indices.get(frame)?.get(pc), registers, cost, trusted };
}

const liveBeyond = (frame: Frame, call: Decoded): number[] =>
  registersIn(liveAfter(frame.code, call, frame.live)).filter((r) => r !== call.a);

/** The numbers of the registers in a set. */
export function registersIn(set: Uint8Array): number[] {
  const out: number[] = [];
  for (let r = 0; r < set.length; r++) if (set[r] === 1) out.push(r);
  return out;
}

/** Whether a clause begins with the collection of its rest arguments. */
export const collectsRest = (code: Code, entry: number): boolean => NAMES[code.words[entry] & 255] === 'COLLECT_REST';

/** The register of the rest of a frame that was called, which its first instruction collects; -1 where there is none. */
export const restRegister = ({ code, entry, argc }: Frame): number =>
  argc >= 0 && collectsRest(code, entry) ? (code.words[entry] >> 8) & 255 : -1;

/** Where a frame begins whose rest is collected. */
export const beginning = (frame: Frame): number => (restRegister(frame) < 0 ? frame.entry : frame.entry + 1);

export function isDistrusted(code: Code, d: Decoded): boolean {
  return code.sites.some((s) => s.pc === d.pc && s.original !== 0);
}

/** Where an instruction may go besides the next one, in this text: to the code that takes its place, where it is distrusted. */
export function jumpTargets(code: Code, d: Decoded): readonly number[] {
  if (!isDistrusted(code, d)) return targets(d, code.constants);
  const { target } = code.siteAt(d.pc);
  return target >= 0 ? [target] : targets(d, code.constants);
}

/** Whether an instruction is never passed: code stands in its place. */
export const isDiverted = (code: Code, d: Decoded): boolean => isDistrusted(code, d) && code.siteAt(d.pc).target >= 0;

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
    if (flowOf(d.op) === 'next' && !isDiverted(code, d)) waiting.push(d.next);
  }
  return [...all.values()].filter((d) => found.has(d.start));
}
