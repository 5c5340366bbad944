function run(n)
  local composite = {}
  for i = 1, n do composite[i] = false end
  local primes = 0
  for i = 2, n do
    if not composite[i] then
      primes = primes + 1
      for j = i * i, n, i do composite[j] = true end
    end
  end
  return primes
end
