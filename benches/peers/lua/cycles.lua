local function pair(i)
  local a = { value = i }
  local b = { value = i + 1, next = a }
  a.next = b
end
for i = 0, 999999 do pair(i) end
print("done")
