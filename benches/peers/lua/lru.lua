local Lru = {}
Lru.__index = Lru
function Lru.unlink(c, e)
  if e.before == nil then c.head = e.after else e.before.after = e.after end
  if e.after == nil then c.tail = e.before else e.after.before = e.before end
end
function Lru.front(c, e)
  e.before = nil
  e.after = c.head
  if c.head == nil then c.tail = e else c.head.before = e end
  c.head = e
end
function Lru.get(c, key)
  local e = c.table[key]
  if e == nil then return nil end
  c:unlink(e)
  c:front(e)
  return e.value
end
function Lru.put(c, key, value)
  local e = c.table[key]
  if e ~= nil then
    e.value = value
    c:unlink(e)
    c:front(e)
    return nil
  end
  if c.size == c.capacity then
    local old = c.tail
    c:unlink(old)
    c.table[old.key] = nil
    c.size = c.size - 1
  end
  local fresh = { key = key, value = value }
  c.table[key] = fresh
  c:front(fresh)
  c.size = c.size + 1
end
local cache = setmetatable({ capacity = 100, size = 0, table = {} }, Lru)
local hits, seed = 0, 1
for i = 0, 199999 do
  seed = (seed * 16807) % 2147483647
  local key = "k" .. (seed % 300)
  if cache:get(key) == nil then cache:put(key, i) else hits = hits + 1 end
end
print(hits, cache.size)
