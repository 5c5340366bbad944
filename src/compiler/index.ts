import type { Code } from '../bytecode/code.js';
import { emitFunction } from './emit/index.js';
import type { CompilerHost } from './host.js';
import type { FnIr } from './ir.js';
import { optimise } from './optimise/index.js';
import { resolve } from './resolve.js';

/** Compiles a lowered function to bytecode. */
export function compile(fn: FnIr, host: CompilerHost): Code {
  optimise(fn, host);
  resolve(fn);
  return emitFunction(fn, host);
}
