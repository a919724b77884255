local s = ""
for i = 1, 200000 do s = s .. "x" end
print(#s)
local words = {}
for i = 0, 49999 do words[#words + 1] = "word" .. i end
local text = table.concat(words, " ")
local count = 0
local parts = {}
for part in text:gmatch("[^ ]+") do parts[#parts + 1] = part end
print(#parts, #(text:gsub("word", "w")))
