local function build(parent, depth)
  local node = { parent = parent }
  if depth > 0 then
    node.left = build(node, depth - 1)
    node.right = build(node, depth - 1)
  end
  return node
end
local function count(tree)
  if tree.left == nil then return 1 end
  return 1 + count(tree.left) + count(tree.right)
end
local total = 0
for i = 1, 20 do total = total + count(build(nil, 14)) end
print(total)
