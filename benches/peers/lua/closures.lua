local function counter()
  local n = 0
  return function(step) n = n + step return n end
end
local c = counter()
local add = function(a, b) return a + b end
local total = 0
for i = 1, 1000000 do total = add(total, c(1)) end
print(total)
