import { traceInstructions } from '../host/node/entry.js';
import type { Command } from './options.js';
import type { Session } from './session.js';

/** So many numbers of instructions are shown. */
const SHOWN = 200;

/** Runs a program and shows what it called, or which instructions ran. Returns the exit code. */
export function runTrace({ runtime, host }: Session, { file, calls, ops }: Command & { readonly kind: 'trace' }): number {
  const text = host.files.readText(file, 'utf8');
  if (ops) {
    const { total, opcodes, counts } = traceInstructions(text, { file, host });
    const lines = counts.map(([name, count]) => `${String(count).padStart(12)}  ${name}`);
    const numbers = [...opcodes.subarray(0, SHOWN)].join(' ');
    host.stdout.write(`${total} instructions of the program\n${lines.join('\n')}\n${numbers}${total > SHOWN ? ' …' : ''}\n`);
  }
  if (calls.length === 0) return 0;
  runtime.require('clove.trace');
  const found = runtime.lookup('clove.trace', 'trace-named!');
  if (found === undefined) throw new Error('Internal error: clove.trace has no trace-named!');
  // What a form has defined is traced from the next one on.
  runtime.evalString(text, { file, onForm: () => void runtime.call(found.root, runtime.fromJs(calls)) });
  return 0;
}
