local function entry(i, j)
  local k = i + j
  return 1.0 / (k * (k + 1) * 0.5 + i + 1)
end
local function times(v, n)
  local out = {}
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + entry(i, j) * v[j + 1] end
    out[#out + 1] = sum
  end
  return out
end
local function transposed(v, n)
  local out = {}
  for i = 0, n - 1 do
    local sum = 0.0
    for j = 0, n - 1 do sum = sum + entry(j, i) * v[j + 1] end
    out[#out + 1] = sum
  end
  return out
end
local n = 120
local u, v = {}, {}
for i = 1, n do u[i] = 1.0 end
for round = 1, 10 do
  v = transposed(times(u, n), n)
  u = transposed(times(v, n), n)
end
local vbv, vv = 0.0, 0.0
for i = 1, n do
  vbv = vbv + u[i] * v[i]
  vv = vv + v[i] * v[i]
end
print(math.floor(math.sqrt(vbv / vv) * 1000000000))
