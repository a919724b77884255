local words = {}
local seed = 42
for i = 1, 200000 do
  seed = (seed * 16807) % 2147483647
  words[i] = "w" .. (seed % 5000)
end
local counts, size = {}, 0
for _, w in ipairs(words) do
  if counts[w] == nil then size = size + 1 end
  counts[w] = (counts[w] or 0) + 1
end
local best = 0
for w, n in pairs(counts) do if n > best then best = n end end
print(size, best)
