local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local function fib_by_loop(n)
  local a, b = 0, 1
  for _ = 1, n do a, b = b, a + b end
  return a
end

function run(n)
  local result = fib(n)
  assert(result == fib_by_loop(n))
  return result
end
