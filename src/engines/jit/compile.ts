import type { Code } from '../../bytecode/code.js';
import { NAMES } from '../../bytecode/instructions/index.js';
import { liveAfter } from '../../bytecode/liveness.js';
import type { Place } from '../../data/errors.js';
import type { Value } from '../../data/value.js';
import type { Var } from '../../data/var.js';
import { placeAt } from '../vm/fiber.js';
import { arrayOf, arrayText } from './arrays.js';
import type { Emitting } from './emitting.js';
import { entryRegisters } from './entries.js';
import { ExitTexts } from './exit-texts.js';
import type { ExitSite, ThrowSite } from './exits.js';
import { type Check, type Expectation, entryKey, type Facts, isArrayKind, resultKey } from './facts.js';
import { createFlow, type Effect, type Flow, placeOf, type State } from './flow.js';
import { genericText, identifier, NotCompiled, TRUE } from './generic.js';
import { ANY, BOXED, constant, type Kind, LONG, MOST } from './kinds.js';
import { createLoopTexts, type LoopTexts } from './loops.js';
import type { NumericOperand } from './numeric.js';
import {
  beginning,
  type Frame,
  frameCost,
  makePlan,
  type Plan,
  type PlanEnvironment,
  registersIn,
  restRegister,
  type Step,
} from './plan.js';
import type { Specialised } from './specialised.js';
import { nest, type Region } from './structure.js';
import { boxText, ENDING, INVERTED, isNot, isRaw, isReturned, numberText, QUIET, returnOf } from './texts.js';

export { NotCompiled } from './generic.js';

/** What the text of a compiled clause refers to, by name. */
export interface Compiled {
  readonly text: string;
  readonly constants: readonly (readonly [name: string, value: unknown])[];
  readonly sites: readonly ExitSite[];
  readonly throwSites: readonly (ThrowSite | undefined)[];
  /** The vars whose values it takes for granted. */
  readonly trusted: ReadonlySet<Var>;
  /** Where in the program each line of the text comes from; null where it comes from nowhere. For source maps. */
  places(): (Place | null)[];
}

/** What the compiler of a clause is told. */
export interface CompileOptions extends PlanEnvironment {
  factsOf(code: Code): Facts;
  /** What registers hold at the start, by an example: for expectations. */
  readonly example: (register: number) => Expectation;
  /** The same, whether it is an instance of a type: for the order of tests. */
  readonly isInstance: (register: number) => boolean;
  /** Whether the frame is one that the host entered: it stays until it returns, for traces. */
  readonly keepsFrame: boolean;
  /** The clause for so many arguments that is compiled for those which are known; null where it is not worth it, or there are too many. */
  specialise(code: Code, argc: number, bound: readonly Value[]): Specialised | null;
}

const NOTHING_KNOWN: CompileOptions = {
  mayTrust: () => true,
  factsOf: () => new Map(),
  example: () => 'any',
  isInstance: () => false,
  keepsFrame: false,
  specialise: () => null,
};

/**
 * The text of one clause as one JavaScript function: the stencils of its instructions joined (Xu and Kjolstad, "Copy-and-Patch
 * Compilation", 2021), registers as variables, loops as `for (;;)`, jumps forward as labelled blocks, small functions in the place of
 * their calls, numbers raw where it is known what they are. `entry` is where it begins: the clause for `argc` arguments, or, where
 * `argc` is -1, the head of a loop, whose registers then come from the interpreter. `bound`: the arguments that are known.
 */
export function compileClause(
  code: Code,
  entry: number,
  argc: number,
  options: CompileOptions = NOTHING_KNOWN,
  bound: readonly Value[] = [],
): Compiled {
  const plan = makePlan(code, entry, argc, options);
  const entries = entryRegisters(plan, argc);
  const facts = options.factsOf(code);
  const expected = entries.map((r): Expectation => (facts.get(entryKey(entry, r)) === 'any' ? 'any' : options.example(r)));
  const initial: Kind[] = Array.from({ length: plan.registers }, () => ANY);
  entries.forEach((r, i) => {
    initial[r] = kindOfExpected(expected[i]);
  });
  bound.forEach((x, r) => {
    if (x !== undefined) initial[r] = constant(x);
  });
  const flow = createFlow(plan, initial, (frame) => options.factsOf(frame.code));
  const text = new ClauseText(plan, flow, options, bound.length === 0);
  const guards = entries.flatMap((r, i): Check[] =>
    expected[i] === 'any' ? [] : [{ key: entryKey(entry, r), register: r, expected: expected[i] }],
  );
  return text.whole(guards);
}

