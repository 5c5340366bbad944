/** Runs a Lua program in Lua 5.4 compiled to WebAssembly. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './timing.mjs';

const { LuaFactory } = (await import(pathToFileURL(join(import.meta.dirname, '../peers/node_modules/wasmoon/dist/index.js')).href)).default;
await report(async (file) => {
  const lua = await new LuaFactory().createEngine();
  await lua.doString(readFileSync(file, 'utf8'));
  return lua.global.get('run');
});
