local Parser = {}
Parser.__index = Parser
local NULL = {}
local sub = string.sub
function Parser.blank(p)
  local text = p.text
  while p.at <= p.size do
    local c = sub(text, p.at, p.at)
    if c ~= " " and c ~= "\n" then return nil end
    p.at = p.at + 1
  end
end
function Parser.word(p)
  p.at = p.at + 1
  local start = p.at
  local text = p.text
  local i = start
  while sub(text, i, i) ~= "\"" do i = i + 1 end
  p.at = i + 1
  return sub(text, start, i - 1)
end
function Parser.number(p)
  local start = p.at
  local text = p.text
  local i = start
  while i <= p.size do
    local c = sub(text, i, i)
    if (c < "0" or c > "9") and c ~= "-" and c ~= "." then break end
    i = i + 1
  end
  p.at = i
  return tonumber(sub(text, start, i - 1)) + 0.0
end
function Parser.items(p)
  local items = { list = true }
  p.at = p.at + 1
  p:blank()
  while sub(p.text, p.at, p.at) ~= "]" do
    items[#items + 1] = p:value()
    p:blank()
    if sub(p.text, p.at, p.at) == "," then p.at = p.at + 1 p:blank() end
  end
  p.at = p.at + 1
  return items
end
function Parser.members(p)
  local members = {}
  p.at = p.at + 1
  p:blank()
  while sub(p.text, p.at, p.at) ~= "}" do
    local key = p:word()
    p:blank()
    p.at = p.at + 1
    members[key] = p:value()
    p:blank()
    if sub(p.text, p.at, p.at) == "," then p.at = p.at + 1 p:blank() end
  end
  p.at = p.at + 1
  return members
end
function Parser.value(p)
  p:blank()
  local c = sub(p.text, p.at, p.at)
  if c == "{" then return p:members() end
  if c == "[" then return p:items() end
  if c == "\"" then return p:word() end
  if c == "t" then p.at = p.at + 4 return true end
  if c == "f" then p.at = p.at + 5 return false end
  if c == "n" then p.at = p.at + 4 return NULL end
  return p:number()
end
local function weigh(value)
  if value == NULL then return 1 end
  if type(value) == "table" then
    local sum = 0
    if value.list then
      for _, item in ipairs(value) do sum = sum + weigh(item) end
    else
      for key, item in pairs(value) do sum = sum + #key + weigh(item) end
    end
    return sum
  end
  if type(value) == "string" then return #value end
  if type(value) == "number" then return value end
  return 1
end
local parts = {}
for i = 0, 999 do
  local id = "" .. i
  parts[#parts + 1] = "{\"id\": " .. id .. ", \"name\": \"item " .. id .. "\", \"tags\": [\"a\", \"bb\", \"ccc\"], \"size\": {\"w\": 1.5, \"h\": -2}, \"ok\": true, \"none\": null}"
end
local text = "[" .. table.concat(parts, ", ") .. "]"
local sum = 0
for round = 1, 4 do
  local p = setmetatable({ text = text, at = 1, size = #text }, Parser)
  sum = sum + weigh(p:value())
end
print(math.floor(sum))