/** Where a loop that was entered at its head begins to count its turns: nothing but variables can keep there what it has done with. */
const ENTERED_ANEW = -16;

const kindOfExpected = (expected: Expectation): Kind => {
  if (expected === 'long') return LONG;
  return expected === 'double' ? BOXED : isArrayKind(expected) ? arrayOf(expected) : ANY;
};

/** The value of a rest parameter that takes the values of these registers, none of which `apply` gave. */
const restText = (registers: readonly number[]): string =>
  registers.length === 0 ? 'null' : `new ArraySeq([${registers.map((r) => `R${r}`).join(', ')}], 0, null)`;

/** The text of a clause as it is made. */
class ClauseText {
  private readonly constants = new Map<string, unknown>();
  private readonly lines: string[] = [];
  /** The step that each of the lines belongs to; -1 for what only holds them together. */
  private readonly stepOf: number[] = [];
  private readonly open: Region[] = [];
  private readonly regions: Region[];
  private readonly loops: LoopTexts;
  private readonly ways: ExitTexts;
  private readonly doubles = new Set<number>();

  constructor(
    private readonly plan: Plan,
    private readonly flow: Flow,
    private readonly options: CompileOptions,
    private readonly isForAll: boolean,
  ) {
    const { steps, root } = plan;
    const jumps = steps.flatMap((_, from) =>
      flow.before[from] === null ? [] : flow.jumps(from).flatMap((to) => (to < 0 ? [] : [{ from, to }])),
    );
    this.regions = nest(jumps, (reason) => {
      throw new NotCompiled(`${root.code.name}: ${reason}`);
    });
    this.loops = createLoopTexts(
      this.regions.filter((r) => r.isLoop),
      this.countingLoops(),
    );
    this.ways = new ExitTexts(plan, this.regions, this.loops);
  }

  whole(guards: readonly Check[]): Compiled {
    const { plan, flow } = this;
    const { root, steps } = plan;
    const { argc, code, entry } = root;
    steps.forEach((step, i) => {
      this.close(i);
      for (const region of this.regions.filter((r) => r.start === i)) {
        this.open.push(region);
        this.line(region.isLoop ? this.loops.open(region) : `B${region.end}: {`, -1);
      }
      const before = flow.before[i];
      if (before !== null) this.line(this.stepText(step, i, before), i);
    });
    this.close(steps.length);

    const given = Array.from({ length: Math.max(argc, 0) }, (_, r) => `R${r}`);
    const own = Array.from({ length: plan.registers - given.length }, (_, i) => `R${i + given.length} = null`);
    const starting = this.listOf(root.live.get(entry) as Uint8Array);
    const rest = restRegister(root);
    const everything = flow.before[0]?.map(() => ANY) ?? [];
    const atStart = beginning(root);
    const guardTexts = guards.map(({ register, expected }) => {
      const failed = `return T.miss(${this.ways.site('here', root, atStart, -1, this.listOf(root.live.get(atStart) as Uint8Array), everything, guards, null)}, self)`;
      const unboxed = expected === 'double' ? ` D${register} = R${register}.value;` : '';
      if (expected === 'double') this.doubles.add(register);
      return `if (${isNot(expected, `R${register}`)}) ${failed};${unboxed}`;
    });
    const exitAtStart = this.ways.exitText('here', root, atStart, -1, everything);
    const throws = this.ways.throwSites.length > 0;
    // A loop that keeps its own count gives it back where something is thrown.
    const counted = this.ways.throwSites.some((site) => site?.isCounted) ? 'if (P[pc].isCounted) meter.fuel = f; ' : '';
    const doubles = [...this.doubles].map((r) => `D${r} = 0`);
    const head = [
      `return function ${identifier(code.name)}(self, d${argc < 0 ? ', regs, base' : ''}${given.map((r) => `, ${r}`).join('')}) {`,
      `let ${['pc = 0', 'way = 0', 'f = 0', `turns = ${argc < 0 ? ENTERED_ANEW : 0}`, 'r', 't', ...own, ...doubles].join(', ')};`,
      argc < 0 ? `${starting.map((r) => `R${r} = regs[base + ${r}];`).join(' ')} T.empty(regs, base, ${code.registers});` : '',
      rest < 0 ? '' : `R${rest} = ${argc > rest ? `T.restSeq([${given.slice(rest).join(', ')}])` : 'null'};`,
      argc < 0 ? '' : `if (--meter.fuel < 0 && T.sliceEnds()) ${exitAtStart};`,
      // The frame of a loop that is entered is there already, those of calls inside of it are not.
      argc < 0 ? `d = d - ${plan.cost - frameCost(code)} | 0;` : `if ((d = d - ${plan.cost} | 0) < 0) ${exitAtStart};`,
      ...guardTexts,
      throws ? 'try {' : '',
      this.ways.exits.length > 0 ? 'X: {' : '',
    ].filter((line) => line !== '');
    const text = [
      ...head,
      ...this.lines,
      ...(this.ways.exits.length > 0 ? ['}', 'switch (way) {', ...this.ways.exits.map((exit, i) => `case ${i}: ${exit};`), '}'] : []),
      throws ? `} catch (e) { ${counted}return T.failed(e, P[pc], self, [${this.ways.caught.join(', ')}]); }` : '',
      '};',
    ]
      .filter((line) => line !== '')
      .join('\n');
    const places = (): (Place | null)[] => this.places(text.split('\n').length, head.join('\n').split('\n').length);
    return {
      text,
      constants: [...this.constants],
      sites: this.ways.sites,
      throwSites: this.ways.throwSites,
      trusted: plan.trusted,
      places,
    };
  }

