local function numbers(n)
  local xs = {}
  local seed = 7
  for i = 1, n do
    seed = (seed * 16807) % 2147483647
    xs[i] = seed
  end
  return xs
end
local xs = numbers(200000)
table.sort(xs)
print(xs[1], xs[100001], xs[200000])
