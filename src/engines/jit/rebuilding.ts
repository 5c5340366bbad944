import { RETURN_TO_COMPILED, RETURN_TO_CONTINUATION } from '../../bytecode/instructions/calls.js';
import { Double } from '../../data/numbers/index.js';
import type { Fiber } from '../vm/fiber.js';
import type { LeftFrame, LeftSegment } from './exits.js';

/** How a frame that is about to be given to the interpreter returns its value. */
export interface Link {
  readonly returnTo: number;
  readonly base: number;
  /** Where the frame would stand in the window of a call that waits for it. */
  readonly at: number;
}

/** Gives the frames that compiled code left to the interpreter of a fiber; the outermost returns as `first` says. `frames` is empty then. */
export function rebuild(fiber: Fiber, frames: (LeftFrame | LeftSegment)[], first: Link): void {
  const inner = frames[0];
  const segment = inner !== undefined && 'bottom' in inner ? inner : null;
  const held = segment === null ? [] : fiber.continuations.splice(segment.continuations);
  // The innermost frame is one of the interpreter's own, where there are such.
  const { base: innerBase, pc: innerPc, waiting: innerWaiting, passed: innerPassed } = fiber;
  let link = first;
  for (let i = frames.length - 1; i >= (segment === null ? 0 : 1); i--) {
    const { site, self, values } = frames[i] as LeftFrame;
    const { code } = site;
    const base = link.at;
    fiber.push(self, [], base, link.returnTo, link.base, site.pc);
    for (let r = 0; r < code.registers; r++) fiber.regs[base + r] = null;
    site.live.forEach((r, j) => {
      fiber.regs[base + r] = site.raw[j] ? new Double(values[j] as number) : (values[j] ?? null);
    });
    fiber.waiting = site.register;
    if (i === 0) break;
    if (site.kind === 'call') {
      link = { returnTo: site.pc, base, at: base + site.register + 3 };
      continue;
    }
    fiber.continuations.push(
      site.kind === 'branch'
        ? { kind: 1, base, pc: site.pc, target: code.words[site.pc] }
        : { kind: 0, base, pc: site.pc, register: site.register },
    );
    link = { returnTo: RETURN_TO_CONTINUATION, base, at: base + code.registers + 3 };
  }
  if (segment !== null) {
    // It does not stand in a window, so that its value must be brought there.
    if (link.returnTo >= 0) {
      fiber.continuations.push({ kind: 0, base: link.base, pc: link.returnTo, register: link.at - 3 - link.base });
      link = { ...link, returnTo: RETURN_TO_CONTINUATION };
    }
    fiber.regs[segment.bottom - 3] = link.returnTo;
    fiber.regs[segment.bottom - 2] = link.base;
    fiber.continuations.push(...held);
    fiber.base = innerBase;
    fiber.pc = innerPc;
    fiber.waiting = innerWaiting;
    fiber.passed = innerPassed;
  }
  frames.length = 0;
}

/** The outermost frame of the run of the interpreter that has just ended: a tail call may have put it elsewhere than where it began. */
export function outermost({ regs, base }: Fiber): number {
  let frame = base;
  while (regs[frame - 3] !== RETURN_TO_COMPILED) frame = regs[frame - 2] as number;
  return frame;
}
