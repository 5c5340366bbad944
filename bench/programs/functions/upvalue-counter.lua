local function make_counter()
  local total = 0
  return {
    add = function(n) total = total + n; return total end,
    undo = function(n) total = total - n; return total end,
    total = function() return total end,
  }
end

local function make_stepper(step)
  local made = 0
  return function()
    made = made + 1
    local number, state = made, 0
    return function(turns)
      state = state + turns * (step * number)
      return state
    end
  end
end

function run(n)
  local counter, other = make_counter(), make_counter()
  local add, undo, total = counter.add, counter.undo, counter.total
  for i = 0, n - 1 do
    add(i)
    if i % 10 == 0 then
      undo(1)
      other.add(2)
    end
  end
  local tenths = math.floor((n + 9) / 10)
  assert(total() == n * (n - 1) / 2 - tenths and other.total() == 2 * tenths)
  local make = make_stepper(3)
  local a, b = make(), make()
  for _ = 1, n do
    a(1)
    b(1)
  end
  assert(a(0) == 3 * n and b(0) == 6 * n)
  return total() + a(0) + b(0)
end
