/** Runs a Lua program in a Lua that is written in JavaScript. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { report } from './timing.mjs';

const { lauxlib, lua, lualib, to_luastring } = createRequire(join(import.meta.dirname, '../peers/package.json'))('fengari');

function check(state, status) {
  if (status !== lua.LUA_OK) throw new Error(lua.lua_tojsstring(state, -1));
}

await report((file) => {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  check(state, lauxlib.luaL_dostring(state, to_luastring(readFileSync(file, 'utf8'))));
  return (size) => {
    lua.lua_getglobal(state, to_luastring('run'));
    lua.lua_pushinteger(state, size);
    check(state, lua.lua_pcall(state, 1, 1, 0));
    const result = lua.lua_tonumber(state, -1);
    lua.lua_pop(state, 1);
    return result;
  };
});
