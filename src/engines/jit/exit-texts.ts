import type { ExitSite, ThrowSite } from './exits.js';
import type { Check } from './facts.js';
import { placeOf, type State } from './flow.js';
import type { LoopTexts } from './loops.js';
import { type Frame, type Plan, registersIn } from './plan.js';
import type { Region } from './structure.js';
import { isRaw, returnOf } from './texts.js';

/** The texts that lead out of a compiled clause to the interpreter, and what is noted of the places where they stand. */
export class ExitTexts {
  readonly sites: ExitSite[] = [];
  readonly throwSites: (ThrowSite | undefined)[] = [];
  /** The exits that stand behind the loops, by the number that leads there. */
  readonly exits: string[] = [];
  /** The variables whose values are needed where something is thrown. */
  readonly caught: string[] = [];
  /** The registers of the outermost frame that its handlers may read. */
  private readonly handled: readonly number[];

  constructor(
    private readonly plan: Plan,
    private readonly regions: readonly Region[],
    private readonly loops: LoopTexts,
  ) {
    const { root } = plan;
    const handled = new Uint8Array(root.code.registers);
    for (const h of root.code.handlers)
      root.live.get(h.handler)?.forEach((x, r) => {
        if (r !== h.register) handled[r] |= x;
      });
    this.handled = [...handled.keys()].filter((r) => handled[r] === 1);
  }

  /** The text that a call of `T.exit` begins with: the site, for a frame whose registers hold what `state` says. */
  site(
    kind: ExitSite['kind'],
    frame: Frame,
    pc: number,
    register: number,
    registers: readonly number[],
    state: State,
    checks: readonly Check[] = [],
    result: string | null = null,
  ): string {
    const raw = registers.map((r) => isRaw(state[frame.offset + r]));
    this.sites.push({
      kind,
      code: frame.code,
      pc,
      register,
      live: registers,
      raw,
      fn: frame.fn,
      root: this.plan.root.code,
      checks,
      result,
    });
    const held = registers.map((r, i) => `${raw[i] ? 'D' : 'R'}${frame.offset + r}`);
    return `S[${this.sites.length - 1}], [${held.join(', ')}]`;
  }

  /** The frames that wait for the value of an inlined one, innermost first, as calls of `T.exit`. */
  waitingTexts(frame: Frame, state: State): string[] {
    const texts: string[] = [];
    for (let w = frame.waiting; w !== null; w = w.frame.waiting) {
      texts.push(`T.exit(${this.site('call', w.frame, w.call.next, w.call.a, w.live, state)}, self)`);
    }
    return texts;
  }

  /** `return` out to the interpreter, from a frame with what is live at `pc` or in the registers given. */
  exitText(kind: ExitSite['kind'], frame: Frame, pc: number, register: number, state: State, registers?: readonly number[]): string {
    const live = registers ?? registersIn(frame.live.get(pc) as Uint8Array);
    return returnOf([`T.exit(${this.site(kind, frame, pc, register, live, state)}, self)`, ...this.waitingTexts(frame, state)]);
  }

  /** The same from inside a loop: V8 keeps numbers of a loop raw only where what leaves it stands outside. */
  leave(index: number, exit: string, isCounted = false): string {
    if (!this.regions.some((r) => r.isLoop && r.start <= index && index < r.end)) return `{ ${exit}; }`;
    this.exits.push(`${isCounted || this.loops.counting(index) === undefined ? '' : 'meter.fuel = f; '}${exit}`);
    return `{ way = ${this.exits.length - 1}; break X; }`;
  }

  /**
   * Notes what stands where a step may throw: what handlers may read, and all that the step needs to be started again where it
   * `asks` guest code a question, which is thrown too.
   */
  throwSite(index: number, state: State, asks: boolean): void {
    const step = this.plan.steps[index];
    const { root } = this.plan;
    const frames: ThrowSite['frames'][number][] = [];
    const add = (f: Frame, kind: ExitSite['kind'], pc: number, register: number, needed: readonly number[]): void => {
      const live = asks ? needed : f === root ? this.handled : [];
      const raw = live.map((r) => isRaw(state[f.offset + r]));
      const picks = live.map((r, i) => this.caughtAt(`${raw[i] ? 'D' : 'R'}${f.offset + r}`));
      frames.push({ site: { kind, code: f.code, pc, register, live, raw, fn: f.fn, root: root.code, checks: [], result: null }, picks });
    };
    const frame = placeOf(step);
    add(frame, 'here', step.d.pc + 1, -1, registersIn(frame.live.get(step.d.start) as Uint8Array));
    for (let w = frame.waiting; w !== null; w = w.frame.waiting) add(w.frame, 'call', w.call.next, w.call.a, w.live);
    this.throwSites[index] = { frames, isCounted: this.loops.counting(index) !== undefined };
  }

  private caughtAt(name: string): number {
    let at = this.caught.indexOf(name);
    if (at < 0) at = this.caught.push(name) - 1;
    return at;
  }
}