  private close(i: number): void {
    for (let top = this.open.at(-1); top !== undefined && top.end === i; top = this.open.at(-1)) {
      this.open.pop();
      this.line(top.isLoop ? this.loops.close(top) : '}', -1);
    }
  }

  private line(text: string, step: number): void {
    if (text === '') return;
    this.lines.push(text);
    this.stepOf.push(step);
  }

  /** Where each line of a text comes from, of which those of the steps begin at `first`. */
  private places(count: number, first: number): (Place | null)[] {
    const { root, steps } = this.plan;
    const all: (Place | null)[] = new Array(count).fill(null);
    all[0] = placeAt(root.code, root.entry);
    let line = first;
    this.lines.forEach((text, i) => {
      const step = this.stepOf[i] < 0 ? null : steps[this.stepOf[i]];
      if (step !== null) all[line] = placeAt(placeOf(step).code, step.d.start);
      line += text.split('\n').length;
    });
    return all;
  }

  private readonly listOf = (set: Uint8Array, without = -1): number[] => registersIn(set).filter((r) => r !== without);

  private named(name: string, constant: unknown): string {
    this.constants.set(name, constant);
    return name;
  }

  /** The outermost loops in which nothing is called. */
  private countingLoops(): Region[] {
    if (!this.regions.some((r) => r.isLoop)) return [];
    const { steps } = this.plan;
    const quiet = (index: number): boolean => {
      const before = this.flow.before[index];
      if (before === null) return true;
      const name = NAMES[steps[index].d.op];
      return this.flow.effect(steps[index], before).how.do !== 'generic' || QUIET.has(name);
    };
    const loops = this.regions.filter((r) => r.isLoop && steps.slice(r.start, r.end).every((_, i) => quiet(r.start + i)));
    return loops.filter((r) => !loops.some((other) => other !== r && other.start <= r.start && r.end <= other.end));
  }

  /** Boxes what is raw and must not be where a step goes. */
  private boxesFor(from: State, to: number): string {
    const wanted = this.flow.before[to] as State;
    const live = this.flow.liveAt(to);
    return from.map((k, r) => (live[r] === 1 && isRaw(k) && wanted[r].is === 'any' ? boxText(r) : '')).join('');
  }

