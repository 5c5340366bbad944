local function make_tree(depth)
  if depth == 0 then return {} end
  return { make_tree(depth - 1), make_tree(depth - 1) }
end

local function check(tree)
  if tree[1] then return 1 + check(tree[1]) + check(tree[2]) end
  return 1
end

function run(n)
  local long_lived = make_tree(n)
  local total = 0
  local rounds = 1
  for _ = 5, n do rounds = rounds * 2 end
  for depth = 4, n, 2 do
    for _ = 1, rounds do total = total + check(make_tree(depth)) end
    rounds = (rounds - rounds % 4) / 4
  end
  return total + check(long_lived)
end
