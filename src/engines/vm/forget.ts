import type { Code } from '../../bytecode/code.js';
import { RETURN_TO_CONTINUATION } from '../../bytecode/instructions/calls.js';
import type { Fn } from '../../data/functions.js';
import type { Value } from '../../data/value.js';
import type { FramesState } from '../run-state.js';
import { liveRegisters } from './live-registers.js';

/** The frames that are looked through, the innermost first. */
const FRAMES = 64;
/** Codes with more words are left alone: to find out what is live in them takes longer than a turn. */
const LONGEST = 4000;

/**
 * Empties the registers that nobody reads any more, in the innermost frames of a fiber whose turn ends: one may hold the head of
 * a seq that a call walks through, which then could not be let go of. Clojure clears a local at its last use; this comes some time
 * after it, finds what is no local too, and costs the code nothing.
 */
export function emptyDead(state: FramesState & { readonly regs: Value[] }): void {
  const { regs } = state;
  let continuation = state.continuations.length;
  let { base, pc } = state;
  let inCall = false;
  let end = Number.POSITIVE_INFINITY;
  for (let left = FRAMES; left > 0; left--) {
    const code = (regs[base - 1] as Fn).template as Code;
    // A debugger shows locals that nobody reads any more, too.
    if (code.words.length <= LONGEST && code.names === null) {
      const live = liveRegisters(code, pc, inCall, state.passed);
      const last = Math.min(code.registers, end);
      for (let r = 0; r < last; r++) if (live[r] === 0) regs[base + r] = null;
    }
    const returnTo = regs[base - 3] as number;
    const below = regs[base - 2] as number;
    if (returnTo >= 0) [pc, inCall, end] = [returnTo, true, base - 3 - below];
    else if (returnTo === RETURN_TO_CONTINUATION) {
      const c = state.continuations[--continuation];
      [pc, inCall, end] = [c.pc, c.kind !== 2, Number.POSITIVE_INFINITY];
    } else return;
    base = below;
  }
}