  private stepText(step: Step, index: number, before: State): string {
    const { flow, plan } = this;
    const effect = flow.effect(step, before);
    const { frame } = step;
    const jump: Jump = (state, to, pc, fresh = false) => {
      // Before the head where this began: the interpreter goes on, and comes back at the outer loop's own head.
      if (to < 0) return this.ways.leave(index, this.ways.exitText('here', frame, pc, -1, state));
      const own = this.loops.counting(index);
      const boxes = this.boxesFor(state, to);
      const go = to <= index ? `continue ${fresh ? 'M' : 'L'}${to};` : to === index + 1 ? '' : `break B${to};`;
      // The block that ends where the loop ends stands inside it; what is left of it is there already.
      if (own !== undefined && (to < own.start || to >= own.end)) return this.loops.leave(own, to === own.end ? boxes : `${boxes}${go}`);
      return boxes === '' && go !== '' ? go : `{ ${boxes} ${go} }`;
    };
    const text = this.effectText(step, index, before, effect, jump);
    const boxes = effect.boxes.map(boxText).join('');
    if (index + 1 === plan.steps.length || flow.before[index + 1] === null || !this.fallsThrough(step)) return `${boxes}${text}`;
    const own = this.loops.counting(index);
    const passing = this.boxesFor(effect.next, index + 1);
    return `${boxes}${text} ${own?.end === index + 1 ? this.loops.leave(own, passing) : passing}`;
  }

  private fallsThrough({ kind, d }: Step): boolean {
    const name = NAMES[d.op];
    return kind === 'enter' || (kind === 'instruction' && !name.startsWith('TAIL_CALL') && !ENDING.has(name));
  }

