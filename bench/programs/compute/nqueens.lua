local function is_safe(column, placed)
  local distance = 1
  while placed do
    local other = placed.head
    if other == column or other == column + distance or other == column - distance then return false end
    distance = distance + 1
    placed = placed.tail
  end
  return true
end

local function place(size, row, placed)
  if row == size then return 1 end
  local solutions = 0
  for column = 0, size - 1 do
    if is_safe(column, placed) then
      solutions = solutions + place(size, row + 1, { head = column, tail = placed })
    end
  end
  return solutions
end

local known = { [0] = 1, 1, 0, 0, 2, 10, 4, 40, 92, 352, 724, 2680 }

function run(n)
  local solutions = place(n, 0, nil)
  assert(solutions == known[n])
  return solutions
end
