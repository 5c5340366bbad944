import { explain } from '../api/explain.js';
import type { Command } from './options.js';
import type { Session } from './session.js';

/** Tells which parts of an input made a field of an output. Returns the exit code. */
export function runExplain({ runtime, host }: Session, { file, fn, input, path }: Command & { readonly kind: 'explain' }): number {
  runtime.loadFile(file);
  const given: unknown = JSON.parse(host.files.readText(input, 'utf8'));
  const keys = path === '.' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const { value, inputs, calls } = explain(runtime, fn, given, keys);
  const lines = inputs.map((found) => `  ${found.path.join('.')} = ${JSON.stringify(found.value)}`);
  host.stdout.write(`${path} = ${JSON.stringify(value)}, made of\n${lines.join('\n')}\n(${calls} calls)\n`);
  return 0;
}