  private effectText(step: Step, index: number, before: State, effect: Effect, jump: Jump): string {
    const { frame, d } = step;
    const { how } = effect;
    const { offset } = frame;
    const exitHere = (): string => this.ways.leave(index, this.ways.exitText('here', placeOf(step), d.start, -1, before));
    const safepoint = (exit: string, turn = ''): string => this.loops.safepoint(index, exit, turn);
    const dst = (kind: Kind): string => {
      if (kind.is === 'double') this.doubles.add(offset + d.a);
      return `${kind.is === 'double' ? 'D' : 'R'}${offset + d.a}`;
    };
    const target = (): number => this.flow.jumps(index)[0];
    const targetPc = (): number => d.extra ?? d.b;
    const operand = (o: NumericOperand): string => {
      if (o.kind.is === 'long' && o.kind.low === o.kind.high) return o.kind.low < 0 ? `(${o.kind.low})` : String(o.kind.low);
      return `${o.kind.is === 'double' ? 'D' : 'R'}${offset + o.register}`;
    };
    const failing = (checks: readonly Check[], key: string): string => {
      const live = this.listOf(frame.live.get(d.start) as Uint8Array);
      const site = this.ways.site('here', frame, d.start, -1, live, before, checks, key);
      return this.ways.leave(index, returnOf([`T.miss(${site}, self)`, ...this.ways.waitingTexts(frame, before)]));
    };
    const missing = (operands: readonly NumericOperand[]): string =>
      failing(
        operands.flatMap(({ key, register, guard }) => (guard === null ? [] : [{ key, register, expected: guard }])),
        resultKey(d.pc),
      );
    const guards = (operands: readonly NumericOperand[]): string => {
      const guarded = operands.filter((o) => o.guard !== null);
      if (guarded.length === 0) return '';
      const tests = guarded.map((o) => isNot(o.guard as Expectation, `R${offset + o.register}`));
      const unbox = guarded.filter((o) => o.guard === 'double').map((o) => this.unboxText(offset + o.register));
      return `if (${tests.join(' || ')}) ${missing(operands)} ${unbox.join(' ')}`;
    };

    switch (how.do) {
      case 'move': {
        const texts = how.moves.map(([from, to]) =>
          this.moveText(before[from].is === 'double' && effect.boxes.includes(from) ? BOXED : before[from], from, to),
        );
        if (step.kind === 'enter') {
          if (frame.parent === null) return '';
          const rest = restRegister(frame);
          if (rest >= 0) texts.push(`R${offset + rest} = ${restText(how.rest ?? [])};`);
          const exit = this.ways.leave(index, this.ways.exitText('here', frame, beginning(frame), -1, effect.next), true);
          return `${texts.join(' ')} ${safepoint(exit)}`;
        }
        if (step.kind === 'again') {
          if (frame.fn === null) texts.push(`self = ${this.named(`A${index}`, this.againFn(step))};`);
          const enter = this.ways.exitText('here', frame, frame.entry, -1, effect.jump);
          const turn = (fresh: boolean): string => jump(effect.jump, target(), frame.entry, fresh);
          return `${texts.join(' ')} ${safepoint(this.ways.leave(index, enter, true), turn(true))} ${turn(false)}`;
        }
        if (NAMES[d.op] === 'RETURN') return `${texts.join(' ')} ${jump(effect.jump, target(), -1)}`;
        return NAMES[d.op] === 'TAKE' ? `${texts.join(' ')} R${offset + d.b} = null;` : texts.join(' ');
      }
      case 'constant': {
        const kind = effect.next[offset + d.a];
        const box = `R${offset + d.a} = ${this.constantText(`C${index}`, how.value)};`;
        if (kind.is !== 'double') return box;
        return `${box} ${dst(kind)} = ${numberText((how.value as { value: number }).value)};`;
      }
      case 'branch':
        return how.jumps ? jump(effect.jump, target(), targetPc()) : '';
      case 'double': {
        this.doubles.add(how.to);
        if (!how.guarded) return `D${how.to} = R${how.from};`;
        const register = how.from - offset;
        const failed = missing([{ key: `${d.pc}.0`, register, kind: ANY, guard: 'double' }]);
        const v = `R${how.from}`;
        return `if (typeof ${v} === 'number') D${how.to} = ${v}; else if (${isNot('double', v)}) ${failed} else D${how.to} = ${v}.value;`;
      }
      case 'numeric': {
        const { form } = how;
        const [x, y] = form.operands;
        const texts = [operand(x), y === undefined ? '' : operand(y)] as const;
        const outside = form.outside(...texts);
        const checked = `${guards(form.operands)}${outside === '' ? '' : ` if (${outside}) ${missing(form.operands)}`}`;
        const expression = form.text(...texts);
        if (INVERTED(d)) return `${checked} if (!(${expression})) ${jump(effect.jump, target(), targetPc())}`;
        if (form.result === null) return `${checked} ${dst(ANY)} = ${expression};`;
        const divides = /^(QUOT|REM)$/.test(NAMES[d.op]) && y.kind.low <= 0 && y.kind.high >= 0;
        const zero = divides
          ? `if (${operand(y)} === 0) ${this.ways.leave(index, `${this.at(index, before, false)} throw T.divideByZero()`)}`
          : '';
        if (!form.below && !form.above) return `${checked} ${zero} ${dst(form.result)} = ${expression};`;
        const beyond = [...(form.above ? [`t > ${MOST}`] : []), ...(form.below ? [`t < -${MOST}`] : [])].join(' || ');
        return `${checked} ${zero} t = ${expression}; if (${beyond}) ${missing(form.operands)} ${dst(form.result)} = t;`;
      }
      case 'count': {
        const operands = [how.counter, how.limit];
        const v = `R${offset + how.counter.register}`;
        const limit = operand({ ...how.limit, kind: how.limit.register === how.counter.register ? ANY : how.limit.kind });
        const above = how.above ? `if (${v} === ${MOST}) ${missing(operands)}` : '';
        const turn = jump(effect.jump, target(), targetPc());
        const ended = this.ways.leave(index, this.ways.exitText('here', frame, targetPc(), -1, effect.jump), true);
        const endedOn = this.ways.leave(index, this.ways.exitText('here', frame, d.next, -1, effect.next), true);
        const test = `${v} < ${limit}`;
        // Where the loop ends here, what is entered anew shares nothing with what goes on.
        const end = this.regions.some((r) => r.isLoop && r.start === target() && r.end === index + 1);
        const own = this.loops.counting(index);
        const passing = this.boxesFor(effect.next, index + 1);
        const done = !end ? '' : own?.start === target() ? this.loops.leave(own, passing) : `${passing}break M${target()};`;
        const fresh = `if (${test}) ${jump(effect.jump, target(), targetPc(), true)} ${done}`;
        return `${guards(operands)} ${above} ${v} = ${v} + 1; ${safepoint(`{ if (${test}) ${ended} else ${endedOn} }`, fresh)} if (${test}) ${turn}`;
      }
      case 'array': {
        const { access } = how;
        const text = arrayText(
          access,
          {
            variable: (r, kind) => `${kind.is === 'double' ? 'D' : 'R'}${offset + r}`,
            missing: failing,
            at: () => this.at(index, before, false),
            isNot,
            unbox: (r) => this.unboxText(offset + r),
          },
          dst(access.result),
        );
        if (access.value === null) return text;
        return `${text} ${this.moveText(effect.next[offset + access.value.register], offset + access.value.register, offset + d.a)}`;
      }
      case 'generic':
        return genericText(this.emitting(step, index, before, effect, jump, exitHere));
    }
  }

