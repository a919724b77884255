local size, inside = 160, 0
for py = 0, size - 1 do
  for px = 0, size - 1 do
    local x0 = px * 3.0 / size - 2.0
    local y0 = py * 2.0 / size - 1.0
    local x, y, i = 0.0, 0.0, 0
    while i < 100 and x * x + y * y <= 4.0 do
      local t = x * x - y * y + x0
      y = 2.0 * x * y + y0
      x = t
      i = i + 1
    end
    if i == 100 then inside = inside + 1 end
  end
end
print(inside)
