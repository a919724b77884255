local function quicksort(xs, low, high)
  if low >= high then return nil end
  local pivot = xs[(low + high) // 2]
  local i, j = low, high
  while i <= j do
    while xs[i] < pivot do i = i + 1 end
    while xs[j] > pivot do j = j - 1 end
    if i <= j then
      local t = xs[i]
      xs[i] = xs[j]
      xs[j] = t
      i = i + 1
      j = j - 1
    end
  end
  quicksort(xs, low, j)
  quicksort(xs, i, high)
end
local function numbers(n)
  local xs = {}
  local seed = 7
  for i = 1, n do
    seed = (seed * 16807) % 2147483647
    xs[i] = seed
  end
  return xs
end
local xs = numbers(100000)
quicksort(xs, 1, #xs)
print(xs[1], xs[50001], xs[100000])
