local function flips(perm, copy, n)
  for i = 0, n - 1 do copy[i] = perm[i] end
  local count = 0
  local first = copy[0]
  while first ~= 0 do
    local i, j = 0, first
    while i < j do
      copy[i], copy[j] = copy[j], copy[i]
      i, j = i + 1, j - 1
    end
    count = count + 1
    first = copy[0]
  end
  return count
end

local function next_permutation(perm, counts, n)
  for k = 1, n - 1 do
    local x = perm[0]
    for i = 0, k - 1 do perm[i] = perm[i + 1] end
    perm[k] = x
    counts[k] = counts[k] + 1
    if counts[k] <= k then return true end
    counts[k] = 0
  end
  return false
end

function run(n)
  local perm, copy, counts = {}, {}, {}
  for i = 0, n - 1 do perm[i], copy[i], counts[i] = i, 0, 0 end
  local most, checksum, sign = 0, 0, 1
  repeat
    local count = flips(perm, copy, n)
    if count > most then most = count end
    checksum = checksum + sign * count
    sign = -sign
  until not next_permutation(perm, counts, n)
  return 1000 * checksum + most
end
