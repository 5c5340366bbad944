-- Times the function `run` of a program: SIZE REPEATS FILE. The same measurement as warm.clj (processor time).
-- Compilers at run time need a while: runs before this time are not counted.
local WARM_UP_MS = 1000
local BUDGET_MS = 6000
-- LuaJIT knows no integers apart from other numbers.
local integer = math.tointeger or function(x) return x end
local size, repeats = integer(tonumber(arg[1])), tonumber(arg[2])
local function now() return os.clock() * 1000 end

local start = now()
dofile(arg[3])
run(size)
local first = now() - start
local result = run(size)
local begin = now()
while now() - begin < WARM_UP_MS do run(size) end
local warm = {}
begin = now()
while #warm < repeats and not (#warm > 2 and now() - begin > BUDGET_MS) do
  local before = now()
  local again = run(size)
  warm[#warm + 1] = now() - before
  assert(again == result, 'the result changed')
end
print(string.format('{"first":%f,"warm":[%s],"result":"%s"}', first, table.concat(warm, ','), result))
