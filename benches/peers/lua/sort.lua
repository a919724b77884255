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
    seed = (seed * 1103515245 + 12345) % 2147483648
    xs[i] = seed
  end
  return xs
end
local a, b = numbers(100000), numbers(100000)
table.sort(a)
quicksort(b, 1, #b)
local same = #a == #b
for i = 1, #a do same = same and a[i] == b[i] end
print(same, a[1], a[100000])
