import type { CompilerHost } from '../host.js';
import type { FnIr } from '../ir.js';
import { pipelines } from '../pipelines.js';
import { builders } from './builders.js';
import { dead } from './dead.js';
import { fold } from './fold.js';
import { intrinsics } from './intrinsics.js';
import { type Pass, runPass } from './pass.js';
import { propagate } from './propagate.js';

/** Passes that make work for one another: they run in turn until none finds anything, or the rounds are used up. */
const SIMPLIFYING: readonly Pass[] = [propagate, fold, dead];

/** What one round leaves is rarely worth a second, and next to never a fourth. */
const MOST_ROUNDS = 3;

/** The passes, in the order in which they run first; the first of them when a form is lowered, for the engine `tree` too. */
export const PASSES: readonly Pass[] = [pipelines, ...SIMPLIFYING, builders, intrinsics];

/** Optimises a function in place, and the functions inside it. */
export function optimise(fn: FnIr, host: CompilerHost): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // Each pass has its turn in each round: `some` would leave out those after the first that changed something.
    const changes = SIMPLIFYING.filter((pass) => runPass(pass, fn, host));
    if (changes.length === 0) break;
  }
  runPass(builders, fn, host);
  runPass(intrinsics, fn, host);
}
