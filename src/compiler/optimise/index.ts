import type { CompilerHost } from '../host.js';
import type { FnIr } from '../ir.js';
import { intrinsics } from './intrinsics.js';
import { type Pass, runPass } from './pass.js';

/** The passes in the order in which they run. */
export const PASSES: readonly Pass[] = [intrinsics];

/** Optimises a function in place, and the functions inside it. */
export function optimise(fn: FnIr, host: CompilerHost): void {
  for (const pass of PASSES) runPass(pass, fn, host);
}
