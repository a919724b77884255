local Point = {}
Point.__index = Point
function Point.move(p, dx, dy) p.x = p.x + dx p.y = p.y + dy return p end
function Point.norm1(p) return p.x + p.y end
local p = setmetatable({ x = 0, y = 0 }, Point)
local sum = 0
for i = 1, 1000000 do
  p:move(1, 2)
  sum = sum + p:norm1() % 7
end
print("Point { x: " .. p.x .. ", y: " .. p.y .. " }", sum)
