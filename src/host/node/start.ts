import type { RuntimeOptions } from '../../api/exports.js';
import { createNodeHost, flushAtExit } from './index.js';

export { type BuiltProgram, type StartedProgram, startProgram } from '../../build/start.js';

/** What a program reaches that `clove build --node` made: all that `clove` grants. */
export function onNode(): RuntimeOptions {
  const host = createNodeHost(['.']);
  flushAtExit(host);
  return { host };
}
