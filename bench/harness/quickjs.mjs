/** Runs the JavaScript program in QuickJS compiled to WebAssembly. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { report } from './timing.mjs';

const { getQuickJS } = createRequire(join(import.meta.dirname, '../peers/package.json'))('quickjs-emscripten');
await report(async (file) => {
  const context = (await getQuickJS()).newContext();
  const program = `${readFileSync(file, 'utf8')}\nglobalThis.run = run;`;
  context.unwrapResult(context.evalCode(program, 'program.mjs', { type: 'module' })).dispose();
  const run = context.getProp(context.global, 'run');
  return (size) => {
    const argument = context.newNumber(size);
    const handle = context.unwrapResult(context.callFunction(run, context.undefined, argument));
    const result = context.dump(handle);
    handle.dispose();
    argument.dispose();
    return result;
  };
});
