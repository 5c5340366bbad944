import type { Code } from '../bytecode/code.js';
import type { Tracer } from '../engines/services.js';
import type { Fiber } from './fibers.js';
import type { Runtime } from './runtime.js';

/** Where a run goes on to: the next line, one that is not deeper in calls, one outside of this call, a breakpoint, or a moment. */
export type Goal =
  | { readonly kind: 'in' | 'run' }
  | { readonly kind: 'over' | 'out'; readonly fiber: Fiber; readonly base: number }
  | { readonly kind: 'moment'; readonly moment: number };

/** Stops a run where another line of the program begins. A moment is the number of lines that have begun, which is the same in each run. */
export interface LineTracer extends Tracer {
  goal: Goal;
  moment: number;
  /** Whether it has stopped the run, which stands before the first instruction of a line. */
  stopped: boolean;
  /** The run goes on from where it was stopped: that line has begun already. */
  resumes: boolean;
  /** The lines that each fiber is in, by its number: what must be kept with a snapshot, for the same lines to begin again. */
  lines: LinesOfFibers;
  /** The base of the frame that it has stopped. */
  base: number;
  /** Whether it stopped at a breakpoint. */
  atBreakpoint: boolean;
}

/** The line that a frame is in. */
interface FrameLine {
  readonly base: number;
  readonly name: string;
  /** The last instruction at which a place in the text began. */
  pc: number;
  readonly line: number;
}

/** By the number of a fiber: its frames, outermost first. */
export type LinesOfFibers = Map<number, FrameLine[]>;

/** A copy that goes its own way. */
export const copyOfLines = (lines: LinesOfFibers): LinesOfFibers =>
  new Map([...lines].map(([id, frames]) => [id, frames.map((frame) => ({ ...frame }))]));

/** The lines by pc where a place in the text begins, 0 elsewhere; null for code that no program brought. */
type Lines = Int32Array | null;

/** `isBreakpoint`: whether there is one at that line; `most`: at which moment the run stops whatever its goal is. */
export function createLineTracer(world: Runtime, isBreakpoint: (file: string, line: number) => boolean, most: () => number): LineTracer {
  const known = new WeakMap<Code, { readonly lines: Lines }>();
  function linesOf(code: Code): Lines {
    let found = known.get(code);
    if (found === undefined) {
      const source = world.sources.get(code.file);
      let lines: Lines = null;
      if (source !== undefined && !source.shipped) {
        lines = new Int32Array(code.words.length + 1);
        for (let i = 0; i < code.lines.length; i += 3) lines[code.lines[i]] = code.lines[i + 1];
      }
      found = { lines };
      known.set(code, found);
    }
    return found.lines;
  }

  function isReached(base: number, fiber: Fiber): boolean {
    const { goal } = tracer;
    switch (goal.kind) {
      case 'in':
        return true;
      case 'over':
        return goal.fiber === fiber && base <= goal.base;
      case 'out':
        return goal.fiber === fiber && base < goal.base;
      case 'moment':
        return tracer.moment >= goal.moment;
      case 'run':
        return false;
    }
  }

  const tracer: LineTracer = {
    goal: { kind: 'in' },
    moment: 0,
    stopped: false,
    resumes: false,
    lines: new Map(),
    base: 0,
    atBreakpoint: false,
    stopsAt(code, pc, base) {
      const line = linesOf(code)?.[pc] ?? 0;
      if (line === 0) return false;
      const fiber = world.fibers.current;
      if (tracer.resumes) {
        tracer.resumes = false;
        return false;
      }
      let frames = tracer.lines.get(fiber.id);
      if (frames === undefined) {
        frames = [];
        tracer.lines.set(fiber.id, frames);
      }
      let top = frames.pop();
      while (top !== undefined && top.base > base) top = frames.pop();
      // A line goes on over calls, and over the places inside it; a turn of a loop begins it anew.
      if (top !== undefined && top.base === base && top.name === code.name && top.line === line && pc > top.pc) {
        top.pc = pc;
        frames.push(top);
        return false;
      }
      if (top !== undefined && top.base < base) frames.push(top);
      frames.push({ base, name: code.name, pc, line });
      tracer.moment++;
      tracer.atBreakpoint = isBreakpoint(code.file, line) && tracer.goal.kind !== 'moment';
      if (!tracer.atBreakpoint && !isReached(base, fiber) && tracer.moment < most()) return false;
      tracer.stopped = true;
      tracer.base = base;
      return true;
    },
  };
  return tracer;
}
