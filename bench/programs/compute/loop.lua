function run(n)
  local s = 0
  local i = 0
  while i < n do
    s = s + i
    i = i + 1
  end
  assert(s == n * (n - 1) / 2)
  return s
end
