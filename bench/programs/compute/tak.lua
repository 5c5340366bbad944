local function tak(x, y, z)
  if y < x then
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
  end
  return z
end

function run(n)
  local result = tak(3 * n, 2 * n, n)
  assert(result == (n % 2 == 0 and n + 1 or 2 * n))
  return result
end
