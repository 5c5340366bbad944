local LIMIT = 50

local function steps(cr, ci)
  local zr, zi, i = 0.0, 0.0, 0
  while true do
    local rr, ii = zr * zr, zi * zi
    if i == LIMIT or rr + ii > 4.0 then return i end
    zi = 2.0 * (zr * zi) + ci
    zr = rr - ii + cr
    i = i + 1
  end
end

local function coordinate(low, span, i, n)
  return low + span * i / n
end

local known = { [8] = 1025, [16] = 4266, [40] = 27151, [100] = 167715, [200] = 670938, [400] = 2677393 }

function run(n)
  local total = 0
  for y = 0, n - 1 do
    for x = 0, n - 1 do
      total = total + steps(coordinate(-2.0, 2.5, x, n), coordinate(-1.25, 2.5, y, n))
    end
  end
  assert(total == (known[n] or total))
  return total
end
