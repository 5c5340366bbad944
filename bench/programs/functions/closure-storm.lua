local function adder(a)
  return function(b) return a + b end
end

local function pipeline(f, g)
  return function(x) return g(f(x)) end
end

local function chain(length)
  local f = function(x) return x end
  for _ = 1, length do f = pipeline(f, adder(1)) end
  return f
end

function run(n)
  local sum, expected, closures = 0, 0, {}
  for i = 0, n - 1 do
    local add_i = adder(i)
    local add_twice = function(x) return add_i(add_i(x)) end
    local even = i % 2 == 0
    local pick = even and add_i or add_twice
    sum = sum + pick(1) - 1
    expected = expected + (even and i or 2 * i)
  end
  for i = 0, n - 1 do closures[i] = adder(i) end
  for i = 0, n - 1 do assert(closures[i](5) == i + 5) end
  local chained = chain(100)(n)
  assert(sum == expected and chained == n + 100)
  return sum + chained
end
