-- Times the function `run` of each program: SIZE REPEATS WARM-UP-MS BUDGET-MS FILE NAMESPACE ... The same measurement as warm.cljc, by the processor's time.
-- LuaJIT knows no integers apart from other numbers.
local integer = math.tointeger or function(x) return x end
local function now() return os.clock() * 1000 end

local function report(size, repeats, warm_up_ms, budget_ms, file)
  local start = now()
  dofile(file)
  local loaded = now()
  local result = run(size)
  local first = now() - loaded
  local warm = {}
  if repeats > 0 then
    local begin = now()
    while now() - begin < warm_up_ms do run(size) end
    begin = now()
    while #warm < repeats and not (#warm > 0 and now() - begin > budget_ms) do
      local before = now()
      local again = run(size)
      warm[#warm + 1] = now() - before
      assert(again == result, 'the result changed')
    end
  end
  local text = type(result) == 'number' and string.format('%.0f', result) or tostring(result)
  print(string.format('{"load":%f,"first":%f,"warm":[%s],"result":"%s"}', loaded - start, first, table.concat(warm, ','), text))
end

for i = 1, #arg, 6 do
  report(integer(tonumber(arg[i])), tonumber(arg[i + 1]), tonumber(arg[i + 2]), tonumber(arg[i + 3]), arg[i + 4])
end