  /** The closure that a call of the frame's own function in last place calls. */
  private againFn({ frame, d }: Step): unknown {
    return (frame.code.constants[d.c] as Var).root;
  }

  private at(index: number, state: State, asks: boolean): string {
    this.ways.throwSite(index, state, asks);
    return `pc = ${index};`;
  }

  private unboxText(r: number): string {
    this.doubles.add(r);
    return `D${r} = R${r}.value;`;
  }

  private moveText(kind: Kind, from: number, to: number): string {
    if (from === to) return '';
    if (kind.is !== 'double') return `R${to} = R${from};`;
    this.doubles.add(to);
    return kind.boxed ? `R${to} = R${from}; D${to} = D${from};` : `D${to} = D${from};`;
  }

  private constantText(name: string, constant: unknown): string {
    if (typeof constant === 'number' && constant < 0) return `(${constant})`;
    if (constant === null || typeof constant === 'number' || typeof constant === 'boolean') return String(constant);
    return this.named(name, constant);
  }

  private emitting(step: Step, index: number, before: State, effect: Effect, jump: Jump, exitHere: () => string): Emitting {
    const { frame, d } = step;
    const { code, offset } = frame;
    const after = (without: number): number[] => this.listOf(liveAfter(code, d, frame.live), without);
    const state = effect.next;
    const target = (): string => jump(effect.jump, this.flow.jumps(index)[0], d.extra ?? d.b);
    return {
      index,
      step,
      root: this.plan.root,
      trusted: this.plan.trusted,
      self: frame.fn === null ? 'self' : this.named(`F${frame.head}`, frame.fn),
      register: (r) => `R${offset + r}`,
      isForAll: this.isForAll,
      specialised: (fn, given) => this.options.specialise(fn.template as Code, given.length, given),
      hasInstance: (r) => frame.parent === null && this.options.isInstance(r),
      kindOf: (r) => before[offset + r],
      named: (name, x) => this.named(name, x),
      pooled: (i) => this.named(`K${frame.head}_${i}`, code.constants[i]),
      constant: (i) => this.constantText(`K${frame.head}_${i}`, code.constants[i]),
      at: (asks) => this.at(index, before, asks),
      exitHere,
      exitAt: (pc) => this.ways.leave(index, this.ways.exitText('here', frame, pc, -1, state)),
      jump: (pc) => jump(effect.jump, this.plan.indexOf(frame, pc) ?? -1, pc),
      safepoint: (pc) => {
        const exit = this.ways.leave(index, this.ways.exitText('here', frame, pc, -1, effect.jump), true);
        return this.loops.safepoint(index, exit, jump(effect.jump, this.plan.indexOf(frame, pc) ?? -1, pc, true));
      },
      answer: (text) => this.answerText(frame, index, text, effect, jump),
      deliver: (kind, register) => {
        const returned = kind === 'value' && isReturned(code, d, register) && !(this.options.keepsFrame && frame.waiting === null);
        // What is returned at once leaves no frame behind that waits for it.
        if (returned && frame.waiting === null) return 'return r;';
        const texts = returned ? [] : [`T.exit(${this.ways.site(kind, frame, d.next, register, after(register), state)}, self)`];
        const exit = returnOf([...texts, ...this.ways.waitingTexts(frame, state)]);
        return `if (r === EXIT) ${this.ways.leave(index, exit)} R${offset + register} = r;`;
      },
      decide: () => {
        const exit = this.ways.exitText('branch', frame, d.pc + 1, -1, state, after(-1));
        return `if (r === EXIT) ${this.ways.leave(index, exit)} if (!${TRUE('r')}) ${target()}`;
      },
    };
  }

  private answerText(frame: Frame, index: number, text: string, effect: Effect, jump: Jump): string {
    const { waiting } = frame;
    const own = this.loops.counting(index);
    if (waiting === null) return own === undefined ? `return ${text};` : this.loops.leave(own, `return ${text};`);
    const exit = returnOf(this.ways.waitingTexts(frame, effect.jump));
    return `r = ${text}; if (r === EXIT) ${this.ways.leave(index, exit)} R${waiting.frame.offset + waiting.call.a} = r; ${jump(effect.jump, waiting.end, -1)}`;
  }
}

/** The text of a jump; `fresh`: into a loop as if it had not run before. */
type Jump = (state: State, to: number, pc: number, fresh?: boolean) => string;
